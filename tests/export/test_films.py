"""Films: as many frames as were given, for as long as was asked, and nothing half-written."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageSequence

from gdgui.engine.message import InputError
from gdgui.export import films
from gdgui.export.films import HOLD, Frame, write_film

WIDTH, HEIGHT = 40, 24
COLORS = [(k * 20, 255 - k * 20, 60) for k in range(12)]


def picture(k: int) -> Frame:
    """A white frame with a square that moves and changes its colour."""
    image = Image.new("RGBA", (WIDTH, HEIGHT), "white")
    image.paste((*COLORS[k], 255), (2 * k, 5, 2 * k + 8, 13))
    return Frame(WIDTH, HEIGHT, image.tobytes())


def frames(count: int) -> Iterator[Frame]:
    return (picture(k) for k in range(count))


def failing(count: int) -> Iterator[Frame]:
    yield from frames(count)
    raise RuntimeError("cancelled")


@pytest.mark.parametrize("kind", ["gif", "apng"])
def test_a_film_reads_back_frame_by_frame(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "film"
    assert write_film(path, kind, frames(12), 12, 10.0) == [path]
    with Image.open(path) as film:
        assert film.n_frames == 12
        for k, shown in enumerate(ImageSequence.Iterator(film)):
            expected = Image.frombytes("RGBA", (WIDTH, HEIGHT), picture(k).pixels)
            assert shown.convert("RGB").tobytes() == expected.convert("RGB").tobytes()
            stands = 100 + (1000 * HOLD if k == 11 else 0)
            assert shown.info["duration"] == stands
        assert film.info["loop"] == 0


@pytest.mark.parametrize("rate", [3.0, 7.0, 24.0, 30.0])
def test_a_gif_lasts_as_long_as_its_rate_says_though_it_counts_in_hundredths(rate: float) -> None:
    total = sum(films._durations(60, rate)) / 100
    assert total == pytest.approx(60 / rate + HOLD, abs=0.011)


@pytest.mark.parametrize("kind", ["gif", "apng"])
def test_frames_that_are_alike_keep_their_time(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "film"
    write_film(path, kind, iter([picture(1), picture(1), picture(2)]), 3, 10.0)
    with Image.open(path) as film:
        total = sum(shown.info["duration"] for shown in ImageSequence.Iterator(film))
    assert total == 300 + 1000 * HOLD


def test_a_picture_a_step_is_numbered_from_one(tmp_path: Path) -> None:
    paths = write_film(tmp_path / "steps", "steps", frames(12), 12, 10.0)
    assert [path.name for path in paths] == [f"step-{k:03}.png" for k in range(1, 13)]
    assert sorted((tmp_path / "steps").iterdir()) == paths
    with Image.open(paths[4]) as image:
        assert image.tobytes() == picture(4).pixels


def test_the_pictures_of_a_film_take_the_place_of_an_earlier_one_whole(tmp_path: Path) -> None:
    write_film(tmp_path / "steps", "steps", frames(5), 5, 10.0)
    write_film(tmp_path / "steps", "steps", frames(2), 2, 10.0)
    assert sorted(path.name for path in (tmp_path / "steps").iterdir()) == [
        "step-001.png",
        "step-002.png",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["steps"]


@pytest.mark.parametrize("there", ["folder", "file"])
def test_pictures_replace_nothing_else(tmp_path: Path, there: str) -> None:
    mine = tmp_path / "steps" / "notes.txt" if there == "folder" else tmp_path / "steps"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    with pytest.raises(InputError, match="holds something else"):
        write_film(tmp_path / "steps", "steps", frames(2), 2, 10.0)
    assert mine.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["steps"]


@pytest.mark.parametrize("kind", ["gif", "apng", "steps"])
def test_what_ends_early_leaves_nothing_behind(kind: str, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="cancelled"):
        write_film(tmp_path / "film", kind, failing(3), 12, 10.0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["gif", "apng"])
def test_an_old_film_stays_where_the_new_one_fails(kind: str, tmp_path: Path) -> None:
    (tmp_path / "film").write_bytes(b"old")
    with pytest.raises(RuntimeError, match="cancelled"):
        write_film(tmp_path / "film", kind, failing(3), 12, 10.0)
    assert (tmp_path / "film").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_old_pictures_are_there_again_where_the_new_ones_cannot_take_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = tmp_path / "film"
    write_film(film, "steps", frames(2), 2, 10.0)
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            raise PermissionError("in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError, match="in use"):
        write_film(film, "steps", frames(3), 3, 10.0)
    assert list(tmp_path.iterdir()) == [film]
    assert len(list(film.iterdir())) == 2


@pytest.mark.parametrize("rate", [0.0, -1.0, 51.0, float("nan")])
def test_a_rate_that_makes_no_sense_is_refused(rate: float, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="frames a second"):
        write_film(tmp_path / "film", "gif", frames(2), 2, rate)


def test_mp4_without_ffmpeg_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(films, "ffmpeg", lambda: None)
    with pytest.raises(InputError, match="ffmpeg"):
        write_film(tmp_path / "film.mp4", "mp4", frames(2), 2, 10.0)
    assert list(tmp_path.iterdir()) == []


def stand_in(folder: Path, body: str) -> str:
    """A program that is called as ffmpeg is."""
    program = folder / "ffmpeg"
    program.write_text(f"#!{sys.executable}\nimport sys\n{body}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_ffmpeg_is_given_every_frame_and_the_last_one_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    program = stand_in(tmp_path / "bin", "open(sys.argv[-1], 'wb').write(sys.stdin.buffer.read())")
    monkeypatch.setattr(films, "ffmpeg", lambda: program)
    path = tmp_path / "film.mp4"
    write_film(path, "mp4", frames(4), 4, 10.0)
    given = b"".join(picture(k).pixels for k in range(4)) + 15 * picture(3).pixels
    assert path.read_bytes() == given
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bin", "film.mp4"]


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_what_ffmpeg_says_when_it_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    program = stand_in(tmp_path / "bin", "sys.exit('no such codec')")
    monkeypatch.setattr(films, "ffmpeg", lambda: program)
    with pytest.raises(OSError, match="no such codec"):
        write_film(tmp_path / "film.mp4", "mp4", frames(4), 4, 10.0)
    assert [p.name for p in tmp_path.iterdir()] == ["bin"]


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_ffmpeg_is_ended_where_the_frames_end_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    program = stand_in(tmp_path / "bin", "sys.stdin.buffer.read()")
    monkeypatch.setattr(films, "ffmpeg", lambda: program)
    with pytest.raises(RuntimeError, match="cancelled"):
        write_film(tmp_path / "film.mp4", "mp4", failing(2), 4, 10.0)
    assert [p.name for p in tmp_path.iterdir()] == ["bin"]


@pytest.mark.skipif(films.ffmpeg() is None, reason="ffmpeg is not installed")
def test_ffmpeg_makes_an_mp4(tmp_path: Path) -> None:
    write_film(tmp_path / "film.mp4", "mp4", frames(12), 12, 10.0)
    assert b"ftyp" in (tmp_path / "film.mp4").read_bytes()[:16]
