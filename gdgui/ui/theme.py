"""How the program looks: Fusion style with palettes of our own, and the colours of the charts.

A colour scheme alone changes nothing on a bare X server, so every theme brings a whole palette.
The series follow Okabe and Ito (Color Universal Design, 2008), darkened or lightened where they would
not stand out from the background; each has a dash and a symbol of its own, so that nothing depends on
colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

SPACING = 6
"""Pixels between widgets that belong together."""
TIGHT = 3
"""Pixels between parts of one widget."""
MARGIN = 8
"""Pixels between a panel's contents and its edge."""
ROW = 26
"""The height of a row of a form, in pixels, at the usual font size."""

NAMES = ("system", "light", "dark", "contrast")
"""What `apply` takes: the three themes, and whichever of light and dark the system prefers."""

_PROPERTY = "gdgui_theme"
_SMALLEST = 9.0
_OUTLINED = ("QLineEdit", "QComboBox", "QAbstractButton", "QSlider", "QProgressBar")
# QFusionStyle's outline is window.darker(140).
_SHADE = 140


class Series(Struct, frozen=True):
    """The look of one descent: colour, dash pattern (lengths in pen widths; empty: solid), symbol.

    The symbol is one of pyqtgraph's names.
    """

    color: str
    dash: tuple[float, ...]
    symbol: str


class Theme(Struct, frozen=True, kw_only=True):
    """The colours of one theme, as #rrggbb.

    Widgets: window, base (fields), alternate, button, border, text, dim (what is said by the way),
    disabled, accent (focus, selection, sliders) and on_accent (text upon it).
    Charts: background, foreground (axes and text), grid, curve (f), derivative, outline (around
    markers), minimum (the lines at minima), cursor,
    replay (the descent behind a cell), warning, bad, and one `series` for each of up to
    twelve descents.
    """

    name: str
    dark: bool
    window: str
    base: str
    alternate: str
    button: str
    border: str
    text: str
    dim: str
    disabled: str
    accent: str
    on_accent: str
    background: str
    foreground: str
    grid: str
    curve: str
    derivative: str
    outline: str
    minimum: str
    cursor: str
    replay: str
    warning: str
    bad: str
    series: tuple[Series, ...]


_DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (6, 2),
    (6, 2, 1.5, 2),
    (2, 2),
    (10, 3),
    (6, 2, 1.5, 2, 1.5, 2),
    (1, 2),
    (10, 3, 3, 3),
    (4, 4),
    (8, 2, 3, 2, 3, 2),
    (3, 1),
    (14, 2, 2, 2),
)
_SYMBOLS = ("o", "s", "t", "d", "t1", "star", "p", "t2", "h", "t3", "x", "+")


def _series(*colors: str) -> tuple[Series, ...]:
    """Twelve series; where there are fewer colours they come round again, dash and symbol do not."""
    return tuple(
        Series(colors[k % len(colors)], dash, symbol)
        for k, (dash, symbol) in enumerate(zip(_DASHES, _SYMBOLS, strict=True))
    )


LIGHT = Theme(
    name="light",
    dark=False,
    window="#f3f3f2",
    base="#ffffff",
    alternate="#f7f7f6",
    button="#fbfbfa",
    border="#b9b9b6",
    text="#1d1f21",
    dim="#5c6066",
    disabled="#9b9ea2",
    accent="#0072b2",
    on_accent="#ffffff",
    background="#ffffff",
    foreground="#4a4e54",
    grid="#e3e3e1",
    curve="#1d1f21",
    derivative="#6b7078",
    outline="#ffffff",
    minimum="#8a8f96",
    cursor="#55595f",
    replay="#8f3a9c",
    warning="#8f5a00",
    bad="#b3261e",
    series=_series(
        "#0072b2", "#d55e00", "#008f68", "#b85a8d", "#b57b00", "#2b8ac6", "#7d7400", "#5c6066"
    ),
)

DARK = Theme(
    name="dark",
    dark=True,
    window="#1f2124",
    base="#17191c",
    alternate="#1c1e21",
    button="#2c2f33",
    border="#4a4e54",
    text="#e8e8e6",
    dim="#a3a8ae",
    disabled="#6d7278",
    accent="#56b4e9",
    on_accent="#0d1216",
    background="#1a1c1f",
    foreground="#b9bdc2",
    grid="#34373b",
    curve="#f2f2f0",
    derivative="#a3a8ae",
    outline="#0d0f11",
    minimum="#82878e",
    cursor="#d0d3d6",
    replay="#d98be6",
    warning="#f0b63c",
    bad="#ff8a7a",
    series=_series(
        "#56b4e9", "#e69f00", "#2fbf93", "#d98bb6", "#f0e442", "#f07a3c", "#7f9df5", "#b9bdc2"
    ),
)

CONTRAST = Theme(
    name="contrast",
    dark=True,
    window="#000000",
    base="#000000",
    alternate="#101010",
    button="#1c1c1c",
    border="#ffffff",
    text="#ffffff",
    dim="#e0e0e0",
    disabled="#a8a8a8",
    accent="#ffd400",
    on_accent="#000000",
    background="#000000",
    foreground="#ffffff",
    grid="#4c4c4c",
    curve="#ffffff",
    derivative="#d0d0d0",
    outline="#000000",
    minimum="#c8c8c8",
    cursor="#ffd400",
    replay="#ff9dff",
    warning="#ffd400",
    bad="#ff9d94",
    series=_series(
        "#6cc6ff", "#ffb000", "#3fe0b0", "#ff9fd0", "#fff04a", "#ff9a5c", "#a8b8ff", "#e0e0e0"
    ),
)

