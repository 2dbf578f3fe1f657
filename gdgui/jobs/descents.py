"""The descents of a document, computed side by side.  No Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice

import numpy as np
from msgspec import Struct

from gdgui.document.plan import DescentPlan
from gdgui.engine import descent
from gdgui.engine.descent import Chunk, Token, join
from gdgui.engine.ends import Ends, ends_of
from gdgui.engine.explain import explain
from gdgui.engine.message import Message
from gdgui.engine.orbit import WINDOW, orbit_of
from gdgui.engine.outcome import Outcome, judge
from gdgui.engine.setup import Rules, Setup, prepare
from gdgui.jobs.job import CancelToken

FIRST = 64
"""Epochs in the first chunk: they take a millisecond, so something is seen at once."""

GROWTH = 4
"""How much longer the next chunk is, so that a long descent is not cut into thousands."""

LARGEST = 4096
"""Epochs in the largest chunk."""


class DescentChunk(Struct, frozen=True, eq=False):
    """The next epochs of the descent whose plan has `key`.

    `first` is true for its first chunk, `last` for its last; `epochs` is how many there will be.
    """

    key: bytes
    chunk: Chunk
    first: bool
    last: bool
    epochs: int


class DescentDone(Struct, frozen=True, eq=False):
    """A complete descent: all of its epochs, how it came out, and the sentence that says so."""

    key: bytes
    record: Chunk
    outcome: Outcome
    sentence: Message


class DescentsJob(Struct, frozen=True):
    """Runs descents, chunk by chunk in turn, so that all of them advance together.

    Yields a DescentChunk for each chunk and, after a descent's last, a DescentDone.  Chunks grow
    from 64 epochs to `chunk`.  Plans of the same key ask for the same, and are run once.
    """

    plans: tuple[DescentPlan, ...]
    chunk: int = LARGEST

    def run(self, token: CancelToken) -> Iterator[DescentChunk | DescentDone]:
        """Raises Cancelled when `token` is set, and InputError where rules do not fit together."""
        unique = {plan.key: plan for plan in self.plans}
        turns = deque(_run(plan, self.chunk, token) for plan in unique.values())
        while turns:
            pieces = turns.popleft()
            piece = next(pieces, None)
            if piece is not None:
                yield piece
                turns.append(pieces)


def _run(plan: DescentPlan, largest: int, token: CancelToken) -> Iterator[DescentChunk | DescentDone]:
    """One descent.  The loop gives chunks of one length, and growing ones are joined from them."""
    setup = plan.setup
    rules = prepare(setup)
    length = min(FIRST, largest)
    stream = descent.stream(setup, length, token, rules)
    chunks: list[Chunk] = []
    count, known = 1, 0
    while known < setup.longest:
        chunk = join(list(islice(stream, count)))
        chunks.append(chunk)
        known += len(chunk)
        yield DescentChunk(plan.key, chunk, len(chunks) == 1, known == setup.longest, setup.longest)
        count = min(count * GROWTH, max(1, largest // length))
    record = join(chunks)
    ends = record_ends(setup, rules, record, token)
    outcome = Outcome(int(judge(ends)[0]))
    yield DescentDone(plan.key, record, outcome, explain(rules, ends, record, outcome))


def record_ends(setup: Setup, rules: Rules, record: Chunk, token: Token | None = None) -> Ends:
    """The end of a recorded descent, as the measures and the outcome want it (n = 1).

    To judge and to explain it, the descent may have to be run once more; that heeds `token`.
    """
    path = np.concatenate([record.position[-WINDOW:], record.next_position[-1:]])
    stood_still = (record.displacement[-1] == 0).all() and record.learning_rate[-1] == 0
    return ends_of(
        rules,
        setup.tolerance,
        setup.start,
        record.next_position[-1][:, np.newaxis],
        np.array([bool(stood_still)]),
        orbit_of(path[..., np.newaxis], rules.bound.objective.widths),
        token,
    )
