"""An entry is found by its family or by a part of its name, and only a person's choice is told."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.message import Message
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.schedules import SCHEDULES
from gdgui.ui.entry_details import EntryDetails
from gdgui.ui.picker import KEY, EntryPicker
from gdgui.ui.quiet import give_up_focus

Flag = Qt.ItemFlag


@pytest.fixture
def picker(qtbot):
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(QLineEdit())
    made = EntryPicker(SCHEDULES.load())
    layout.addWidget(made)
    made.set_key("constant")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


@pytest.fixture
def picked(picker):
    keys = []
    picker.picked.connect(keys.append)
    return keys


def rows(picker: EntryPicker) -> list[tuple[str, str | None, bool]]:
    model = picker.model()
    indexes = [model.index(k, 0) for k in range(model.rowCount())]
    return [(i.data(), i.data(KEY), bool(model.flags(i) & Flag.ItemIsSelectable)) for i in indexes]


def search(picker: EntryPicker, text: str) -> QLineEdit:
    line = picker.lineEdit()
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    return line


def test_what_searches_is_made_when_somebody_may_type(picker):
    assert picker.completer() is None
    picker.lineEdit().setFocus()
    assert picker.completer() is not None


def test_every_entry_is_there_once(picker):
    keys = [key for _, key, _ in rows(picker) if key is not None]
    assert sorted(keys) == list(SCHEDULES.keys())


def test_families_are_headers_that_cannot_be_chosen(picker):
    headers = [title for title, key, selectable in rows(picker) if key is None and not selectable]
    assert len(headers) == len(set(headers)) >= 3
    assert "By derivative" in headers
    assert rows(picker)[0][1] is None
    assert all(selectable for _, key, selectable in rows(picker) if key is not None)


def test_entries_without_families_have_no_headers(qtbot):
    picker = EntryPicker(GRADIENTS.load())
    qtbot.addWidget(picker)
    assert all(key is not None for _, key, _ in rows(picker))


def test_setting_emits_nothing_and_shows_the_title(picker, picked):
    picker.set_key("step")
    assert picker.key() == "step"
    assert picker.currentText() == "By blocks"
    picker.set_entries(SCHEDULES.load().values())
    assert picker.key() == "step"
    assert picker.currentText() == "By blocks"
    assert picked == []


def test_choosing_in_the_list_is_told_once(picker, picked):
    row = next(k for k, (_, key, _) in enumerate(rows(picker)) if key == "cosine")
    picker.setCurrentIndex(row)
    picker.activated.emit(row)
    assert picked == ["cosine"]
    picker.activated.emit(row)
    assert picked == ["cosine"]


def test_typing_a_part_of_a_name_filters_the_list(picker):
    search(picker, "restart")
    completer = picker.completer()
    assert completer.completionCount() == 1
    assert completer.popup().isVisible()
    completer.popup().hide()


def test_a_header_is_never_among_what_is_found(picker):
    search(picker, "by")
    completer = picker.completer()
    found = completer.completionModel()
    keys = [found.index(k, 0).data(KEY) for k in range(completer.completionCount())]
    assert None not in keys
    completer.popup().hide()


@pytest.mark.parametrize(
    ("text", "key"),
    [("restart", "cosine_restarts"), ("COSINE", "cosine"), ("multi_step", "multi_step")],
)
def test_return_takes_the_first_entry_that_is_meant(picker, picked, text, key):
    line = search(picker, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    picker.completer().popup().hide()
    assert picked == [key]
    assert picker.key() == key
    assert picker.currentText() == SCHEDULES[key].title.source
    assert not line.hasFocus()


def test_choosing_among_what_was_found_is_told_once(picker, picked, qtbot):
    search(picker, "cosine")
    popup = picker.completer().popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: picked == ["cosine_restarts"])
    qtbot.wait(10)
    assert picked == ["cosine_restarts"]
    assert picker.currentText() == "Cosine with restarts"


def click_into(picker: EntryPicker, qtbot) -> QLineEdit:
    """As a person does: the focus is the picker's, and the keys come by way of it."""
    line = picker.lineEdit()
    picker.window().findChild(QLineEdit).setFocus()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rect().center())
    qtbot.waitUntil(lambda: line.selectedText() == picker.currentText() != "")
    return line


@pytest.mark.parametrize("way", ["list", "return", "elsewhere"])
def test_afterwards_the_window_has_the_keyboard_again(picker, way):
    window = picker.window()
    search(picker, "poly")
    assert window.focusWidget() is picker
    if way == "list":
        picker.activated.emit(picker.findData("polynomial", KEY))
    elif way == "return":
        QTest.keyClick(picker.lineEdit(), Qt.Key.Key_Return)
    else:
        give_up_focus()
    # What a window has as its focus is sent the keys, whatever the application says.
    assert window.focusWidget() is None
    assert QApplication.focusWidget() is None


