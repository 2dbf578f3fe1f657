"""The set-up: what it decides, what it asks of the system, and how it ends. No test needs a network,
or changes the environment that it runs in."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))

import bootstrap  # noqa: E402
import system_libraries  # noqa: E402
import virtual_environment  # noqa: E402
from steps import Trouble  # noqa: E402
from system_libraries import MANAGERS, Kind, Need  # noqa: E402
from virtual_environment import Action, Environment, Stamp, decide  # noqa: E402

SIDE_BY_SIDE = " ".join(bootstrap.SIDE_BY_SIDE)

posix = pytest.mark.skipif(os.name == "nt", reason="uses shell scripts in place of programs")
APT, DNF, PACMAN, ZYPPER = MANAGERS
WANTED = Stamp("/home/ada/project", ".cpython-311.so", "hash", ("test",))
DONE = replace(WANTED, contents=("PySide6", "numpy"), finished=True)
CONTENTS = frozenset(DONE.contents)


def never() -> bool:
    raise AssertionError("the environment's Python was started although the stamp tells enough")


def script(folder: Path, name: str, lines: str) -> Path:
    """A program in `folder` that does what `lines` of the shell say."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """A folder for a PATH on which nothing but `env` is found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "env").symlink_to("/usr/bin/env")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose environment bears a finished stamp, and has a Python that tells its words."""
    root = tmp_path / "project"
    (root / "packaging").mkdir(parents=True)
    (root / "pyproject.toml").write_text('[build-system]\nrequires = ["hatchling"]\n')
    environment = Environment(root)
    script(environment.python.parent, "python", 'echo "$QT_QPA_PLATFORM: $*"; exit 7')
    environment.write(replace(environment.wanted(()), finished=True))
    return root


def calls(recording: Path) -> list[str]:
    return recording.read_text().splitlines()


DRIVER = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {packaging!r})
import bootstrap, system_libraries
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job has none
absent = {absent!r}
system_libraries.is_there = lambda need, environment: not set(need.names) & absent
os.geteuid = lambda: 1000
bootstrap.ROOT = Path({root!r})
try:
    sys.exit(bootstrap.main({words!r}))
except KeyboardInterrupt:
    sys.exit(130)
"""


def start(
    root: Path, *words: str, absent: frozenset[str] = frozenset(), **variables: str
) -> subprocess.Popen[str]:
    """Starts the set-up of the project `root`, on a system where the needs `absent` are missing."""
    program = DRIVER.format(
        packaging=str(PACKAGING), absent=set(absent), root=str(root), words=list(words)
    )
    kept = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
    return subprocess.Popen(
        [sys.executable, "-c", program],
        env={**kept, "DISPLAY": ":0", **variables},
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    with process:
        output, errors = process.communicate()
    return process.returncode, output, errors


# -- which Python


def test_an_old_python_is_told_what_is_needed_and_what_would_do() -> None:
    assert bootstrap.too_old((3, 11), None) == ""
    assert "3.11 or newer, and this is Python 3.9" in bootstrap.too_old((3, 9), None)
    assert "/usr/bin/python3.12 " in bootstrap.too_old((3, 9), "/usr/bin/python3.12")


def test_an_old_python_can_read_the_file_that_says_so() -> None:
    ast.parse((PACKAGING / "bootstrap.py").read_text("utf-8"), feature_version=(3, 6))


def test_started_by_an_old_python_it_ends_with_that_sentence_and_status_1(system: Path) -> None:
    program = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); "
        f"runpy.run_path({str(PACKAGING / 'bootstrap.py')!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PATH": str(system)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Gradient Descent Lab needs Python 3.11")
    assert "Traceback" not in done.stderr


# -- what is run


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_display_is_looked_for_on_linux_alone(
    platform: str, variables: dict[str, str], expected: bool
) -> None:
    assert bootstrap.has_display(platform, variables) is expected


@pytest.mark.parametrize(
    ("words", "display", "expected"),
    [
        ([], True, "-P -m gdgui"),
        (["show", "a.gdlab"], False, "-P -m gdgui show a.gdlab"),
        ([], False, "-P -m gdgui export --lessons --out experiments --formats csv,npz,png"),
        (["test"], False, f"-m pytest {SIDE_BY_SIDE}"),
        (["test", "-k", "sine"], True, f"-m pytest {SIDE_BY_SIDE} -k sine"),
    ],
)
def test_the_words_choose_what_is_run(words: list[str], display: bool, expected: str) -> None:
    assert bootstrap.command_for(words, display) == expected.split()


@posix
def test_the_program_gets_its_words_and_gives_its_exit_status(project: Path) -> None:
    status, output, errors = finish(start(project, "show", "a b", QT_QPA_PLATFORM="xcb"))
    assert (status, output, errors) == (7, "xcb: -P -m gdgui show a b\n", "")


