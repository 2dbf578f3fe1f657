"""Icons, drawn in the colour of the theme's text.

The files are monochrome SVG with `currentColor`; the colour is put in when an icon is made, so a theme
that changes asks for them anew: `set_icon` remembers the name, `refresh` puts the new ones on.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from gdgui.resources import resource
from gdgui.ui.theme import Theme, current

SIDE = 16
"""Pixels of an icon in a button or a menu, where a pixel of the window is one of the screen."""

APP_SIZES = (16, 24, 32, 48, 64, 128, 256)
_PROPERTY = "gdgui_icon"


def sizes() -> tuple[int, ...]:
    """The sizes that are drawn: one for each kind of screen that there is now."""
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    return tuple(sorted({round(SIDE * ratio) for ratio in ratios}))


def icon(name: str, theme: Theme | None = None, selected: bool = True) -> QIcon:
    """The icon `name` in the colours of `theme`, by default of the one in use.

    `selected` is whether it may come to lie on the accent, as an entry of a menu does.  Raises
    FileNotFoundError where there is no such file.
    """
    theme = theme or current()
    made = QIcon()
    looks = {QIcon.Mode.Normal: theme.text, QIcon.Mode.Disabled: theme.disabled}
    if selected:
        looks[QIcon.Mode.Selected] = theme.on_accent
    for mode, color in looks.items():
        for pixmap in _pixmaps(name, color):
            made.addPixmap(pixmap, mode, QIcon.State.Off)
    return made


def _pixmaps(name: str, color: str) -> list[QPixmap]:
    """A drawing in one colour and the sizes that are wanted, as Qt's own cache keeps them.

    Many buttons show the same few icons, and the button that plays has another one in no time.
    """
    return _kept(f"gdgui {name} {color}", lambda: [_tinted(black, color) for black in _black(name)])


def _tinted(black: QPixmap, color: str) -> QPixmap:
    """A drawing filled with `color`: much quicker than to draw it again for every colour."""
    pixmap = QPixmap(black)
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), color)
    painter.end()
    return pixmap


def _black(name: str) -> list[QPixmap]:
    def draw() -> list[QPixmap]:
        source = resource("icons", f"{name}.svg").read_text("utf-8")
        renderer = _renderer(source.replace("currentColor", "black"))
        return [_drawn(renderer, size) for size in sizes()]

    return _kept(f"gdgui {name}", draw)


def _kept(key: str, make: Callable[[], list[QPixmap]]) -> list[QPixmap]:
    """The pixmaps called `key` out of Qt's cache; where they are not there, what `make` makes."""
    wanted = sizes()
    found = [QPixmap() for _ in wanted]
    for size, pixmap in zip(wanted, found, strict=True):
        if not QPixmapCache.find(f"{key} {size}", pixmap):
            break
    else:
        return found
    made = make()
    for size, pixmap in zip(wanted, made, strict=True):
        QPixmapCache.insert(f"{key} {size}", pixmap)
    return made


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
    target.setIcon(icon(name, selected=isinstance(target, QAction)))


def set_icon_in_menu(target: QAction, name: str) -> None:
    """Gives an entry of a menu the icon `name` at the next `refresh`, for when the menu is opened."""
    target.setProperty(_PROPERTY, name)


def refresh(root: QObject) -> None:
    """Redraws the icons of `root` and of all that belongs to it, in the theme in use."""
    targets: list[QObject] = [root, *root.findChildren(QAction), *root.findChildren(QAbstractButton)]
    for target in targets:
        name = target.property(_PROPERTY)
        if isinstance(name, str) and isinstance(target, QAction | QAbstractButton):
            set_icon(target, name)


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
