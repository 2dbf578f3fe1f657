"""The present values stand in the formulas, and what comes out can be drawn."""

import pytest

from gdgui.document.model import Choice, Scheduled
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.types import Parameter
from gdgui.ui import shown_formulas
from gdgui.ui.formula import typeset
from gdgui.ui.formula_lines import equations
from gdgui.ui.plain_math import plain_text
from gdgui.ui.put_in import substitute, with_values

ENTRIES = [
    pytest.param(entry, id=f"{kind}-{key}")
    for kind, catalogue in (("schedule", SCHEDULES), ("optimizer", OPTIMIZERS), ("gradient", GRADIENTS))
    for key, entry in catalogue.load().items()
]


def symbols(entry: object) -> dict[str, Parameter]:
    return {p.symbol: p for p in entry.parameters if p.symbol and p.kind in ("number", "integer")}


@pytest.mark.parametrize(
    ("formula", "values", "read"),
    [
        (r"\eta = \eta_0", {r"\eta_0": 0.05}, "η = 0.05"),
        (
            r"\eta = \eta_0 \left(1 - \frac{t+1}{N}\right)",
            {r"\eta_0": 0.05, "N": 120},
            "η = 0.05 (1 − (t+1)/120)",
        ),
        (r"\eta_0\, \gamma^t", {r"\eta_0": 0.05, r"\gamma": 0.95}, "0.05 · 0.95^t"),
        (r"\gamma^t", {r"\gamma": 1e-7}, "(10⁻⁷)^t"),
        (r"|x - x_{\mathrm{ref}}|", {r"x_{\mathrm{ref}}": -2.0}, "|x − (−2)|"),
        (r"T_{i+1} = m\, T_i", {"T": 5, "m": 2}, "Tᵢ₊₁ = 2 Tᵢ"),
        (r"\mathrm{end} + d", {"d": 3}, "end + 3"),
        (r"\eta \lambda x", {r"\lambda": 0.01}, "η · 0.01 x"),
        (r"\frac{\eta_0}{d\, e}", {r"\eta_0": 1.0, "d": 25, "e": 10}, "1/(25 · 10)"),
        (r"\eta_{\min} + b", {r"\eta_{\min}": 0.1, "b": 2}, "0.1 + 2"),
    ],
)
def test_symbols_give_way_to_their_values(formula, values, read):
    assert plain_text(substitute(formula, values)) == read


def test_a_formula_without_symbols_stays_as_it_is():
    formula = r"x \leftarrow x - \eta\, g"
    assert substitute(formula, {r"\mu": 0.9}) == formula
    assert with_values(formula, (), {}) == formula


RULES = [*SCHEDULES.load().values(), *OPTIMIZERS.load().values()]


def defaults(entry: object) -> dict[str, object]:
    return {parameter.key: parameter.default for parameter in entry.parameters}


def others(parameter: Parameter) -> list[object]:
    """Values other than the default that may make the rule another one."""
    match parameter.kind:
        case "choice":
            return [option.key for option in parameter.options if option.key != parameter.default]
        case "flag":
            return [not parameter.default]
        case "number" if parameter.optional and not parameter.derived:
            return [0.25]
    return []


VARIANTS = [
    pytest.param(entry, parameter, value, id=f"{entry.key}-{parameter.key}-{value}")
    for entry in RULES
    for parameter in entry.parameters
    for value in others(parameter)
]


@pytest.mark.parametrize(("entry", "parameter", "value"), VARIANTS)
def test_the_formula_is_the_one_in_force_whatever_is_ticked_or_chosen(entry, parameter, value, qapp):
    """A flag, a choice, or a limit that is set makes it another rule, and so another formula."""
    written = entry.formula_for({**defaults(entry), parameter.key: value})
    assert written != entry.formula_for(defaults(entry))
    for equation in equations(written):
        assert typeset(equation, "#000000") is not None


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.key) for entry in RULES])
def test_every_number_of_a_rule_stands_in_its_formula_by_its_symbol(entry):
    variants = [defaults(entry)] + [
        {**defaults(entry), p.key: value} for p in entry.parameters for value in others(p)
    ]
    formulas = " ".join(entry.formula_for(values) for values in variants)
    for symbol in symbols(entry):
        assert symbol in formulas


def test_the_docks_show_the_variant_with_its_numbers():
    momentum = Choice("momentum", {"momentum": 0.9, "form": "classical"})
    assert plain_text(shown_formulas.update(momentum)) == "v ← 0.9 v − η g, x ← x + v"
    stairs = Scheduled("inverse_time", {"rate": 0.1, "decay": 2.0, "duration": 10, "stairs": True})
    assert plain_text(shown_formulas.rule(stairs)) == "η = η₀/(1 + k ⌊t/T⌋)"
    shown = shown_formulas.rule_with_values(stairs, OBJECTIVES["parabola"], 50)
    assert plain_text(shown) == "η = 0.1/(1 + 2 ⌊t/10⌋)"


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_formula_of_every_entry_can_be_drawn(entry, qapp):
    assert typeset(entry.formula, "#000000") is not None


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("value", [0.05, -2.0, 1e-8, 1000.0])
def test_with_values_the_formula_of_every_entry_can_be_drawn(entry, value, qapp):
    drawn = with_values(
        entry.formula, entry.parameters, {p.key: value for p in symbols(entry).values()}
    )
    assert typeset(drawn, "#000000") is not None
    for symbol in symbols(entry):
        if symbol in entry.formula and symbol.startswith("\\"):
            assert f"{symbol} " not in drawn.replace(r"\eta_0", "") or symbol == r"\eta"


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_defaults_of_every_entry_stand_in_its_formula(entry):
    values = {p.key: p.default for p in entry.parameters}
    drawn = with_values(entry.formula, entry.parameters, values)
    present = [p for s, p in symbols(entry).items() if s in entry.formula and p.default is not None]
    assert (drawn != entry.formula) == bool(present) or "milestones" in values


def test_a_list_is_told_behind_the_formula_and_a_long_one_ends_in_dots():
    entry = SCHEDULES["multi_step"]
    told = with_values(
        entry.formula, entry.parameters, {"rate": 0.1, "gamma": 0.5, "milestones": (20.0, 40.0)}
    )
    assert plain_text(told).endswith("m ∈ {20, 40}")
    many = with_values(entry.formula, entry.parameters, {"milestones": tuple(map(float, range(50)))})
    assert plain_text(many).endswith("5, …}")
    assert typeset(many, "#000000") is not None
