"""Every icon can be drawn, at every size, and is seen in every theme."""

import pytest
from PySide6.QtGui import QAction, QColor, QIcon, QImage
from PySide6.QtWidgets import QMainWindow, QMenu, QToolButton

from gdgui.resources import resource
from gdgui.ui import icons, theme
from gdgui.ui.theme import THEMES

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.fixture(autouse=True)
def light_again(qapp):
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


def is_drawn_in(image: QImage, color: str) -> bool:
    """Whether there are pixels to be seen, and all of this colour; painting rounds in the last bits."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    opaque, wanted = [p for p in pixels if p.alpha() >= 100], QColor(color)
    return bool(opaque) and all(
        max(
            abs(p.red() - wanted.red()),
            abs(p.green() - wanted.green()),
            abs(p.blue() - wanted.blue()),
        )
        <= 3
        for p in opaque
    )


def test_the_icons_that_the_window_needs_are_there():
    assert {
        "to-start", "back", "play", "pause", "forward", "to-end", "fit", "last-view", "add", "remove",
        "duplicate", "rename", "stop", "close", "reset", "random", "open", "save", "undo", "redo",
        "lesson", "gdgui",
    } <= set(NAMES)  # fmt: skip


@pytest.mark.parametrize("look", THEMES.values(), ids=lambda t: t.name)
@pytest.mark.parametrize("name", [n for n in NAMES if n != "gdgui"])
def test_an_icon_has_the_colour_of_the_text(qapp, name, look):
    made = icons.icon(name, look)
    for size in icons.sizes():
        image = made.pixmap(size, size).toImage()
        assert image.width() == size
        assert is_drawn_in(image, look.text)
    disabled = made.pixmap(16, 16, QIcon.Mode.Disabled).toImage()
    assert is_drawn_in(disabled, look.disabled)


def test_the_program_s_own_icon_shows_its_point_at_16_pixels(qapp):
    image = icons.app_icon().pixmap(16, 16).toImage()
    seen = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
    assert any(c.red() > 200 and c.green() > 140 and c.blue() < 90 for c in seen)
    assert any(min(c.red(), c.green(), c.blue()) > 200 for c in seen)


def test_icons_change_with_the_theme(qapp, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    action, button = QAction(window), QToolButton(window)
    icons.set_icon(action, "play")
    icons.set_icon(button, "undo")
    for name in ("dark", "contrast", "light"):
        theme.apply(qapp, name)
        icons.refresh(window)
        for target in (action, button):
            image = target.icon().pixmap(32, 32).toImage()
            assert is_drawn_in(image, THEMES[name].text)


def test_an_icon_that_does_not_exist_is_a_mistake(qapp):
    with pytest.raises(FileNotFoundError):
        icons.icon("unicorn")


def test_the_icon_of_an_entry_is_drawn_when_its_menu_is_opened(window):
    window.menus.build()
    undo = window.menus.undo
    assert undo.icon().isNull()
    menu = undo.parent()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert not undo.icon().isNull()
