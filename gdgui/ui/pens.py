"""Pens for charts and samples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtGui import QColor, QPen

_factor = [1.0]
"""By how much all pens are wider than on screen."""


@contextmanager
def enlarged(factor: float) -> Iterator[None]:
    """Makes every pen so many times as wide, as in a picture with more pixels than the screen has."""
    former, _factor[0] = _factor[0], factor
    try:
        yield
    finally:
        _factor[0] = former


def pen(color: str, width: float = 1.0, dash: Sequence[float] = (), alpha: float = 1.0) -> QPen:
    """A cosmetic pen: its width is in pixels whatever the zoom."""
    shade = QColor(color)
    shade.setAlphaF(alpha)
    result = QPen(shade, width * _factor[0])
    result.setCosmetic(True)
    if dash:
        result.setDashPattern([float(part) for part in dash])
    return result
