"""A typed formula in the window: differentiated off the GUI thread, refused beside its field."""

import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from stage import at_rest, settle, working

from gdgui.document import changes, file
from gdgui.document.check import check
from gdgui.document.model import default
from gdgui.engine.message import Message
from gdgui.engine.objectives import typed
from gdgui.ui.window import Window


@pytest.fixture
def threads(window, qtbot, monkeypatch):
    """The threads in which formulas were differentiated, with nothing known from before."""
    # Nobody is still at work on the formula of an earlier test, which would be unknown all at once.
    qtbot.waitUntil(lambda: not working(window))
    found: list[threading.Thread] = []
    real = typed.differentiate

    def differentiate(*arguments):
        found.append(threading.current_thread())
        return real(*arguments)

    monkeypatch.setattr(typed, "differentiate", differentiate)
    typed._resolved.cache_clear()
    yield found
    assert threading.main_thread() not in found
    typed._resolved.cache_clear()


def formula(window: Window) -> str:
    return str(window.controller.document.objective.parameters.get("formula", ""))


def choose_typed(window: Window, qtbot) -> None:
    window.panels["function"].picker.picked.emit("typed")
    qtbot.waitUntil(lambda: window.controller.document.objective.key == "typed", timeout=10_000)
    qtbot.waitUntil(lambda: "formula" in window.panels["function"].parameters.values(), timeout=10_000)


def write(window: Window, text: str, key: str = "formula"):
    field = window.panels["function"].parameters.field(key)
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, text)
    return field


def test_the_field_stays_where_it_is_while_the_formulas_grow(window, qtbot):
    choose_typed(window, qtbot)
    panel = window.panels["function"]
    field = panel.parameters.field("formula")
    places = []
    for text in ("x^2", "sin(x)/(1 + x^2) + cos(3x)*(x - 1)^2/(2 + x^4) + x^2/9"):
        write(window, text)
        qtbot.waitUntil(lambda text=text: formula(window) == text, timeout=10_000)
        qtbot.waitUntil(lambda: at_rest(window))  # and shown, the derivative with it
        qtbot.waitUntil(panel.derivative.is_drawn, timeout=10_000)
        settle(window)
        places.append(field.mapTo(panel, QPoint(0, 0)).y())
    assert panel.derivative.lines() > 1
    assert places[0] == places[1] < panel.formula.mapTo(panel, QPoint(0, 0)).y()


def test_typing_never_differentiates_in_the_gui_thread(window, qtbot, threads):
    choose_typed(window, qtbot)
    write(window, "x^4 - 2x^2 + x/2")
    qtbot.waitUntil(lambda: formula(window) == "x^4 - 2x^2 + x/2", timeout=10_000)
    assert threads
    label = window.panels["function"].derivative
    qtbot.waitUntil(lambda: "x^{3}" in label.latex(), timeout=10_000)


def test_undo_and_redo_never_differentiate_in_the_gui_thread(window, qtbot, threads):
    choose_typed(window, qtbot)
    field = write(window, "cos(x) + x^2")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: formula(window) == "cos(x) + x^2", timeout=10_000)
    # What is still being drawn has a use for the formula, too.
    qtbot.waitUntil(lambda: at_rest(window))
    typed._resolved.cache_clear()
    threads.clear()
    window.controller.undo()
    qtbot.waitUntil(lambda: formula(window) == typed.EXAMPLE, timeout=10_000)
    qtbot.waitUntil(lambda: field.line.text() == typed.EXAMPLE, timeout=10_000)
    # What is on screen may use the formula at any moment, so the cache is not emptied once more.
    window.controller.redo()
    qtbot.waitUntil(lambda: formula(window) == "cos(x) + x^2", timeout=10_000)
    assert len(threads) >= 1


def test_another_domain_is_prepared_off_the_gui_thread(window, qtbot, threads):
    choose_typed(window, qtbot)
    threads.clear()
    write(window, "-3, 3", "domain")
    qtbot.waitUntil(lambda: window.controller._plan.objective.domain == ((-3.0, 3.0),), timeout=10_000)
    assert threads


