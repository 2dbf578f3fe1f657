"""Formulas are drawn in the theme's colour, never clipped, and a plain text stands in for them."""

import subprocess
import sys

import pytest
from PySide6.QtGui import QColor, QImage, QPalette

from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.ui import formula, theme
from gdgui.ui.formula import FormulaLabel, latex_number
from gdgui.ui.theme import THEMES

SINE = r"f(x) = \sin(x)\, e^{-x^2/20}"
LONG = r"f'(x) = 12(6x - 2) \sin(12x - 4) + 12(6x - 2)^2 \cos(12x - 4) + x + x + x + x"


@pytest.fixture(autouse=True)
def light_again(qapp):
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


@pytest.fixture
def label(qtbot):
    made = FormulaLabel(SINE)
    qtbot.addWidget(made)
    made.resize(320, made.sizeHint().height())
    made.show()
    qtbot.waitUntil(made.is_drawn)
    made.resize(320, made.sizeHint().height())
    return made


def ink(image: QImage, background: str) -> list[tuple[int, int]]:
    """Where something is painted."""
    paper = QColor(background).name()
    return [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name() != paper
    ]


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_a_formula_is_drawn_in_every_theme(qapp, label, name):
    theme.apply(qapp, name)
    look = THEMES[name]
    image = label.grab().toImage()
    drawn = ink(image, look.window)
    assert 300 < len(drawn) < image.width() * image.height() / 2
    # Antialiased letters are paler than their colour; the strongest pixel is not by much.
    strongest = max(
        abs(image.pixelColor(x, y).lightness() - QColor(look.window).lightness()) for x, y in drawn
    )
    wanted = abs(QColor(look.text).lightness() - QColor(look.window).lightness())
    assert strongest >= 0.85 * wanted


def test_a_formula_is_read_aloud_as_text(label):
    assert label.accessibleName() == "f(x) = sin(x) e^(−x²/20)"
    label.set_latex(SINE, "the sine of x")
    assert label.accessibleName() == "the sine of x"


@pytest.mark.parametrize("width", [320, 200, 120])
def test_a_long_formula_shrinks_and_is_not_clipped(qtbot, label, width):
    label.set_latex(LONG)
    label.resize(width, label.sizeHint().height())
    image = label.grab().toImage()
    drawn = ink(image, theme.current().window)
    right = max(x for x, _ in drawn)
    assert 0.8 * width < right < width - 1
    assert min(x for x, _ in drawn) > 0
    assert min(y for _, y in drawn) > 0
    assert max(y for _, y in drawn) < image.height() - 1


def test_a_formula_that_was_shrunk_stands_in_full_size_in_the_tooltip(label):
    label.set_latex(LONG)
    label.resize(120, label.height())
    assert label._full_size(label.latex()).startswith("<img ")


def test_another_formula_takes_the_place_of_the_first(label):
    before = label.grab().toImage()
    label.set_latex(r"x^2")
    assert label.latex() == r"x^2"
    assert label.grab().toImage() != before
    assert label.sizeHint().width() < 100


@pytest.mark.parametrize("broken", [r"\frac{", r"{x", r"\left( x"])
def test_the_plain_text_stands_there_where_a_formula_cannot_be_read(label, broken):
    label.set_latex(broken, "the plain text")
    label.resize(320, label.sizeHint().height())
    image = label.grab().toImage()
    assert ink(image, theme.current().window)
    assert label.accessibleName() == "the plain text"


def test_nothing_is_drawn_where_there_is_no_formula(label):
    label.set_latex("")
    assert ink(label.grab().toImage(), theme.current().window) == []


def test_the_library_is_imported_after_the_first_paint_while_the_window_goes_on():
    program = """
import sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gdgui.ui.formula import FormulaLabel

seen, go_on = [], threading.Event()

class Finder:
    def find_spec(self, name, path, target=None):
        if name == "ziamath":
            seen.append(threading.current_thread() is threading.main_thread())
            go_on.wait(30)

sys.meta_path.insert(0, Finder())
app = QApplication([])
label = FormulaLabel(r"x^2")
assert not seen
first = label.grab().toImage()
ticks = QTimer()
turns = []
ticks.timeout.connect(lambda: turns.append(label.is_drawn()))
ticks.start(1)
label.show()
while not seen or len(turns) < 20:
    app.processEvents()
assert seen == [False] and not any(turns)
go_on.set()
while not label.is_drawn():
    app.processEvents()
assert "ziamath" in sys.modules
assert label.grab().toImage() != first
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_a_label_that_is_gone_before_its_formula_is_drawn_does_no_harm(qtbot, monkeypatch):
    monkeypatch.setattr(formula, "is_loaded", lambda: False)
    label = FormulaLabel(SINE)
    label.grab()
    label.deleteLater()
    del label
    qtbot.wait(10)


def catalogue() -> list[str]:
    entries = [*SCHEDULES.load().values(), *OPTIMIZERS.load().values()]
    objectives = OBJECTIVES.load().values()
    written = [e.formula for e in (*entries, *objectives)] + [o.derivative for o in objectives]
    return sorted({latex for latex in written if latex})


@pytest.mark.parametrize("latex", catalogue())
def test_every_formula_of_the_catalogue_can_be_drawn(qapp, latex):
    color = qapp.palette().color(QPalette.ColorRole.Text)
    made = formula.html(latex, color, 18)
    assert made.startswith('<img src="data:image/png;base64,')


def test_a_formula_in_rich_text_falls_back_to_its_plain_text(qapp):
    assert formula.html(r"\frac{a<b", QColor("#000"), 18).find("<img") == -1
    assert "&lt;" in formula.html(r"\frac{a<b", QColor("#000"), 18)


@pytest.mark.parametrize(
    ("value", "latex"),
    [
        (-1.19934, "{-}1.1993"),
        (0.05, "0.05"),
        (1.2e-7, r"1.2 \cdot 10^{-7}"),
        (-3e12, r"{-}3 \cdot 10^{12}"),
        (-0.0, "0"),
        (float("inf"), r"\infty"),
        (float("-inf"), r"{-}\infty"),
        (float("nan"), r"\mathrm{NaN}"),
    ],
)
def test_a_number_in_a_formula_has_a_sign_and_no_operator(value, latex):
    assert latex_number(value) == latex
