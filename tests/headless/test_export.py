"""Exports without a window: what is written, and what is decided before anything is."""

from __future__ import annotations

import csv
import gc
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from gdgui.document import file, lesson
from gdgui.document.file import from_plain
from gdgui.document.model import Document, View
from gdgui.document.plan import plan
from gdgui.engine import descent, sweep
from gdgui.engine.field import compute
from gdgui.engine.grid import Grid
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import InputError
from gdgui.export.appearance import Appearance
from gdgui.headless import export as module
from gdgui.headless.export import export
from gdgui.headless.request import FORMATS, Request, decide
from gdgui.jobs.descents import DescentsJob
from gdgui.jobs.job import CancelToken
from gdgui.jobs.results import Results
from gdgui.ui.figures import complete

AXES = [
    {"path": "schedule.rate", "from": 1e-10, "to": 0.1, "count": 5},
    {"path": "epochs", "from": 10, "to": 50, "count": 4, "spacing": "integer"},
]
PLAIN: dict[str, Any] = {
    "version": 1,
    "objective": {"key": "gaussian_sine"},
    "descents": [
        {"name": "slow, steady", "start": [0.0], "epochs": 20},
        {"start": "random", "epochs": 30},
        {"start": [1.0], "epochs": 6, "schedule": {"parameters": {"rate": 1e300}}},
    ],
    "sweeps": [{"axes": AXES}, {"axes": [AXES[0]], "descent": 1}],
}


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    path = tmp_path / "lab.gdlab"
    file.write(path, from_plain(PLAIN))
    return path


def request(lab: Path, out: Path, *assignments: str, formats: str = "csv,npz", **more: Any) -> Request:
    return Request((str(lab),), out, formats, assignments, **more)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_every_descent_and_sweep_is_written_in_every_format(lab: Path, tmp_path: Path) -> None:
    export(request(lab, tmp_path / "deep" / "out"))
    tables = [f"descent-{k}" for k in (1, 2, 3)] + ["sweep-1", "sweep-2"]
    expected = {f"{t}.{suffix}" for t in tables for suffix in ("csv", "npz")} | {"summary.csv"}
    assert {path.name for path in (tmp_path / "deep" / "out").iterdir()} == expected


def test_descents_read_back_as_the_engine_records_them(lab: Path, tmp_path: Path) -> None:
    export(request(lab, tmp_path / "out"))
    for number, planned in enumerate(plan(file.read(lab)).descents, 1):
        expected = descent.record(planned.setup)
        rows = read(tmp_path / "out" / f"descent-{number}.csv")
        assert list(rows[0]) == list(descent.FIELDS)
        with np.load(tmp_path / "out" / f"descent-{number}.npz", allow_pickle=False) as arrays:
            assert arrays.files == list(descent.FIELDS)
            for name in descent.FIELDS:
                column = np.ravel(getattr(expected, name))
                assert arrays[name].tobytes() == column.tobytes()
                assert np.array([float(row[name]) for row in rows]).tobytes() == (
                    column.astype(np.float64).tobytes()
                )


def test_sweeps_read_back_as_the_engine_computes_them(lab: Path, tmp_path: Path) -> None:
    export(request(lab, tmp_path / "out"))
    for number, planned in enumerate(plan(file.read(lab)).sweeps, 1):
        ends = compute(planned.grid)
        rows = read(tmp_path / "out" / f"sweep-{number}.csv")
        with np.load(tmp_path / "out" / f"sweep-{number}.npz", allow_pickle=False) as arrays:
            for k, axis in enumerate(planned.grid.axes, 1):
                np.testing.assert_array_equal(arrays[f"axis_{k}"], axis.values)
            assert ("axis_2" in arrays.files) == (len(planned.grid.axes) == 2)
            for name, expected in (("start", ends.start), ("final_position", ends.positions)):
                assert arrays[name].shape == planned.grid.shape
                assert arrays[name].tobytes() == expected.tobytes()
                assert np.array([float(row[name]) for row in rows]).tobytes() == expected.tobytes()
            assert [row["outcome"] for row in rows] == arrays["outcome"].ravel().tolist()


def test_a_random_sweep_tells_the_start_of_every_cell(lab: Path, tmp_path: Path) -> None:
    export(request(lab, tmp_path / "out", formats="npz"))
    with np.load(tmp_path / "out" / "sweep-2.npz") as arrays:
        grid_points = np.linspace(-2 * np.pi, 2 * np.pi, 401)
        assert np.isin(arrays["start"], grid_points).all()
        assert len(set(arrays["start"].tolist())) > 1