def test_a_click_into_the_name_selects_it_so_that_typing_takes_its_place(picker, picked, qtbot):
    click_into(picker, qtbot)
    QTest.keyClicks(picker, "restart")
    assert picker.currentText() == "restart"
    assert picker.completer().popup().isVisible()
    QTest.keyClick(picker.completer().popup(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: picked == ["cosine_restarts"])


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up])
def test_an_arrow_key_opens_the_list_and_chooses_nothing(picker, picked, qtbot, key):
    click_into(picker, qtbot)
    QTest.keyClick(picker, key)
    assert picker.view().isVisible()
    assert picked == []
    picker.hidePopup()
    assert picker.currentText() == "Constant"


def test_under_the_arrow_keys_the_line_has_the_title_and_not_what_is_searched(picker, qtbot):
    search(picker, "cosine")
    popup = picker.completer().popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    assert picker.lineEdit().text() == "Cosine"
    popup.hide()


def test_formula_and_sentence_of_the_entry_under_the_cursor_stand_beside_the_list(picker, qtbot):
    details = picker.findChild(EntryDetails)
    picker.showPopup()
    assert details.isVisible()
    assert SCHEDULES["constant"].help.source in details.text()
    QTest.keyClick(picker.view(), Qt.Key.Key_Down)
    chosen = picker.view().currentIndex().data(KEY)
    assert chosen != "constant"
    assert SCHEDULES[chosen].help.source in details.text()
    assert "<img" in details.text()
    assert not details.geometry().intersects(picker.view().window().geometry())
    picker.hidePopup()
    qtbot.waitUntil(details.isHidden)


def test_it_stands_beside_what_was_found_too(picker, qtbot):
    details = picker.findChild(EntryDetails)
    search(picker, "cosine")
    popup = picker.completer().popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    assert SCHEDULES["cosine"].help.source in details.text()
    popup.hide()
    qtbot.waitUntil(details.isHidden)


def test_an_entry_that_cannot_be_chosen_says_why_under_the_mouse(picker, qtbot):
    picker.set_unavailable(lambda: {"polyak": Message("The least value is not known.")})
    picker.showPopup()
    view, details = picker.view(), picker.findChild(EntryDetails)
    index = picker.model().index(next(k for k, row in enumerate(rows(picker)) if row[1] == "polyak"), 0)
    view.scrollTo(index)
    place = view.visualRect(index).center()
    asked = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), asked)
    assert "The least value is not known." in details.text()
    assert details.isVisible()
    picker.hidePopup()


def test_what_is_no_entry_is_given_up_when_the_focus_leaves(picker, picked):
    search(picker, "nonsense")
    picker.completer().popup().hide()
    picker.window().findChild(QLineEdit).setFocus()
    assert picker.currentText() == "Constant"
    assert picked == []


def test_escape_gives_up_what_was_typed(picker, picked):
    line = search(picker, "xx")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert picker.currentText() == "Constant"
    assert picked == []


def test_what_cannot_be_chosen_says_why(qtbot):
    picker = EntryPicker(GRADIENTS.load())
    qtbot.addWidget(picker)
    picker.set_unavailable(lambda: {"as_printed": Message("Nothing was printed of it.")})
    model = picker.model()
    index = model.index(next(k for k, row in enumerate(rows(picker)) if row[1] == "as_printed"), 0)
    assert not model.flags(index) & Flag.ItemIsEnabled
    assert "Nothing was printed of it." in index.data(Qt.ItemDataRole.ToolTipRole)
    picker.set_unavailable(dict)
    assert model.flags(index) & Flag.ItemIsEnabled


def test_nobody_is_asked_for_reasons_before_the_list_is_wanted(qtbot):
    asked = []

    def reasons():
        asked.append("now")
        return {"as_printed": "No."}

    picker = EntryPicker(GRADIENTS)
    qtbot.addWidget(picker)
    picker.set_key("exact")
    picker.set_unavailable(reasons)
    assert not asked
    picker.showPopup()
    picker.hidePopup()
    assert asked == ["now"]
    row = next(k for k, row in enumerate(rows(picker)) if row[1] == "as_printed")
    assert not picker.model().flags(picker.model().index(row, 0)) & Flag.ItemIsEnabled


@pytest.mark.parametrize("catalogue", [SCHEDULES, OBJECTIVES, GRADIENTS], ids=["s", "o", "g"])
def test_every_entry_has_a_tooltip_with_its_sentence_and_formula(qtbot, catalogue):
    picker = EntryPicker(catalogue.load())
    qtbot.addWidget(picker)
    model = picker.model()
    for k, (_, key, _) in enumerate(rows(picker)):
        if key is not None:
            tip = model.index(k, 0).data(Qt.ItemDataRole.ToolTipRole)
            assert "<p" in tip
            assert not catalogue[key].formula or "<img" in tip
