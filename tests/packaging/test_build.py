"""The packaged program: what goes into it, how large it may be, and what systems are told of it."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))

import budget  # noqa: E402
import contents  # noqa: E402
import linux_package  # noqa: E402
import platforms  # noqa: E402
from linux_package import Release  # noqa: E402
from steps import Trouble  # noqa: E402

RELEASE = Release("1.2.3", 1_700_000_000)
QT = "PySide6/Qt"
ID = platforms.APPLICATION_ID
posix = pytest.mark.skipif(os.name == "nt", reason="runs a script of the shell")


# -- what goes in


@pytest.mark.parametrize(
    ("destination", "source"),
    [
        (f"{QT}/plugins/platforms/libqxcb.so", ""),
        (f"{QT}/plugins/platforms/libqoffscreen.so", ""),
        ("PySide6/plugins/platforms/qwindows.dll", ""),
        (f"{QT}/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", ""),
        (f"{QT}/translations/qtbase_ko.qm", ""),
        ("gdgui/resources/translations/gdgui_ko.qm", ""),
        (f"{QT}/lib/libQt6Gui.so.6", "/home/ada/.venv/lib/python3.11/site-packages/PySide6/Qt/lib"),
        ("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0"),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0"),
        ("python3.11/lib-dynload/_json.cpython-311-x86_64-linux-gnu.so", "/usr/lib/_json.so"),
        ("latex2mathml-3.81.dist-info/METADATA", ""),
    ],
)
def test_what_the_program_uses_is_kept(destination: str, source: str) -> None:
    assert contents.keeps(destination, source)


@pytest.mark.parametrize(
    ("destination", "source"),
    [
        (f"{QT}/plugins/platforms/libqlinuxfb.so", ""),
        (f"{QT}/plugins/platformthemes/libqgtk3.so", ""),
        (f"{QT}/plugins/tls/libqopensslbackend.so", ""),
        (f"{QT}/plugins/imageformats/libqtiff.so", ""),
        (f"{QT}/plugins/made/in/the/future.so", ""),
        (f"{QT}/translations/qtbase_de.qm", ""),
        (f"{QT}/translations/qt_help_ko.qm", ""),
        (f"{QT}/lib/libQt6Network.so.6", ""),
        ("libgtk-3.so.0", "/lib/x86_64-linux-gnu/libgtk-3.so.0"),
        ("libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6"),
        ("numpy/tests/data/table.csv", ""),
        ("numpy-2.4.dist-info/RECORD", ""),
    ],
)
def test_what_it_does_not_use_is_left_out(destination: str, source: str) -> None:
    assert not contents.keeps(destination, source)


def test_the_same_holds_for_the_paths_of_windows() -> None:
    assert contents.keeps(r"PySide6\plugins\platforms\qwindows.dll")
    assert not contents.keeps(r"PySide6\plugins\platforms\qminimal.dll")


def test_test_suites_stay_behind_but_for_what_their_libraries_import() -> None:
    assert not contents.keeps_module("numpy.linalg.tests.test_linalg")
    assert not contents.keeps_module("sympy.core.tests.test_basic")
    assert contents.keeps_module("sympy.testing.runtests")
    assert contents.keeps_module("unittest.case")
    assert contents.keeps_module("gdgui.engine.schedules.cosine")


def test_libraries_that_strip_would_break_are_not_stripped() -> None:
    assert not contents.may_be_stripped("numpy.libs/libscipy_openblas64_.so")
    assert contents.may_be_stripped(f"{QT}/lib/libQt6Core.so.6")


# -- how large it may be


def grown(folder: Path, megabytes: int) -> Path:
    (folder / "lib").mkdir(parents=True)
    for number in range(25):
        (folder / f"part{number:02}").write_bytes(b"x" * (1000 + number))
    with (folder / "lib" / "huge.so").open("wb") as file:
        file.truncate(megabytes * budget.MEGABYTE)
    (folder / "link").symlink_to("lib/huge.so")
    return folder


def test_a_link_takes_no_room(tmp_path: Path) -> None:
    assert budget.sizes(grown(tmp_path / "program", 1))["lib/huge.so"] == budget.MEGABYTE
    assert "link" not in budget.sizes(tmp_path / "program")


def test_within_the_budget_the_sizes_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    budget.check(grown(tmp_path / "program", 184), None, with_sympy=False)
    assert "184.0 MB on disk (at most 185)" in capsys.readouterr().err


def test_past_the_budget_the_build_fails_and_names_the_twenty_largest(tmp_path: Path) -> None:
    program = grown(tmp_path / "program", 186)
    with pytest.raises(Trouble) as trouble:
        budget.check(program, None, with_sympy=False)
    lines = str(trouble.value).split("\n\n")[1].splitlines()
    assert len(lines) == 20
    assert lines[0].split() == ["186.0", "MB", "lib/huge.so"]
    budget.check(program, None, with_sympy=True)


def test_the_archive_has_a_budget_of_its_own(tmp_path: Path) -> None:
    archive = grown(tmp_path / "archive", 61) / "lib" / "huge.so"
    with pytest.raises(Trouble, match="too large"):
        budget.check(grown(tmp_path / "program", 1), archive, with_sympy=False)


# -- Windows and macOS


def test_macos_is_told_of_the_documents() -> None:
    plist = plistlib.loads(plistlib.dumps(platforms.info_plist("1.2.3")))
    kind = plist["CFBundleDocumentTypes"][0]["LSItemContentTypes"][0]
    declared = plist["UTExportedTypeDeclarations"][0]
    assert declared["UTTypeIdentifier"] == kind
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["gdlab"]
    assert plist["CFBundleShortVersionString"] == "1.2.3"


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("1.2.3", (1, 2, 3, 0)), ("0.1", (0, 1, 0, 0)), ("2.0.1+local7", (2, 0, 1, 0))],
)
def test_the_version_resource_is_what_pyinstaller_evaluates(
    version: str, numbers: tuple[int, ...]
) -> None:
    def kind(name: str) -> Callable[..., Any]:
        return lambda *parts, **named: SimpleNamespace(kind=name, parts=parts, **named)

    names = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct",
             "VarFileInfo", "VarStruct")  # fmt: skip
    made = eval(platforms.version_resource(version), {name: kind(name) for name in names})
    assert made.ffi.filevers == made.ffi.prodvers == numbers
    table = made.kids[0].parts[0][0].parts[1]
    assert dict(entry.parts for entry in table)["ProductVersion"] == version


# -- Linux


def test_every_place_of_a_text_is_filled() -> None:
    metainfo = (linux_package.LINUX / f"{ID}.metainfo.xml").read_text("utf-8")
    text = linux_package.filled(metainfo, Release("1.2.3", 1_700_000_000, "https://example.org/a"))
    assert 'version="1.2.3" date="2023-11-14"' in text
    assert "https://example.org/a/rate-epochs.png" in text
    assert "@" not in text


def test_pictures_of_the_description_are_those_that_the_package_brings() -> None:
    metainfo = ElementTree.parse(linux_package.LINUX / f"{ID}.metainfo.xml")
    images = [image.text or "" for image in metainfo.iter("image")]
    assert images
    for image in images:
        assert (linux_package.PICTURES / image.rpartition("/")[2]).exists()


def test_the_description_says_everything_in_korean_too() -> None:
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    metainfo = ElementTree.parse(linux_package.LINUX / f"{ID}.metainfo.xml").getroot()
    for tag in ("name", "summary", "developer_name", "p", "li", "caption"):
        found = list(metainfo.iter(tag))
        korean = [element for element in found if element.get(language) == "ko"]
        assert len(found) == 2 * len(korean) > 0, tag


def test_every_file_names_the_application_alike() -> None:
    desktop = (linux_package.LINUX / f"{ID}.desktop").read_text("utf-8")
    mime = (linux_package.LINUX / f"{ID}.mime.xml").read_text("utf-8")
    app = (PACKAGING.parent / "gdgui" / "ui" / "app.py").read_text("utf-8")
    assert f"Icon={ID}\n" in desktop
    assert f"MimeType={platforms.MIME_TYPE};" in desktop
    assert f'type="{platforms.MIME_TYPE}"' in mime
    assert f'pattern="*.{platforms.SUFFIX}"' in mime
    assert f'setDesktopFileName("{ID}")' in app


@pytest.fixture
def icons(tmp_path: Path) -> Path:
    """The icons, drawn as the build draws them."""
    folder = tmp_path / "icons"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    drawing = "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); " \
        "import icons; icons.make_pictures(Path(sys.argv[2]))"  # fmt: skip
    command = [sys.executable, "-c", drawing, str(PACKAGING), str(folder)]
    subprocess.run(command, env=environment, check=True)
    return folder


def test_a_desktop_gets_all_that_it_asks_for(tmp_path: Path, icons: Path) -> None:
    share = tmp_path / "share"
    linux_package.share(share, icons, RELEASE)
    theme = share / "icons" / "hicolor"
    for size in (16, 22, 24, 32, 48, 64, 128, 256, 512):
        picture = theme / f"{size}x{size}" / "apps" / f"{ID}.png"
        assert linux_package.png_size(picture) == (size, size)
        assert (theme / f"{size}x{size}" / "mimetypes" / "application-x-gdlab+json.png").exists()
    assert (theme / "scalable" / "apps" / f"{ID}.svg").exists()
    assert (share / "applications" / f"{ID}.desktop").exists()
    assert (share / "mime" / "packages" / f"{ID}.xml").exists()
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", share / "applications" / f"{ID}.desktop"], check=True)
    if shutil.which("appstreamcli"):
        metainfo = share / "metainfo" / f"{ID}.metainfo.xml"
        subprocess.run(["appstreamcli", "validate", "--no-net", metainfo], check=True)


def test_curve_and_point_are_told_apart_at_16_pixels(icons: Path) -> None:
    from PySide6.QtGui import QImage

    image = QImage(str(icons / "16.png"))
    colors = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
    point = [c for c in colors if c.red() > 220 and 140 < c.green() < 200 and c.blue() < 90]
    curve = [c for c in colors if min(c.red(), c.green(), c.blue()) > 200]
    ground = [c for c in colors if c.red() < 60 and c.blue() > 110]
    assert len(point) >= 12
    assert len(curve) >= 12
    assert len(ground) >= 60


def test_the_oldest_c_library_that_will_do_is_read_from_the_symbols() -> None:
    assert linux_package.newest("0x0 0x00 05 GLIBC_2.9\n 06 GLIBC_2.34\n 07 GLIBC_2.4") == "2.34"


def test_a_library_of_which_no_package_is_known_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "  NEEDED               libX11.so.6\n  NEEDED  libfuture.so.1\n  05 GLIBC_2.34\n"
    monkeypatch.setattr(linux_package, "ask", lambda *command, folder=None: said)
    with pytest.raises(Trouble, match=r"libfuture\.so\.1"):
        linux_package.depends(tmp_path)
    (tmp_path / "libfuture.so.1").touch()  # the program carries it
    assert linux_package.depends(tmp_path) == ["libc6 (>= 2.34)", "libx11-6"]


def test_what_dpkg_reads_has_a_line_for_everything() -> None:
    fields = linux_package.control(RELEASE, "amd64", 180_000, ["libc6 (>= 2.36)", "libgl1"])
    assert "Package: gdgui\nVersion: 1.2.3\nArchitecture: amd64\n" in fields
    assert "\nDepends: libc6 (>= 2.36), libgl1\n" in fields
    assert "-- Gradient Descent Lab <" in linux_package.changelog(RELEASE)


@pytest.fixture
def unpacked(tmp_path: Path, icons: Path) -> Path:
    """The archive as a person has unpacked it, with a program that says its own name."""
    folder = tmp_path / "gdgui-1.2.3"
    program = folder / "gdgui" / "gdgui"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "$0"\n')
    program.chmod(0o755)
    linux_package.share(folder / "share", icons, RELEASE)
    for script in ("install.sh", "uninstall.sh"):
        shutil.copy(linux_package.LINUX / script, folder / script)
    return folder


def shell(script: Path, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    return subprocess.run(
        ["sh", str(script)], env=environment, capture_output=True, text=True, check=False
    )


@posix
def test_the_archive_installs_into_any_home_and_leaves_nothing_behind(
    unpacked: Path, tmp_path: Path
) -> None:
    home = tmp_path / '김 "선생님" $HOME 100%'
    home.mkdir()
    (home / "lecture.gdlab").touch()
    for _ in range(2):  # the second time as an update
        done = shell(unpacked / "install.sh", home)
        assert done.returncode == 0, done.stderr
    started = subprocess.run([home / ".local/bin/gdgui"], capture_output=True, text=True, check=True)
    assert started.stdout.strip() == str(home / ".local/bin/gdgui")
    entry = (home / ".local/share/applications" / f"{ID}.desktop").read_text("utf-8")
    path = f"{home}/.local/lib/gdgui/gdgui".replace('"', '\\\\"').replace("$", "\\\\$")
    assert f'Exec="{path.replace("%", "%%")}" %f\n' in entry
    assert shell(home / ".local/lib/gdgui/uninstall.sh", home).returncode == 0
    left = [
        path.relative_to(home).as_posix()
        for path in home.rglob("*")
        if not path.is_dir() and "/mime/" not in path.as_posix()
    ]
    caches = {".local/share/applications/mimeinfo.cache", ".local/share/icons/hicolor/icon-theme.cache"}
    assert set(left) - caches == {"lecture.gdlab"}


@posix
def test_half_an_archive_says_so(unpacked: Path, tmp_path: Path) -> None:
    shutil.rmtree(unpacked / "gdgui")
    done = shell(unpacked / "install.sh", tmp_path)
    assert done.returncode == 1
    assert "unpack the whole archive" in done.stderr
    assert not (tmp_path / ".local").exists()


@posix
def test_uninstalling_what_is_not_there_says_so(unpacked: Path, tmp_path: Path) -> None:
    done = shell(unpacked / "uninstall.sh", tmp_path)
    assert done.returncode == 1
    assert "not installed" in done.stderr
