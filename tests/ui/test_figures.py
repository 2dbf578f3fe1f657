"""Figures without a window: a file for each chart and format, a film for each descent."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer

from gdgui.document.check import check
from gdgui.document.file import from_plain
from gdgui.document.model import Document
from gdgui.ui import language
from gdgui.ui.figures import RATE, write_figures


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
    names = {f"{key}.{s}" for key in ("landscape", "traces", "sweep") for s in ("png", "svg", "pdf")}
    assert {path.name for path in paths} == names == {path.name for path in tmp_path.iterdir()}
    assert len(told) == 3
    assert not QImage(str(tmp_path / "landscape.png")).isNull()
    assert QSvgRenderer(str(tmp_path / "landscape.svg")).isValid()
    assert b"/FontFile" in (tmp_path / "landscape.pdf").read_bytes()


def test_every_descent_has_a_film_that_is_no_longer_than_one_can_watch(
    plain_look: None, tmp_path: Path
) -> None:
    paths = write_figures(document(), tmp_path, ("gif",), "en", lambda: None)
    assert [path.name for path in paths] == ["descent-1.gif", "descent-2.gif"]
    with Image.open(paths[0]) as film:
        assert film.n_frames == 13
        frames = [np.asarray(shown.convert("L")) for shown in ImageSequence.Iterator(film)]
        assert film.info["duration"] >= 1000 / RATE
    assert all((first != second).any() for first, second in pairwise(frames))
    with Image.open(paths[1]) as film:
        assert 60 < film.n_frames <= 120


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
