"""The tangent that the chosen descent believes in, where it stands."""

from __future__ import annotations

import numpy as np

from gdgui.ui import theme
from gdgui.ui.landscape.stand import Stand, slope
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Snapshot

REACH = 0.1
"""How far the tangent reaches to either side, as a share of the domain's width."""


class Tangent:
    """The line; see the module."""

    def __init__(self, plot: Plot) -> None:
        self.line = plot.plot()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        self.line.setPen(pen(theme.current().cursor, 1, (1, 3)))

    def show(self, snapshot: Snapshot, at: Stand) -> None:
        """The tangent at another place."""
        (low, high) = snapshot.plan.objective.domain[0]
        rise, reach = slope(snapshot, at.x), (high - low) * REACH
        if at.is_number and np.isfinite(rise):
            self.line.setData([at.x - reach, at.x + reach], [at.y - rise * reach, at.y + rise * reach])
        else:
            self.line.setData([], [])
