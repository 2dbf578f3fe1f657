"""The Linux packages, and what a desktop is told by them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))

import linux_package  # noqa: E402
import platforms  # noqa: E402
from linux_package import Release  # noqa: E402

RELEASE = Release("1.2.3", 1_700_000_000)
ID = platforms.APPLICATION_ID
posix = pytest.mark.skipif(os.name == "nt", reason="runs a script of the shell")


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
    assert f'Exec="{path.replace("%", "%%")}" --window %f\n' in entry
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
