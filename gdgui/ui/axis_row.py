"""One axis of a sweep as a person sets it: what is changed, and the values."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gdgui.document import changes
from gdgui.document.check import MOST_CELLS
from gdgui.document.model import Axis, Spacing
from gdgui.document.plan import values
from gdgui.engine.message import InputError, Message
from gdgui.engine.types import Parameter
from gdgui.ui import theme
from gdgui.ui.fields import NumbersField
from gdgui.ui.language import tr
from gdgui.ui.number_field import NumberField
from gdgui.ui.quiet import Combo

COUNT = Parameter(
    key="count",
    title=Message("Count"),
    help=Message("How many values the axis has."),
    kind="integer",
    default=50,
    low=1,
    high=MOST_CELLS,
    slider_low=2,
    slider_high=200,
)
END = Parameter(key="end", title=Message("From"), help=Message("The end of the axis."))
LIST = Parameter(
    key="values",
    title=Message("Values"),
    help=Message("The values one by one, in any order: 0.01, 0.03, 0.1"),
    kind="numbers",
    default=(0.0,),
)

FEW = 8
"""An axis with more values begins its typed list with so many of them."""

SPACINGS: tuple[tuple[Spacing, Message], ...] = (
    ("linear", Message("linear")),
    ("log", Message("logarithmic")),
    ("integer", Message("whole numbers")),
    ("list", Message("typed list")),
)


class AxisRow(QWidget):
    """One axis of the sweep: what it changes, its ends, its count and its spacing."""

    edited = Signal(object, object)
    """An Axis, or None where there shall be no such axis; and who is told (an InputError and the axis
    that stays) where it makes no sense: a field says it below itself.  None for the notice."""
    released = Signal()

    def __init__(self, optional: bool) -> None:
        super().__init__()
        self._optional = optional
        self._axis: Axis | None = None
        self._paths: dict[str, Parameter] = {}
        self.path = Combo()
        self.path.setToolTip(tr("What is changed along this axis"))
        self.path.setAccessibleName(tr("What is changed along this axis"))
        self.spacing = Combo()
        self.spacing.setToolTip(tr("How the values are spaced"))
        self.spacing.setAccessibleName(tr("How the values are spaced"))
        for key, title in SPACINGS:
            self.spacing.addItem(tr(title), key)
        self.low, self.high = NumberField(END, slider=False), NumberField(END, slider=False)
        self.count = NumberField(COUNT, slider=False)
        self.values = NumbersField(LIST)
        self.values.setAccessibleName(tr(LIST.title))
        self.ends = QWidget()
        grid = QGridLayout(self.ends)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.TIGHT)
        for column, (name, number) in enumerate(
            ((tr("from"), self.low), (tr("to"), self.high), (tr("count"), self.count))
        ):
            number.setAccessibleName(name)
            number.setToolTip(name)
            grid.addWidget(number, 0, column)
            grid.setColumnStretch(column, 3 if column < 2 else 2)
            # Across the whole row, or it would be a narrow column of single words.
            grid.addWidget(number.sentence, 1 + column, 0, 1, 3)
        top = QHBoxLayout()
        top.setSpacing(theme.TIGHT)
        top.addWidget(self.path, 3)
        top.addWidget(self.spacing, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.TIGHT)
        layout.addLayout(top)
        layout.addWidget(self.ends)
        layout.addWidget(self.values)
        self.path.activated.connect(self._pick)
        self.spacing.activated.connect(self._space)
        self._fields: dict[str, NumberField | NumbersField] = {
            "low": self.low,
            "high": self.high,
            "count": self.count,
            "values": self.values,
        }
        for name, field in self._fields.items():
            field.edited.connect(partial(self._edit, name))

    def show_axis(self, axis: Axis | None, paths: dict[str, Parameter]) -> None:
        """Shows an axis, and everything that it might be; emits nothing."""
        other = axis is None or self._axis is None or _kind(axis) != _kind(self._axis)
        self._axis = axis
        if other:
            for field in self._fields.values():
                field.discard_draft()
        with QSignalBlocker(self.path), QSignalBlocker(self.spacing):
            if list(paths) != list(self._paths) or self.path.count() == 0:
                self._paths = paths
                self.path.clear()
                if self._optional:
                    self.path.addItem(tr("(no second axis)"), "")
                for path, parameter in paths.items():
                    self.path.addItem(tr(parameter.title), path)
                    self.path.setItemData(self.path.count() - 1, tr(parameter.help), 3)
            self._paths = paths
            self.show_choices()
            listed = axis is not None and axis.spacing == "list"
            self.ends.setVisible(axis is not None and not listed)
            self.values.setVisible(listed)
            self.spacing.setVisible(axis is not None)
            if axis is not None:
                self._allow(paths[axis.path].kind == "number")
                self.low.set_value(axis.low)
                self.high.set_value(axis.high)
                self.count.set_value(axis.count)
                self.values.set_value(tuple(axis.values))

    def show_choices(self) -> None:
        """What stands in the two lists: also after a choice that was refused."""
        self.path.setCurrentIndex(self.path.findData("" if self._axis is None else self._axis.path))
        if self._axis is not None:
            self.spacing.setCurrentIndex(self.spacing.findData(self._axis.spacing))

    def _allow(self, real: bool) -> None:
        """Whole numbers that are evenly spaced are rounded: no linear axis is something else there."""
        model = self.spacing.model()
        assert isinstance(model, QStandardItemModel)
        for k, (key, _) in enumerate(SPACINGS):
            model.item(k).setEnabled(real or key != "linear")

    def _pick(self, index: int) -> None:
        path = str(self.path.itemData(index))
        self.edited.emit(changes.default_axis(path, self._paths[path]) if path else None, None)
        self.released.emit()

    def _space(self, index: int) -> None:
        if self._axis is not None:
            wanted = respaced(self._axis, self._paths[self._axis.path], SPACINGS[index][0])
            self.edited.emit(wanted, None)
            self.released.emit()

    def _edit(self, name: str, value: Any, more: bool) -> None:
        if self._axis is not None:
            wanted = [float(v) for v in value] if name == "values" else value
            self.edited.emit(replace(self._axis, **{name: wanted}), partial(self._refuse, name))
            if not more:
                self.released.emit()

    def _refuse(self, name: str, error: InputError, stays: Axis) -> None:
        value = getattr(stays, name)
        self._fields[name].refuse(error, tuple(value) if name == "values" else value)


def _kind(axis: Axis) -> tuple[str, str]:
    """What an axis changes, and how: where that is another one, nothing typed before makes sense."""
    return axis.path, axis.spacing


def respaced(axis: Axis, parameter: Parameter, spacing: Spacing) -> Axis:
    """The same range in another spacing; a list begins with some of the values that were there, and
    another spacing after a list reaches from its least to its greatest value."""
    if spacing == axis.spacing:
        return axis
    if spacing == "list":
        there = np.asarray(values(axis, parameter), dtype=np.float64)
        places = np.linspace(0, len(there) - 1, min(FEW, len(there))).round().astype(int)
        chosen = there[np.unique(places)]
        whole = parameter.kind == "integer"
        return replace(
            axis, spacing=spacing, values=[float(v) if whole else float(f"{v:.4g}") for v in chosen]
        )
    if axis.spacing == "list":
        low, high = min(axis.values), max(axis.values)
        return Axis(path=axis.path, low=low, high=high, count=max(axis.count, 2), spacing=spacing)
    return replace(axis, spacing=spacing)
