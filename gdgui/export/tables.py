"""Tables as text: comma-separated values in UTF-8, with a header.

Floats are written in the shortest way that reads back as the very same number; `nan`, `inf` and
`-inf` are what Python and numpy read too.  For a spreadsheet in a language with decimal commas there
are these, and semicolons between the columns.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from gdgui.document.file import write_through
from gdgui.engine.descent import Cancelled, Token
from gdgui.export.columns import Table

ROWS = 8192
"""Rows that are made at once: a table may have millions."""

COORDINATES = ("x", "y")


def write_table(path: Path, table: Table, token: Token | None = None) -> None:
    """Writes `table` with a row for each of its rows or cells, the first axis slowest.

    A position in two dimensions has a column for each coordinate: `position_x`, `position_y`.
    Raises OSError where the file cannot be written, and Cancelled when `token` is set; an old one is
    then as it was.
    """
    _write(path, table, _lines, token)


def write_decimal_commas(path: Path, table: Table, token: Token | None = None) -> None:
    """As `write_table`, with decimal commas, and semicolons between the columns.

    >>> pandas.read_csv(path, sep=";", decimal=",")
    """
    _write(path, table, _comma_lines, token)


def _write(
    path: Path,
    table: Table,
    lines: Callable[[Iterable[Iterable[object]]], bytes],
    token: Token | None,
) -> None:
    columns = _flat(table)
    count = int(np.prod(table.shape))

    def fill(stream: BinaryIO) -> None:
        stream.write(lines([list(columns)]))
        for first in range(0, count, ROWS):
            if token is not None and token.is_set():
                raise Cancelled
            cells = np.arange(first, min(first + ROWS, count))
            places = np.unravel_index(cells, table.shape)
            axes = [values[places[k]] for k, values in enumerate(table.axes.values())]
            part = [*axes, *(column[cells] for column in list(columns.values())[len(axes) :])]
            stream.write(lines(zip(*(values.tolist() for values in part), strict=True)))

    write_through(path, fill, token)


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Writes a small table, row by row."""
    content = _lines([header, *rows])
    write_through(path, lambda stream: stream.write(content))


def _flat(table: Table) -> dict[str, NDArray[Any]]:
    """Every column of the text by its name: the axes as they are, the others one value a row."""
    columns: dict[str, NDArray[Any]] = dict(table.axes)
    for name, column in table.columns.items():
        if column.ndim == len(table.shape):
            columns[name] = column.ravel()
        else:
            for k, coordinate in enumerate(COORDINATES):
                columns[f"{name}_{coordinate}"] = column[..., k].ravel()
    return columns


def _lines(rows: Iterable[Iterable[object]]) -> bytes:
    # The writer puts repr(x) for a float, which is the shortest text that reads back the same.
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _comma_lines(rows: Iterable[Iterable[object]]) -> bytes:
    def shown(value: object) -> object:
        return repr(value).replace(".", ",") if isinstance(value, float) else value

    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows([shown(value) for value in row] for row in rows)
    return text.getvalue().encode()
