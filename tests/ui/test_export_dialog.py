"""The window for exports: what is chosen is what is written, and the rest of the program lives on."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QGraphicsView, QMessageBox
from pytestqt.qtbot import QtBot
from stage import at_rest

from gdgui.document import file
from gdgui.document.check import check
from gdgui.document.file import from_plain
from gdgui.document.model import Document
from gdgui.document.plan import SweepPlan
from gdgui.engine.descent import Token
from gdgui.engine.field import Field, compute
from gdgui.export import arrays, films, tables
from gdgui.export.columns import sweep_table
from gdgui.export.notebook import notebook
from gdgui.export.script import script
from gdgui.jobs.job import CancelToken
from gdgui.jobs.prepare import prepared
from gdgui.jobs.sweeps import Meter, completed
from gdgui.ui import export_dialog, export_form
from gdgui.ui.export_dialog import ExportDialog
from gdgui.ui.export_form import SWEEP, Wishes, recalled, remembered
from gdgui.ui.window import Window

RATES = {"path": "schedule.rate", "from": 0.01, "to": 0.1, "count": 6}


def document(**more: object) -> Document:
    plain = {
        "version": 1,
        "objective": {"key": "gaussian_sine"},
        "descents": [{"name": "one", "start": [1.0], "epochs": 30}, {"start": [-4.0], "epochs": 10}],
        "sweeps": [{"axes": [RATES]}],
    }
    return from_plain(plain | more)


@pytest.fixture
def opened(window: Window, qtbot: QtBot) -> Iterator[tuple[Window, ExportDialog]]:
    """A window at rest, with the window for exports in front, which is at its first choices."""
    window.files.begin(*prepared(check(document())))
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    window.settings.export = window.settings.export_folder = None
    window.exports.open()
    assert window.exports.dialog is not None
    yield window, window.exports.dialog
    window.exports.drop()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def choose(dialog: ExportDialog, **choices: object) -> None:
    """Sets fields of the form as a person does."""
    for name, value in choices.items():
        field = getattr(dialog.form, name)
        if hasattr(field, "findData"):
            place = field.findData(value)
            assert place >= 0, (name, value)
            field.setCurrentIndex(place)
        elif hasattr(field, "setChecked"):
            field.setChecked(value)
        else:
            field.setValue(value)


def export(dialog: ExportDialog, path: Path, qtbot: QtBot) -> None:
    dialog.start(path)
    qtbot.waitUntil(lambda: not dialog.busy and dialog.progress.isHidden(), timeout=20_000)


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
@pytest.mark.parametrize("subject", ["", "landscape"])
def test_a_picture_is_written_at_once(
    suffix: str, subject: str, opened: tuple[Window, ExportDialog], tmp_path: Path
) -> None:
    _, dialog = opened
    choose(dialog, kind="picture", subject=subject, format=suffix)
    dialog.start(tmp_path / f"picture.{suffix}")
    content = (tmp_path / f"picture.{suffix}").read_bytes()
    assert content.startswith({"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[suffix])
    assert "picture" in dialog.told.text()


def test_the_size_and_the_scale_are_those_of_the_form(
    opened: tuple[Window, ExportDialog], tmp_path: Path
) -> None:
    _, dialog = opened
    choose(dialog, subject="sweep", width_field=400, height_field=300, scale=1.5)
    assert "600 × 450" in dialog.told.text()
    dialog.start(tmp_path / "a.png")
    assert QImage(str(tmp_path / "a.png")).size().toTuple() == (600, 450)


def test_another_unit_keeps_the_size(opened: tuple[Window, ExportDialog]) -> None:
    _, dialog = opened
    choose(dialog, width_field=960, height_field=480, unit="cm")
    assert dialog.form.width_field.value() == pytest.approx(25.4)
    assert dialog.form.height_field.value() == pytest.approx(12.7)
    choose(dialog, unit="px")
    assert dialog.form.width_field.value() == 960


@pytest.mark.parametrize(("kind", "count"), [("gif", 7), ("apng", 7), ("steps", 7)])
def test_a_film_of_a_descent_has_the_steps_that_were_chosen(
    kind: str, count: int, opened: tuple[Window, ExportDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    _, dialog = opened
    choose(dialog, kind="film", subject="landscape", format=kind)
    choose(dialog, width_field=300, height_field=200, scale=1, rate=10)
    choose(dialog, first=3, last=20, stride=3)
    assert f"{count} steps" in dialog.told.text()
    path = tmp_path / f"film{dialog.form.wishes().suffix}"
    export(dialog, path, qtbot)
    if kind == "steps":
        assert len(list(path.iterdir())) == count
    else:
        with Image.open(path) as film:
            assert film.n_frames == count
            assert film.size == (300, 200)


def test_a_film_of_a_sweep_grows_value_by_value(
    opened: tuple[Window, ExportDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    _, dialog = opened
    choose(dialog, kind="film", subject=SWEEP, format="apng")
    choose(dialog, width_field=300, height_field=200, scale=1)
    assert (dialog.form.first.value(), dialog.form.last.value()) == (1, 6)
    export(dialog, tmp_path / "sweep.png", qtbot)
    with Image.open(tmp_path / "sweep.png") as film:
        assert film.n_frames == 6


def test_the_window_lives_on_while_a_film_is_made(
    opened: tuple[Window, ExportDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    window, dialog = opened
    choose(dialog, kind="film", subject="", format="gif")
    choose(dialog, width_field=400, height_field=300, scale=1)
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(dialog.progress.value()))
    timer.start(1)
    window.player.seek(5)
    export(dialog, tmp_path / "film.gif", qtbot)
    timer.stop()
    assert len(set(ticks)) > 10
    assert window.player.epoch == 5


@pytest.mark.parametrize("kind", ["gif", "apng", "steps"])
def test_a_film_that_is_cancelled_leaves_nothing(
    kind: str, opened: tuple[Window, ExportDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    _, dialog = opened
    folder = tmp_path / "out"
    folder.mkdir()
    choose(dialog, kind="film", subject="landscape", format=kind)
    choose(dialog, width_field=300, height_field=200, scale=1)
    dialog.start(folder / "film")
    qtbot.waitUntil(lambda: dialog.progress.value() > 2, timeout=10_000)
    dialog.cancel_button.click()
    assert dialog.progress.isHidden()
    assert dialog.form.isEnabled()
    qtbot.waitUntil(lambda: not list(folder.iterdir()), timeout=5_000)
    dialog.shutdown()
    assert list(folder.iterdir()) == []


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Whoever exchanges a file is about to do so when the event is set, and waits to be cancelled."""
    arrived = threading.Event()
    through = file.write_through

    def slow(path: Path, fill: Callable[[BinaryIO], object], token: Token | None = None) -> None:
        def filled(stream: BinaryIO) -> None:
            fill(stream)
            arrived.set()
            assert token is not None
            while not token.is_set():
                time.sleep(0.001)

        through(path, filled, token)

    for module in (file, tables, arrays):
        monkeypatch.setattr(module, "write_through", slow)
    return arrived


