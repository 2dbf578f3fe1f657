"""The way of a descent as code: one loop, or one for each leg of the way of a branch."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec.structs import replace

from gdgui.engine.grid import FOR_ALL
from gdgui.engine.setup import Leg, Rules
from gdgui.engine.types import Positions
from gdgui.export.code import tidy
from gdgui.export.code.legs import Met, leg_of, note_of
from gdgui.export.code.rules import Followed
from gdgui.export.code.values import statements
from gdgui.export.code.writer import Writer


def way(
    writer: Writer, rules: Rules, start: Positions, noted: str, remember: Sequence[str] = ()
) -> list[ast.stmt]:
    """The statements of a descent: one loop, or one for each leg of the way of a branch.

    They use x, of the shape (dim, 1).  `noted` is code for what is written down in every epoch.
    `remember` are fields of the optimizer's state that are added to the list `states` before every
    epoch and after the last one; before a branch follows this optimizer, they are no numbers.
    """
    made: list[ast.stmt] = []
    met: Met | None = None
    for first, until, leg in _legs(rules):
        if met is not None:
            made.append(tidy.comment(f"From epoch {first} on"))
            if leg.optimizer.random and leg.stream[0] != met.rules.stream[0]:
                made += statements(f"stream = np.array([{int(leg.stream[0])}])")
        count = f"{first}, {until}" if first else str(until)
        kept = [*remember] if leg.optimizer.key == rules.optimizer.key else [""] * len(remember)
        body, met = leg_of(writer, Followed(leg, {}), count, noted, "", met, (leg, start), kept)
        made += body
    if met is not None and remember:
        made += statements(note_of(met.step_state, remember))
    return made


def cell_way(
    writer: Writer,
    followed: Followed,
    cells: tuple[Rules, Positions],
    count: str,
    noted: str,
    beside: str = "",
) -> list[ast.stmt]:
    """The statements of one cell of a sweep, as those of `way`; `count` is code for its epochs.

    `cells` are the rules and starts of all cells: what some of them remember where a branch turns off,
    others may begin anew.  With `beside`, x has a second column, a shadow of the first, which that
    function brings back at the end of every epoch.
    """
    made: list[ast.stmt] = []
    met: Met | None = None
    chance = any(leg.rules.optimizer.random for leg in followed.rules.before)
    shared = {p: n for p, n in followed.varied.items() if p == "seed" or p.startswith(FOR_ALL)}
    if chance and followed.rules.optimizer.random:
        made += statements("own = stream")
    for first, until, leg in _legs(followed.rules):
        last = first == followed.rules.begins
        if met is not None:
            made.append(tidy.comment(f"From epoch {first} on"))
        if leg.optimizer.random and not last:
            made += statements(f"stream = np.array([{int(leg.stream[0])}])")
        elif leg.optimizer.random and chance:
            made += statements("stream = own")
        ends = count if last else str(until)
        own = Followed(leg, followed.varied if last else shared)
        rules = cells[0] if last else leg
        told = f"{first}, {ends}" if first else ends
        body, met = leg_of(writer, own, told, noted, beside, met, (rules, cells[1]))
        made += body
    return made


def _legs(rules: Rules) -> Iterator[tuple[int, int, Rules]]:
    """The first epoch of every leg of the way, the one before which it ends, and its rules."""
    first = 0
    for leg in (*rules.before, Leg(replace(rules, before=()), int(np.max(rules.epochs)))):
        yield first, leg.until, leg.rules
        first = leg.until