@posix
def test_without_a_display_it_says_so_and_exports(project: Path) -> None:
    status, output, errors = finish(start(project, DISPLAY=""))
    assert status == 7
    assert output.startswith("offscreen: -P -m gdgui export --lessons --out experiments")
    assert errors.startswith("There is no display here")
    assert str(project / "experiments") in errors


@posix
def test_tests_run_offscreen_in_the_project(project: Path) -> None:
    environment = Environment(project)
    environment.write(replace(environment.wanted(("test",)), finished=True))
    script(environment.python.parent, "python", 'echo "$QT_QPA_PLATFORM $(pwd): $*"')
    status, output, _ = finish(start(project, "test", "-x", QT_QPA_PLATFORM="wayland"))
    assert (status, output) == (0, f"offscreen {project}: -m pytest {SIDE_BY_SIDE} -x\n")


@posix
def test_ctrl_c_ends_quietly_with_130(project: Path) -> None:
    script(Environment(project).python.parent, "python", "echo ready; exec cat")
    with start(project) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "ready\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == ""


@posix
def test_whoever_ends_the_set_up_ends_the_program(project: Path) -> None:
    script(Environment(project).python.parent, "python", "echo ready; exec cat")
    with start(project) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.terminate()
        assert process.wait() == 128 + signal.SIGTERM
        assert process.stdout.read() == ""  # the pipe is closed at both ends: nobody is left


# -- the system


def test_a_window_and_tests_need_more_than_the_command_line() -> None:
    plain = set(system_libraries.needs(window=False, tests=False, environment=False))
    window = set(system_libraries.needs(window=True, tests=False, environment=False))
    tests = set(system_libraries.needs(window=False, tests=True, environment=False))
    assert plain < window < tests
    assert "ensurepip" not in {name for need in tests for name in need.names}
    anew = system_libraries.needs(window=False, tests=True, environment=True)
    assert set(anew) - tests == set(system_libraries.ENVIRONMENT)


def test_missing_things_lead_to_the_packages_that_bring_them() -> None:
    absent = [
        need
        for need in system_libraries.needs(window=True, tests=True, environment=True)
        if need.names[0] in {"ensurepip", "libGL.so.1", "libEGL.so.1", "libxcb-cursor.so.0", "Xvfb"}
    ]
    venv = f"python3.{sys.version_info.minor}-venv"
    assert system_libraries.packages(absent, APT) == [
        venv,
        "libgl1",
        "libegl1",
        "libxcb-cursor0",
        "xvfb",
    ]
    assert system_libraries.packages(absent, PACMAN) == [
        "python",
        "libglvnd",
        "xcb-util-cursor",
        "xorg-server-xvfb",
    ]
    for manager in (DNF, ZYPPER):
        assert "libEGL.so.1()(64bit)" in system_libraries.packages(absent, manager)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for Linux libraries")
def test_a_need_is_found_by_looking_for_the_thing_itself(system: Path, tmp_path: Path) -> None:
    environment = {"PATH": str(system), "HOME": str(tmp_path)}

    def there(kind: Kind, name: str) -> bool:
        return system_libraries.is_there(Need(kind, (name,), "", "", "", ""), environment)

    assert there(Kind.LIBRARY, "libc.so.6")
    assert not there(Kind.LIBRARY, "libno-such-thing.so.9")
    assert there(Kind.PROGRAM, "env")
    assert not there(Kind.PROGRAM, "Xvfb")
    assert there(Kind.MODULE, "venv")
    assert not there(Kind.MODULE, "no_such_module")
    assert not there(Kind.FONT, "zilla")
    (tmp_path / ".fonts" / "more").mkdir(parents=True)
    (tmp_path / ".fonts" / "more" / "ZillaSlab.TTF").touch()
    assert there(Kind.FONT, "zilla")


def test_windows_and_macos_bring_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = [Need(Kind.PROGRAM, ("no-such-program",), "", "", "", "")]
    for platform in ("win32", "darwin"):
        monkeypatch.setattr(sys, "platform", platform)
        assert system_libraries.missing(nowhere, {}) == []


@posix
@pytest.mark.parametrize("sudo", [False, True])
def test_root_and_passwordless_sudo_install_by_apt(
    system: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sudo: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000 if sudo else 0)
    script(system, "apt-get", f'echo "$DEBIAN_FRONTEND $*" >> {tmp_path}/calls')
    if sudo:
        script(system, "sudo", f'test "$1" = -n && shift && : > {tmp_path}/sudo && exec "$@"')
        (system / "true").symlink_to("/bin/true")
    system_libraries.install(system_libraries.LIBRARIES[:2], {"PATH": str(system)})
    assert calls(tmp_path / "calls") == [
        "noninteractive -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "
        "install -y --no-install-recommends libgl1 libegl1"
    ]
    assert (tmp_path / "sudo").exists() is sudo


