"""Figures without a window: a file for each chart and format, a film for each descent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton

from gdgui.document.check import check
from gdgui.document.file import from_plain
from gdgui.document.model import Document
from gdgui.engine import sweep
from gdgui.engine.descent import Token
from gdgui.engine.message import InputError
from gdgui.export.appearance import Appearance
from gdgui.export.films import ffmpeg
from gdgui.jobs import estimate, memory
from gdgui.ui import language, theme
from gdgui.ui.figures import application, complete, write_figures
from gdgui.ui.sheet import Look, Sheet, alone


def document(**descents: object) -> Document:
    plain = {
        "version": 1,
        "objective": {"key": "gaussian_sine"},
        "descents": [{"start": [1.0], "epochs": 12}, {"start": [-4.0], "epochs": 300}],
        "sweeps": [{"axes": [{"path": "schedule.rate", "from": 0.01, "to": 0.1, "count": 5}]}],
    }
    return check(from_plain(plain | descents))


def test_every_chart_is_written_in_every_format(plain_look: None, tmp_path: Path) -> None:
    told: list[int] = []
    paths = write_figures(document(), tmp_path, ("png", "svg", "pdf"), "en", lambda: told.append(1))
    keys = ("landscape", "traces", "sweep", "charts")
    names = {f"{key}.{s}" for key in keys for s in ("png", "svg", "pdf")}
    assert {path.name for path in paths} == names == {path.name for path in tmp_path.iterdir()}
    assert len(told) == 4
    assert not QImage(str(tmp_path / "landscape.png")).isNull()
    assert QSvgRenderer(str(tmp_path / "landscape.svg")).isValid()
    assert b"/FontFile" in (tmp_path / "landscape.pdf").read_bytes()


def test_the_sweep_of_a_figure_is_run_by_all_cores_and_refused_where_it_does_not_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(estimate, "SMALLEST_BLOCK", 2)
    monkeypatch.setattr(estimate, "cores", lambda: 4)
    threads: set[str] = set()
    run_block = sweep.run_block

    def noted(block: sweep.Block, token: Token | None = None) -> sweep.BlockEnds:
        threads.add(threading.current_thread().name.partition("_")[0])
        return run_block(block, token)

    monkeypatch.setattr(sweep, "run_block", noted)
    view = complete(document()).sweep
    assert threads == {"sweep"}
    assert view is not None
    assert view.field is not None
    assert view.done
    monkeypatch.setattr(memory, "BLOCK", 0)
    monkeypatch.setattr(memory, "available", lambda: 1000)
    with pytest.raises(InputError, match="MB"):
        complete(document())


def test_every_descent_has_a_film_that_is_no_longer_than_one_can_watch(
    plain_look: None, tmp_path: Path
) -> None:
    paths = write_figures(document(), tmp_path, ("gif",), "en", lambda: None)
    assert [path.name for path in paths] == ["descent-1.gif", "descent-2.gif", "sweep-1.gif"]
    with Image.open(paths[0]) as film:
        assert film.n_frames == 13
        frames = [np.asarray(shown.convert("L")) for shown in ImageSequence.Iterator(film)]
        assert film.info["duration"] >= 1000 / Appearance().rate
    assert all((first != second).any() for first, second in pairwise(frames))
    with Image.open(paths[1]) as film:
        assert 60 < film.n_frames <= 120
    with Image.open(paths[2]) as film:
        assert film.n_frames == 5


def few(**asked: object) -> Appearance:
    """A small film of four frames."""
    return Appearance(size=(240, 150), scale=1.0, first=2, last=8, stride=2, **asked)


def test_films_come_in_every_kind_with_the_epochs_and_the_rate_that_were_asked_for(
    plain_look: None, tmp_path: Path
) -> None:
    kinds = ["gif", "apng", "steps", *(["mp4"] if ffmpeg() else [])]
    small = document(sweeps=[])
    write_figures(small, tmp_path, kinds, "en", lambda: None, few(rate=5.0))
    with Image.open(tmp_path / "descent-1.gif") as film:
        assert (film.size, film.n_frames, film.info["duration"]) == ((240, 150), 4, 200)
    with Image.open(tmp_path / "descent-1.png") as film:
        assert (film.size, film.n_frames, film.info["duration"]) == ((240, 150), 4, 200)
    pictures = sorted((tmp_path / "descent-1").iterdir())
    assert [path.name for path in pictures] == [f"step-00{k}.png" for k in (1, 2, 3, 4)]
    assert not {path for path in tmp_path.iterdir() if path.name.startswith(".")}


def test_a_range_of_epochs_ends_where_the_descent_does(plain_look: None, tmp_path: Path) -> None:
    asked = Appearance(size=(120, 80), scale=1.0, first=10, last=10_000, stride=1)
    write_figures(document(sweeps=[]), tmp_path, ("steps",), "en", lambda: None, asked)
    assert len(list((tmp_path / "descent-1").iterdir())) == 3  # epochs 10, 11 and 12


def colors(path: Path) -> tuple[object, tuple[int, ...]]:
    """Size of a picture, and the colour of its corner."""
    with Image.open(path) as picture:
        return picture.size, picture.convert("RGBA").getpixel((1, picture.height - 2))


def test_figures_have_the_look_that_was_asked_for(plain_look: None, tmp_path: Path) -> None:
    small = document(sweeps=[], view={"charts": ["landscape"]})

    def written(name: str, **asked: object) -> tuple[object, tuple[int, ...]]:
        folder = tmp_path / name
        folder.mkdir()
        write_figures(small, folder, ("png",), "en", lambda: None, Appearance(**asked))
        return colors(folder / "landscape.png")

    size = {"size": (300, 200)}
    assert written("usual") == ((1920, 1200), (255, 255, 255, 255))
    assert written("small", **size, scale=1.0) == ((300, 200), (255, 255, 255, 255))
    wide, _ = written("cm", size=(10.0, 5.0), centimetres=True, scale=1.0)
    assert wide == (378, 189)
    assert written("clear", **size, transparent=True)[1][3] == 0
    dark = written("dark", **size, theme="dark")[1]
    assert sum(dark[:3]) < 150
    assert written("printed", **size, theme="dark", printed=True)[1] == (255, 255, 255, 255)
    theme.apply(application(), "light")
    plain, told = (tmp_path / name / "landscape.png" for name in ("small", "told"))
    written("told", **size, scale=1.0, caption=True)
    assert plain.read_bytes() != told.read_bytes()


def test_lines_are_as_wide_as_the_picture_is_large(plain_look: None, tmp_path: Path) -> None:
    small = document(sweeps=[], view={"charts": ["landscape"]})
    dark: dict[float, float] = {}
    for scale in (1.0, 4.0):
        folder = tmp_path / str(scale)
        folder.mkdir()
        asked = Appearance(size=(400, 250), scale=scale)
        write_figures(small, folder, ("png",), "en", lambda: None, asked)
        with Image.open(folder / "landscape.png") as picture:
            dark[scale] = float((np.asarray(picture.convert("L")) < 110).mean())
    # The share of the picture that its curves cover is the same, give or take the edges of pixels.
    assert 0.6 < dark[4.0] / dark[1.0] < 1.6


class Impatient:
    """Ends the work at the third frame of a film."""

    def __init__(self) -> None:
        self.frames = 0
        self.depth = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        self.depth += 1
        yield
        self.depth -= 1

    def heed(self) -> None:
        assert self.depth == 1  # the writer of the film is not disturbed elsewhere
        self.frames += 1
        if self.frames == 3:
            raise SystemExit(143)


@pytest.mark.parametrize("kind", ["steps", "gif", "apng"])
def test_a_film_can_be_ended_between_two_frames_and_leaves_nothing(
    plain_look: None, tmp_path: Path, kind: str
) -> None:
    small = document(sweeps=[])
    with pytest.raises(SystemExit):
        write_figures(small, tmp_path, (kind,), "en", lambda: None, few(), Impatient())
    assert list(tmp_path.iterdir()) == []


def test_a_figure_has_no_buttons(plain_look: None, tmp_path: Path) -> None:
    sheet = Sheet(complete(document()), alone("sweep"), Look(600, 400, 1.0))
    sheet.settle()
    try:
        assert not [b for b in sheet.findChildren(QToolButton) if b.isVisibleTo(sheet) and b.width()]
    finally:
        sheet.dispose()


@pytest.mark.parametrize("wanted", ["en", "ko"])
def test_labels_are_in_the_language_that_was_asked_for(
    wanted: str, plain_look: None, tmp_path: Path
) -> None:
    try:
        write_figures(document(sweeps=[]), tmp_path, ("svg",), wanted, lambda: None)
    finally:
        language.install("en")
    text = (tmp_path / "traces.svg").read_text("utf-8")
    assert ('aria-label="Epoch' in text) == (wanted == "en")
    assert ('aria-label="에포크' in text) == (wanted == "ko")
