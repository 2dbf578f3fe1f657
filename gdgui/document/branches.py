"""Descents that continue others: what links them, and which links make sense.

A branch and the descent that it continues stay linked: the start is one and the same, and whatever
changes the other descent changes what they share.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from gdgui.document.model import Continues, Descent
from gdgui.engine.message import InputError, Message


def root(descents: Sequence[Descent], k: int) -> int:
    """The place of the descent from which a branch comes in the end: the one that has a start."""
    while (link := descents[k].continues) is not None:
        k = link.descent
    return k


def stream(descents: Sequence[Descent], k: int) -> int:
    """Which of the random draws is a descent's own: a branch goes on with those of the other."""
    while descents[k].stream is None and (link := descents[k].continues) is not None:
        k = link.descent
    own = descents[k].stream
    return k if own is None else own


def followers(descents: Sequence[Descent], k: int) -> frozenset[int]:
    """The places of a descent and of all that continue it, or continue one that does."""
    found = {k}
    while True:
        links = ((j, descent.continues) for j, descent in enumerate(descents))
        more = {j for j, link in links if link is not None and link.descent in found}
        if more <= found:
            return frozenset(found)
        found |= more


def relinked(descent: Descent, places: dict[int, int]) -> Descent:
    """The descent with its link where the other one is now; `places` maps old places to new ones."""
    link = descent.continues
    if link is None:
        return descent
    return replace(descent, continues=replace(link, descent=places[link.descent]))


def check_links(descents: list[Descent]) -> list[Descent]:
    """The descents, every branch with the start that it shares.

    Raises InputError for a link to a descent or an epoch that is not there, for links that go round,
    and for a branch that would end before it turns off.
    """
    for k, descent in enumerate(descents):
        if descent.continues is not None:
            _check_link(descents, k, descent.continues)
    checked = []
    for k, descent in enumerate(descents):
        first = descents[root(descents, k)]
        checked.append(descent if first is descent else replace(descent, start=first.start))
    return checked


def _check_link(descents: list[Descent], k: int, link: Continues) -> None:
    place = f"descents[{k}].continues"
    if not 0 <= link.descent < len(descents):
        raise _refused(
            link.descent,
            Message("a descent's number from 0 to {last}", {"last": len(descents) - 1}),
            f"{place}.descent",
        )
    if _goes_round(descents, k):
        raise InputError(
            Message("a descent cannot continue itself, not even by way of others"), f"{place}.descent"
        )
    longest = descents[link.descent].epochs
    if not 0 <= link.epoch <= longest:
        allowed = Message("an epoch from 0 to {last}, where that descent ends", {"last": longest})
        raise _refused(link.epoch, allowed, f"{place}.epoch")
    if descents[k].epochs <= link.epoch:
        allowed = Message(
            "a number above {epoch}, the epoch from which this descent continues another",
            {"epoch": link.epoch},
        )
        raise _refused(descents[k].epochs, allowed, f"descents[{k}].epochs")


def _goes_round(descents: list[Descent], k: int) -> bool:
    seen: set[int] = set()
    while 0 <= k < len(descents) and (link := descents[k].continues) is not None:
        if k in seen:
            return True
        seen.add(k)
        k = link.descent
    return False


def _refused(value: int, allowed: Message, place: str) -> InputError:
    return InputError(
        Message("{value} is not allowed; allowed is {allowed}", {"value": value, "allowed": allowed}),
        place,
    )
