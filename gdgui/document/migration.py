"""What a document of an older version is in the present one.

A field that is added with a default needs no step and no new version.  A change that an old file would
be misread by raises `gdgui.document.model.VERSION` by one, and gets a step here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Plain = dict[str, Any]
"""A document as JSON gives it."""

STEPS: dict[int, Callable[[Plain], Plain]] = {}
"""From each older version to the one after it.  A step gets a copy, and may change it."""


def migrated(plain: Plain) -> Plain:
    """The document in the latest version that the steps lead to; one that is there stays as it is."""
    version = plain.get("version")
    while isinstance(version, int) and not isinstance(version, bool) and version in STEPS:
        plain = STEPS[version](dict(plain))
        version += 1
        plain["version"] = version
    return plain