@pytest.mark.parametrize(
    ("kind", "form", "subject"),
    [
        ("table", "csv", "0"),
        ("table", "comma", SWEEP),
        ("table", "npz", SWEEP),
        ("program", "py", ""),
        ("program", "ipynb", ""),
    ],
)
def test_a_table_or_program_that_is_cancelled_leaves_what_was_there(
    kind: str,
    form: str,
    subject: str,
    opened: tuple[Window, ExportDialog],
    held: threading.Event,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    _, dialog = opened
    path = tmp_path / "out" / "old"
    path.parent.mkdir()
    path.write_text("old")
    choose(dialog, kind=kind, format=form)
    if kind == "table":
        choose(dialog, subject=subject)
    dialog.start(path)
    qtbot.waitUntil(held.is_set)
    assert len(list(path.parent.iterdir())) == 2
    dialog.cancel_button.click()
    assert dialog.progress.isHidden()
    qtbot.waitUntil(lambda: list(path.parent.iterdir()) == [path])
    dialog.shutdown()
    assert path.read_text() == "old"


def test_a_table_watches_what_is_missing_by_all_cores_and_shows_how_far_it_is(
    opened: tuple[Window, ExportDialog],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    window, dialog = opened
    view = window.controller.snapshot().sweep
    assert view is not None
    expected = sweep_table(compute(view.plan.grid)).columns
    seen: list[int] = []
    half = threading.Event()

    def watched(
        plan: SweepPlan, token: CancelToken, known: Field | None = None, meter: Meter | None = None
    ) -> Field:
        assert meter is not None
        meter.expect(100)
        meter.begin(50)
        assert half.wait(60)
        return completed(plan, token, known, meter)

    monkeypatch.setattr(export_dialog, "completed", watched)
    # Who has to look at a descent alone, here, does what all cores were to do.
    monkeypatch.setattr(Field, "_look", lambda field, key, cells, _: field.watched[key][cells])
    choose(dialog, kind="table", subject=SWEEP, format="npz")
    dialog.start(tmp_path / "a.npz")
    qtbot.waitUntil(lambda: dialog.progress.maximum() > 0)
    seen.append(dialog.progress.value() * 100 // dialog.progress.maximum())
    half.set()
    qtbot.waitUntil(lambda: not dialog.busy and dialog.progress.isHidden())
    assert seen == [50]
    with np.load(tmp_path / "a.npz") as found:
        for key in ("largest_excursion", "lyapunov_exponent", "outcome"):
            assert found[key].tobytes() == expected[key].tobytes()


def test_closing_the_program_ends_a_film(
    open_window: Callable[..., Window], tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(document())
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    window.exports.open()
    dialog = window.exports.dialog
    assert dialog is not None
    folder = tmp_path / "out"
    folder.mkdir()
    choose(dialog, kind="film", subject="landscape", format="gif")
    dialog.start(folder / "film.gif")
    qtbot.waitUntil(lambda: dialog.progress.value() > 1, timeout=10_000)
    window.shutdown()
    assert list(folder.iterdir()) == []


def test_mp4_says_what_is_missing(
    opened: tuple[Window, ExportDialog], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, dialog = opened
    monkeypatch.setattr(export_form, "ffmpeg", lambda: None)
    choose(dialog, kind="film", format="mp4")
    assert "ffmpeg" in dialog.told.text()
    assert not dialog.export_button.isEnabled()
    choose(dialog, format="gif")
    assert dialog.export_button.isEnabled()


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_mp4_is_written_where_ffmpeg_is(
    opened: tuple[Window, ExportDialog],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    _, dialog = opened
    program = tmp_path / "ffmpeg"
    program.write_text(
        f"#!{sys.executable}\nimport sys\n"
        "open(sys.argv[-1], 'w').write(str(len(sys.stdin.buffer.read())))\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(export_form, "ffmpeg", lambda: str(program))
    monkeypatch.setattr(films, "ffmpeg", lambda: str(program))
    choose(dialog, kind="film", subject="landscape", format="mp4")
    choose(dialog, width_field=200, height_field=100, scale=1, rate=10, first=0, last=4, stride=1)
    export(dialog, tmp_path / "film.mp4", qtbot)
    assert int((tmp_path / "film.mp4").read_text()) == 200 * 100 * 4 * (5 + 15)


@pytest.mark.parametrize(("kind", "suffix"), [("csv", "csv"), ("comma", "csv"), ("npz", "npz")])
@pytest.mark.parametrize("subject", ["0", "1", SWEEP])
def test_tables_of_descents_and_of_the_sweep(
    kind: str,
    suffix: str,
    subject: str,
    opened: tuple[Window, ExportDialog],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    _, dialog = opened
    choose(dialog, kind="table", subject=subject, format=kind)
    path = tmp_path / f"table.{suffix}"
    export(dialog, path, qtbot)
    rows = {"0": 30, "1": 10, SWEEP: 6}[subject]
    if kind == "npz":
        with np.load(path) as arrays:
            assert len(arrays["axis_1" if subject == SWEEP else "epoch"]) == rows
    else:
        lines = path.read_text("utf-8").splitlines()
        assert len(lines) == rows + 1
        assert (";" in lines[0]) == (kind == "comma")


def test_a_file_that_cannot_be_written_is_told_and_the_window_goes_on(
    opened: tuple[Window, ExportDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    _, dialog = opened
    (tmp_path / "taken").write_text("a file")
    for kind, form in (("picture", "png"), ("film", "gif"), ("table", "csv")):
        choose(dialog, kind=kind, format=form)
        export(dialog, tmp_path / "taken" / "x", qtbot)
        assert "could not be written" in dialog.told.text()
    export(dialog, tmp_path / "x.csv", qtbot)
    assert (tmp_path / "x.csv").exists()


def test_a_picture_that_is_too_large_is_refused(opened: tuple[Window, ExportDialog]) -> None:
    _, dialog = opened
    choose(dialog, width_field=10_000, height_field=10_000, scale=20)
    assert "too many" in dialog.told.text()
    assert not dialog.export_button.isEnabled()
    choose(dialog, format="svg")
    assert dialog.export_button.isEnabled()


def test_the_question_for_the_file_names_a_kind_of_file(
    opened: tuple[Window, ExportDialog], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _, dialog = opened
    asked: list[str] = []

    def answer(*words: object, **_: object) -> tuple[str, str]:
        asked.append(str(words[2]))
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    choose(dialog, subject="traces", format="pdf")
    dialog.export_button.click()
    assert asked[0].endswith("traces.pdf")
    assert (tmp_path / "mine.pdf").exists()
    choose(dialog, format="svg")
    dialog.export_button.click()
    assert asked[1] == str(tmp_path / "traces.svg")  # where the last one went


def test_the_next_time_begins_with_the_choices_of_the_last(
    opened: tuple[Window, ExportDialog], tmp_path: Path
) -> None:
    window, dialog = opened
    choose(dialog, format="svg", colours="print", caption=True, unit="cm", width_field=16)
    dialog.start(tmp_path / "a.svg")
    window.exports.drop()
    window.exports.open()
    again = window.exports.dialog
    assert again is not None
    wishes = again.form.wishes()
    assert (wishes.format, wishes.colours, wishes.caption) == ("svg", "print", True)
    assert (wishes.unit, wishes.width) == ("cm", 16)


@pytest.mark.parametrize("kept", [None, b"", b"{", b'{"kind": "soup"}', b'{"width": "wide"}'])
def test_choices_that_make_no_sense_are_forgotten(kept: bytes | None) -> None:
    assert recalled(kept) == Wishes()


def test_what_belongs_to_one_document_is_not_kept() -> None:
    wishes = Wishes(kind="film", subject="landscape", format="gif", first=3, last=9, stride=2)
    assert recalled(remembered(wishes)) == Wishes(kind="film", format="gif")


def test_a_changed_document_is_what_is_exported_next(
    opened: tuple[Window, ExportDialog], qtbot: QtBot
) -> None:
    window, dialog = opened
    choose(dialog, kind="film", subject="landscape")
    assert dialog.form.last.value() == 30
    window.open_lesson("parabola")
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    assert dialog.form.last.value() == window.controller.snapshot().epochs != 30


@pytest.mark.parametrize("subject", ["", "landscape"])
def test_a_picture_goes_to_the_clipboard_as_large_as_on_screen_and_sharper(
    subject: str, opened: tuple[Window, ExportDialog]
) -> None:
    window, _ = opened
    window.exports.copy(subject)
    shown = window.charts[subject] if subject else window.across
    picture = QGuiApplication.clipboard().image()
    assert picture.size() == shown.size() * 2


def test_another_language_takes_the_window_for_exports_away(
    open_window: Callable[..., Window],
) -> None:
    window = open_window(document())
    window.exports.open()
    window.build()
    assert window.exports.dialog is None
    window.exports.open()
    assert window.exports.dialog is not None


def test_a_right_click_in_a_chart_opens_no_menu_of_the_plotting_library(
    opened: tuple[Window, ExportDialog], qtbot: QtBot
) -> None:
    window, _ = opened
    for key, chart in window.charts.items():
        if window.across.is_shown(key):
            for view in chart.findChildren(QGraphicsView):
                middle = view.viewport().rect().center()
                qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=middle)
                assert QApplication.activePopupWidget() is None
                for item in (view.scene(), *view.scene().items()):
                    assert not getattr(item, "menuEnabled", lambda: False)()


@pytest.mark.parametrize("form", ["py", "ipynb"])
def test_a_program_is_written_as_a_script_or_a_notebook_with_what_the_lesson_tells(
    form: str, opened: tuple[Window, ExportDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    window, dialog = opened
    window.open_lesson("parabola")
    qtbot.waitUntil(lambda: at_rest(window))
    choose(dialog, kind="program", format=form)
    assert not dialog.form.subject.isVisible()
    assert dialog.form.wishes().suffix == f".{form}"
    path = tmp_path / f"reproduce.{form}"
    export(dialog, path, qtbot)
    document = window.controller.document
    text = path.read_text("utf-8")
    assert window.lesson_text().startswith("# ")
    assert text == (script(document) if form == "py" else notebook(document, window.lesson_text()))


def test_a_name_gets_the_suffix_of_its_format_and_overwrites_nothing_unasked(
    opened: tuple[Window, ExportDialog], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, dialog = opened
    choose(dialog, kind="table", subject="0", format="csv")
    there = tmp_path / "fig v1.2.csv"
    there.write_text("somebody's")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "fig v1.2"), ""))
    asked: list[str] = []
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]

    def answer(*words: object) -> QMessageBox.StandardButton:
        asked.append(str(words[2]))
        return answers[len(asked) - 1]

    monkeypatch.setattr(QMessageBox, "question", answer)
    dialog.export_button.click()
    assert asked == ["fig v1.2.csv is there already. Overwrite it?"]
    assert there.read_text() == "somebody's"
    dialog.export_button.click()
    qtbot.waitUntil(lambda: not dialog.busy and dialog.progress.isHidden())
    assert there.read_text("utf-8").startswith("epoch,")
    assert [path.name for path in tmp_path.iterdir()] == ["fig v1.2.csv"]