def test_the_summary_says_how_each_descent_came_out(lab: Path, tmp_path: Path) -> None:
    export(request(lab, tmp_path / "out", formats="csv"))
    rows = read(tmp_path / "out" / "summary.csv")
    assert [row["descent"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["name"] == "slow, steady"
    assert rows[2]["outcome"] == "diverged"
    assert rows[2]["sentence"].startswith("diverged at epoch 0")
    assert [row["epochs"] for row in rows] == ["20", "30", "6"]
    last = read(tmp_path / "out" / "descent-1.csv")[-1]
    assert rows[0]["final_position"] == last["next_position"]


def test_values_that_are_set_are_those_that_run(lab: Path, tmp_path: Path) -> None:
    export(request(lab, tmp_path / "out", "epochs=3", "start=2", "schedule.rate=0.5", formats="npz"))
    with np.load(tmp_path / "out" / "descent-1.npz") as arrays:
        assert len(arrays["epoch"]) == 3
        assert arrays["position"][0] == 2.0
        assert (arrays["learning_rate"] == 0.5).all()


def test_several_targets_get_a_folder_each(lab: Path, tmp_path: Path) -> None:
    twin = tmp_path / "other" / "lab.gdlab"
    twin.parent.mkdir()
    twin.write_bytes(lab.read_bytes())
    export(Request((str(lab), str(twin), "parabola"), tmp_path / "out", "npz", ("epochs=3",)))
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"lab", "lab-2", "parabola"}


@pytest.mark.parametrize("key", lesson.keys())
def test_a_lesson_has_its_first_scene_in_the_folder_and_the_others_below(
    key: str, tmp_path: Path
) -> None:
    scenes = len(lesson.load(key).scenes)
    decided = decide(Request((key,), tmp_path / "out", "npz"))
    below = [f"scene-{number}" for number in range(2, scenes + 1)]
    assert [piece.folder for piece in decided.pieces] == [
        tmp_path / "out",
        *(tmp_path / "out" / name for name in below),
    ]


def test_one_scene_goes_into_the_folder_itself(tmp_path: Path) -> None:
    known = lesson.keys()
    key = next(k for k in known if len(lesson.load(k).scenes) > 1)
    decided = decide(Request((key,), tmp_path, "npz", scene=2))
    assert [piece.folder for piece in decided.pieces] == [tmp_path]
    assert decided.pieces[0].document == lesson.load(key).scenes[1].document


def test_all_lessons_get_a_folder_each_in_the_order_of_the_menu(tmp_path: Path) -> None:
    decided = decide(Request((), tmp_path, "npz", lessons=True))
    folders = dict.fromkeys(p.folder.relative_to(tmp_path).parts[0] for p in decided.pieces)
    assert list(folders) == [found.key for found in lesson.load_all()]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"formats": "csv,bmp"}, "--formats"),
        ({"formats": ""}, "--formats"),
        ({"words": ()}, "export"),
        ({"lessons": True}, "--lessons"),
        ({"scene": 2}, "--scene"),
        ({"scene": 0}, "--scene"),
        ({"assignments": ("epochs=0",)}, "--set: lab: descents[0].epochs"),
        ({"assignments": ("foo=0",)}, "--set: lab: foo"),
        ({"words": ("missing.gdlab",)}, "missing.gdlab"),
    ],
)
def test_bad_input_names_its_place_and_leaves_nothing_written(
    lab: Path, tmp_path: Path, change: dict[str, Any], place: str
) -> None:
    given: dict[str, Any] = {"words": (str(lab),), "out": tmp_path / "out"} | change
    with pytest.raises(InputError) as caught:
        export(Request(**given))
    assert caught.value.place == place
    assert not (tmp_path / "out").exists()


def test_formats_that_are_refused_are_told_what_there_is(lab: Path, tmp_path: Path) -> None:
    for name in ("bmp", "webm", "docx"):
        with pytest.raises(InputError) as caught:
            export(request(lab, tmp_path / "out", formats=name))
        assert ", ".join(FORMATS) in str(caught.value)


def test_mp4_without_ffmpeg_is_refused_before_anything_is_written(
    lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="ffmpeg"):
        export(request(lab, tmp_path / "out", formats="csv,mp4"))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"epochs": "31:40"}, "--epochs"),
        ({"appearance": Appearance(transparent=True)}, "--transparent"),
    ],
)
def test_what_no_film_can_be_is_refused_before_anything_is_written(
    lab: Path, tmp_path: Path, more: dict[str, Any], place: str
) -> None:
    with pytest.raises(InputError) as refused:
        export(request(lab, tmp_path / "out", formats="csv,gif", **more))
    assert refused.value.place == place
    assert not (tmp_path / "out").exists()