@posix
def test_where_the_lists_of_packages_are_empty_they_are_fetched(
    system: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    script(
        system,
        "apt-get",
        f"""
shift 4
echo "$1" >> {tmp_path}/calls
case $1 in
    update) echo fetched > {tmp_path}/lists ;;
    install) test -e {tmp_path}/lists ;;
esac""",
    )
    system_libraries.install(system_libraries.LIBRARIES[:1], {"PATH": str(system)})
    assert calls(tmp_path / "calls") == ["install", "update", "install"]


@posix
def test_a_package_manager_that_fails_is_quoted(system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    script(system, "apt-get", "echo 'E: the disk is full'; exit 100")
    with pytest.raises(Trouble, match=r"(?s)E: the disk is full.*apt-get install -y .*libgl1"):
        system_libraries.install(system_libraries.LIBRARIES[:1], {"PATH": str(system)})


@posix
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks for Linux libraries")
@pytest.mark.parametrize(
    ("manager", "expected"),
    [
        ("apt-get", "sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"),
        ("dnf", "sudo dnf install -y 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"),
        ("pacman", "sudo pacman -S --needed --noconfirm libglvnd xcb-util-cursor"),
        (
            "zypper",
            "sudo zypper --non-interactive install 'libEGL.so.1()(64bit)' "
            "'libxcb-cursor.so.0()(64bit)'",
        ),
    ],
)
def test_without_rights_the_exact_command_is_shown_and_the_status_is_1(
    project: Path, system: Path, manager: str, expected: str
) -> None:
    script(system, manager, f": > {project}/called")
    script(system, "sudo", "exit 1")
    absent = frozenset({"libEGL.so.1", "libxcb-cursor.so.0"})
    status, output, errors = finish(start(project, absent=absent, PATH=str(system)))
    assert (status, output) == (1, "")
    assert f"    {expected}" in errors.splitlines()
    assert not (project / "called").exists()


@posix
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks for Linux libraries")
def test_an_unknown_system_is_told_what_is_missing(project: Path, system: Path) -> None:
    absent = frozenset({"libEGL.so.1"})
    status, _, errors = finish(start(project, absent=absent, PATH=str(system)))
    assert status == 1
    assert "libEGL.so.1" in errors


@posix
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks for Linux libraries")
def test_without_sudo_the_command_is_for_root(project: Path, system: Path) -> None:
    script(system, "apt-get", "exit 1")
    absent = frozenset({"libEGL.so.1"})
    status, _, errors = finish(start(project, absent=absent, PATH=str(system)))
    assert status == 1
    assert "run this as root" in errors
    assert "    apt-get install -y --no-install-recommends libegl1" in errors.splitlines()


# -- the environment


def test_a_finished_environment_is_left_alone_without_starting_its_python() -> None:
    assert decide(DONE, WANTED, CONTENTS, never) is Action.NOTHING
    assert decide(DONE, replace(WANTED, extras=()), CONTENTS, never) is Action.NOTHING
    assert decide(DONE, WANTED, CONTENTS | {"rich"}, never) is Action.NOTHING


@pytest.mark.parametrize(
    "found",
    [replace(DONE, extras=()), replace(DONE, project="another"), replace(DONE, root="/elsewhere")],
    ids=["tests are wanted too", "pyproject.toml has changed", "the folder was moved"],
)
def test_what_is_new_is_added_to_a_usable_environment(found: Stamp) -> None:
    assert decide(found, WANTED, CONTENTS, lambda: True) is Action.INSTALL
    assert decide(found, WANTED, CONTENTS, lambda: False) is Action.REBUILD


@pytest.mark.parametrize(
    ("found", "contents"),
    [
        (replace(DONE, finished=False), CONTENTS),
        (replace(DONE, python=".cpython-312.so"), CONTENTS),
        (DONE, frozenset({"PySide6"})),
    ],
    ids=["interrupted", "another Python", "a library was removed"],
)
def test_a_broken_environment_is_made_anew(found: Stamp, contents: frozenset[str]) -> None:
    assert decide(found, WANTED, contents, never) is Action.REBUILD


def test_an_environment_made_by_hand_is_used_if_it_works() -> None:
    assert decide(None, WANTED, CONTENTS, lambda: True) is Action.INSTALL
    assert decide(None, WANTED, CONTENTS, lambda: False) is Action.REBUILD


@posix
def test_an_environment_without_its_python_or_with_a_torn_stamp_is_made_anew(project: Path) -> None:
    environment = Environment(project)
    wanted = environment.wanted(())
    assert environment.action(wanted) is Action.NOTHING
    environment.stamp_file.write_text('{"root": "/ho')
    assert environment.action(wanted) is Action.REBUILD
    environment.write(replace(wanted, finished=True))
    environment.python.unlink()
    environment.python.symlink_to("/a/python/that/is/gone")
    assert environment.action(wanted) is Action.REBUILD


class FakeSteps:
    """Stands in place of `attempt`: writes down the commands, and fails or stops at a chosen word."""

    def __init__(self, environment: Environment, output: str = "") -> None:
        self.environment, self.output = environment, output
        self.commands: list[str] = []
        self.stop_at = self.fail_at = "nothing"

    def __call__(self, command: tuple[str, ...], **_: object) -> tuple[int, str]:
        self.commands.append(" ".join(command[2:]))
        if self.stop_at in command:
            raise KeyboardInterrupt
        if "venv" in command:
            script(self.environment.python.parent, "python", "")
        return int(self.fail_at in command), self.output


@pytest.fixture
def fake_steps(project: Path, monkeypatch: pytest.MonkeyPatch) -> FakeSteps:
    fake = FakeSteps(Environment(project))
    monkeypatch.setattr(virtual_environment, "attempt", fake)
    monkeypatch.setattr(Environment, "usable", lambda self: True)
    return fake


@posix
def test_a_set_up_killed_in_the_middle_heals_and_then_does_nothing_again(fake_steps: FakeSteps) -> None:
    environment = fake_steps.environment
    wanted = environment.wanted(("test",))
    environment.python.unlink()
    (environment.folder / "half-made").touch()
    fake_steps.stop_at = "--editable"
    with pytest.raises(KeyboardInterrupt):
        environment.provide(wanted)
    assert environment.action(wanted) is Action.REBUILD

    fake_steps.stop_at = "nothing"
    fake_steps.commands.clear()
    environment.provide(wanted)
    assert fake_steps.commands == [
        f"-m venv {environment.folder}",
        "-m pip install --no-input hatchling",
        "-m pip install --no-input --no-build-isolation --editable .[test]",
    ]
    assert not (environment.folder / "half-made").exists()
    environment.provide(wanted)
    environment.provide(environment.wanted(()))
    assert len(fake_steps.commands) == 3


@posix
def test_in_a_moved_folder_scripts_and_project_follow_without_making_it_anew(
    fake_steps: FakeSteps,
) -> None:
    environment = fake_steps.environment
    wanted = environment.wanted(())
    environment.write(replace(wanted, root="/home/ada/old", extras=("test",), finished=True))
    tool = environment.python.with_name("tool")
    tool.write_text("#!/home/ada/old/.venv/bin/python\n")
    environment.provide(wanted)
    assert tool.read_text() == f"#!{environment.python}\n"
    assert fake_steps.commands[-1].endswith("--editable .[test]")
    assert "venv" not in " ".join(fake_steps.commands).split()
    assert environment.action(environment.wanted(("test",))) is Action.NOTHING


@posix
def test_without_a_network_pip_is_quoted_and_what_worked_still_works(fake_steps: FakeSteps) -> None:
    environment = fake_steps.environment
    fake_steps.output = "Retrying\nNewConnectionError: no route\nERROR: from versions: none"
    fake_steps.fail_at = "pip"
    with pytest.raises(Trouble, match=r"(?s)network connection.*    ERROR: from versions: none"):
        environment.provide(environment.wanted(("test",)))
    assert environment.action(environment.wanted(())) is Action.NOTHING


@posix
def test_a_second_set_up_waits_for_the_first(project: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    (project / "pyproject.toml").write_text("# changed, so that there is something to do\n")
    with Path(virtual_environment.__file__).open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with start(project) as process:
            assert process.stderr is not None
            # usable() fails in this project, so the set-up would make its environment anew.
            assert process.stderr.readline().startswith("Another set-up is at work")
            assert Environment(project).found() is not None
            process.kill()


def test_translations_are_stale_when_their_texts_are_newer(tmp_path: Path) -> None:
    for name in ("fresh", "changed", "new"):
        (tmp_path / f"{name}.ts").touch()
        os.utime(tmp_path / f"{name}.ts", (2000, 2000))
    for name, time in (("fresh", 2000), ("changed", 1000)):
        (tmp_path / f"{name}.qm").touch()
        os.utime(tmp_path / f"{name}.qm", (time, time))
    stale = virtual_environment.stale_translations(tmp_path)
    assert [path.stem for path in stale] == ["changed", "new"]
