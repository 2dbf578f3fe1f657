"""The tools of zooming into a sweep: a rectangle that is drawn, and the ways back and forward."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QRectF

from gdgui.document import changes
from gdgui.document.model import Axis, Document
from gdgui.document.scale import Scale
from gdgui.engine.message import Message
from gdgui.ui.framed import Framed
from gdgui.ui.intents import Intents
from gdgui.ui.language import tr
from gdgui.ui.plot import Plot
from gdgui.ui.rectangle import ZoomRectangle
from gdgui.ui.snapshot import Snapshot
from gdgui.ui.sweep.zoom import ZoomHistory, zoomed


class Zooming(QObject):
    """Asks for other ranges of the axes; what comes of it is a change of the document."""

    def __init__(self, frame: Framed, plot: Plot, intents: Intents) -> None:
        super().__init__(frame)
        self._intents = intents
        self._history = ZoomHistory()
        self._axes: list[Axis] = []
        self._scales: tuple[Scale, ...] = ()
        self._sweep = 0
        self.rectangle = ZoomRectangle(plot)
        self.button = frame.add_tool(
            "zoom", tr("Zoom: drag a rectangle, and the sweep is computed anew for it")
        )
        self.button.setCheckable(True)
        self.forward_button = frame.add_tool("next-view", tr("Forward to the later zoom"))
        self.button.toggled.connect(self.rectangle.set_active)
        self.rectangle.drawn.connect(self._zoom)
        self.forward_button.clicked.connect(self._forward)

    def follow(self, snapshot: Snapshot, sweep: int, scales: tuple[Scale, ...]) -> None:
        """The sweep on screen and its axes."""
        self._sweep, self._scales = sweep, scales
        self._axes = snapshot.document.sweeps[sweep].axes
        self._history.follow(self._axes)
        self.forward_button.setEnabled(self._history.later is not None)

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        self.rectangle.restyle()

    def back(self) -> None:
        """To the ranges before."""
        self._go(self._history.earlier)

    def _forward(self) -> None:
        self._go(self._history.later)

    def _go(self, axes: list[Axis] | None) -> None:
        if axes is not None:
            change = partial(changes.with_axes, k=self._sweep, axes=axes)
            self._intents.edit(Message("Zoom the sweep"), change)

    def _zoom(self, area: QRectF) -> None:
        """Asks for the part in a rectangle; what cannot be is refused with the reason."""
        self.button.setChecked(False)
        axes, scales, k = self._axes, self._scales, self._sweep
        ends = ((area.left(), area.right()), (area.top(), area.bottom()))

        def change(document: Document) -> Document:
            parts = [
                zoomed(axis, scale, *end) for axis, scale, end in zip(axes, scales, ends, strict=False)
            ]
            return changes.with_axes(document, k, parts)

        self._intents.edit(Message("Zoom the sweep"), change)
