"""Every control says what it is: to a screen reader, and to whoever rests the mouse on it."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QScrollBar,
    QWidget,
)

from gdgui.document import changes, model
from gdgui.document.check import check
from gdgui.jobs.prepare import prepared

CONTROLS = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QListWidget)


def controls(window) -> list[QWidget]:
    """What a person can operate, without the parts of Qt's own widgets."""
    found = [w for w in window.findChildren(QWidget) if isinstance(w, CONTROLS)]
    return [w for w in found if not isinstance(w, QScrollBar) and not w.objectName().startswith("qt_")]


def described(widget: QWidget) -> bool:
    """Whether the widget or the field that it stands in has a tooltip."""
    while widget is not None and not widget.isWindow():
        if widget.toolTip():
            return True
        widget = widget.parentWidget()
    return False


def name(widget: QWidget) -> str:
    text = getattr(widget, "text", str)() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


@pytest.mark.parametrize(
    ("optimizer", "schedule"), [("gradient_descent", "constant"), ("nadam", "cyclic")]
)
def test_every_control_has_a_name_and_a_tooltip(window, qtbot, optimizer, schedule):
    document = changes.with_optimizer(model.default(), 0, optimizer)
    document = changes.with_schedule(document, 0, schedule)
    document = changes.with_gradient(document, "forward_difference")
    window.controller.open(*prepared(changes.add_sweep(check(document))))
    window._show(window.controller.snapshot())
    # The line in a combo is a part of it.
    whole = [w for w in controls(window) if not w.parent().inherits("QComboBox") and not w.isHidden()]
    nameless = "\n".join(_path(w) for w in whole if not name(w))
    untold = "\n".join(_path(w) for w in whole if not described(w))
    assert untold == ""
    assert nameless == ""


def test_the_tab_key_goes_through_the_docks_from_top_to_bottom(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5_000)
    panel = window.panels["descents"]
    panel.optimizer.setFocus(Qt.FocusReason.TabFocusReason)
    heights = []
    for _ in range(6):
        focused = QApplication.focusWidget()
        if focused is None or not panel.isAncestorOf(focused):
            break
        heights.append(focused.mapTo(panel, focused.rect().center()).y())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert len(heights) >= 4
    # What stands in a row need not be centred to the pixel.
    assert all(after > before - 4 for before, after in pairwise(heights))


def _path(widget: QWidget) -> str:
    names = []
    while widget is not None and not widget.isWindow():
        names.append(f"{type(widget).__name__} {widget.accessibleName()}".strip())
        widget = widget.parentWidget()
    return " < ".join(names)
