"""The end of the chosen descent in red, on f and on f′, where the document asks for it."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from gdgui.ui import theme
from gdgui.ui.landscape.stand import height
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Snapshot


class EndMark:
    """The two marks; see the module."""

    def __init__(self, plot: Plot) -> None:
        self.points = pg.ScatterPlotItem()
        self.points.setZValue(15)
        plot.addItem(self.points)

    def draw(self, snapshot: Snapshot) -> float | None:
        """Marks the end, and gives its x; None where there is nothing to mark."""
        chosen = snapshot.chosen
        if not snapshot.document.view.mark_end or chosen.outcome is None:
            self.points.clear()
            self.points.hide()  # it would be painted in every frame, although it is empty
            return None
        look, x = theme.current(), float(chosen.path[-1, 0])
        with np.errstate(all="ignore"):
            slope = float(snapshot.plan.bound.gradient(np.array([[x]]))[0, 0])
        self.points.setData([x, x], [height(snapshot, x), slope], size=11)
        self.points.show()
        self.points.setBrush(pg.mkBrush(look.bad))
        self.points.setPen(pen(look.outline, 1))
        return x
