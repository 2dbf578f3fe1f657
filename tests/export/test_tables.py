"""Tables that are read back: the same numbers, to the last bit."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from gdgui.export import tables
from gdgui.export.arrays import write_arrays
from gdgui.export.columns import Table
from gdgui.export.tables import write_rows, write_table

NUMBERS = np.array([0.1, -0.0, 1e-320, 1 / 3, 1e300, np.pi, np.nan, np.inf, -np.inf, 2**53 + 1.0])


def read(path: Path) -> dict[str, list[str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        header, *rows = csv.reader(stream)
    return {name: [row[k] for row in rows] for k, name in enumerate(header)}


def test_floats_read_back_the_same(tmp_path: Path) -> None:
    write_table(tmp_path / "t.csv", Table((10,), {"a": NUMBERS}))
    back = np.array([float(text) for text in read(tmp_path / "t.csv")["a"]])
    assert back.tobytes() == NUMBERS.tobytes()
    loaded = np.genfromtxt(tmp_path / "t.csv", delimiter=",", names=True)
    np.testing.assert_array_equal(loaded["a"], NUMBERS)


def test_whole_numbers_and_texts_stay_what_they_are(tmp_path: Path) -> None:
    table = Table((2,), {"n": np.array([-1, 7]), "o": np.array(["stuck", "diverged"])})
    write_table(tmp_path / "t.csv", table)
    assert (tmp_path / "t.csv").read_text() == "n,o\n-1,stuck\n7,diverged\n"


def test_a_grid_has_a_row_a_cell_with_the_first_axis_slowest(tmp_path: Path) -> None:
    axes = {"axis_1": np.array([0.5, 1.5]), "axis_2": np.array([10, 20, 30])}
    columns = {"start": np.arange(12.0).reshape(2, 3, 2), "v": np.arange(6).reshape(2, 3)}
    table = Table((2, 3), columns, axes)
    write_table(tmp_path / "t.csv", table)
    back = read(tmp_path / "t.csv")
    assert list(back) == ["axis_1", "axis_2", "start_x", "start_y", "v"]
    assert back["axis_1"] == ["0.5"] * 3 + ["1.5"] * 3
    assert back["axis_2"] == ["10", "20", "30"] * 2
    assert back["start_x"] == ["0.0", "2.0", "4.0", "6.0", "8.0", "10.0"]
    assert back["start_y"] == ["1.0", "3.0", "5.0", "7.0", "9.0", "11.0"]
    assert back["v"] == list("012345")


def test_a_table_of_more_rows_than_are_made_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "ROWS", 4)
    write_table(tmp_path / "t.csv", Table((11,), {"n": np.arange(11)}))
    assert read(tmp_path / "t.csv")["n"] == [str(n) for n in range(11)]


def test_names_with_commas_quotes_and_letters_read_back(tmp_path: Path) -> None:
    write_rows(tmp_path / "t.csv", ["name"], [['a, "b"'], ["η = 0.1"], ["학습률"]])
    assert read(tmp_path / "t.csv")["name"] == ['a, "b"', "η = 0.1", "학습률"]


def test_arrays_load_without_pickle_and_read_back_the_same(tmp_path: Path) -> None:
    axes = {"axis_1": np.arange(10)}
    columns = {"a": NUMBERS, "o": np.array(["stuck"] * 9 + ["diverged"])}
    write_arrays(tmp_path / "t.npz", Table((10,), columns, axes))
    with np.load(tmp_path / "t.npz", allow_pickle=False) as back:
        assert back.files == ["axis_1", "a", "o"]
        assert back["a"].tobytes() == NUMBERS.tobytes()
        assert back["o"][-1] == "diverged"


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_arrays(tmp_path / name, Table((10,), {"a": NUMBERS}))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_table_that_fails_half_way_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("old")
    monkeypatch.setattr(tables, "ROWS", 4)
    lines = tables._lines

    def stopped(rows: object) -> bytes:
        made = lines(rows)  # type: ignore[arg-type]
        if made.startswith(b"4"):
            raise KeyboardInterrupt
        return made

    monkeypatch.setattr(tables, "_lines", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_table(path, Table((11,), {"n": np.arange(11)}))
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]
