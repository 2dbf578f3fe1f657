"""What theory says of the learning rate, in a line of text and as marks on its slider."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from gdgui.engine.theory import Limits
from gdgui.ui.forms import Form
from gdgui.ui.language import number, tr
from gdgui.ui.number_field import Marks

RATE = "rate"
"""The key of the learning rate in every schedule that has one."""


class LimitsLabel(QLabel):
    """The line below a schedule's form, and the marks on the form's learning rate."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._limits: Limits | None = None
        self._field: object = None
        self.setWordWrap(True)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.hide()

    def show_limits(self, limits: Limits | None) -> None:
        """Shows other limits; None where nothing is known."""
        field = self._form.field(RATE) if RATE in self._form.keys() else None  # noqa: SIM118
        if limits == self._limits and field is self._field:
            return
        self._limits, self._field = limits, field
        self.setVisible(limits is not None and field is not None)
        if field is not None:
            self._form.set_marks(RATE, () if limits is None else marks(limits))
        if limits is not None:
            self.setText(sentence(limits))


def marks(limits: Limits) -> Marks:
    """The marks of a slider: (learning rate, name)."""
    last = (limits.stability, tr("stability limit"))
    return (last,) if limits.one_step is None else ((limits.one_step, tr("one step")), last)


def sentence(limits: Limits) -> str:
    """The limits in a line: of divergence only where the gradient is linear, as on a parabola."""
    values = {"at": number(limits.at, 4), "stability": number(limits.stability, 4)}
    if limits.one_step is None:
        if limits.linear:
            return tr("Limits at {at}: above {stability} it diverges", **values)
        return tr("Limits at {at}: above {stability} it cannot come to rest there", **values)
    values["one_step"] = number(limits.one_step, 4)
    if limits.linear:
        return tr(
            "Limits at {at}: one step {one_step}, beyond it swings, above {stability} it diverges",
            **values,
        )
    return tr(
        "Limits at {at}: one step {one_step}, beyond it swings, above {stability} it cannot come to "
        "rest there",
        **values,
    )
