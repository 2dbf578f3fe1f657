"""The program as it is called: exit status, one line for what is wrong, no Qt where none is needed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gdgui import __version__
from gdgui.__main__ import dispatch, has_display, main
from gdgui.document import file, lesson, model
from gdgui.document.file import from_plain
from gdgui.headless import terminal
from gdgui.headless.options import KINDS, languages

LONG: dict[str, Any] = {
    "version": 1,
    "objective": {"key": "gaussian_sine"},
    "descents": [{"start": [0.0], "epochs": 1_000_000}],
    "sweeps": [
        {
            "axes": [
                {"path": "start.x", "from": -5, "to": 5, "count": 300},
                {"path": "schedule.rate", "from": 1e-10, "to": 0.1, "count": 300},
            ]
        }
    ],
}

Call = Callable[..., "tuple[int, str, str]"]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs the command line here: exit status, output, errors."""

    def run(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(word) for word in words])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    path = tmp_path / "lab.gdlab"
    axis = {"path": "schedule.rate", "from": 0.01, "to": 0.1, "count": 3}
    path.write_text(
        json.dumps(
            {
                "version": 1,
                "objective": {"key": "parabola"},
                "descents": [{"start": [-1.5], "epochs": 5}],
                "sweeps": [{"axes": [axis]}],
            }
        )
    )
    return path


def program(*words: object, **options: Any) -> subprocess.Popen[str]:
    """Starts the program as a process of its own, without any display."""
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "gdgui", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment | options.pop("environment", {}),
        # What a shell runs in the background is deaf to Ctrl+C, and so is what that starts.
        preexec_fn=hears_ctrl_c if os.name == "posix" else None,
        **options,
    )


