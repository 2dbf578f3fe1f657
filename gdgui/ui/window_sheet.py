"""Sheets of what a window shows: the same charts, at the same places, in the same views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF

from gdgui.ui.charts import ARRANGEMENT, CHARTS
from gdgui.ui.export_form import SWEEP, Subjects
from gdgui.ui.films import rows
from gdgui.ui.language import tr
from gdgui.ui.naming import descent_name
from gdgui.ui.sheet import Look, Sheet, alone, arrangement, get_ranges

if TYPE_CHECKING:
    from gdgui.ui.window import Window


def find_subjects(window: Window) -> Subjects:
    """What a window has to export."""
    snapshot = window.controller.snapshot()
    descents = snapshot.document.descents
    tables = [
        (str(k), tr("Descent {number}: {name}", number=k + 1, name=descent_name(descent)))
        for k, descent in enumerate(descents)
    ]
    if snapshot.sweep is not None:
        tables.append((SWEEP, tr("Sweep")))
    charts = tuple((key, tr(CHARTS[key].title)) for key in _shown(window))
    count = 0 if snapshot.sweep is None else rows(snapshot.sweep)
    return Subjects(charts, tuple(tables), snapshot.epochs, count)


def make_sheet(window: Window, subject: str, look: Look) -> Sheet:
    """A sheet of one chart of a window, or of all as they stand, in the views that are on screen."""
    keys = _shown(window) if subject == ARRANGEMENT else [subject]
    places = alone(subject) if subject != ARRANGEMENT else _places(window, keys)
    ranges = {key: get_ranges(window.charts[key]) for key in keys}
    sheet = Sheet(window.controller.snapshot(), places, look, ranges)
    sheet.show_epoch(window.player.epoch)
    sheet.settle()
    return sheet


def _shown(window: Window) -> list[str]:
    return [key for key in window.charts if window.across.is_shown(key)]


def _places(window: Window, keys: list[str]) -> dict[str, QRectF]:
    """Where the charts stand on screen, as shares of the whole."""
    whole = window.across
    if not whole.isVisible() or not all(window.charts[key].isVisible() for key in keys):
        return arrangement(keys)
    places = {}
    for key in keys:
        chart = window.charts[key]
        corner = chart.mapTo(whole, QPoint(0, 0))
        places[key] = QRectF(
            corner.x() / whole.width(),
            corner.y() / whole.height(),
            chart.width() / whole.width(),
            chart.height() / whole.height(),
        )
    return places
