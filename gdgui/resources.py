"""Finds what is not code: icons, translations, lessons, help."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _folder() -> Path:
    """Inside the package where it was installed or frozen, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of a resource: `resource("lessons")`, `resource("icons", "play.svg")`."""
    return _folder().joinpath(*parts)
