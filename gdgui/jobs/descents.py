"""The descents of a document, computed side by side.  No Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
from msgspec import Struct

from gdgui.document.plan import DescentPlan
from gdgui.engine import descent
from gdgui.engine.descent import Cancelled, Chunk, Token, join
from gdgui.engine.ends import Ends, ends_of
from gdgui.engine.explain import explain
from gdgui.engine.message import Message
from gdgui.engine.orbit import WINDOW, orbit_of
from gdgui.engine.outcome import Outcome, judge
from gdgui.engine.setup import Rules, Setup, prepare
from gdgui.jobs.asked import Asked, Unasked
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


class DescentsJob(Struct, frozen=True, eq=False):
    """Runs descents, chunk by chunk in turn, so that all of them advance together.

    Yields a DescentChunk for each chunk and, after a descent's last, a DescentDone.  Chunks grow
    from 64 epochs to `chunk`.  Plans of the same key ask for the same, and are run once.  With `asked`
    it is looked up there what is wanted, again and again: what is new begins at once, what nobody wants
    any more is left, and all others go on.
    """

    plans: tuple[DescentPlan, ...] = ()
    chunk: int = LARGEST
    asked: Asked | None = None

    def run(self, token: CancelToken) -> Iterator[DescentChunk | DescentDone]:
        """Raises Cancelled when `token` is set, and InputError where rules do not fit together."""
        asked = self.asked or Asked(self.plans)
        begun: dict[bytes, DescentPlan] = {}
        turns: deque[_Descent] = deque()
        put_off: deque[_Descent] = deque()

        def overdue() -> list[DescentPlan]:
            return [plan for key, plan in asked.plans.items() if begun.get(key) is not plan]

        while True:
            new = overdue()
            begun |= {plan.key: plan for plan in new}
            turns.extendleft(_Descent(plan, self.chunk, token, asked) for plan in reversed(new))
            if not (turns or put_off):
                return
            one = (turns or put_off).popleft()
            try:
                piece = one.advance(overdue)
            except Cancelled:
                if token.is_set():
                    raise
                continue  # nobody asks for it any more
            if piece is None:
                put_off.append(one)
                continue
            if isinstance(piece, DescentChunk):
                turns.append(one)
            yield piece


class _Descent:
    """A descent on its way.  The loop gives chunks of one length, and growing ones are joined."""

    def __init__(self, plan: DescentPlan, largest: int, token: CancelToken, asked: Asked) -> None:
        self.key = plan.key
        self._setup = plan.setup
        self._rules = prepare(plan.setup)
        self._token = Unasked(token, asked, plan)
        length = min(FIRST, largest)
        self._stream = descent.stream(plan.setup, length, self._token, self._rules)
        self._chunks: list[Chunk] = []
        self._known = 0
        self._count, self._most = 1, max(1, largest // length)

    def advance(self, overdue: Callable[[], object]) -> DescentChunk | DescentDone | None:
        """The next chunk, or the end.

        Where something else is `overdue` it is a shorter chunk, or None: to find out how it ended can
        wait until nothing else is to be done.  Raises Cancelled when nobody asks for it any more.
        """
        total = self._setup.longest
        if self._known == total:
            return self._end(overdue)
        parts = [next(self._stream)]
        for part in islice(self._stream, self._count - 1):
            parts.append(part)
            if overdue():
                break
        chunk = join(parts)
        self._chunks.append(chunk)
        self._known += len(chunk)
        self._count = min(self._count * GROWTH, self._most)
        return DescentChunk(self.key, chunk, len(self._chunks) == 1, self._known == total, total)

    def _end(self, overdue: Callable[[], object]) -> DescentDone | None:
        """How it came out.  To find out may take as long as the descent did, and can begin anew."""
        record = join(self._chunks)
        self._chunks = [record]
        ends = record_ends(self._setup, self._rules, record, _Patience(self._token, overdue))
        try:
            outcome = Outcome(int(judge(ends)[0]))
            sentence = explain(self._rules, ends, record, outcome)
        except Cancelled:
            if self._token.is_set():
                raise
            return None
        return DescentDone(self.key, record, outcome, sentence)


class _Patience:
    """A token that is set as well where something else is overdue."""

    def __init__(self, token: Token, overdue: Callable[[], object]) -> None:
        self._token = token
        self._overdue = overdue

    def is_set(self, epochs: int = 0) -> bool:
        return self._token.is_set(epochs) or bool(self._overdue())


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