def test_a_file_with_a_typed_formula_is_opened_off_the_gui_thread(window, qtbot, threads, tmp_path):
    document = changes.with_objective(default(), "typed")
    document = changes.with_objective_parameter(document, "formula", "sin(3x) + x^2")
    file.write(tmp_path / "typed.gdlab", check(document))
    typed._resolved.cache_clear()
    threads.clear()  # The lines above are no window's.
    window.files.open_path(tmp_path / "typed.gdlab")
    qtbot.waitUntil(lambda: formula(window) == "sin(3x) + x^2", timeout=10_000)
    assert threads


def test_what_is_typed_while_a_formula_is_prepared_is_not_overwritten(window, qtbot, threads):
    choose_typed(window, qtbot)
    field = write(window, "x^2")
    QTest.keyClicks(field.line, " + cos(x)")
    for text in ("x^2 + cos(x)/2", "x^2 + cos(x)/25"):
        qtbot.wait(5)
        QTest.keyClicks(field.line, "/2" if text.endswith("/2") else "5")
        assert field.line.text() == text
    qtbot.waitUntil(lambda: formula(window) == "x^2 + cos(x)/25", timeout=10_000)
    assert field.line.text() == "x^2 + cos(x)/25"


def test_changes_that_come_while_a_formula_is_prepared_happen_in_their_order(window, qtbot, threads):
    choose_typed(window, qtbot)
    write(window, "x^2 + 1")
    title = Message("Change the number of epochs")
    for epochs in (30, 40):
        window.intents.edit(title, lambda d, n=epochs: changes.with_epochs(d, 0, n), "epochs.0")
    assert window.controller.document.descents[0].epochs not in (30, 40)
    qtbot.waitUntil(lambda: window.controller.document.descents[0].epochs == 40, timeout=10_000)
    assert formula(window) == "x^2 + 1"


@pytest.mark.parametrize(
    ("text", "sentence", "mark"),
    [
        ("x + floor(x)", "floor jumps and cannot be differentiated", (4, 9)),
        ("sqrt(-1 - x^2)", "not a finite number anywhere on the domain", (0, 1)),
    ],
)
def test_a_formula_without_sense_is_told_beside_its_field_with_a_mark(
    window, qtbot, threads, text, sentence, mark
):
    choose_typed(window, qtbot)
    # As one piece, since what is typed on the way makes sense.
    field = window.panels["function"].parameters.field("formula")
    field.line.setText(text)
    field.line.textEdited.emit(text)
    qtbot.waitUntil(lambda: sentence in field.sentence.text(), timeout=10_000)
    assert field.line.text() == text
    assert field.line.mark() == mark
    assert formula(window) == typed.EXAMPLE
    assert not window.notice.isVisible()


def test_a_formula_that_cannot_be_read_is_told_with_a_mark(window, qtbot, threads):
    choose_typed(window, qtbot)
    field = write(window, "x + foo(x)")
    qtbot.waitUntil(lambda: "foo" in field.sentence.text(), timeout=10_000)
    assert field.line.mark() == (4, 7)


NO_SYMPY_HERE = """
import sys, threading
class Guard:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "sympy" and threading.current_thread() is threading.main_thread():
            raise AssertionError("SymPy is imported in the GUI thread")
sys.meta_path.insert(0, Guard())
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
app = QApplication([])
from gdgui.jobs.collector import GuiCollector
from gdgui.ui.settings import Settings
from gdgui.ui.window import Window
collector = GuiCollector(app); collector.start()
window = Window(Settings(QSettings(sys.argv[2], QSettings.Format.IniFormat)))
window.show()
assert "sympy" not in sys.modules
window.files.open_path(__import__("pathlib").Path(sys.argv[1]))
while window.controller.document.objective.key != "typed":
    app.processEvents()
assert "sympy" in sys.modules
window.shutdown()
window.deleteLater()
collector.stop()
print("done")
"""


def test_sympy_is_imported_when_first_needed_and_not_by_the_gui_thread(tmp_path):
    document = changes.with_objective(default(), "typed")
    file.write(tmp_path / "typed.gdlab", check(document))
    done = subprocess.run(
        [sys.executable, "-c", NO_SYMPY_HERE, tmp_path / "typed.gdlab", tmp_path / "settings.ini"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == "done", done.stderr
