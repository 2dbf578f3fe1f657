"""Descents as code: a function for each, and the table of what happened."""

from __future__ import annotations

import ast

from gdgui.document.plan import DescentPlan
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import prepare
from gdgui.export import names
from gdgui.export.code import layout, tidy
from gdgui.export.code.draft import Draft, array, indented
from gdgui.export.code.sources import first_line
from gdgui.export.code.ways import way


def title(draft: Draft, part: DescentPlan) -> str:
    """What a descent is, in one line."""
    descent = draft.document.descents[part.index]
    schedule = SCHEDULES[descent.schedule.key].title
    rule = OPTIMIZERS[descent.optimizer.key].title
    # What somebody typed stands in a comment, and must not be able to leave it.
    typed = "".join(c if c.isprintable() else " " for c in descent.name)
    name = f" ({typed})" if typed else ""
    link = descent.continues
    told = f", continues descent {link.descent + 1} from epoch {link.epoch}" if link else ""
    return f"Descent {part.index + 1}{name}{told}: {rule}, learning rate: {schedule}"


def table(draft: Draft) -> str:
    """The function that makes columns of the epochs."""
    one = "[0]" if draft.dimension == 1 else ".T"
    return layout.TABLE.format(one=one, value=draft.value_at("position"))


def descent(draft: Draft, k: int, part: DescentPlan) -> str:
    """The function of the k-th descent, and its table in a file."""
    rules = prepare(part.setup)
    states = draft.states(part)
    body = way(draft.writer, rules, part.setup.start, layout.NOTED, [*states])
    legs = (*(leg.rules for leg in rules.before), rules)
    chance = any(leg.optimizer.random for leg in legs)
    source = first_line(_module(rules.gradient_key.key))
    start = ast.unparse(array(part.setup.start))
    told = "  # drawn at random" if draft.document.descents[part.index].start == "random" else ""
    lines = [
        f"def descent_{k}():",
        f'    """The gradient: {source}"""' if source else "",
        f"    x = {start}{told}",
        f"    stream = np.array([{int(legs[0].stream[0])}])" if chance else "",
        "    rows, states = [], []" if states else "    rows = []",
    ]
    text = "\n".join(line for line in lines if line) + "\n"
    given, taken = ("table(rows), np.array(states)", f", states_{k}") if states else ("table(rows)", "")
    text += indented(tidy.text_of(body)) + f"    return {given}\n\n\n"
    name = names.descent_file(k, "npz")
    text += f"result_{k}{taken} = descent_{k}()\n"
    return text + f'np.savez(folder / "{name}", **result_{k})\n'


def _module(gradient: str) -> str:
    return f"gdgui.engine.gradients.{gradient}"