def test_one_bad_target_among_good_ones_leaves_nothing_written(lab: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.gdlab"
    bad.write_text('{"version": 1, "objective": {"key": "parabola"}, "descents": [{"epochs": 0}]}')
    with pytest.raises(InputError, match="epochs"):
        export(Request((str(lab), str(bad)), tmp_path / "out", "csv"))
    assert not (tmp_path / "out").exists()


def test_rules_that_do_not_fit_together_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "cubic.gdlab"
    path.write_text(
        '{"version": 1, "objective": {"key": "cubic"}, "descents": [{"schedule": {"key": "polyak"}}]}'
    )
    with pytest.raises(InputError, match="lowest"):
        export(Request((str(path),), tmp_path / "out", "csv"))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("below", ["", "inside", "far/inside"])
def test_an_output_that_is_a_file_is_refused(lab: Path, tmp_path: Path, below: str) -> None:
    before = lab.read_bytes()
    with pytest.raises(InputError) as caught:
        export(request(lab, lab / below))
    assert caught.value.place == "--out"
    assert lab.read_bytes() == before


def test_a_folder_where_a_table_has_to_go_is_refused(lab: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "sweep-2.csv").mkdir(parents=True)
    with pytest.raises(InputError, match="sweep-2"):
        export(request(lab, tmp_path / "out"))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["sweep-2.csv"]


@pytest.mark.parametrize("formats", ["png", "csv,png"])
def test_figures_are_drawn_of_what_was_run_once_and_by_all_cores(
    formats: str, lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = replace(from_plain(PLAIN), view=View(sweep=1))
    shown = replace(document.sweeps[1], measure="lyapunov_exponent")
    document = replace(document, sweeps=[document.sweeps[0], shown])
    file.write(lab, document)
    planned = plan(file.read(lab))
    drawn: list[Results] = []
    runs: list[object] = []
    sweep_run, descents_run = sweep.run, DescentsJob.run

    def counted(grid: Grid, *others: Any) -> Any:
        runs.append(next(part.key for part in planned.sweeps if part.grid.shape == grid.shape))
        return sweep_run(grid, *others)

    def counted_too(job: DescentsJob, token: CancelToken) -> Any:
        runs.extend(part.key for part in job.plans)
        return descents_run(job, token)

    def write_figures(document: Document, *others: Any) -> list[Path]:
        drawn.append(others[-1])
        before = len(runs)
        snapshot = complete(document, others[-1])
        assert len(runs) == before
        assert snapshot.sweep is not None
        assert snapshot.sweep.values is not None
        assert snapshot.sweep.done
        expected = MEASURES["lyapunov_exponent"].compute(compute(planned.sweeps[1].grid).ends())
        assert snapshot.sweep.values.tobytes() == expected.tobytes()
        return []

    monkeypatch.setattr(sweep, "run", counted)
    monkeypatch.setattr(DescentsJob, "run", counted_too)
    monkeypatch.setattr(module, "_figure_writer", lambda: write_figures)
    export(request(lab, tmp_path / "out", formats=formats))
    swept = planned.sweeps if "csv" in formats else planned.sweeps[1:]
    assert runs == [part.key for part in (*planned.descents, *swept)]
    (known,) = drawn
    assert set(known.fields) == {planned.sweeps[1].key}
    assert set(known.descents) == {part.key for part in planned.descents}


def test_figures_are_asked_for_each_document_with_its_folder(
    lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = []

    def write_figures(
        document: Document,
        folder: Path,
        formats: Sequence[str],
        language: str,
        step: Callable[[], None],
        appearance: Appearance,
        held: object,
        known: Results,
    ) -> list[Path]:
        calls.append((document, folder, tuple(formats), language, appearance.size))
        assert not gc.isenabled()  # it must not run in the thread of the progress bar
        step()
        return [folder / "chart.png"]

    monkeypatch.setattr(module, "_figure_writer", lambda: write_figures)
    export(request(lab, tmp_path / "out", formats="png", language="ko", size="80x50"))
    assert calls == [(file.read(lab), tmp_path / "out", ("png",), "ko", (80.0, 50.0))]
    assert capsys.readouterr().out == f"{tmp_path / 'out' / 'chart.png'}\n"
    assert gc.isenabled()


def test_what_was_written_is_told(
    lab: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(request(lab, tmp_path / "out"))
    told = capsys.readouterr()
    for path in (tmp_path / "out").iterdir():
        assert f"{path}\n" in told.out
    assert "lab: descent 3: diverged at epoch 0" in told.out
    assert told.err == ""


def test_signals_are_handled_as_before_afterwards(lab: Path, tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    export(request(lab, tmp_path / "out", formats="npz"))
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_branch_is_written_with_what_it_shares_and_the_summary_says_so(
    lab: Path, tmp_path: Path
) -> None:
    branch = 'descents.2.continues={"descent": 0, "epoch": 4}'
    export(request(lab, tmp_path / "out", branch, "descents.2.schedule.parameters.rate=0.07"))
    rows = read(tmp_path / "out" / "summary.csv")
    assert [(row["continues"], row["from_epoch"]) for row in rows] == [("", ""), ("", ""), ("1", "4")]
    first, other = (read(tmp_path / "out" / f"descent-{k}.csv") for k in (1, 3))
    assert other[:4] == first[:4]
    assert other[4]["position"] == first[4]["position"]
    assert other[4]["next_position"] != first[4]["next_position"]
    assert [int(row["epoch"]) for row in other] == list(range(6))
