"""The descents that somebody wants, which may change while they are computed.  No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gdgui.document.plan import DescentPlan
from gdgui.engine.descent import Token


class Asked:
    """What is asked for now, by key: told by one thread, and worked on by another.

    Plans of the same key ask for the same, and stand here once.  As long as a key is asked for, it has
    the plan by which it was asked for first: what is given up and asked for again is another request.
    """

    def __init__(self, plans: Iterable[DescentPlan] = ()) -> None:
        self.plans: Mapping[bytes, DescentPlan] = {}
        self.tell(plans)

    def tell(self, plans: Iterable[DescentPlan]) -> None:
        """Asks for these descents, and for no other ones any more."""
        # One assignment: whoever looks sees all that was asked for before, or all that is now.
        self.plans = {plan.key: self.plans.get(plan.key, plan) for plan in plans}

    def give_up(self, key: bytes) -> None:
        """Asks for one descent no more."""
        self.tell(plan for plan in self.plans.values() if plan.key != key)

    def wants(self, plan: DescentPlan) -> bool:
        """Whether this very request still stands."""
        return self.plans.get(plan.key) is plan


class Unasked:
    """A token that is set when `token` is, or when a request does not stand any more."""

    __slots__ = ("_asked", "_plan", "_token")

    def __init__(self, token: Token, asked: Asked, plan: DescentPlan) -> None:
        self._token = token
        self._asked = asked
        self._plan = plan

    def is_set(self, epochs: int = 0) -> bool:
        """Whether the descent is to end."""
        return self._token.is_set(epochs) or not self._asked.wants(self._plan)
