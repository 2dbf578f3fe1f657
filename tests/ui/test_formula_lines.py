"""A formula that is too wide for its label goes on in another line, and stays legible."""

import pytest
from PySide6.QtGui import QImage

from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.ui import formula, theme
from gdgui.ui.formula import LEGIBLE
from gdgui.ui.formula_lines import FormulaLines, arrange, equations, terms

SHORT = r"x \leftarrow x - \eta\, g"
SUM = r"f'(x) = 12(6x - 2) \sin(12x - 4) + 12(6x - 2)^2 \cos(12x - 4) - \frac{x + 1}{2}"
ADAM = OPTIMIZERS["adam"].formula
DOCK = 310

FORMULAS = [
    pytest.param(latex, id=name)
    for catalogue in (SCHEDULES, OPTIMIZERS)
    for name, latex in ((key, entry.formula) for key, entry in catalogue.load().items())
] + [
    pytest.param(f"f'(x) = {entry.derivative}", id=key)
    for key, entry in OBJECTIVES.load().items()
    if entry.dimension == 1
]


@pytest.fixture
def label(qtbot):
    made = FormulaLines(SHORT)
    qtbot.addWidget(made)
    made.resize(DOCK, made.heightForWidth(DOCK))
    made.show()
    qtbot.waitUntil(made.is_drawn)
    return made


def show(label: FormulaLines, latex: str, width: int = DOCK) -> QImage:
    label.set_latex(latex)
    label.resize(width, label.heightForWidth(width))
    return label.grab().toImage()


def ink(image: QImage) -> list[tuple[int, int]]:
    paper = image.pixelColor(image.width() - 1, 0).name()
    return [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name() != paper
    ]


@pytest.mark.parametrize(
    ("equation", "pieces"),
    [
        ("f(x) = a + b", ["f(x) = a ", "+ b"]),
        ("f(x) = -a - (b + c)", ["f(x) = -a ", "- (b + c)"]),
        (r"g = \frac{a + b}{c - d}", [r"g = \frac{a + b}{c - d}"]),
        (r"g = \left|a + b\right| - |c|", [r"g = \left|a + b\right| ", "- |c|"]),
        (r"\eta = \eta_0 = 0.05", [r"\eta = \eta_0 ", "= 0.05"]),
        (r"x^{-1} + y^-", [r"x^{-1} ", "+ y^-"]),
        (r"x \leftarrow x - \eta", [r"x \leftarrow x ", r"- \eta"]),
    ],
)
def test_an_equation_is_broken_before_what_stands_between_its_terms(equation, pieces):
    assert terms(equation) == pieces


def test_nothing_is_lost_where_a_formula_is_broken():
    assert "".join(terms(SUM)) == SUM
    assert r"\quad ".join(equations(ADAM)) == ADAM


def test_what_fits_stands_in_one_line(label):
    assert label.lines() == 1
    assert label.heightForWidth(DOCK) < 2 * label.fontMetrics().height()


def test_a_long_sum_goes_on_in_other_lines_at_its_full_size(label):
    one, several = show(label, SUM, 900), show(label, SUM)
    assert label.lines() > 1
    assert several.height() > 1.5 * one.height()
    # No letter is smaller: the same ink, but for edges that fall elsewhere between the pixels.
    assert len(ink(several)) == pytest.approx(len(ink(one)), rel=0.1)
    right, bottom = (max(values) for values in zip(*ink(several), strict=True))
    assert right < DOCK - 1
    assert bottom < several.height() - 1


def test_the_lines_follow_the_width(label):
    show(label, ADAM, 900)
    wide = label.lines()
    show(label, ADAM, DOCK)
    assert wide < label.lines() <= len(equations(ADAM))


@pytest.mark.parametrize("latex", FORMULAS)
def test_no_formula_of_the_catalogue_is_hard_to_read_in_a_dock(label, latex):
    label.set_latex(latex)
    label.resize(DOCK, label.heightForWidth(DOCK))
    assert label.lines() > 0
    assert label._shrink() >= LEGIBLE


def test_a_piece_that_cannot_be_broken_is_shrunk_and_told_in_full(label):
    product = r"\left(x + 1\right)" * 12
    show(label, product)
    assert label._shrink() < LEGIBLE
    assert label._full_size(label.latex()).startswith("<img ")


def test_what_cannot_be_read_stands_there_as_text(label):
    image = show(label, r"\frac{")
    assert arrange(r"\frac{", "#000000", 300.0) is None
    assert label.lines() == 0
    assert ink(image)


def test_a_formula_that_was_never_a_text_asks_for_its_height(qtbot, monkeypatch, qapp):
    """The library may be loaded by another label, between the asking for a size and the painting."""
    theme.apply(qapp, "light")
    label = FormulaLines(ADAM)
    qtbot.addWidget(label)
    asked = []
    monkeypatch.setattr(label, "updateGeometry", lambda: asked.append(label.heightForWidth(DOCK)))
    with monkeypatch.context() as early:
        early.setattr("gdgui.ui.formula_lines.is_loaded", lambda: False)
        early.setattr(formula, "is_loaded", lambda: False)
        small = label.heightForWidth(DOCK)
    label.resize(DOCK, small)
    with qtbot.waitSignal(label.drawn, timeout=10_000):
        label.show()
    assert asked[-1] > 2 * small
