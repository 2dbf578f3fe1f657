"""Offers the work that was left behind: a picture and the time of each, to be opened or discarded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gdgui.document.recovery import Kept, Work
from gdgui.engine.message import InputError
from gdgui.ui import language, theme
from gdgui.ui.language import tr

PICTURE = QSize(200, 150)
"""The largest size of a picture, in pixels."""

HIGHEST = 520
"""The height of the list before it scrolls, in pixels."""


class Recovered(QDialog):
    """A list beside the work, which stops nobody; what is not touched stays until the next time."""

    opened = Signal(object, object)
    """A Kept and its Work, to be shown in a window."""

    def __init__(self, found: list[Kept], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Work that was not saved"))
        self.setModal(False)
        self.rows: dict[Kept, QFrame] = {}
        words = QLabel(
            tr(
                "The program ended before this was saved. Nothing of it changes your files until you "
                "save it. What you leave here is offered again at the next start."
            )
        )
        words.setWordWrap(True)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.TIGHT)
        holder = QWidget()
        holder.setLayout(self._list)
        for one in found:
            self.rows[one] = self._row(one)
            self._list.addWidget(self.rows[one])
        self._list.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        area.setMinimumSize(
            holder.sizeHint().width() + 20, min(holder.sizeHint().height() + 4, HIGHEST)
        )
        buttons = QDialogButtonBox()
        later = buttons.addButton(tr("Later"), QDialogButtonBox.ButtonRole.RejectRole)
        later.setDefault(True)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.MARGIN)
        layout.addWidget(words)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)

    def _row(self, one: Kept) -> QFrame:
        row = QFrame()
        row.setFrameShape(QFrame.Shape.StyledPanel)
        grid = QGridLayout(row)
        picture = QLabel()
        shown = QPixmap(str(one.picture))
        if not shown.isNull():
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            picture.setPixmap(shown.scaled(PICTURE, keep, smooth))
        picture.setFixedWidth(PICTURE.width())
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        work: Work | None = None
        try:
            work = one.load()
            title, beneath = work.title, "" if work.path is None else str(work.path)
        except InputError as error:
            title, beneath = one.record.name, tr(error.message)
        name = QLabel(title)
        font = name.font()
        font.setBold(True)
        name.setFont(font)
        when = QLabel(_when(one.time))
        where = QLabel(beneath)
        where.setWordWrap(True)
        open_it = QPushButton(tr("Open"))
        open_it.setEnabled(work is not None)
        if work is not None:
            open_it.clicked.connect(partial(self._open, one, work))
        discard = QPushButton(tr("Discard"))
        discard.setToolTip(tr("Deletes this work; it cannot be had back"))
        discard.clicked.connect(partial(self._discard, one))
        for button in (open_it, discard):
            button.setAutoDefault(False)
        grid.addWidget(picture, 0, 0, 4, 1)
        for line, label in enumerate((name, when, where)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(label, line, 1)
        grid.setRowStretch(3, 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(1, 260)
        grid.addWidget(open_it, 0, 2)
        grid.addWidget(discard, 1, 2)
        return row

    def _open(self, one: Kept, work: Work, _: bool = False) -> None:
        self._take_out(one)
        self.opened.emit(one, work)

    def _discard(self, one: Kept, _: bool = False) -> None:
        one.discard()
        self._take_out(one)

    def _take_out(self, one: Kept) -> None:
        row = self.rows.pop(one)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        if not self.rows:
            self.close()


def _when(seconds: float) -> str:
    """Day and time as they are written in the present language."""
    moment = QDateTime.fromSecsSinceEpoch(int(seconds))
    return QLocale(language.current()).toString(moment, QLocale.FormatType.ShortFormat)