PRINT = replace(
    LIGHT,
    name="print",
    window="#ffffff",
    alternate="#ffffff",
    button="#ffffff",
    border="#6b6b6b",
    text="#000000",
    dim="#333333",
    foreground="#000000",
    curve="#000000",
    derivative="#4d4d4d",
    minimum="#6b6b6b",
    cursor="#333333",
)
"""For paper: white, with black text."""

THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST, PRINT)}


def apply(app: QApplication, name: str) -> Theme:
    """Gives the application the theme `name`, one of NAMES, and returns what it has become.

    The text has the system's own size, but never under 9 points.  Every widget hears of it by
    `changeEvent` (PaletteChange).  With "system" the theme changes when the system's does.
    Raises ValueError for another name.
    """
    if name not in NAMES:
        raise ValueError(f"theme must be one of {', '.join(NAMES)}, and not {name!r}")
    follower = app.findChild(_Follower) or _Follower(app)
    follower.follow(name == "system")
    hints = app.styleHints()
    # The frame around the window belongs to the system, which is told here what it should match.
    if name == "system":
        hints.unsetColorScheme()
    else:
        dark = THEMES[name].dark
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    _set_font(app)
    return _put_on(app, _resolve(app, name))


def current() -> Theme:
    """The theme in use; the light one before any was applied."""
    app = QApplication.instance()
    name = None if app is None else app.property(_PROPERTY)
    return THEMES[name] if isinstance(name, str) else LIGHT


@contextmanager
def worn(theme: Theme) -> Iterator[None]:
    """`theme` as the current one for what is drawn in the meantime; no widget hears of it.

    For pictures in another look than the window's: nothing of the window may be painted inside.
    """
    app = QApplication.instance()
    assert app is not None
    former = app.property(_PROPERTY)
    app.setProperty(_PROPERTY, theme.name)
    try:
        yield
    finally:
        app.setProperty(_PROPERTY, former)


def palette(theme: Theme) -> QPalette:
    """The palette of a theme, with every role set, so that none comes from the system."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    colors = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.base,
        role.AlternateBase: theme.alternate,
        role.Text: theme.text,
        role.PlaceholderText: theme.dim,
        role.Button: theme.button,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.ToolTipBase: theme.button,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.button,
        role.Midlight: theme.alternate,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Shadow: "#000000",
    }
    made = QPalette()
    for key, color in colors.items():
        made.setColor(key, QColor(color))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.ToolTipText):
        made.setColor(group.Disabled, key, QColor(theme.disabled))
    made.setColor(group.Disabled, role.Highlight, QColor(theme.border))
    made.setColor(group.Disabled, role.Accent, QColor(theme.border))
    made.setColor(group.Disabled, role.Base, QColor(theme.window))
    return made


def chart_font(delta: float = 0.0) -> QFont:
    """The font of a chart's axes and labels, `delta` points larger than the rest of the window."""
    font = QApplication.font()
    font.setPointSizeF(max(font.pointSizeF() + delta, _SMALLEST))
    return font


class _Follower(QObject):
    """Changes the theme with the system's, while it is asked to."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._on = False
        app.styleHints().colorSchemeChanged.connect(self._changed)

    def follow(self, on: bool) -> None:
        self._on = on

    @Slot()
    def _changed(self) -> None:
        if self._on:
            _put_on(self._app, _resolve(self._app, "system"))


def _resolve(app: QApplication, name: str) -> Theme:
    if name != "system":
        return THEMES[name]
    return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def _set_font(app: QApplication) -> None:
    font = app.font()
    font.setPointSizeF(max(font.pointSizeF(), _SMALLEST))
    app.setFont(font)


def _put_on(app: QApplication, theme: Theme) -> Theme:
    app.setProperty(_PROPERTY, theme.name)
    app.setStyle("Fusion")
    base = palette(theme)
    app.setPalette(base)
    # Fusion outlines a control in a darker shade of the window, which on a dark window is none.  These
    # do not paint the window's colour themselves, so theirs may be one whose shade is the border's.
    outlined = QPalette(base)
    outlined.setColor(QPalette.ColorRole.Window, QColor(theme.border).lighter(_SHADE))
    # A chosen line shows its own colours, those of a descent, and so is no more than tinted.
    lists = QPalette(base)
    lists.setColor(QPalette.ColorRole.Highlight, QColor(tint(theme)))
    lists.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.text))
    # A sheet of styles for the whole program could say this too, and more; but every widget is matched
    # against it when it is made, and painted through it.  They take the name as text alone, whatever
    # the stubs say.
    for name in _OUTLINED if theme.dark else ():
        app.setPalette(outlined, name)  # type: ignore[arg-type]
    app.setPalette(lists, "QListWidget")  # type: ignore[arg-type]
    QToolTip.setPalette(base)
    for widget in app.allWidgets():  # Qt tells them only while the application runs its loop
        app.sendEvent(widget, QEvent(QEvent.Type.ApplicationPaletteChange))
    return theme


def tint(theme: Theme) -> str:
    """The ground of what is chosen, where its own colours are to be seen."""
    return mixed(theme.base, theme.accent, 0.25)


def mixed(first: str, second: str, share: float) -> str:
    """The colour between two: `share` of the second one."""
    a, b = QColor(first), QColor(second)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    red, green, blue = (round((1 - share) * x + share * y) for x, y in pairs)
    return QColor(red, green, blue).name()
