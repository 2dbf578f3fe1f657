"""The tangent that the chosen descent believes in, where it stands."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from gdgui.ui import theme
from gdgui.ui.landscape.stand import Stand, slope
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Array, Snapshot
from gdgui.ui.stages import Stage

REACH = 0.1
"""How far the tangent reaches to either side, as a share of the domain's width."""


DENSE = 40
"""So many points of it are looked at where words are placed."""


class Tangent:
    """The line; see the module."""

    def __init__(self, plot: Plot) -> None:
        # A curve item costs a third of what a data item costs to be set in every frame.
        self.line = pg.PlotCurveItem()
        plot.addItem(self.line)

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        look = theme.current()
        self._pens = (pen(look.cursor, 1, (1, 3)), pen(look.accent, 1.6))
        self.line.setPen(self._pens[0])

    def spots(self) -> Array:
        """Points (2, k) along the line; none where it is hidden."""
        x, y = self.line.getData()
        if x is None or not len(x) or not self.line.isVisible():
            return np.empty((2, 0))
        return np.array([np.linspace(x[0], x[-1], DENSE), np.linspace(y[0], y[-1], DENSE)])

    def show(self, snapshot: Snapshot, at: Stand, stage: Stage = Stage.WHOLE) -> None:
        """The tangent at another place; where the step is shown in parts, from the gradient on."""
        self.line.setVisible(stage is not Stage.POINT)
        self.line.setPen(self._pens[stage is Stage.GRADIENT])
        (low, high) = snapshot.plan.objective.domain[0]
        rise, reach = slope(snapshot, at.x), (high - low) * REACH
        if at.is_number and np.isfinite(rise):
            self.line.setData([at.x - reach, at.x + reach], [at.y - rise * reach, at.y + rise * reach])
        else:
            self.line.setData([], [])
