"""Pens for charts and samples."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QPen


def pen(color: str, width: float = 1.0, dash: Sequence[float] = (), alpha: float = 1.0) -> QPen:
    """A cosmetic pen: its width is in pixels whatever the zoom."""
    shade = QColor(color)
    shade.setAlphaF(alpha)
    result = QPen(shade, width)
    result.setCosmetic(True)
    if dash:
        result.setDashPattern([float(part) for part in dash])
    return result
