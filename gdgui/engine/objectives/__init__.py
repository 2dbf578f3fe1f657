"""The functions that are minimised: one file for each, and here what such a file has to say."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from gdgui.engine.catalogue import Catalogue
from gdgui.engine.message import Message
from gdgui.engine.types import Parameter, Parameters, Positions, Values

Hessians = NDArray[np.float64]
"""Second derivatives, shape (dim, dim, n)."""

Elementwise = Callable[[Values, Parameters], Values]

Shape = tuple[int, ...]


class Printed(Struct, frozen=True, kw_only=True):
    """A derivative as somebody printed it, mistake and all.

    `gradient` maps (positions, parameters) to an array like the positions; `note` says what went
    wrong.
    """

    gradient: Callable[[Positions, Parameters], Positions]
    formula: str
    note: Message


class Objective(Struct, frozen=True, kw_only=True):
    """A function of one or two variables, with exact derivatives.

    value(positions, parameters) -> (n,); gradient(…) -> (dim, n); hessian(…) -> (dim, dim, n).
    They are pure, take positions of shape (dim, n), and treat every column alike, to the last bit,
    whatever n is.  They are defined on all of ℝ, or give NaN where the function is not defined;
    `domain` is what is drawn, and where random starts come from.

    `minima` are the known local minima, to double precision; `kinks` are points without a gradient
    (the gradient there is 0 by convention, so that a descent which has arrived stays).  `lowest` is
    the least value on the domain, for the rules that need it; None where there is none.
    `start_points` is how many evenly spaced points of the domain a random start is drawn from.

    own_gradient(parameters, shape of the positions) -> a gradient that is nobody else's: it may keep
    arrays from one call to the next, and gives the bits of `gradient`, in new arrays.  A loop asks the
    same question again and again, and with few descents it waits for numpy's calls and not for the
    numbers; a file offers one where it saves calls.
    """

    key: str
    title: Message
    help: Message
    domain: tuple[tuple[float, float], ...]
    value: Callable[[Positions, Parameters], Values]
    gradient: Callable[[Positions, Parameters], Positions]
    hessian: Callable[[Positions, Parameters], Hessians]
    formula: str
    derivative: str
    start: tuple[float, ...]
    minima: tuple[tuple[float, ...], ...] = ()
    lowest: float | None = None
    kinks: tuple[tuple[float, ...], ...] = ()
    smooth: bool = True
    parameters: tuple[Parameter, ...] = ()
    start_points: int = 2001
    family: Message = field(default_factory=lambda: Message("Functions of one variable"))
    source: str = ""
    printed: Printed | None = None
    resolve: Callable[[Parameters], Objective] | None = None
    own_gradient: Callable[[Parameters, Shape], Callable[[Positions], Positions]] | None = None

    @property
    def dimension(self) -> int:
        """1 or 2."""
        return len(self.domain)

    @property
    def widths(self) -> tuple[float, ...]:
        """The length of the domain along each axis."""
        return tuple(high - low for low, high in self.domain)


class Bound(Struct, frozen=True):
    """An objective together with the values of its parameters: functions of the position alone."""

    objective: Objective
    parameters: Parameters

    def value(self, positions: Positions) -> Values:
        return self.objective.value(positions, self.parameters)

    def gradient(self, positions: Positions) -> Positions:
        return self.objective.gradient(positions, self.parameters)

    def hessian(self, positions: Positions) -> Hessians:
        return self.objective.hessian(positions, self.parameters)


def curve(
    *,
    value: Elementwise,
    slope: Elementwise,
    curvature: Elementwise,
    domain: tuple[float, float],
    minima: tuple[float, ...] = (),
    kinks: tuple[float, ...] = (),
    start: float,
    printed: tuple[Elementwise, str, Message] | None = None,
    **others: object,
) -> Objective:
    """An objective in one dimension, from f, f′ and f″ that work element by element.

    Such functions take positions of any shape, so the gradient of shape (1, n) is f′ as it stands.
    """
    return Objective(
        domain=(domain,),
        value=lambda positions, parameters: value(positions[0], parameters),
        gradient=slope,
        hessian=lambda positions, parameters: curvature(positions, parameters)[np.newaxis],
        minima=tuple((m,) for m in minima),
        kinks=tuple((k,) for k in kinks),
        start=(start,),
        printed=None
        if printed is None
        else Printed(gradient=printed[0], formula=printed[1], note=printed[2]),
        **others,  # type: ignore[arg-type]
    )


OBJECTIVES: Catalogue[Objective] = Catalogue(__name__, Objective)
