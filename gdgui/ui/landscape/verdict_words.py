"""How the chosen descent came out, in words at the upper edge, once its end has been shown."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from gdgui.engine.outcome import Outcome, has_left
from gdgui.ui import theme
from gdgui.ui.landscape.riding_label import veil
from gdgui.ui.language import tr
from gdgui.ui.naming import run_name
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Run, Snapshot

BAD = (Outcome.DIVERGED, Outcome.STUCK, Outcome.SETTLED_ELSEWHERE)


class VerdictWords(pg.TextItem):
    """The sentence; a long one goes on in a second line."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(anchor=(0, 0))
        self._plot = plot
        self.setZValue(40)
        plot.addItem(self, ignoreBounds=True)

    def restyle(self) -> None:
        """Takes on the font of the theme."""
        self.setFont(theme.chart_font())

    def show_epoch(self, snapshot: Snapshot, epoch: int) -> None:
        """Says it once the last epoch is shown, or the descent has left the numbers."""
        run = snapshot.chosen
        if run.sentence is None or epoch < min(run.epochs, _left_at(snapshot, run)):
            self.hide()
            return
        self.show()
        look = theme.current()
        self.setText(
            f"{run_name(snapshot, run)}: {tr(run.sentence)}",
            color=look.bad if run.outcome in BAD else look.foreground,
        )
        self.fill = pg.mkBrush(veil())
        box = self._plot.getViewBox()
        (x0, x1), (_, y1) = box.viewRange()
        self.textItem.setTextWidth(-1)
        room = box.width() * 0.96
        if self.textItem.boundingRect().width() > room:
            self.setTextWidth(room)
        self.setPos(x0 + (x1 - x0) * 0.01, y1)


def _left_at(snapshot: Snapshot, run: Run) -> int:
    """The first epoch at which a descent that diverged stands outside; its last one for any other."""
    if run.outcome is not Outcome.DIVERGED:
        return run.epochs
    left = has_left(snapshot.plan.objective, run.path.T)
    return int(np.argmax(left)) if left.any() else run.epochs
