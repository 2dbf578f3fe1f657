"""Optimizers: the rules that turn gradient and learning rate into a step, one file for each."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from gdgui.engine.catalogue import Catalogue
from gdgui.engine.message import Message
from gdgui.engine.schedules import no_state
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Positions, Rate, State
from gdgui.engine.worked import Worked

UpdateRule = Callable[[Step, Rate, Parameters, State], tuple[Positions, State]]


class Optimizer(Struct, frozen=True, kw_only=True):
    """An update rule: update(step, rate, parameters, state) -> (decrement, state).

    The rate is a number or of shape (1, n).  The decrement has the shape of the positions, (dim, n),
    and the loop subtracts it: x ← x − decrement, as the formulas of all these rules are written.
    `formula` is the rule in LaTeX, in the form that the defaults give it; `variant` writes it for other
    parameters, where a flag or a choice makes it another one.
    `suggested_rate` is the learning rate that suits the rule: it is offered when the rule is chosen,
    and never forced.  `uses_epoch` and `random` say that the rule looks at t, or at chance,
    `second_order` that it looks at f″.

    `plain`: the decrement is η·g, `multiply(gradient, rate)` to the last bit, and nothing is
    remembered, so that one epoch is the map x ↦ x − η·g(x), of the slope 1 − η·g′.  Where the rate is
    steady the loop makes the steps of the map by itself and does not ask `update`.

    stability(parameters) -> the product of a constant rate η and the slope g′ of the gradient at a
    minimum, η·g′, beyond which no descent comes to rest there; None where nobody knows one.
    """

    key: str
    title: Message
    help: Message
    fails: Message
    update: UpdateRule
    formula: str
    variant: Callable[[Parameters], str] | None = None
    init: Callable[[Positions, Parameters], State] = no_state
    parameters: tuple[Parameter, ...] = ()
    family: Message = Message("Plain")
    suggested_rate: float | None = None
    uses_epoch: bool = False
    random: bool = False
    second_order: bool = False
    plain: bool = False
    stability: Callable[[Parameters], float] | None = None
    gradients_per_epoch: int = 1
    source: str = ""
    worked: Worked | None = None

    def formula_for(self, parameters: Parameters) -> str:
        """The rule in LaTeX, as it is under these parameters."""
        return self.formula if self.variant is None else self.variant(parameters)


OPTIMIZERS: Catalogue[Optimizer] = Catalogue(__name__, Optimizer)
