"""The window in which a person exports pictures, films and tables.

Nothing is modal but the question for the file.  A film is painted frame by frame between the turns of
the event loop, since only this thread may paint, and encoded in another.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from gdgui.document.file import write_bytes
from gdgui.engine.message import InputError, Message
from gdgui.export import names
from gdgui.export.arrays import write_arrays
from gdgui.export.columns import Table, descent_table, sweep_table
from gdgui.export.films import Frame, write_film
from gdgui.export.notebook import notebook
from gdgui.export.script import script
from gdgui.export.tables import write_decimal_commas, write_table
from gdgui.jobs import job as events
from gdgui.jobs.feed import Feed
from gdgui.jobs.job import CancelToken
from gdgui.jobs.runner import JobRunner
from gdgui.jobs.sweeps import Meter, completed
from gdgui.jobs.writing import WritingJob, Written
from gdgui.ui import theme
from gdgui.ui.export_form import (
    ExportForm,
    Subjects,
    Wishes,
    recalled,
    remembered,
)
from gdgui.ui.figures import encode
from gdgui.ui.films import Film, SweepFilm
from gdgui.ui.language import tr
from gdgui.ui.snapshot import Snapshot
from gdgui.ui.window_sheet import find_subjects, make_sheet

if TYPE_CHECKING:
    from gdgui.ui.window import Window

PAUSE = 2
"""Milliseconds for the rest of the window between two frames of a film."""

STEPS = 1000
"""Into how many parts the progress of a sweep is divided."""

TABLES = {"csv": write_table, "comma": write_decimal_commas, "npz": write_arrays}


class ExportDialog(QDialog):
    """The window for it.  It stays open, and shows what the document has by then."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._runner = JobRunner(self, "exports")
        self._runner.reported.connect(self._on_report)
        self._subjects: Subjects | None = None
        self._refused: Message | None = None
        self._film: Film | None = None
        self._feed: Feed[Frame] | None = None
        self._meter: Meter | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._go_on)
        self.setWindowTitle(tr("Export"))
        self.form = ExportForm()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.progress = QProgressBar()
        self.cancel_button = QPushButton(tr("Cancel"))
        self.copy_button = QPushButton(tr("Copy"))
        self.export_button = QPushButton(tr("Export …"))
        self.close_button = QPushButton(tr("Close"))
        self.export_button.setDefault(True)
        working = QHBoxLayout()
        working.addWidget(self.progress, 1)
        working.addWidget(self.cancel_button)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(self.export_button)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.form)
        layout.addWidget(self.told)
        layout.addLayout(working)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self.setMinimumWidth(400)
        self.form.changed.connect(self._settle)
        self.export_button.clicked.connect(self._ask)
        self.cancel_button.clicked.connect(self.cancel)
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.close)
        window.controller.changed.connect(self._follow)
        self._show_work(False)

    # What there is

    def refresh(self) -> None:
        """Shows what can be exported now, with the choices of the last time."""
        self._fill()
        self._settle()

    @Slot(object)
    def _follow(self, _: Snapshot) -> None:
        if not self.isVisible() or self.busy:
            return
        before = self.form.wishes()
        self._fill()
        # Where nothing is different for what is chosen, what was said of the last export stays.
        if self.form.wishes() != before or self._refusal() != self._refused:
            self._settle()

    def _fill(self) -> None:
        """Puts into the form what there is, where that is not in it yet."""
        first = self._subjects is None
        wishes = recalled(self._window.settings.export) if first else self.form.wishes()
        subjects = find_subjects(self._window)
        if subjects != self._subjects:
            self._subjects = subjects
            self.form.put(wishes, subjects)

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._runner.busy

    def _settle(self) -> None:
        """Says what will come of the choices, or why nothing can."""
        wishes = self.form.wishes()
        refusal = self._refused = self._refusal()
        self._say(wishes.told() if refusal is None else tr(refusal), refusal is not None)
        self.export_button.setEnabled(refusal is None and not self.busy)
        self.copy_button.setVisible(wishes.kind == "picture")
        self.copy_button.setEnabled(refusal is None)

    def _refusal(self) -> Message | None:
        """Why what is chosen cannot be exported now, or None."""
        wishes = self.form.wishes()
        return wishes.refusal() or self._missing(wishes)

    def _missing(self, wishes: Wishes) -> Message | None:
        """What has to be computed first, or None."""
        snapshot = self._window.controller.snapshot()
        if wishes.kind == "program":
            return None
        if wishes.of_sweep and wishes.kind != "picture":
            view = snapshot.sweep
            if view is None or not view.done or view.field is None or not view.current:
                return Message("the sweep has to be run first")
        elif wishes.kind != "picture" and any(run.outcome is None for run in snapshot.shown):
            return Message("the descents are still being computed")
        return None

    def _say(self, text: str, bad: bool = False) -> None:
        look = theme.current()
        colors = self.told.palette()
        colors.setColor(self.told.foregroundRole(), look.bad if bad else look.dim)
        self.told.setPalette(colors)
        self.told.setText(text)

    # Work

    def _ask(self) -> None:
        wishes = self.form.wishes()
        name = self._usual_name(wishes) + wishes.suffix
        folder = self._window.settings.export_folder or Path.home()
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export"), str(folder / name))
        if not chosen:
            return
        path = Path(chosen)
        if wishes.suffix and path.suffix.lower() != wishes.suffix:
            path = path.with_name(path.name + wishes.suffix)
            # The question for the file did not see this name.
            if path.exists() and not self._may_overwrite(path):
                return
        self.start(path)

    def _may_overwrite(self, path: Path) -> bool:
        answer = QMessageBox.question(
            self, tr("Export"), tr("{file} is there already. Overwrite it?", file=path.name)
        )
        return answer == QMessageBox.StandardButton.Yes

    def _usual_name(self, wishes: Wishes) -> str:
        if wishes.kind == "program":
            return names.script_file("").rstrip(".")
        if wishes.drawn:
            return wishes.subject or "charts"
        if wishes.of_sweep:
            number = self._window.controller.document.view.sweep + 1
            return names.sweep_file(number, "steps")
        return names.descent_file(int(wishes.subject) + 1, "steps")

    def start(self, path: Path) -> None:
        """Writes what the form says to `path`: a picture at once, the rest while the window lives."""
        wishes = self.form.wishes()
        self._window.settings.export = remembered(wishes)
        self._window.settings.export_folder = path.parent
        try:
            match wishes.kind:
                case "picture":
                    self._write_picture(path, wishes)
                case "film":
                    self._begin_film(path, wishes)
                case "program":
                    self._begin_program(path, wishes)
                case _:
                    self._begin_table(path, wishes)
        except (InputError, OSError) as error:
            self._fail(error)

    def _write_picture(self, path: Path, wishes: Wishes) -> None:
        sheet = make_sheet(self._window, wishes.subject, wishes.look)
        try:
            write_bytes(path, encode(sheet, wishes.format, self._window.windowTitle()))
        finally:
            sheet.dispose()
        self._finish((path,))

    def _begin_film(self, path: Path, wishes: Wishes) -> None:
        snapshot = self._window.controller.snapshot()
        sheet = make_sheet(self._window, wishes.subject, wishes.look)
        steps = wishes.steps
        if wishes.of_sweep:
            self._film = SweepFilm(sheet, snapshot, steps)
        else:
            self._film = Film(sheet, steps)
        feed: Feed[Frame] = Feed(len(steps))
        self._feed = feed

        def write(token: CancelToken) -> list[Path]:
            return write_film(path, wishes.format, feed.taken(token), feed.count, wishes.rate)

        self._submit(write, len(steps))
        self._timer.start()

    def _begin_table(self, path: Path, wishes: Wishes) -> None:
        snapshot = self._window.controller.snapshot()
        if wishes.of_sweep:
            view = snapshot.sweep
            assert view is not None
            field, meter = view.field, Meter()
            assert field is not None
            self._meter = meter

            def make(token: CancelToken) -> Table:
                return sweep_table(completed(view.plan, token, field, meter), token)
        else:
            record = snapshot.runs[int(wishes.subject)].record
            assert record is not None

            def make(token: CancelToken) -> Table:
                return descent_table(record)

        def write(token: CancelToken) -> list[Path]:
            TABLES[wishes.format](path, make(token), token)
            return [path]

        self._submit(write, 0)
        if self._meter is not None:
            self._timer.start()

    def _begin_program(self, path: Path, wishes: Wishes) -> None:
        document, told = self._window.controller.document, self._window.lesson_text()

        def write(token: CancelToken) -> list[Path]:
            text = script(document) if wishes.format == "py" else notebook(document, told)
            write_bytes(path, text.encode(), token)
            return [path]

        self._submit(write, 0)

    def _submit(self, write: Callable[[CancelToken], list[Path]], steps: int) -> None:
        self._runner.submit(WritingJob(write))
        self.progress.setRange(0, steps)
        self.progress.setValue(0)
        self._show_work(True)
        self._say("")

    @Slot()
    def _go_on(self) -> None:
        """Shows how far a sweep is; or paints a frame, where the encoder has room for one."""
        film, feed = self._film, self._feed
        if self._meter is not None:
            # What comes after the descents is not counted: the bar then only says that it goes on.
            share = self._meter.share
            self.progress.setRange(0, STEPS if 0 < share < 1 else 0)
            self.progress.setValue(int(share * STEPS))
        if film is None or feed is None or not feed.has_room:
            return
        feed.give(film.paint(feed.given))
        self.progress.setValue(feed.given)
        if feed.given == feed.count:
            self._timer.stop()

    @Slot(object)
    def _on_report(self, event: events.Event) -> None:
        match event:
            case events.Delivered(piece=Written() as written):
                self._finish(written.paths)
            case events.Failed(error=error):
                self._fail(error)
            case events.Finished():
                self.export_button.setEnabled(True)

    @Slot()
    def cancel(self) -> None:
        """Ends what is being written; nothing of it stays."""
        self._runner.cancel()
        self._end_work()
        self._settle()

    def _finish(self, paths: tuple[Path, ...]) -> None:
        self._end_work()
        if len(paths) == 1:
            self._say(tr("Written: {file}", file=str(paths[0])))
        else:
            self._say(
                tr("{count} files written to {folder}", count=len(paths), folder=str(paths[0].parent))
            )

    def _fail(self, error: BaseException) -> None:
        self._end_work()
        if isinstance(error, InputError):
            self._say(tr(error.message), True)
        else:
            reason = getattr(error, "strerror", None) or str(error)
            self._say(tr("This could not be written: {reason}", reason=reason), True)

    def _end_work(self) -> None:
        self._timer.stop()
        if self._film is not None:
            self._film.sheet.dispose()
        self._film = self._feed = self._meter = None
        self._show_work(False)

    def _show_work(self, working: bool) -> None:
        self.progress.setVisible(working)
        self.cancel_button.setVisible(working)
        self.form.setEnabled(not working)
        self.export_button.setEnabled(not working)

    def _copy(self) -> None:
        wishes = self.form.wishes()
        sheet = make_sheet(self._window, wishes.subject, wishes.look)
        QGuiApplication.clipboard().setImage(sheet.image())
        sheet.dispose()
        self._say(tr("The picture is on the clipboard"))

    def shutdown(self) -> None:
        """Ends all work, and waits for it.  Harmless when called twice."""
        self._end_work()
        self._runner.shutdown()

    def closeEvent(self, event: QCloseEvent) -> None:
        # What is still being written has nobody any more who could cancel it.
        if self.busy:
            self.cancel()
        super().closeEvent(event)

    def reject(self) -> None:
        """Escape ends the work first, and then closes."""
        if self.busy:
            self.cancel()
        else:
            super().reject()
