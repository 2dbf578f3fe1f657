"""Every theme can be read, nothing depends on colour alone, and changing back leaves nothing behind."""

import re

import pytest
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QToolTip, QWidget

from gdgui.ui import theme
from gdgui.ui.theme import THEMES, Theme

ALL = pytest.mark.parametrize("look", THEMES.values(), ids=lambda t: t.name)


@pytest.fixture(autouse=True)
def light_again(qapp):
    yield
    theme.apply(qapp, "light")


def luminance(color: str) -> float:
    def linear(c: float) -> float:
        return c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4

    r, g, b = (linear(int(color[k : k + 2], 16) / 255) for k in (1, 3, 5))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """WCAG 2's ratio."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@ALL
def test_texts_can_be_read(look: Theme):
    enough = 7.0 if look.name == "contrast" else 4.5
    for color in (look.text, look.dim, look.warning, look.bad):
        assert contrast(color, look.window) >= enough
        assert contrast(color, look.base) >= enough
    for color in (look.foreground, look.warning, look.bad):
        assert contrast(color, look.background) >= enough
    assert contrast(look.on_accent, look.accent) >= 4.5
    assert contrast(look.text, look.button) >= enough


@ALL
def test_lines_stand_out_from_the_background(look: Theme):
    for color in (look.curve, look.derivative, look.minimum, look.cursor, look.accent):
        assert contrast(color, look.background) >= 3.0
    for series in look.series:
        assert contrast(series.color, look.background) >= 3.0


@ALL
def test_a_disabled_text_is_fainter_and_still_seen(look: Theme):
    assert 2.0 <= contrast(look.disabled, look.window) < contrast(look.text, look.window)


@ALL
def test_no_two_series_share_a_dash_or_a_symbol(look: Theme):
    assert len(look.series) == 12
    assert len({s.dash for s in look.series}) == 12
    assert len({s.symbol for s in look.series}) == 12


@ALL
def test_neighbouring_series_differ_in_colour(look: Theme):
    colors = [s.color for s in look.series]
    assert len(set(colors[:8])) == 8


def test_pyqtgraph_knows_every_symbol():
    from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols

    assert {s.symbol for look in THEMES.values() for s in look.series} <= set(Symbols)


@ALL
def test_every_colour_is_a_colour(look: Theme):
    for name in look.__struct_fields__:
        value = getattr(look, name)
        if isinstance(value, str) and name != "name":
            assert re.fullmatch("#[0-9a-f]{6}", value), name


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_a_theme_reaches_the_widgets(qapp, qtbot, name):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    assert theme.apply(qapp, name) is THEMES[name]
    assert theme.current() is THEMES[name]
    assert widget.palette().color(QPalette.ColorRole.Window) == QColor(THEMES[name].window)


def test_the_outlines_of_one_theme_do_not_stay_in_the_next(qapp, qtbot):
    line = QLineEdit()
    qtbot.addWidget(line)
    theme.apply(qapp, "dark")
    assert line.palette().color(QPalette.ColorRole.Window) != QColor(theme.DARK.window)
    theme.apply(qapp, "light")
    assert line.palette().color(QPalette.ColorRole.Window) == QColor(theme.LIGHT.window)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_tips_and_lists_have_the_theme_s_colours_without_a_sheet_of_styles(qapp, qtbot, name):
    # Every widget would be matched against it when it is made, and be painted through it.
    chosen = QListWidget()
    qtbot.addWidget(chosen)
    look = theme.apply(qapp, name)
    assert qapp.styleSheet() == ""
    role = QPalette.ColorRole
    assert QToolTip.palette().color(role.ToolTipBase) == QColor(look.button)
    assert QToolTip.palette().color(role.ToolTipText) == QColor(look.text)
    assert chosen.palette().color(role.Highlight) == QColor(theme.tint(look))
    assert chosen.palette().color(role.HighlightedText) == QColor(look.text)


def test_the_system_s_theme_is_followed_only_when_asked(qapp, monkeypatch):
    theme.apply(qapp, "system")
    monkeypatch.setattr(theme, "_resolve", lambda app, name: theme.DARK)
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert theme.current() is theme.DARK
    theme.apply(qapp, "dark")
    monkeypatch.setattr(theme, "_resolve", lambda app, name: theme.LIGHT)
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert theme.current() is theme.DARK


def test_another_name_is_refused(qapp):
    with pytest.raises(ValueError, match="contrast"):
        theme.apply(qapp, "solarized")


def test_the_text_is_never_too_small_and_grows_no_more_when_the_theme_changes(qapp):
    own = QApplication.font()
    tiny = QFont(own)
    tiny.setPointSizeF(5)
    try:
        QApplication.setFont(tiny)
        for name in ("light", "dark", "light"):
            theme.apply(qapp, name)
            assert QApplication.font().pointSizeF() == 9
        assert theme.chart_font(2).pointSizeF() == 11
    finally:
        QApplication.setFont(own)
        theme.apply(qapp, "light")
