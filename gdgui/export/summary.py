"""How the descents came out: a row for each, with its outcome as a key and as a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from msgspec import Struct

from gdgui.engine.descent import Chunk
from gdgui.engine.message import Message
from gdgui.engine.objectives import Bound
from gdgui.engine.outcome import Outcome
from gdgui.export.tables import COORDINATES, write_rows


class Result(Struct, frozen=True, eq=False):
    """A descent that was run, with its number from 1 and its name, which may be empty.

    A branch `continues` a descent, by its number from 1, and an epoch: before that epoch, the rows of
    its table are those of the other one.
    """

    number: int
    name: str
    record: Chunk
    outcome: Outcome
    sentence: Message
    continues: tuple[int, int] | None = None


def write_summary(path: Path, bound: Bound, results: Iterable[Result]) -> None:
    """Writes number, name, outcome, sentence (in English), the end, f there, the epochs, and for a
    branch which descent it continues, and from which epoch on.

    `bound` is the objective of the descents with its parameters.
    """
    dimension = bound.objective.dimension
    ends = [f"final_position_{c}" for c in COORDINATES] if dimension == 2 else ["final_position"]
    header = ["descent", "name", "outcome", "sentence", *ends, "final_value", "epochs"]
    header += ["continues", "from_epoch"]
    rows = []
    for result in results:
        last = result.record.next_position[-1]
        with np.errstate(all="ignore"):
            value = float(bound.value(last[:, np.newaxis])[0])
        rows.append(
            [
                result.number,
                result.name,
                result.outcome.key,
                str(result.sentence),
                *last.tolist(),
                value,
                len(result.record),
                *(result.continues or ("", "")),
            ]
        )
    write_rows(path, header, rows)
