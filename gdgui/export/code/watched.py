"""What the measures see of every epoch of a cell, as code."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from types import FunctionType

import numpy as np

from gdgui.engine.measures import MEASURES
from gdgui.engine.setup import Rules
from gdgui.engine.types import Positions
from gdgui.engine.watch import Seen, Watch, Way, watch_of
from gdgui.export.code import tidy
from gdgui.export.code.draft import TAKEN, Draft
from gdgui.export.code.rules import Followed, begin, changes, in_order, scratch
from gdgui.export.code.sources import function
from gdgui.export.code.values import Bundle, Code, Known, Value, load, parse

TRAIL, RATES, GROWTHS = "trail", "rates", "growths"
"""What a cell tells of its way: positions (dim, epochs + 1), learning rates and growths (epochs,)."""

EPOCHS = f"{TRAIL}.shape[1] - 1"


def watches_of(rules: Rules) -> Mapping[str, Watch]:
    """How every measure that watches does so under these rules."""
    return {key: watch_of(key, rules) for key in MEASURES if MEASURES[key].watches}


def arrays(draft: Draft, rules: Rules, start: Positions, shape: tuple[int, ...]) -> str:
    """Room for what is seen of each cell."""
    text = ""
    for key, watch in watches_of(rules).items():
        one = rules.take(np.zeros(1, dtype=np.int64))
        unknown = np.full(1, np.nan)
        seen = Seen(one.bound, 1.0, 0, start[:, :1], start[:, :1], unknown, unknown)
        dtype = watch.told(watch.begin(seen), 1).dtype
        told = "" if dtype == np.float64 else f", dtype=np.{dtype.name}"
        text += f"{draft.watched[key]} = np.empty({shape}{told})\n"
    return text


def look(draft: Draft, followed: Followed, place: str) -> str:
    """What each measure sees of the way that a cell has told, written down at `place`."""
    text = ""
    for key, watch in watches_of(followed.rules).items():
        made, told = _along(draft, key, watch, followed) or _by_epochs(draft, watch, followed)
        text += tidy.text_of(made) if made else ""
        text += f"{draft.watched[key]}[{place}] = {told}\n"
    return text


def _along(
    draft: Draft, key: str, watch: Watch, followed: Followed
) -> tuple[list[ast.stmt], str] | None:
    """All epochs at once, where the measure can; statements, and the number as code."""
    if watch.along is None:
        return None
    if isinstance(watch.along, FunctionType):
        draft.writer.called[id(function(watch.along).node)] = f"{key}_of"
    way = Bundle(
        {
            "bound": followed.bound(),
            "tolerance": Known(draft.document.tolerance),
            "positions": Code(load(TRAIL), rows=True),
            "rates": Code(load(RATES)),
            "growths": Code(load(GROWTHS)),
        },
        Way,
    )
    body = scratch(draft.writer)
    body.taken |= TAKEN | {*followed.varied.values()}
    shown = draft.writer.show(draft.writer.call(body, Known(watch.along), [way], {}))
    return body.out, ast.unparse(shown)


def _by_epochs(draft: Draft, watch: Watch, followed: Followed) -> tuple[list[ast.stmt], str]:
    """Epoch by epoch, as the program does; statements, and the number as code."""
    body = scratch(draft.writer)
    body.taken |= TAKEN | {*followed.varied.values()}

    def seen(epoch: Value, before: str, positions: str, index: str) -> Bundle:
        return Bundle(
            {
                "bound": followed.bound(),
                "tolerance": Known(draft.document.tolerance),
                "epoch": epoch,
                "before": Code(parse(f"{TRAIL}[:, {before}]"), rows=True),
                "positions": Code(parse(f"{TRAIL}[:, {positions}]"), rows=True),
                "rate": Code(parse(f"{RATES}[{index}]")) if index else Known(np.full(1, np.nan)),
                "growth": Code(parse(f"{GROWTHS}[{index}]")) if index else Known(np.full(1, np.nan)),
            },
            Seen,
        )

    state = begin(draft.writer, body, Known(watch.begin), [seen(Known(0), ":1", ":1", "")])
    before, body.out = body.out, []
    after = seen(Code(parse("t + 1")), "t:t + 1", "t + 1:t + 2", "t:t + 1")
    new = draft.writer.call(body, Known(watch.look), [after, state], {})
    inside = [*body.out, *in_order(changes(draft.writer, state, new))]
    loop = ast.For(ast.Name("t", ast.Store()), parse(f"range({EPOCHS})"), inside, [], lineno=0)
    body.out = []
    told = draft.writer.call(body, Known(watch.told), [state, Code(parse(f"({EPOCHS})"))], {})
    shown = ast.unparse(draft.writer.show(told))
    made = [*before, *([loop] if inside else []), *body.out]
    return made, f"({shown})[0]"
