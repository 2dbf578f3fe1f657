"""What goes into the packaged program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))

import contents  # noqa: E402

QT = "PySide6/Qt"


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
