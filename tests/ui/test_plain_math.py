"""A formula as plain text can be read aloud, and keeps what it says."""

import pytest

from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.ui.plain_math import plain_text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\sin(x)\, e^{-x^2/20}", "sin(x) e^(−x²/20)"),
        (r"\left(\cos x - \tfrac{1}{10}\, x \sin x\right)", "(cos x − 1/10 x sin x)"),
        (r"\eta = \eta_0\, \gamma^{\lfloor t/s \rfloor}", "η = η₀ γ^(⌊t/s⌋)"),
        (r"\frac{\sin(10 \pi x)}{2x}", "sin(10 π x)/(2x)"),
        (r"\frac{a + b}{c - d}", "(a + b)/(c − d)"),
        (r"\frac{\hat{m}}{\sqrt{v + 1} + \epsilon}", "m̂/(√(v + 1) + ε)"),
        (r"x_{39} = x_{38} - 0.05", "x₃₉ = x₃₈ − 0.05"),
        (r"{-}1.5", "−1.5"),
        (r"f'(x)", "f′(x)"),
        (r"f^*", "f*"),
        (r"\eta_{\mathrm{end}}", "η_end"),
        (r"T_{i+1} = m\, T_i", "Tᵢ₊₁ = m Tᵢ"),
        (r"\#\{m \leq t\}", "#{m ≤ t}"),
        ("", ""),
    ],
)
def test_latex_becomes_text(latex, text):
    assert plain_text(latex) == text


def formulas() -> list[str]:
    entries = [*OBJECTIVES.load().values(), *SCHEDULES.load().values(), *OPTIMIZERS.load().values()]
    written = [entry.formula for entry in entries]
    written += [entry.derivative for entry in OBJECTIVES.load().values()]
    written += [p.symbol for entry in entries for p in entry.parameters if p.symbol]
    return sorted(set(written))


@pytest.mark.parametrize("latex", formulas())
def test_no_markup_is_left_in_any_formula_of_the_catalogue(latex):
    text = plain_text(latex)
    assert not set("\\&\ue000\ue001") & set(text)
    assert "{" not in text.replace("#{", "") or r"\{" in latex
    for bracket, other in ("()", "⌊⌋"):
        assert text.count(bracket) == text.count(other)
