"""Measures: what a sweep shows of each descent, one file for each number or class."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct
from numpy.typing import NDArray

from gdgui.engine.catalogue import Catalogue
from gdgui.engine.message import Message
from gdgui.engine.types import Option, Parameter

if TYPE_CHECKING:  # both look measures up here
    from gdgui.engine.ends import Ends
    from gdgui.engine.setup import Rules
    from gdgui.engine.watch import Watch


class Measure(Struct, frozen=True, kw_only=True):
    """A number, a whole number or a class for each descent.

    compute(ends) -> shape (n,), or (n, dim) for `kind` "position": NaN (−1 for whole numbers) where
    it is not defined.  A "class" gives indices into `classes`.
    watch(rules) -> how every epoch of descents is seen that follow these rules: `compute` asks
    `ends.watched` for it under the measure's own key.  It is computed when somebody asks for it, and
    not with the descents.
    `counts_minima`: its whole numbers are those of the objective's known minima, in their order, and
    one more for any other.
    `repeats`: it runs every cell as often as the grid says.
    """

    key: str
    title: Message
    help: Message
    kind: Literal["position", "number", "integer", "class"]
    compute: Callable[[Ends], NDArray[Any]]
    classes: tuple[Option, ...] = ()
    log: bool = False
    watch: Callable[[Rules], Watch] | None = None
    counts_minima: bool = False
    repeats: bool = False
    parameters: tuple[Parameter, ...] = ()

    @property
    def watches(self) -> bool:
        """Whether every epoch has to be seen for it."""
        return self.watch is not None


MEASURES: Catalogue[Measure] = Catalogue(__name__, Measure)
