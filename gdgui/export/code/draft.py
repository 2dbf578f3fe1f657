"""A script that is being written: the document, its plan, and what all parts of the script share."""

from __future__ import annotations

import ast

import numpy as np

from gdgui.document.model import Document
from gdgui.document.plan import DescentPlan, Plan, plan
from gdgui.document.traces import TRACES
from gdgui.engine.measures import MEASURES
from gdgui.engine.memory import remembered
from gdgui.export.code.rules import scratch
from gdgui.export.code.values import Bundle, Code, Known, literal, load, parse
from gdgui.export.code.writer import Writer

TAKEN = {
    "Path", "COLORS", "table", "folder", "figure", "axes", "landscape", "grid", "descents", "charts",
    "chart", "family", "colors", "shown", "axis_1", "axis_2", "start", "end", "halted", "columns",
    "steepness", "believed_steepness", "final_value", "cells", "f", "x", "t", "g", "rate", "step",
    "orbit", "trail", "rates", "growth", "growths",
    "stream", "drawn", "x_new", "rows", "i", "j", "position", "heights", "names", "across", "up",
    "places", "cell", "seed", "label", "place", "last", "name", "column", "title", "color",
    "spread", "ends", "again", "mean", "end_", "order", "states", "distance", "path", "own",
}  # fmt: skip
"""Names that the parts of a script give by themselves."""


class Draft:
    """The script; see the module.

    `watched` has the names of the arrays in which stands what measures have seen of every epoch.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.plan: Plan = plan(document)
        self.dimension = self.plan.objective.dimension
        self.writer = Writer(self.dimension, set(TAKEN))
        self.watched = {key: self.writer.unique(key) for key in MEASURES if MEASURES[key].watches}
        self._name_value()

    @property
    def charts(self) -> list[str]:
        """The traces that are drawn."""
        return [name for name in self.document.view.traces if name in TRACES]

    def states(self, part: DescentPlan) -> dict[str, str]:
        """The fields of a descent's optimizer that are drawn in a trace, and their LaTeX."""
        if not any(TRACES[name].state is not None for name in self.charts):
            return {}
        return remembered(part.setup)

    def value_at(self, place: str) -> str:
        """Code for f at `place`, code for positions (dim, n)."""
        bound = self.plan.bound
        parameters = Bundle({k: Known(v, name=k) for k, v in bound.parameters.items()})
        shown = Code(parse(place), rows=True)
        value = self.writer.call(
            scratch(self.writer), Known(self.plan.objective.value), [shown, parameters], {}
        )
        return ast.unparse(self.writer.show(value))

    def _name_value(self) -> None:
        """Names the objective's value `f` where it is a function of its own."""
        objective = self.plan.objective
        rules = self.plan.bound
        parameters = Bundle({k: Known(v, name=k) for k, v in rules.parameters.items()})
        body = scratch(self.writer)
        value = Known(objective.value)
        shown = self.writer.show(
            self.writer.call(body, value, [Code(load("x"), rows=True), parameters], {})
        )
        if isinstance(shown, ast.Call) and isinstance(shown.func, ast.Name):
            old = shown.func.id
            if old in self.writer.functions:
                self.writer.functions = {
                    "f" if name == old else name: node for name, node in self.writer.functions.items()
                }
                self.writer.functions["f"].name = "f"
                self.writer.inner = self.writer.inner - {old} | {"f"}


def array(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> ast.expr:
    """An array, written out."""
    made = literal(values)
    assert made is not None
    return made


def indented(text: str) -> str:
    """The same lines, as the body of a function."""
    return "".join(f"    {line}\n" if line else "\n" for line in text.splitlines())
