"""Where a descent gets its gradient from: one file for each source."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from gdgui.engine.catalogue import Catalogue
from gdgui.engine.message import Message
from gdgui.engine.objectives import Bound, Objective, Shape
from gdgui.engine.types import Parameter, Parameters, Positions


def _nothing(_: Objective) -> Message | None:
    return None


class Gradient(Struct, frozen=True, kw_only=True):
    """A way to get the gradient that the descent will believe.

    build(bound objective, parameters) -> a pure function from positions to gradients, both of shape
    (dim, n).  `unavailable` says why an objective cannot have this source, or None where it can.
    `precision` names the parameter on which its error depends, if there is one.  `evaluations` tells
    what one gradient costs, in values of f for dimension 1 (0: a gradient).
    `exact`: it is the objective's own gradient, to the last bit, whose slope is f″.
    `formula` is in LaTeX; variant(objective) writes it for an objective where it is another one there,
    and note(objective) gives a sentence about this source and that objective, where there is one.

    own(bound objective, parameters, shape of the positions) -> as `build`, for one loop alone: see
    `Objective.own_gradient`.
    """

    key: str
    title: Message
    help: Message
    build: Callable[[Bound, Parameters], Callable[[Positions], Positions]]
    formula: str
    own: Callable[[Bound, Parameters, Shape], Callable[[Positions], Positions]] | None = None
    parameters: tuple[Parameter, ...] = ()
    unavailable: Callable[[Objective], Message | None] = _nothing
    precision: str = ""
    evaluations: int = 0
    exact: bool = False
    variant: Callable[[Objective], str] | None = None
    note: Callable[[Objective], Message | None] = _nothing
    source: str = ""

    def formula_for(self, objective: Objective) -> str:
        """Its formula in LaTeX, as it is for this objective."""
        return self.formula if self.variant is None else self.variant(objective)


GRADIENTS: Catalogue[Gradient] = Catalogue(__name__, Gradient)