def hears_ctrl_c() -> None:
    """Has a new process obey SIGINT, whoever started the tests."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def result(*words: object, **options: Any) -> tuple[int, str, str]:
    with program(*words, **options) as process:
        out, error = process.communicate(timeout=120)
        return process.returncode, out, error


def complaints(error: str) -> list[str]:
    """What stands on the error output besides the progress, which a slow machine is told of."""
    return [line for line in error.splitlines() if "%" not in line]


def is_one_line(error: str) -> bool:
    return error.startswith("gdgui: ") and error.count("\n") == 1


# show


def test_show_prints_the_checked_document_with_every_default(call: Call, lab: Path) -> None:
    status, out, error = call("show", lab)
    assert (status, complaints(error)) == (0, [])
    assert out.encode() == file.encode(file.read(lab))
    assert json.loads(out)["descents"][0]["schedule"]["parameters"] == {"rate": 0.01}


def test_what_show_prints_is_a_file_that_shows_the_same(call: Call, lab: Path) -> None:
    out = call("show", lab)[1]
    lab.write_text(out, encoding="utf-8")
    assert call("show", lab)[1] == out


@pytest.mark.parametrize("key", lesson.keys())
def test_show_prints_the_first_scene_of_a_lesson(call: Call, key: str) -> None:
    scenes = lesson.load(key).scenes
    assert call("show", key)[1].encode() == file.encode(scenes[0].document)
    last = call("show", key, "--scene", len(scenes))[1]
    assert last.encode() == file.encode(scenes[-1].document)


# catalogue


@pytest.mark.parametrize("kind", KINDS)
def test_the_catalogue_lists_every_kind_as_table_and_json(call: Call, kind: str) -> None:
    status, out, error = call("catalogue", kind)
    assert (status, complaints(error)) == (0, [])
    listed = json.loads(call("catalogue", kind, "--json")[1])
    assert [line.split()[0] for line in out.splitlines()] == [entry["key"] for entry in listed]
    assert listed


def test_titles_of_lessons_follow_the_language(call: Call) -> None:
    titles = dict(lesson.headings())
    for words in (
        ["--language", "ko", "catalogue", "lessons"],
        ["catalogue", "lessons", "--language=ko"],
    ):
        out = call(*words)[1]
        assert all(title["ko"] in out for title in titles.values())
    assert all(title["en"] in call("catalogue", "lessons")[1] for title in titles.values())


# export


def test_export_writes_what_was_asked_for_wherever_the_options_stand(
    call: Call, lab: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for words in (
        ["export", lab, "--out", out, "--formats", "npz", "--set", "epochs=3", "--set", "start=1"],
        ["export", "--out", out, "--set", "start=1", lab, "--formats=npz", "--set=epochs=3"],
    ):
        status, told, error = call(*words)
        assert (status, complaints(error)) == (0, [])
        assert {path.name for path in out.iterdir()} == {"descent-1.npz", "sweep-1.npz"}
        with np.load(out / "descent-1.npz") as arrays:
            assert arrays["position"].tolist()[0] == 1.0
            assert arrays["epoch"].tolist() == [0, 1, 2]
        assert str(out / "descent-1.npz") in told
        for path in out.iterdir():
            path.unlink()


def test_several_targets_may_stand_on_both_sides_of_the_options(
    call: Call, lab: Path, tmp_path: Path
) -> None:
    status, _, error = call(
        "export", lab, "--formats", "csv", "--out", tmp_path / "out", "parabola", "--set", "epochs=2"
    )
    assert (status, complaints(error)) == (0, [])
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"lab", "parabola"}


def test_figures_are_drawn_without_a_display(lab: Path, tmp_path: Path) -> None:
    status, out, error = result("export", lab, "--out", tmp_path / "out", "--formats", "png")
    drawn = sorted((tmp_path / "out").iterdir())
    assert (status, [path.suffix for path in drawn]) == (0, [".png"] * len(drawn))
    assert {"landscape.png", "sweep.png"} <= {path.name for path in drawn}
    assert all(path.read_bytes().startswith(b"\x89PNG") and str(path) in out for path in drawn)
    assert "Warning" not in error
    assert "Error" not in error


def test_a_rate_that_overflows_is_an_outcome_and_no_warning(lab: Path, tmp_path: Path) -> None:
    status, out, error = result(
        "export", lab, "--out", tmp_path / "out", "--formats", "csv,npz",
        "--set", "schedule.rate=1e308", "--set", "epochs=50", "--set", "sweeps.0.axes.0.to=1e100",
    )  # fmt: skip
    assert (status, complaints(error)) == (0, [])
    assert "diverged at epoch 0" in out
    assert "diverged at epoch 0" in (tmp_path / "out" / "summary.csv").read_text()


# What is wrong

BAD_FILES = {
    "empty": (b"", "document is expected"),
    "no_json": (b"{1", "no JSON"),
    "binary": (b"\xff\xfe\x00", "no JSON"),
    "list": (b"[]", "object is expected"),
    "deep": (b"[" * 100_000, "no JSON"),
    "no_version": (b'{"objective": {"key": "parabola"}}', "version"),
    "later": (b'{"version": 99, "objective": {"key": "parabola"}, "new": 1}', "up to version 1"),
    "wrong_type": (
        b'{"version": 1, "objective": 3}',
        "objective: a whole number is not allowed here; allowed is an object",
    ),
    "no_objective": (b'{"version": 1}', "objective"),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", ["show", "export", "window"])
def test_a_file_that_is_no_document_is_refused_in_one_line(
    call: Call, tmp_path: Path, name: str, command: str
) -> None:
    content, reason = BAD_FILES[name]
    path = tmp_path / f"{name}.gdlab"
    path.write_bytes(content)
    words = {
        "show": ["show", path],
        "export": ["export", path, "--out", tmp_path / "out"],
        "window": [path],
    }[command]
    status, out, error = call(*words)
    assert (status, out) == (2, "")
    assert is_one_line(error)
    assert str(path) in error
    assert reason in error
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("change", "place", "allowed"),
    [
        ({"extra": 1}, "extra", "objective"),
        ({"descents": [{"epochs": 0}]}, "descents[0].epochs", "from 1 to 1,000,000"),
        ({"descents": [{"epochs": -3}]}, "descents[0].epochs", "from 1 to 1,000,000"),
        ({"descents": [{"epoch": 3}]}, "descents[0].epoch", "epochs"),
        ({"descents": [{"epochs": "many"}]}, "descents[0].epochs", "a whole number"),
        ({"descents": [{"start": [float("nan")]}]}, "descents[0].start", "finite"),
        (
            {"descents": [{"schedule": {"parameters": {"rate": float("nan")}}}]},
            "descents[0].schedule.parameters.rate",
            "finite number from 0",
        ),
        ({"objective": {"key": "parabol"}}, "objective.key", "parabola"),
        ({"sweeps": [{"axes": [{"path": "epochs", "from": 1, "to": 9, "count": 0}]}]},
         "sweeps[0].axes[0].count", "from 1"),
        ({"sweeps": [{"axes": [{"path": "epochs", "from": 1, "to": 9, "count": 10**9}]}]},
         "sweeps[0].axes[0].count", "from 1"),
        ({"sweeps": [{"axes": [{"path": "foo", "from": 1, "to": 9, "count": 3}]}]},
         "sweeps[0].axes[0].path", "schedule.rate"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_named_with_its_place_and_what_is_allowed(
    call: Call, tmp_path: Path, change: dict[str, Any], place: str, allowed: str
) -> None:
    path = tmp_path / "bad.gdlab"
    path.write_text(json.dumps({"version": 1, "objective": {"key": "parabola"}} | change))
    status, out, error = call("export", path, "--out", tmp_path / "out")
    assert (status, out) == (2, "")
    assert is_one_line(error)
    assert f"{path}: {place}: " in error
    assert allowed in error
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (["--frobnicate"], "LESSON|FILE"),
        (["nothing_of_this_name"], "parabola"),
        (["missing.gdlab"], "no such file"),
        (["show"], "LESSON|FILE"),
        (["show", "parabola", "schedules"], "LESSON|FILE"),
        (["show", "parabola", "--scene", "99"], "from 1 to"),
        (["show", "parabola", "--scene", "two"], "int"),
        (["export", "parabola"], "--out"),
        (["export", "--out", "X"], "parabola"),
        (["export", "parabola", "--out", "X", "--formats", "bmp"], "csv, comma, npz, png"),
        (["export", "parabola", "--out", "X", "--format", "csv"], "--formats"),
        (["export", "parabola", "--out", "X", "--size", "big"], "16x10cm"),
        (["export", "parabola", "--out", "X", "--epochs", "9:2"], "0:120:5"),
        (["export", "parabola", "--out", "X", "--rate", "0"], "up to 50"),
        (["export", "parabola", "--out", "X", "--set", "epochs"], "PATH=VALUE"),
        (["export", "parabola", "--out", "X", "--set", "epoch=3"], "schedule.rate"),
        (["catalogue"], "KIND"),
        (["catalogue", "fruit"], "optimizers"),
        (["--language", "xx"], "ko"),
        (["--self-test", "parabola"], "no LESSON|FILE"),
        (["exprot", "parabola", "--out", "X"], "export"),
    ],
)
def test_wrong_words_are_refused_in_one_line_that_says_what_is_allowed(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], allowed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, error = call(*words)
    assert (status, out) == (2, "")
    assert is_one_line(error)
    assert allowed in error
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_our_failure_in_one_line(
    call: Call, lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "out"))

    monkeypatch.setitem(sys.modules["gdgui.headless.export"].WRITERS, "csv", full)
    status, _, error = call("export", lab, "--out", tmp_path / "out", "--formats", "csv")
    assert status == 1
    assert is_one_line(error)
    assert "No space left" in error


# The window


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("linux", {"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
        ("linux", {"QT_QPA_PLATFORM": "xcb"}, False),
        ("linux", {"QT_QPA_PLATFORM": "wayland-egl"}, False),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_display_is_what_qt_would_open_a_window_on(
    platform: str, environment: dict[str, str], expected: bool
) -> None:
    assert has_display(platform, environment) is expected


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may have no display")
@pytest.mark.parametrize("words", [(), ("parabola",), ("--language", "ko")])
def test_without_a_display_the_window_is_refused_in_one_line(words: tuple[str, ...]) -> None:
    status, out, error = result(*words)
    assert (status, out) == (2, "")
    assert is_one_line(error)
    assert "display" in error


def test_the_window_gets_the_word_and_the_language(monkeypatch: pytest.MonkeyPatch, lab: Path) -> None:
    calls = []
    app = type(sys)("gdgui.ui.app")
    app.run = lambda *arguments: calls.append(arguments) or 0  # type: ignore[attr-defined, func-returns-value]
    monkeypatch.setitem(sys.modules, "gdgui.ui.app", app)
    for words in ([], ["parabola"], [str(lab), "--language", "ko"], ["--language=en"]):
        assert dispatch(words) == 0
    assert calls == [(None, None), ("parabola", None), (str(lab), "ko"), (None, "en")]


def test_the_window_starts_no_threads_for_linear_algebra(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    app = type(sys)("gdgui.ui.app")
    app.run = lambda *_: seen.append(os.environ.get("OPENBLAS_NUM_THREADS")) or 0  # type: ignore[attr-defined, func-returns-value]
    monkeypatch.setitem(sys.modules, "gdgui.ui.app", app)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "")  # so that it is put back
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    assert dispatch([]) == 0
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    assert dispatch([]) == 0
    assert seen == ["1", "3"]


def test_there_is_a_language_for_each_file_of_translations() -> None:
    assert languages()[0] == "en"
    assert "ko" in languages()


# The process


def test_the_self_test_passes_without_a_display() -> None:
    status, out, error = result("--self-test")
    assert status == 0, error
    assert out.splitlines()[-1] == "self-test passed"
    for kind in (*KINDS, "translations", "window"):
        assert f"{kind}: " in out


@pytest.mark.parametrize(
    "words",
    [
        ["show", "LAB"],
        ["show", "parabola"],
        ["catalogue", "schedules", "--json"],
        ["catalogue", "lessons"],
        ["export", "LAB", "--out", "OUT", "--formats", "csv,npz"],
    ],
)
def test_no_qt_is_imported_where_nothing_is_drawn(lab: Path, tmp_path: Path, words: list[str]) -> None:
    given = [w.replace("LAB", str(lab)).replace("OUT", str(tmp_path / "out")) for w in words]
    code = (
        "import sys; from gdgui.__main__ import main; status = main(sys.argv[1:]);"
        "qt = {'PySide6', 'pyqtgraph', 'shiboken6', 'sympy'} & set(sys.modules);"
        "assert not qt, qt; sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *given], capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_version_needs_no_numpy() -> None:
    code = (
        "import sys; from gdgui.__main__ import main; status = main(['--version']);"
        "assert 'numpy' not in sys.modules; sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().strip() == f"gdgui {__version__}"


def test_help_says_what_there_is(call: Call) -> None:
    for words in (["--help"], ["show", "-h"], ["export", "--help"], ["catalogue", "--help"]):
        status, out, error = call(*words)
        assert (status, complaints(error)) == (0, [])
        assert "gdgui" in out
    assert all(command in call("--help")[1] for command in ("show", "export", "catalogue"))


@pytest.mark.skipif(os.name == "nt", reason="pipes are closed otherwise there")
@pytest.mark.parametrize("words", [["catalogue", "schedules", "--json"], ["--help"], ["export"]])
def test_a_closed_pipe_is_quiet_and_stops_no_export(
    lab: Path, tmp_path: Path, words: list[str]
) -> None:
    if words == ["export"]:
        words = ["export", str(lab), "--out", str(tmp_path / "out"), "--formats", "csv,npz"]
    with program(*words) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        error = process.stderr.read()
        status = process.wait(60)
    assert (status, complaints(error)) == (0, [])
    if words[0] == "export":
        assert len(list((tmp_path / "out").iterdir())) == 5


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.parametrize(("number", "expected"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("part", ["descent", "sweep"])
def test_a_signal_ends_long_work_soon_and_nothing_is_half_written(
    tmp_path: Path, number: signal.Signals, expected: int, part: str
) -> None:
    path, out = tmp_path / "long.gdlab", tmp_path / "out"
    plain = json.loads(json.dumps(LONG))
    if part == "sweep":  # the descents are short enough, and the sweep alone takes long
        plain["descents"] = [{"start": [0.0], "epochs": 2}, {"start": [0.0], "epochs": 20_000}]
        plain["sweeps"][0]["descent"] = 1
    path.write_text(json.dumps(plain))
    with program("export", path, "--out", out, "--formats", "npz") as process:
        assert process.stdout is not None
        if part == "sweep":
            while "descent-2.npz" not in process.stdout.readline():
                assert process.poll() is None
        else:
            deadline = time.monotonic() + 60
            while not out.exists() and time.monotonic() < deadline:
                time.sleep(0.01)
        process.send_signal(number)
        _, error = process.communicate(timeout=60)
        assert process.returncode == expected
        assert complaints(error) == []
    written = sorted(p.name for p in out.iterdir())
    assert written == (["descent-1.npz", "descent-2.npz"] if part == "sweep" else [])


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.parametrize("kind", ["steps", "gif"])
@pytest.mark.parametrize(("number", "expected"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_in_the_midst_of_a_film_leaves_nothing_half_written(
    tmp_path: Path, lab: Path, kind: str, number: signal.Signals, expected: int
) -> None:
    out = tmp_path / "out"
    words = ("export", lab, "--out", out, "--formats", kind, "--set", "epochs=5000", "--epochs", "::1")
    with program(*words, "--size", "300x200") as process:
        deadline = time.monotonic() + 60
        # A film of pictures has its folder while it grows; others are encoded before they are written.
        begun = (lambda: list(out.glob(".gdlab-*/*"))) if kind == "steps" else out.exists
        while not begun() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(number)
        _, error = process.communicate(timeout=60)
        assert process.returncode == expected
        assert complaints(error) == []
    assert list(out.iterdir()) == []


def test_long_work_shows_its_progress_on_the_error_output(
    call: Call, lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "PATIENCE", -1.0)  # all work is long
    monkeypatch.setattr(terminal, "SEPARATE", -1.0)
    status, _, error = call("export", lab, "--out", tmp_path / "out", "--formats", "npz")
    assert status == 0
    first, second = error.splitlines()
    assert first.endswith("%  lab: descent 1 of 1")
    assert second == "100%  lab: sweep 1 of 1"


def test_output_in_a_pipe_is_utf_8_whatever_the_locale(lab: Path) -> None:
    plain = file.read(lab)
    named = from_plain(
        json.loads(file.encode(plain)) | {"descents": [{"name": "학습률 η"}]},
    )
    file.write(lab, named)
    status, out, _ = result(
        "show", lab, environment={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    )
    assert status == 0
    assert "학습률 η" in out


def test_what_the_document_opens_with_can_be_exported(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "default.gdlab"
    file.write(path, model.default())
    assert call("export", path, "--out", tmp_path / "out", "--formats", "csv")[0] == 0
