"""The bar of a field's colours: what they stand for, and handles that change their range."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from pyqtgraph.graphicsItems.ColorBarItem import ColorBarItem
from pyqtgraph.graphicsItems.PlotItem import PlotItem
from PySide6.QtGui import QFontMetricsF

from gdgui.document import changes
from gdgui.engine.message import Message
from gdgui.ui import theme
from gdgui.ui.axis import Level, decade_levels, decade_strings, minus
from gdgui.ui.intents import Intents
from gdgui.ui.pens import pen
from gdgui.ui.sweep.levels import MAPS, Levels, color_map

NARROWEST, ASIDE, LENGTH = 45.0, 14.0, 300.0
"""The width of the bar's axis, what it takes beside its numbers, and about how long it is: pixels."""


class _PlainPlot(PlotItem):
    """pyqtgraph's plot without its menu, whose parts the program does not import."""

    def __init__(self, **look: Any) -> None:
        super().__init__(**look, enableMenu=False)


class ColorBar(ColorBarItem, _PlainPlot):
    """The bar.  To drag its ends asks for another range in the document; to set it asks for nothing."""

    def __init__(self, intents: Intents) -> None:
        super().__init__(width=14, interactive=True, colorMap=color_map("viridis"), colorMapMenu=False)
        self._intents = intents
        self._shown: Levels | None = None
        self._sweep = 0
        self._quiet = False
        # Methods and no partials, which Qt would keep, and with them this bar, for ever.
        self.sigLevelsChanged.connect(self._drag)
        self.sigLevelsChangeFinished.connect(self._let_go)
        self.begin()

    def begin(self) -> None:
        """Plain numbers, as before any levels are shown."""
        self._wide = NARROWEST
        self._set_ticks(logarithmic=False)

    def _set_ticks(self, logarithmic: bool) -> None:
        self.axis.tickStrings = _power_strings if logarithmic else _tick_strings
        if logarithmic:
            self.axis.tickValues = _power_values
        else:
            self.axis.__dict__.pop("tickValues", None)  # pyqtgraph's own
        self.axis.picture = None

    def show_levels(self, levels: Levels, sweep: int) -> None:
        """Shows the levels of the document's sweep with this number."""
        self._shown, self._sweep = levels, sweep
        self._quiet = True
        self._set_ticks(levels.log)
        if self.colorMap().name != MAPS[levels.name]:
            self.setColorMap(color_map(levels.name))
        low, high = levels.low, levels.high
        self._make_room(low, high)
        # What the bar shows already is left alone: in the middle of a drag it would start anew.
        if not np.allclose(self.levels(), (low, high), rtol=0.0, atol=(high - low) * 1e-6):
            self.setLevels((low, high))
        if not self.region.moving and not any(line.moving for line in self.region.lines):
            # Dragged colours are multiples of this; pyqtgraph's own step is 1.
            self.rounding = 10.0 ** np.floor(np.log10(high - low) - 2)
        self._quiet = False

    def _make_room(self, low: float, high: float) -> None:
        """Makes the axis as wide as its numbers: what does not fit, pyqtgraph leaves away.

        It does not become narrower while the same is shown, or the field beside it would move.
        """
        metrics = QFontMetricsF(theme.chart_font(-0.5))
        ticks = self.axis.tickValues(low, high, LENGTH)[:2]
        texts = [text for space, at in ticks for text in self.axis.tickStrings(at, 1.0, space)]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
        self._wide = max(self._wide, widest + ASIDE)
        self.axis.setWidth(self._wide)

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        look = theme.current()
        self.axis.setPen(pen(look.border))
        self.axis.setTextPen(pen(look.foreground))
        self.axis.setTickFont(theme.chart_font(-0.5))

    def _let_go(self, bar: ColorBarItem) -> None:
        self._drag(bar)
        if not self._quiet:
            self._intents.released.emit()

    def _drag(self, bar: ColorBarItem) -> None:
        levels = self._shown
        if self._quiet or levels is None:
            return
        low, high = (float(f"{levels.value(level):.6g}") for level in bar.levels())
        if low < high:
            change = partial(changes.with_colors, k=self._sweep, colors=(low, high))
            self._intents.edit(Message("Change the colours"), change, "colors")


def _tick_strings(values: list[float], scale: float, spacing: float) -> list[str]:
    """The numbers of the bar, as on the other axes."""
    places = max(0, int(np.ceil(-np.log10(spacing * scale))))
    return minus([f"{value * scale:.{places}f}" for value in values])


def _power_strings(values: list[float], scale: float, spacing: float) -> list[str]:
    """The numbers of a logarithmic bar: the values themselves."""
    return decade_strings(values, spacing)


def _power_values(low: float, high: float, size: float) -> list[Level]:
    """Where they stand."""
    return decade_levels(min(low, high), max(low, high))
