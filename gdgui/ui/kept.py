"""Pictures of what does not change, which Qt keeps from frame to frame."""

from __future__ import annotations

from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QGraphicsItem

KEPT = 256 * 1024
"""Kilobytes of pictures that Qt may keep.  Its own 10 MB hold not even one landscape on a large screen:
then every picture displaces the next, and all of them are painted anew in every frame."""


def keep(item: QGraphicsItem) -> None:
    """Lets Qt keep the item's picture while nothing about it changes.

    A frame of playback paints a whole view anew; its grid alone would cost more than all the rest.
    """
    if QPixmapCache.cacheLimit() < KEPT:
        QPixmapCache.setCacheLimit(KEPT)
    item.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
