"""Icons, drawn in the colour of the theme's text.

The files are monochrome SVG with `currentColor`; the colour is put in when an icon is made, so a theme
that changes asks for them anew: `set_icon` remembers the name, `refresh` puts the new ones on.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from gdgui.resources import resource
from gdgui.ui.theme import Theme, current

SIZES = (16, 24, 32, 48)
APP_SIZES = (*SIZES, 64, 128, 256)
_PROPERTY = "gdgui_icon"


def icon(name: str, theme: Theme | None = None) -> QIcon:
    """The icon `name` in the colours of `theme`, by default of the one in use.

    Raises FileNotFoundError where there is no such file.
    """
    theme = theme or current()
    made = QIcon()
    # What is checked or selected lies on the accent; elsewhere it lies on the window.
    looks = {QIcon.Mode.Normal: theme.text, QIcon.Mode.Disabled: theme.disabled,
             QIcon.Mode.Selected: theme.on_accent}  # fmt: skip
    for mode, color in looks.items():
        for pixmap in _pixmaps(name, color):
            made.addPixmap(pixmap, mode, QIcon.State.Off)
    return made


def _pixmaps(name: str, color: str) -> list[QPixmap]:
    """A drawing in one colour and every size, as Qt's own cache keeps them.

    Many buttons show the same few icons, and the button that plays has another one in no time.
    """
    return [
        _kept(f"gdgui {name} {size} {color}", partial(_tinted, name, size, color)) for size in SIZES
    ]


def _tinted(name: str, size: int, color: str) -> QPixmap:
    """The drawing filled with `color`: much quicker than to draw it again for every colour."""
    pixmap = QPixmap(_kept(f"gdgui {name} {size}", partial(_black, name, size)))
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), color)
    painter.end()
    return pixmap


def _black(name: str, size: int) -> QPixmap:
    source = resource("icons", f"{name}.svg").read_text("utf-8")
    return _drawn(_renderer(source.replace("currentColor", "black")), size)


def _kept(key: str, make: Callable[[], QPixmap]) -> QPixmap:
    """The pixmap called `key` out of Qt's cache; where it is not there, what `make` makes."""
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = make()
        QPixmapCache.insert(key, found)
    return found


def app_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    renderer = _renderer(resource("icons", "gdgui.svg").read_text("utf-8"))
    made = QIcon()
    for size in APP_SIZES:
        made.addPixmap(_drawn(renderer, size))
    return made


def set_icon(target: QAction | QAbstractButton, name: str) -> None:
    """Gives `target` the icon `name`, and a new one at every `refresh`."""
    target.setProperty(_PROPERTY, name)
    target.setIcon(icon(name))


def refresh(root: QObject) -> None:
    """Redraws the icons of `root` and of all that belongs to it, in the theme in use."""
    targets: list[QObject] = [root, *root.findChildren(QAction), *root.findChildren(QAbstractButton)]
    for target in targets:
        name = target.property(_PROPERTY)
        if isinstance(name, str) and isinstance(target, QAction | QAbstractButton):
            target.setIcon(icon(name))


def _renderer(source: str) -> QSvgRenderer:
    renderer = QSvgRenderer(QByteArray(source.encode()))
    if not renderer.isValid():
        raise ValueError(f"this is no SVG that can be drawn: {source[:60]}")
    return renderer


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap
