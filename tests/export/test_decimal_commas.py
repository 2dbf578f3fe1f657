"""Tables for spreadsheets with decimal commas, and what other programs' defaults make of tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas
import pytest

from gdgui.document.file import from_plain
from gdgui.document.plan import plan
from gdgui.engine.field import compute
from gdgui.export.arrays import write_arrays
from gdgui.export.columns import Table, descent_table, sweep_table
from gdgui.export.tables import write_decimal_commas, write_table
from gdgui.jobs.descents import DescentDone, DescentsJob
from gdgui.jobs.job import CancelToken

DOCUMENT = from_plain(
    {
        "version": 1,
        "objective": {"key": "gaussian_sine"},
        "descents": [{"start": [1.25], "epochs": 40}],
        "sweeps": [{"axes": [{"path": "schedule.rate", "from": 1e-10, "to": 0.1, "count": 5}]}],
    }
)


def descent() -> Table:
    job = DescentsJob(plan(DOCUMENT).descents)
    pieces = [piece for piece in job.run(CancelToken()) if isinstance(piece, DescentDone)]
    return descent_table(pieces[0].record)


def sweep_of_rates() -> Table:
    return sweep_table(compute(plan(DOCUMENT).sweeps[0].grid))


def test_decimal_commas_read_back_as_the_same_numbers(tmp_path: Path) -> None:
    table = descent()
    write_decimal_commas(tmp_path / "t.csv", table)
    header, *rows = (tmp_path / "t.csv").read_text("utf-8").splitlines()
    assert header.split(";") == list(table.columns)
    assert not any("." in row for row in rows)
    cells = [[float(cell.replace(",", ".")) for cell in row.split(";")] for row in rows]
    for k, column in enumerate(table.columns.values()):
        np.testing.assert_array_equal([row[k] for row in cells], column)


def test_whole_numbers_and_texts_have_no_commas(tmp_path: Path) -> None:
    table = Table(
        (2,), {"n": np.array([1, 20]), "w": np.array(["a.b", "c"]), "x": np.array([0.5, np.inf])}
    )
    write_decimal_commas(tmp_path / "t.csv", table)
    assert (tmp_path / "t.csv").read_text("utf-8") == "n;w;x\n1;a.b;0,5\n20;c;inf\n"


def test_numpy_reads_a_table_of_a_descent(tmp_path: Path) -> None:
    table = descent()
    write_table(tmp_path / "t.csv", table)
    read = np.genfromtxt(tmp_path / "t.csv", delimiter=",", names=True)
    for name, column in table.columns.items():
        np.testing.assert_array_equal(read[name], column)


@pytest.mark.parametrize("make", [descent, sweep_of_rates])
def test_arrays_load_without_pickle(make: type, tmp_path: Path) -> None:
    table = make()
    write_arrays(tmp_path / "t.npz", table)
    with np.load(tmp_path / "t.npz", allow_pickle=False) as arrays:
        for name, column in {**table.axes, **table.columns}.items():
            np.testing.assert_array_equal(arrays[name], column)


@pytest.mark.parametrize("make", [descent, sweep_of_rates])
@pytest.mark.parametrize("commas", [False, True])
def test_pandas_reads_a_table_with_its_defaults(make: type, commas: bool, tmp_path: Path) -> None:
    table = make()
    path = tmp_path / "t.csv"
    if commas:
        write_decimal_commas(path, table)
        read = pandas.read_csv(path, sep=";", decimal=",")
    else:
        write_table(path, table)
        read = pandas.read_csv(path)
    for name, column in {**table.axes, **table.columns}.items():
        if column.dtype.kind == "f":
            np.testing.assert_allclose(read[name], column, rtol=1e-15)
        elif column.dtype.kind in "iu":
            np.testing.assert_array_equal(read[name], column)
