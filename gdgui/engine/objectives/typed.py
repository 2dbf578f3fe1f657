"""A function that was typed as a formula of x, with exact derivatives by SymPy.

Minima and least value are found by a search over the domain, so a valley that is narrower than a
twenty-thousandth of it may be missed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from msgspec.structs import replace

from gdgui.engine.expression import latex, parse
from gdgui.engine.formula_compile import check_finite, compile_numpy
from gdgui.engine.formula_text import FormulaError
from gdgui.engine.message import InputError, Message
from gdgui.engine.objectives import Hessians, Objective
from gdgui.engine.patience import may_take_time
from gdgui.engine.search import survey
from gdgui.engine.symbolic import differentiate
from gdgui.engine.typed import FormulaParameter
from gdgui.engine.types import Parameter, Parameters, Positions, Values

NAMES = ("x",)
EXAMPLE = "x^2/4 + sin(2x)"
DOMAIN = (-5.0, 5.0)

Interval = tuple[float, float]


class DomainParameter(Parameter, frozen=True, kw_only=True):
    """Two numbers, the lower one first."""

    def check(self, value: Any) -> Any:
        numbers = super().check(value)
        width = numbers[1] - numbers[0] if len(numbers) == 2 else 0.0
        if not 0 < width < np.inf:
            raise InputError(Message("the domain is two numbers, the lower one first"), self.key)
        return numbers


def value(positions: Positions, parameters: Parameters) -> Values:
    return resolve(parameters).value(positions, parameters)


def gradient(positions: Positions, parameters: Parameters) -> Positions:
    return resolve(parameters).gradient(positions, parameters)


def hessian(positions: Positions, parameters: Parameters) -> Hessians:
    return resolve(parameters).hessian(positions, parameters)


def resolve(parameters: Parameters) -> Objective:
    """The objective of this formula.  Raises FormulaError, with its place, where there is none."""
    try:
        return _resolved(parameters.get("formula", EXAMPLE), parameters.get("domain", DOMAIN))
    except FormulaError as error:
        raise error.at("formula") from None


@lru_cache(maxsize=64)
def _resolved(text: str, domain: Interval) -> Objective:
    node = parse(text, NAMES)
    may_take_time()
    function = compile_numpy(node, NAMES)
    check_finite(function, (domain,))
    derivatives = differentiate(node, NAMES)
    slope = compile_numpy(derivatives.gradient[0], NAMES)
    bend = compile_numpy(derivatives.hessian[0][0], NAMES)
    found = survey(function, slope, domain)
    return replace(
        ENTRY,
        domain=(domain,),
        value=lambda positions, _: function(positions[0]),
        gradient=lambda positions, _: _level(slope(positions), positions, found.kinks),
        hessian=lambda positions, _: bend(positions)[np.newaxis],
        formula=latex(node),
        derivative=latex(derivatives.gradient[0]),
        start=(found.start,),
        minima=tuple((x,) for x in found.minima),
        kinks=tuple((x,) for x in found.kinks),
        smooth=not found.kinks,
        lowest=found.lowest,
    )


def _level(slopes: Positions, positions: Positions, kinks: tuple[float, ...]) -> Positions:
    """The slopes, and 0 at the kinks: a descent that has arrived at one stays there."""
    for kink in kinks:
        slopes = np.where(positions == kink, 0.0, slopes)
    return slopes


ENTRY = Objective(
    key="typed",
    title=Message("Typed formula"),
    help=Message(
        "Your own function, typed as a formula of x: its derivatives are exact, and its minima are "
        "found by a search."
    ),
    formula=r"\frac{x^{2}}{4} + \sin\left(2 x\right)",
    derivative=r"\frac{x}{2} + 2\,\cos\left(2 x\right)",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=(DOMAIN,),
    start=(-4.0,),
    resolve=resolve,
    parameters=(
        FormulaParameter(
            key="formula",
            title=Message("Formula"),
            help=Message("A formula of x, such as x^2/4 + sin(2x)."),
            kind="text",
            default=EXAMPLE,
            names=NAMES,
            symbol="f",
        ),
        DomainParameter(
            key="domain",
            title=Message("Domain"),
            help=Message(
                "From where to where the function is drawn: two numbers, the lower one first."
            ),
            kind="numbers",
            default=DOMAIN,
        ),
    ),
    family=Message("Typed and drawn"),
)
