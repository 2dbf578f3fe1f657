"""What a person wants to have exported, and the form in which it is said."""

from __future__ import annotations

import math

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QHBoxLayout, QLabel, QWidget

from gdgui.engine.message import Message
from gdgui.export.appearance import MOST_PIXELS
from gdgui.export.films import FASTEST, ffmpeg, no_ffmpeg
from gdgui.ui.charts import ARRANGEMENT, CHARTS
from gdgui.ui.films import FRAMES, every
from gdgui.ui.language import tr
from gdgui.ui.quiet import Check, Combo
from gdgui.ui.sheet import CENTIMETRE, Look

SWEEP = "sweep"
"""In place of a descent's number: the table of the sweep."""

MOST_IN_FILM = 2_000_000_000
"""Pixels of all frames of a GIF, which are kept until it is written."""

KINDS = (
    ("picture", Message("Picture")),
    ("film", Message("Film")),
    ("table", Message("Table")),
    ("program", Message("Python program")),
)

FORMATS = {
    "picture": (
        ("png", Message("PNG (pixels)")),
        ("svg", Message("SVG (vectors)")),
        ("pdf", Message("PDF (vectors)")),
    ),
    "film": (
        ("gif", Message("GIF (256 colours)")),
        ("apng", Message("APNG (all colours)")),
        ("mp4", Message("MP4")),
        ("steps", Message("PNG, a picture for each step")),
    ),
    "table": (
        ("csv", Message("CSV")),
        ("comma", Message("CSV with decimal commas, for spreadsheets")),
        ("npz", Message("NPZ (numpy)")),
    ),
    "program": (
        ("py", Message("Script for numpy and matplotlib")),
        ("ipynb", Message("Notebook with the lesson's text")),
    ),
}

UNITS = (("px", Message("pixels")), ("cm", Message("cm")))
COLOURS = (("shown", Message("As in the window")), ("print", Message("For print: white, black text")))


class Wishes(Struct, frozen=True):
    """All that the form says.  Sizes are in the chosen unit; `stride` is from one frame to the next."""

    kind: str = "picture"
    subject: str = ARRANGEMENT
    format: str = "png"
    width: float = 1200.0
    height: float = 750.0
    unit: str = "px"
    scale: float = 2.0
    colours: str = "shown"
    transparent: bool = False
    caption: bool = False
    rate: float = 20.0
    first: int = 0
    last: int = 0
    stride: int = 1

    @property
    def drawn(self) -> bool:
        """Whether it is something to look at."""
        return self.kind in ("picture", "film")

    @property
    def of_sweep(self) -> bool:
        """Whether it is about the sweep: its table, or a chart that shows it."""
        return self.subject == SWEEP if self.kind == "table" else shows_sweep(self.subject)

    @property
    def look(self) -> Look:
        """How the picture looks."""
        pixels = CENTIMETRE if self.unit == "cm" else 1.0
        return Look(
            self.width * pixels,
            self.height * pixels,
            self.scale,
            self.unit == "cm",
            self.colours == "print",
            self.transparent and self.kind == "picture",
            self.caption,
            self.format in ("svg", "pdf"),
        )

    @property
    def steps(self) -> list[int]:
        """The epochs, or rows of a sweep, that a film shows."""
        return every(self.first, max(self.last, self.first), self.stride)

    @property
    def suffix(self) -> str:
        """What the file's name ends in; nothing for a folder."""
        return {"apng": ".png", "comma": ".csv", "steps": ""}.get(self.format, f".{self.format}")

    def refusal(self) -> Message | None:
        """Why this cannot be made, or None."""
        if self.kind == "film" and self.format == "mp4" and ffmpeg() is None:
            return no_ffmpeg()
        if not self.drawn:
            return None
        width, height = self.look.pixels
        if self.format not in ("svg", "pdf") and width * height > MOST_PIXELS:
            return Message(
                "{width} × {height} pixels are too many; allowed are up to {most} million in all",
                {"width": width, "height": height, "most": MOST_PIXELS // 1_000_000},
            )
        if self.format == "gif" and width * height * len(self.steps) > MOST_IN_FILM:
            return Message("this film is too large for a GIF: a smaller size or fewer steps would do")
        return None

    def told(self) -> str:
        """What will come of it, in a few words."""
        if not self.drawn:
            return ""
        width, height = self.look.pixels
        size = tr("{width} × {height} pixels", width=width, height=height)
        if self.kind == "film":
            count = len(self.steps)
            length = tr("{count} steps", count=count)
            if self.format != "steps":
                length += "  ·  " + tr("{seconds:.1f} s", seconds=count / self.rate)
            return f"{size}  ·  {length}"
        if self.format == "png":
            return size
        return tr("{width:.1f} × {height:.1f} cm", width=self._cm(0), height=self._cm(1))

    def _cm(self, side: int) -> float:
        return (self.look.width, self.look.height)[side] / CENTIMETRE


def shows_sweep(subject: str) -> bool:
    """Whether the subject of a picture or a film is a chart of the sweep."""
    return subject in CHARTS and CHARTS[subject].shows_sweep


class Subjects(Struct, frozen=True):
    """What there is to be exported: key and title of each chart, of each table; how many steps."""

    charts: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, str], ...]
    epochs: int
    rows: int

    def steps(self, subject: str) -> tuple[int, int]:
        """The first and the last step of a film of a chart."""
        return (1, self.rows) if shows_sweep(subject) else (0, self.epochs)


