"""Learning-rate schedules: one file for each, and here what such a file has to say.

t is the epoch counted from 0, N the number of epochs, g the gradient and f the value at x_t.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from gdgui.engine.catalogue import Catalogue
from gdgui.engine.message import Message
from gdgui.engine.step import Step
from gdgui.engine.types import Flags, Parameter, Parameters, Positions, Rate, State
from gdgui.engine.worked import Worked

RateRule = Callable[[Step, Parameters, State], tuple[Rate, State]]
AcceptRule = Callable[[Step, Positions, Parameters, State], tuple[Flags, State]]


def no_state(positions: Positions, parameters: Parameters) -> State:
    """The state of a rule that remembers nothing."""
    return ()


def base_rate(default: float = 0.01, **changes: object) -> Parameter:
    """The parameter `rate`: the learning rate that a schedule starts from, η₀."""
    given: dict[str, object] = {
        "key": "rate",
        "title": Message("Learning rate"),
        "help": Message("The base learning rate η₀: any finite number from 0."),
        "default": default,
        "low": 0.0,
        "slider_low": 1e-4,
        "slider_high": 1.0,
        "log": True,
        "symbol": r"\eta_0",
    }
    return Parameter(**(given | changes))  # type: ignore[arg-type]


class Schedule(Struct, frozen=True, kw_only=True):
    """A rule for the learning rate.

    init(positions, parameters) -> state; rate(step, parameters, state) -> (rate, state), the rate a
    number or of shape (n,).  `accept`, where there is one, may refuse a step: where its mask is
    False, position and optimizer state stay as they are for that epoch.

    `formula` is the rule in LaTeX, in the form that the defaults give it; `variant` writes it for other
    parameters, where a flag or a choice makes it another one.

    `uses_epoch`: it looks at t.  `uses_epochs`: it looks at N whatever its parameters (these tell of
    themselves, `Parameter.looks_at_epochs`).  `steady`: its rate is the same in every epoch, whatever
    happens, so that the loop asks for it once.  `looks`: how often at most it looks elsewhere on the
    function in one epoch.  `never_negative`: it promises rates ≥ 0, and the contract tests hold it to
    that.  `fails` is the sentence on where the rule fails.
    """

    key: str
    title: Message
    help: Message
    fails: Message
    rate: RateRule
    formula: str
    variant: Callable[[Parameters], str] | None = None
    init: Callable[[Positions, Parameters], State] = no_state
    accept: AcceptRule | None = None
    parameters: tuple[Parameter, ...] = ()
    family: Message = Message("By time")
    uses_epoch: bool = True
    uses_epochs: bool = False
    steady: bool = False
    looks: int = 1
    never_negative: bool = True
    source: str = ""
    worked: Worked | None = None

    def formula_for(self, parameters: Parameters) -> str:
        """The rule in LaTeX, as it is under these parameters."""
        return self.formula if self.variant is None else self.variant(parameters)


SCHEDULES: Catalogue[Schedule] = Catalogue(__name__, Schedule)
