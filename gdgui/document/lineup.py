"""How the compared descents are lined up: hidden, alone, in another colour, in another order.

Pure functions from a document to the next one, as those in `gdgui.document.changes`.
"""

from __future__ import annotations

from msgspec.structs import replace

from gdgui.document import branches
from gdgui.document.changes import with_view
from gdgui.document.model import RANDOM, Descent, Document
from gdgui.engine.optimizers import OPTIMIZERS


def with_hidden(document: Document, k: int, hidden: bool) -> Document:
    """A descent hidden, or shown again.  One stays on screen: where all others are hidden, nothing
    changes; where the chosen one is hidden, the next one on screen is chosen."""
    others = [j for j, descent in enumerate(document.descents) if j != k and not descent.hidden]
    if hidden and not others:
        return document
    changed = _with(document, {k: replace(document.descents[k], hidden=hidden)})
    if hidden and document.view.descent == k:
        after = [j for j in others if j > k]
        changed = with_view(changed, descent=(after or others[-1:])[0], replay=None)
    return changed


def solo(document: Document, k: int) -> Document:
    """A descent alone; asked for once more, all of them."""
    alone = is_solo(document, k)
    hidden = {
        j: replace(descent, hidden=j != k and not alone) for j, descent in enumerate(document.descents)
    }
    return with_view(_with(document, hidden), descent=k, replay=None)


def is_solo(document: Document, k: int) -> bool:
    """Whether a descent is the only one on screen of several."""
    return len(document.descents) > 1 and all(
        descent.hidden == (j != k) for j, descent in enumerate(document.descents)
    )


def with_color(document: Document, k: int, color: str) -> Document:
    """Another colour: the number of one of the twelve looks, #rrggbb, or "" for the place's own."""
    return _with(document, {k: replace(document.descents[k], color=color)})


def moved(document: Document, k: int, to: int) -> Document:
    """A descent at another place of the list.

    Every descent keeps its look, and its random draws, which would else go by the place.
    """
    to = min(max(to, 0), len(document.descents) - 1)
    if to == k:
        return document
    order = [j for j in range(len(document.descents)) if j != k]
    order.insert(to, k)
    places = {old: new for new, old in enumerate(order)}
    descents = [branches.relinked(_kept(document, j), places) for j in order]
    sweeps = [replace(sweep, descent=places[sweep.descent]) for sweep in document.sweeps]
    changed = replace(document, descents=descents, sweeps=sweeps)
    return with_view(changed, descent=places[document.view.descent])


def _kept(document: Document, place: int) -> Descent:
    """The descent at a place, with the look and the random draws that it has there.

    A branch goes on with the draws of the descent that it continues, wherever that stands.
    """
    descents = document.descents
    descent = descents[place]
    chance = any(
        descents[j].start == RANDOM or OPTIMIZERS[descents[j].optimizer.key].random
        for j in branches.followers(descents, place)
    )
    own = chance and descent.stream is None and descent.continues is None
    return replace(
        descent,
        color=descent.color or str(place + 1),
        stream=place if own else descent.stream,
    )


def _with(document: Document, changed: dict[int, Descent]) -> Document:
    descents = [changed.get(j, descent) for j, descent in enumerate(document.descents)]
    return replace(document, descents=descents)
