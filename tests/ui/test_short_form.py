"""A formula that is too long or too deep to be drawn is cut where a term ends."""

import pytest

from gdgui.engine.expression import latex, parse
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.symbolic import differentiate
from gdgui.ui.formula import FormulaLabel, typeset
from gdgui.ui.formula_lines import equations
from gdgui.ui.short_form import DOTS, LONGEST, short_form

HARD = [
    "*".join(f"sin({k}x)" for k in range(1, 12)),
    "sin(" * 20 + "x" + ")" * 20,
    "1/(1+" * 15 + "x" + ")" * 15,
    "+".join(f"{k}x^{k}" for k in range(2, 30)),
]


@pytest.mark.parametrize(
    "catalogue",
    [OBJECTIVES, GRADIENTS, OPTIMIZERS, SCHEDULES],
    ids=["objectives", "gradients", "optimizers", "schedules"],
)
def test_no_formula_of_the_catalogue_is_cut(catalogue):
    for entry in catalogue.load().values():
        for equation in equations(entry.formula):
            assert short_form(equation) == equation
        derivative = getattr(entry, "derivative", "")
        assert short_form(derivative) == derivative


def test_it_is_cut_where_a_term_ends_and_dots_stand_for_the_rest():
    assert short_form("f = a + b + c", 8) == "f = a +" + DOTS
    assert short_form(r"f = \frac{a + b}{c} + d", 15) == "f =" + DOTS
    assert short_form(r"f = \left(a + b\right) c", 20) == "f =" + DOTS


def test_what_is_too_deep_is_cut_though_it_is_short():
    deep = r"f = x + " + r"\sin\left(" * 9 + "x" + r"\right)" * 9
    assert short_form(deep) == "f = x +" + DOTS


@pytest.mark.timeout(60)  # uncut, some of these take minutes
@pytest.mark.parametrize("formula", HARD, ids=["product", "nested", "fraction", "sum"])
def test_the_derivative_of_a_hard_formula_is_drawn_in_a_moment(formula, qapp):
    derivative = latex(differentiate(parse(formula, ["x"]), ["x"]).gradient[0])
    shown = short_form(f"f'(x) = {derivative}")
    assert len(shown) <= LONGEST + len(DOTS)
    assert typeset(shown, "#000000") is not None


@pytest.mark.timeout(60)
def test_a_huge_formula_stands_in_a_label_at_once_and_says_that_it_is_cut(qapp):
    huge = " + ".join(rf"\sin\left({k} x\right)" for k in range(12_000))
    label = FormulaLabel(huge)
    assert label.latex() == huge
    assert label.accessibleName().endswith("⋯")
    assert "too long to be drawn" in label._in_words()
    label.deleteLater()
