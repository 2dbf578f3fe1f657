"""One new file in the folder of charts is a new chart, everywhere: nothing else names the charts."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QImage
from pytestqt.qtbot import QtBot
from stage import at_rest

from gdgui.document.check import check
from gdgui.document.file import from_plain
from gdgui.document.model import Document
from gdgui.engine import catalogue
from gdgui.ui import charts
from gdgui.ui.export_form import Subjects, Wishes
from gdgui.ui.figures import complete, write_figures
from gdgui.ui.window import Window

FILE = '''
"""A chart of a visitor, who has something computed for figures that the window computes otherwise."""

from msgspec.structs import replace
from PySide6.QtWidgets import QLabel, QVBoxLayout

from gdgui.engine.message import Message
from gdgui.ui.charts import Chart, ChartEntry


class Visitor(Chart):
    def __init__(self, intents):
        super().__init__()
        self.told = QLabel()
        QVBoxLayout(self).addWidget(self.told)

    def show_snapshot(self, snapshot):
        self.told.setText(f"{len(snapshot.runs)} descents")


ENTRY = ChartEntry(
    key="visitor",
    title=Message("Visitor"),
    build=Visitor,
    column="right",
    order=9,
    at_first=False,
    shows_sweep=True,
    complete=lambda snapshot: replace(snapshot, busy=True),
)
'''


@pytest.fixture(autouse=True)
def visitor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A file with a chart, among the others."""
    folder = tmp_path / "charts"
    folder.mkdir()
    (folder / "visitor.py").write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(charts, "__path__", [*charts.__path__, str(folder)])
    catalogue._files.cache_clear()
    importlib.invalidate_caches()
    yield
    monkeypatch.undo()
    catalogue._files.cache_clear()
    sys.modules.pop("gdgui.ui.charts.visitor", None)
    vars(charts).pop("visitor", None)
    charts.CHARTS._loaded.pop("visitor", None)


def document(*shown: str) -> Document:
    return check(
        from_plain(
            {
                "version": 1,
                "objective": {"key": "parabola"},
                "descents": [{"start": [1.0], "epochs": 5}],
                "view": {"charts": list(shown)},
            }
        )
    )


def test_the_window_offers_it_in_its_menu_and_shows_it(
    open_window: Callable[..., Window], qtbot: QtBot
) -> None:
    window = open_window(document("landscape"))
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    (action,) = [
        action
        for action in window.findChildren(QAction)
        if action.text() == "Visitor" and action.isCheckable()
    ]
    action.trigger()
    qtbot.waitUntil(lambda: window.across.is_shown("visitor"), timeout=10_000)
    assert window.charts["visitor"].told.text() == "1 descents"


def test_what_it_alone_needs_is_computed_for_a_figure_that_shows_it(plain_look: None) -> None:
    assert not complete(document("landscape")).busy
    assert complete(document("landscape", "visitor")).busy


def test_a_figure_of_it_is_written(plain_look: None, tmp_path: Path) -> None:
    asked = document("landscape", "visitor")
    paths = write_figures(asked, tmp_path, ("png",), "en", lambda: None)
    assert tmp_path / "visitor.png" in paths
    assert not QImage(str(tmp_path / "visitor.png")).isNull()


def test_a_film_of_it_is_that_of_the_sweep_that_it_shows() -> None:
    assert Wishes(kind="film", subject="visitor").of_sweep
    assert not Wishes(kind="film", subject="landscape").of_sweep
    assert Subjects((), (), epochs=7, rows=3).steps("visitor") == (1, 3)
