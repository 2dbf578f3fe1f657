"""Lines that can be checked with a pocket calculator: a rule in symbols, its numbers, what comes out.

From the numbers as they are printed the printed result follows, to its last digit.  Where a result
needs more digits of its numbers than usual, they get more.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from msgspec import Struct

from gdgui.engine.message import Message
from gdgui.engine.worked import (
    ATOM,
    FULL,
    MULTIPLY,
    Functions,
    Printer,
    Quantity,
    Shown,
    compute,
    number_latex,
    number_text,
    rounded,
    written,
)

COORDINATES = ("x", "y")

_SYMBOLS = {
    "eta": r"\eta",
    "g": "g",
    "f": "f(x)",
    "h": "f''(x)",
    "t": "t",
    "k": "k",
    "N": "N",
    "xi": r"\xi",
}


class Line(Struct, frozen=True):
    """One line: the rule in symbols (LaTeX), then its numbers as LaTeX and as text; these may be empty.

    `sentence` stands where a line is said and not computed.
    """

    symbols: str
    numbers_latex: str = ""
    numbers_text: str = ""
    sentence: Message | None = None
    joint: str = " = "

    @property
    def latex(self) -> str:
        """All of it."""
        return self.joint.join(part for part in (self.symbols, self.numbers_latex) if part)


class LineWriter(Struct, frozen=True):
    """Writes lines of the step of one epoch, whose positions have `rows` coordinates.

    `digits` are the significant digits of what is shown; `functions` those that a rule may call.
    """

    epoch: int
    rows: int
    digits: int
    functions: Functions

    def lines(
        self,
        symbols: Mapping[str, str],
        fields: tuple[str, ...],
        name: str,
        node: Any,
        values: Mapping[str, Quantity],
        assigned: set[str],
        result: Quantity,
    ) -> list[Line]:
        """One line for each coordinate, or one in all where the result is a single number."""
        made = []
        evolving = {"x", *fields}
        for row in range(result.size):
            at = float(np.ravel(result)[row])
            inputs, shown = self._digits(node, values, row, at)

            symbol = partial(self._show_symbol, symbols, values, assigned, evolving)
            number, words = (partial(_show_number, values, inputs, latex) for latex in (True, False))
            is_vector = result.ndim > 0
            target = self.symbol(name, row if is_vector else None, True, symbols, evolving)
            rule = Printer(symbol, True, False, self.rows).print(node, row)
            latex = Printer(number, True, True, self.rows).print(node, row)
            text = Printer(words, False, True, self.rows).print(node, row)
            ends = number_latex(at, shown), number_text(at, shown)
            made.append(
                Line(
                    f"{target} = {rule}",
                    ends[0] if latex == ends[0] else f"{latex} = {ends[0]}",
                    ends[1] if text == ends[1] else f"{text} = {ends[1]}",
                )
            )
        return made

    def _digits(
        self, node: Any, values: Mapping[str, Quantity], row: int, result: float
    ) -> tuple[int, int]:
        """Digits of what goes in and of the result, so that the one follows from the other."""
        if self.digits >= FULL:
            return FULL, FULL
        for shown in range(self.digits, 1, -1):
            for inputs in range(self.digits, FULL + 1):
                read = {key: rounded(value, inputs) for key, value in values.items()}
                found = float(np.ravel(compute(node, read, self.functions))[row])
                if written(found, shown) == written(result, shown):
                    return inputs, shown
        return FULL, self.digits

    def _show_symbol(
        self,
        symbols: Mapping[str, str],
        values: Mapping[str, Quantity],
        assigned: set[str],
        evolving: set[str],
        name: str,
        row: int,
    ) -> Shown:
        where = row if values[name].ndim else None
        return self.symbol(name, where, name in assigned, symbols, evolving), ATOM, False

    def symbol(
        self,
        name: str,
        row: int | None,
        after: bool,
        symbols: Mapping[str, str],
        evolving: set[str] | None = None,
    ) -> str:
        """The symbol of a quantity: of a coordinate, before or after the epoch.

        A symbol that has an index of its own gets no other.
        """
        t = self.epoch
        below = []
        if name == "x":
            symbol = COORDINATES[row or 0]
        else:
            symbol = symbols.get(name) or _SYMBOLS.get(name, rf"\mathrm{{{name}}}")
            if row is not None and self.rows > 1:
                below.append(COORDINATES[row])
        if name in (evolving if evolving is not None else {"x"}) and "_" not in symbol:
            below.append(str(t + 1 if after else t))
        if not below:
            return symbol
        return rf"{symbol}_{{{','.join(below)}}}"


def _show_number(
    values: Mapping[str, Quantity], digits: int, latex: bool, name: str, row: int
) -> Shown:
    value = float(values[name][row] if values[name].ndim else values[name])
    text = (number_latex if latex else number_text)(value, digits)
    return text, MULTIPLY if "e" in written(value, digits) else ATOM, value < 0
