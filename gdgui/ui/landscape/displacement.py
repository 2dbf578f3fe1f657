"""The displacement of a step as an arrow: from where the point stands to where it will be."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from gdgui.ui import theme
from gdgui.ui.landscape.riding_label import veil
from gdgui.ui.landscape.stand import Stand
from gdgui.ui.language import number
from gdgui.ui.naming import run_style
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot

HEAD = 11.0
"""The length of the arrow's head, in pixels; a short arrow has a smaller one."""

ABOVE = 24.0
"""How far above its beginning an arrow lies, in pixels: clear of the point and of its trail."""

WORDS = 20.0
"""The height of the name, in pixels."""

DROPS = np.array([1, 0, 1, 0], dtype=np.int32)
"""Which of four points are joined to the next: two lines downwards."""


class Arrow:
    """A level arrow between two places along x, with a name over its middle.

    It lies some pixels above its beginning, or below it where the view ends, and dotted lines lead to
    both places: the step is one along x, whatever the curve does.
    """

    def __init__(self, plot: Plot, level: int = 18, above: float = ABOVE) -> None:
        self._plot = plot
        self._above = above
        self._line = pg.PlotCurveItem()
        self._drop = pg.PlotCurveItem()
        self._head = pg.ArrowItem(headLen=HEAD, pen=None)
        self.words = pg.TextItem(anchor=(0.5, 1.0))
        for item in (self._line, self._drop, self._head, self.words):
            item.setZValue(level)
            plot.addItem(item, ignoreBounds=True)
        self.hide()

    @property
    def is_shown(self) -> bool:
        """Whether it is there."""
        return bool(self._line.isVisible())

    @property
    def ends(self) -> tuple[float, float]:
        """From where to where along x."""
        x, _ = self._line.getData()
        return float(x[0]), float(x[-1])

    def hide(self) -> None:
        """Takes it away."""
        if not self.is_shown:
            return
        for item in (self._line, self._drop, self._head, self.words):
            item.hide()

    def show(self, color: str, begin: tuple[float, float], end: tuple[float, float], name: str) -> None:
        """From `begin` to the x of `end`; a dotted line leads on to `end` itself."""
        (x0, foot), (x1, y1) = begin, end
        dx, dy = self._plot.getViewBox().viewPixelSize()
        top = self._plot.getViewBox().viewRange()[1][1]
        has_room = foot + (self._above + WORDS) * dy <= top
        y0 = foot + (self._above if has_room else -self._above - WORDS) * dy
        if not np.isfinite([x0, y0, x1, y1, dx]).all():
            self.hide()
            return
        self._line.setData([x0, x1], [y0, y0])
        self._line.setPen(pen(color, 2))
        self._drop.setData([x0, x0, x1, x1], [foot, y0, y0, y1], connect=DROPS)
        self._drop.setPen(pen(color, 1, (1, 3)))
        head = min(HEAD, abs(x1 - x0) / dx)
        self._head.setStyle(
            angle=180.0 if x1 >= x0 else 0.0, brush=pg.mkBrush(color), headLen=max(head, 1.0)
        )
        self._head.setPos(x1, y0)
        self.words.setText(name, color=color)
        self.words.setFont(theme.chart_font())
        self.words.fill = pg.mkBrush(veil())
        self.words.setPos((x0 + x1) / 2, y0)
        for item in (self._line, self._drop, self._head, self.words):
            item.show()
        self._head.setVisible(x0 != x1)


class Displacement:
    """The arrow of the chosen descent's next step."""

    def __init__(self, plot: Plot) -> None:
        self.arrow = Arrow(plot)

    def hide(self) -> None:
        """No arrow."""
        self.arrow.hide()

    def show(self, at: Stand, height: float) -> None:
        """The step that begins here; `height` is f where it leads."""
        record = at.run.record
        if record is None or at.epoch >= len(record):
            self.arrow.hide()
            return
        move = float(record.displacement[at.epoch, 0])
        end = float(record.next_position[at.epoch, 0])
        self.arrow.show(run_style(at.run).color, (at.x, at.y), (end, height), f"Δx = {number(move, 4)}")
