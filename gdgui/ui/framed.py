"""The frame around a chart: title, legend, what is under the pointer, and tools."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gdgui.ui import theme
from gdgui.ui.icons import set_icon
from gdgui.ui.language import tr
from gdgui.ui.legend import Legend
from gdgui.ui.theme import Series
from gdgui.ui.told import Told


class Framed(QWidget):
    """A chart's frame: its title, the coordinates under the pointer, and buttons for the view."""

    fit_asked = Signal()
    back_asked = Signal()

    def __init__(self, title: str, content: QWidget) -> None:
        super().__init__()
        self.title = QLabel(title)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.coordinates = Told()
        self._back = _tool("last-view", tr("Back to the last view"))
        self._fit = _tool("fit", tr("Show everything"))
        self._back.clicked.connect(self.back_asked)
        self._fit.clicked.connect(self.fit_asked)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(8, 3, 4, 0)
        self.bar.setSpacing(2)
        self.legend = Legend(self.coordinates)
        self.bar.addWidget(self.title)
        self.bar.addSpacing(12)
        self.bar.addWidget(self.legend, 1)
        self.bar.addWidget(self.coordinates)
        self.bar.addSpacing(6)
        self.pencil = _tool("rename", tr("Draw with the mouse"))
        self.pencil.setCheckable(True)
        self.pencil.hide()
        self.bar.addWidget(self.pencil)
        self.bar.addWidget(self._back)
        self.bar.addWidget(self._fit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self.bar)
        layout.addWidget(content, 1)
        self.setAutoFillBackground(True)
        self.restyle()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        colors = self.palette()
        colors.setColor(self.backgroundRole(), QColor(theme.current().background))
        self.setPalette(colors)

    def set_legend(self, entries: Sequence[tuple[Series, str]]) -> None:
        """Names what the lines are, beside the title and so never over the data."""
        self.legend.set_entries(entries)

    def tell_below(self) -> None:
        """Gives the coordinates a line of their own below the chart."""
        self.bar.removeWidget(self.coordinates)
        self.legend.stand_alone()
        self.coordinates.setContentsMargins(8, 0, 8, 3)
        self.coordinates.setMinimumHeight(self.coordinates.fontMetrics().height() + 3)
        self.coordinates.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.coordinates)

    def add_below(self, widget: QWidget) -> None:
        """Puts something between the chart and what is told below it."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, widget)

    def add_tool(self, name: str, tip: str) -> QToolButton:
        """A button of the chart's own, before those for the view."""
        button = _tool(name, tip)
        self.bar.insertWidget(self.bar.count() - 2, button)
        return button

    def hide_tools(self) -> None:
        """As a figure: without the buttons."""
        for part in (*self.findChildren(QToolButton), self.coordinates):
            part.hide()
            part.setFixedSize(0, 0)  # a chart may show its own again as there is more to see


def _tool(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    set_icon(button, name)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