class ExportForm(QWidget):
    """The form.  `put` emits nothing; `changed` is emitted when a person has changed something."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._subjects = Subjects((), (), 0, 0)
        self._quiet = False
        self._unit = "px"
        self.kind = _list(KINDS)
        self.subject = Combo()
        self.format = Combo()
        self.width_field, self.height_field = _number(0), _number(0)
        self.unit = _list(UNITS)
        self.scale = _number(2, 0.1, 20, 0.5)
        self.colours = _list(COLOURS)
        self.transparent = Check(tr("Transparent background"))
        self.caption = Check(tr("The parameters as a caption"))
        self.rate = _number(1, 0.5, FASTEST, 1)
        self.first, self.last = _number(0), _number(0)
        self.stride = _number(0, 1, 1_000_000)
        self.rows = QFormLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        span = _row(self.first, QLabel(tr("to")), self.last)
        size = _row(self.width_field, QLabel("×"), self.height_field, self.unit)
        for title, field in (
            (tr("Kind"), self.kind),
            (tr("What"), self.subject),
            (tr("Format"), self.format),
            (tr("Size"), size),
            (tr("Scale"), self.scale),
            (tr("Colours"), self.colours),
            ("", self.transparent),
            ("", self.caption),
            (tr("Steps a second"), self.rate),
            (tr("From step"), span),
            (tr("One step in"), self.stride),
        ):
            self.rows.addRow(title, field)
            label = self.rows.labelForField(field)
            if title:
                field.setAccessibleName(title)
                label.setBuddy(field)  # type: ignore[attr-defined]
        self.width_field.setAccessibleName(tr("Width"))
        self.height_field.setAccessibleName(tr("Height"))
        self.first.setAccessibleName(tr("First step"))
        self.last.setAccessibleName(tr("Last step"))
        self._size, self._span = size, span
        for combo in (self.kind, self.subject, self.format, self.unit, self.colours):
            combo.currentIndexChanged.connect(self._change)
        for number in self._numbers():
            number.valueChanged.connect(self._change)
        for check in (self.transparent, self.caption):
            check.toggled.connect(self._change)

    def _numbers(self) -> tuple[QDoubleSpinBox, ...]:
        sizes = (self.width_field, self.height_field, self.scale)
        return (*sizes, self.rate, self.first, self.last, self.stride)

    def put(self, wishes: Wishes, subjects: Subjects) -> None:
        """Shows `wishes`, as far as there is what they name; emits nothing."""
        self._quiet = True
        as_before = self._subjects.steps(wishes.subject) == subjects.steps(wishes.subject)
        self._subjects = subjects
        _select(self.kind, wishes.kind)
        self._fill_lists(wishes.subject, wishes.format)
        self._set_unit(wishes.unit)
        _select(self.unit, wishes.unit)
        self.width_field.setValue(wishes.width)
        self.height_field.setValue(wishes.height)
        self.scale.setValue(wishes.scale)
        _select(self.colours, wishes.colours)
        self.transparent.setChecked(wishes.transparent)
        self.caption.setChecked(wishes.caption)
        self.rate.setValue(wishes.rate)
        if not as_before or self.subject.currentData() != wishes.subject:
            self._set_steps()
        self._show_rows()
        self._quiet = False

    def wishes(self) -> Wishes:
        """What the form says."""
        return Wishes(
            kind=self.kind.currentData() or "picture",
            subject=self.subject.currentData() or "",
            format=self.format.currentData() or "",
            width=self.width_field.value(),
            height=self.height_field.value(),
            unit=self._unit,
            scale=self.scale.value(),
            colours=self.colours.currentData() or "shown",
            transparent=self.transparent.isChecked(),
            caption=self.caption.isChecked(),
            rate=self.rate.value(),
            first=int(self.first.value()),
            last=int(self.last.value()),
            stride=int(self.stride.value()),
        )

    # Keeping the parts together

    def _change(self, *_: object) -> None:
        if self._quiet:
            return
        self._quiet = True
        sender, wishes = self.sender(), self.wishes()
        if sender is self.kind:
            self._fill_lists(wishes.subject, wishes.format)
        if sender in (self.kind, self.subject):
            self._set_steps()
        if sender is self.unit:
            factor = CENTIMETRE if self.unit.currentData() == "px" else 1 / CENTIMETRE
            self._set_unit(str(self.unit.currentData()))
            self.width_field.setValue(wishes.width * factor)
            self.height_field.setValue(wishes.height * factor)
        self._show_rows()
        self._quiet = False
        self.changed.emit()

    def _fill_lists(self, subject: str, chosen: str) -> None:
        kind = self.kind.currentData()
        charts = ((ARRANGEMENT, tr("All charts, as they stand")), *self._subjects.charts)
        _fill(self.subject, self._subjects.tables if kind == "table" else charts, subject)
        _fill(self.format, tuple((key, tr(title)) for key, title in FORMATS[kind]), chosen)

    def _set_unit(self, unit: str) -> None:
        self._unit = unit
        for field in (self.width_field, self.height_field):
            field.setDecimals(0 if unit == "px" else 1)
            field.setRange(*((100, 10_000) if unit == "px" else (2.5, 250)))
            field.setSingleStep(10 if unit == "px" else 0.5)

    def _set_steps(self) -> None:
        """The whole range, in so many steps that the film is not too long."""
        first, last = self._subjects.steps(str(self.subject.currentData() or ""))
        for field, value in ((self.first, first), (self.last, last)):
            field.setRange(first, max(last, first))
            field.setValue(value)
        self.stride.setValue(max(math.ceil((last - first) / FRAMES), 1))

    def _show_rows(self) -> None:
        """Only what acts on the present format is to be seen."""
        wishes = self.wishes()
        drawn, film = wishes.drawn, wishes.kind == "film"
        vectors = wishes.format in ("svg", "pdf")
        for field, shown in (
            (self.subject, wishes.kind != "program"),
            (self._size, drawn),
            (self.scale, drawn and not vectors),
            (self.colours, drawn),
            (self.transparent, wishes.kind == "picture"),
            (self.caption, drawn),
            (self.rate, film and wishes.format != "steps"),
            (self._span, film),
            (self.stride, film),
        ):
            self.rows.setRowVisible(field, shown)


def remembered(wishes: Wishes) -> bytes:
    """The wishes as they are kept for the next time: not what belongs to one document."""
    return msgspec.json.encode(replace(wishes, subject=ARRANGEMENT, first=0, last=0, stride=1))


def recalled(kept: bytes | None) -> Wishes:
    """The wishes of the last time; where there are none, or none that make sense, the first ones."""
    try:
        wishes = msgspec.json.decode(kept or b"{}", type=Wishes)
    except msgspec.MsgspecError:
        return Wishes()
    known = wishes.kind in FORMATS and wishes.unit in dict(UNITS) and wishes.colours in dict(COLOURS)
    return wishes if known else Wishes()


def _list(options: tuple[tuple[str, Message], ...]) -> Combo:
    combo = Combo()
    _fill(combo, tuple((key, tr(title)) for key, title in options), "")
    return combo


def _fill(combo: QComboBox, options: tuple[tuple[str, str], ...], chosen: str) -> None:
    combo.clear()
    for key, title in options:
        combo.addItem(title, key)
    _select(combo, chosen)


def _select(combo: QComboBox, key: str) -> None:
    combo.setCurrentIndex(max(combo.findData(key), 0))


def _number(decimals: int, low: float = 0, high: float = 1, step: float = 1) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setLocale(QLocale.c())
    field.setDecimals(decimals)
    field.setRange(low, high)
    field.setSingleStep(step)
    return field


def _row(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
    return row
