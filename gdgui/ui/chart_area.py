"""The middle of the window: the charts in two columns, those that the document has something for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from gdgui.ui.charts import CHARTS, Chart
from gdgui.ui.intents import Intents
from gdgui.ui.parts import Parts
from gdgui.ui.snapshot import Snapshot
from gdgui.ui.stages import Stage

SHARES = {"left": 4, "right": 3}
"""The width of each column beside the other."""

MINIMUM = (220, 120)
"""The least size of a chart, in pixels."""


class ChartArea(QSplitter):
    """Shows charts and hides them; a chart is made when it is first seen.

    `wishes` are the user's own choices which charts are on screen.
    """

    def __init__(
        self, intents: Intents, wishes: dict[str, bool], following: bool, stage: Stage
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._intents = intents
        self._wishes = wishes
        self._following = following
        self._stage = stage
        self._snapshot: Snapshot | None = None
        self.charts: Parts[Chart] = Parts(self._build)
        self._columns = {side: QSplitter(Qt.Orientation.Vertical) for side in SHARES}
        for place, (side, column) in enumerate(self._columns.items()):
            column.setChildrenCollapsible(False)
            self.addWidget(column)
            self.setStretchFactor(place, SHARES[side])
        self.setChildrenCollapsible(False)
        self.setSizes([1000 * share for share in SHARES.values()])
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _build(self, key: str) -> Chart:
        """Makes a chart, hidden, at its place among those that are there."""
        entry = CHARTS[key]
        chart = entry.build(self._intents)
        chart.set_following(self._following)
        chart.show_stage(self._stage)
        chart.setMinimumSize(*MINIMUM)
        chart.hide()
        column = self._columns[entry.column]
        above = [k for k in self.charts if CHARTS[k].column == entry.column]
        place = sum((CHARTS[k].order, k) < (entry.order, key) for k in above)
        column.insertWidget(place, chart)
        column.setStretchFactor(place, entry.stretch)
        return chart

    # Which charts

    def is_shown(self, key: str) -> bool:
        """Whether a chart is on screen: where nobody chose, as the document has it."""
        if not self.can_show(key):
            return False
        assert self._snapshot is not None
        asked = self._snapshot.document.view.charts
        usual = key in asked if asked else CHARTS[key].at_first
        return self._wishes.get(key, usual)

    def can_show(self, key: str) -> bool:
        """Whether the document has something for a chart to show."""
        return self._snapshot is not None and CHARTS[key].wanted(self._snapshot)

    # What they show

    def show_snapshot(self, snapshot: Snapshot, grown: bool = False) -> None:
        """Shows another moment; `grown`: nothing but the sweep has changed, and has only grown."""
        self._snapshot = snapshot
        for key in CHARTS:
            visible = self.is_shown(key)
            if not visible and key not in self.charts:
                continue
            chart = self.charts[key]
            changes = chart.isHidden() == visible
            if changes:
                chart.setVisible(visible)
            if visible and (changes or CHARTS[key].shows_sweep or not grown):
                chart.show_snapshot(snapshot)
        for side, column in self._columns.items():
            filled = any(CHARTS[key].column == side and self.is_shown(key) for key in self.charts)
            column.setVisible(filled)

    def show_epoch(self, epoch: int) -> None:
        """Shows another epoch."""
        for key, chart in self.charts.items():
            if self.is_shown(key):
                chart.show_epoch(epoch)

    def show_stage(self, stage: Stage) -> None:
        """Shows a part of an epoch."""
        self._stage = stage
        for chart in self.charts.values():
            chart.show_stage(stage)

    def set_following(self, following: bool) -> None:
        """Lets the charts go along with a point that leaves the view, or show an arrow to it."""
        self._following = following
        for chart in self.charts.values():
            chart.set_following(following)

    def fit(self) -> None:
        """Shows everything in all charts."""
        for chart in self.charts.values():
            chart.fit()

    def restyle(self) -> None:
        """Takes on the colours of the present theme."""
        for chart in self.charts.values():
            chart.restyle()
