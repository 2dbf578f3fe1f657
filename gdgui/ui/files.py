"""The file of a window's document: opened, saved, watched, and left only when its owner agrees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gdgui.document import file, model
from gdgui.document.model import Document
from gdgui.document.plan import Plan
from gdgui.engine.message import Message
from gdgui.jobs.job import Job
from gdgui.jobs.prepare import Prepared, prepared
from gdgui.jobs.queue import JobQueue
from gdgui.jobs.writing import WritingJob
from gdgui.ui.file_watch import FileWatch
from gdgui.ui.language import tr

if TYPE_CHECKING:
    from gdgui.ui.window import Window

NOTHING_KNOWN = b""
"""The fingerprint of no file: whatever stands there, somebody is asked."""

Then = Callable[[], object]


class Files(QObject):
    """Opens and saves the document of one window.

    Files are written off the GUI thread, in order; `leave` waits for them.  What stands in the file is
    known by its fingerprint, so that nothing that another program wrote is overwritten unasked.
    """

    changed = Signal()
    """The document has another file, or differs from it in another way."""

    def __init__(self, window: Window, queue: JobQueue) -> None:
        super().__init__(window)
        self._window = window
        self._queue = queue
        self._known: bytes | None = None
        self._seen: bytes | None = None
        self._going_to: Path | None = None
        self.path: Path | None = None
        self._watch = FileWatch(self)
        self._watch.stirred.connect(self.look)

    # Opening

    @Slot()
    def new(self) -> None:
        """The document of the first start."""
        self.leave(lambda: self.begin(*prepared(model.default())))

    @Slot()
    def open(self) -> None:
        """Asks for a file and opens it."""
        self.leave(self._ask_and_open)

    def _ask_and_open(self) -> None:
        place = str(self.path or Path.home())
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open"), place, _filter())
        if name:
            self.open_path(Path(name))

    def change_to(self, path: Path) -> None:
        """Opens another file, unless unsaved work keeps us; a recent one that is gone is forgotten."""

        def go() -> None:
            if not self.open_path(path) and not path.exists():
                self._window.settings.remove_recent(path)
                self._window.menus.show_recent()

        self.leave(go)

    def open_path(self, path: Path) -> bool:
        """Opens a file; where it makes no sense, a sentence says so and all stays as it is."""

        def use(document: Document, planned: Plan, known: bytes) -> None:
            self.begin(document, planned, path, known)
            self._remember(path)

        return self._read(path, use)

    def revert(self) -> None:
        """Back to what stands in the file; that can be undone, so nobody is asked."""
        path = self.path
        if path is None:
            return

        def use(document: Document, planned: Plan, known: bytes) -> None:
            self._window.controller.replace(document, planned, Message("Revert to the file"))
            self._window.controller.mark_saved()
            self._know(path, known)

        self._read(path, use)

    def _read(self, path: Path, use: Callable[[Document, Plan, bytes], None]) -> bool:
        """Has `use` take what stands in a file, and its fingerprint; False where it is refused."""
        seen: list[bytes] = []

        def make() -> Prepared:
            content = file.read_bytes(path)
            seen[:] = [file.fingerprint(content)]
            return prepared(file.decode(content))

        def take(document: Document, planned: Plan) -> None:
            use(document, planned, seen[0])

        refuse = self._window.refuse_named(path.name)
        return self._window.controller.prepare(make, take, refuse) is not False

    def begin(
        self,
        document: Document,
        planned: Plan,
        path: Path | None = None,
        known: bytes | None = None,
    ) -> None:
        """Shows another document from the start; `known` is the fingerprint of its file."""
        self._window.begin(document, planned)
        self._know(path, known)

    def recover(
        self, document: Document, planned: Plan, path: Path | None, known: bytes | None
    ) -> None:
        """Shows a document that was never saved in this state.

        `known` is what stood in its file at that time.
        """
        self.begin(document, planned, path, NOTHING_KNOWN if known is None else known)
        self._window.controller.mark_lost()

    # Saving

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._going_to is not None

    @property
    def known(self) -> bytes | None:
        """The fingerprint of what stands in the file, as far as we know."""
        return self._known

    def save(self, then: Then | None = None) -> None:
        """Writes the document to its file, asking for one where it has none; then calls `then`."""
        path = self._going_to or self.path
        if path is None:
            self.save_as(then)
        else:
            self.write(path, then)

    def save_as(self, then: Then | None = None) -> None:
        """Asks for a file and writes the document to it."""
        suggested = self.path or Path.home() / f"{tr('Untitled')}{file.SUFFIX}"
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save as"), str(suggested), _filter())
        if not name:
            return
        path = Path(name)
        if path.suffix in (file.SUFFIX, ".json"):
            self.write(path, then, known=None)  # the dialog asked whether to overwrite it
        else:
            self.write(path.with_name(path.name + file.SUFFIX), then, known=NOTHING_KNOWN)

    def write(self, path: Path, then: Then | None = None, known: bytes | None = NOTHING_KNOWN) -> None:
        """Writes the document to `path`; then it is the document's file.

        `known` is what may be overwritten (None: anything), if `path` is not the document's file.
        """
        controller = self._window.controller
        document, history = controller.document, controller.history
        content = file.encode(document)
        self._going_to = path

        def make() -> Job:
            expected = self._known if path == self.path and known is not None else known

            def write(_: object) -> list[Path]:
                file.exchange(path, content, expected)
                return [path]

            return WritingJob(write)

        def done(_: object) -> None:
            self._arrive(path)
            self._remember(path)
            if controller.history is not history:
                return  # another document is open by now
            self._window.tell(None)
            self._know(path, file.fingerprint(content))
            controller.mark_saved(document)
            if then is not None:
                then()

        def failed(error: BaseException) -> None:
            self._arrive(path)
            if isinstance(error, file.Overtaken):
                self._ask_to_overwrite(path, then)
            else:
                self._window.tell(
                    Message(
                        "{file} could not be written ({reason}); your work is still here",
                        {"file": path.name, "reason": getattr(error, "strerror", "") or str(error)},
                    )
                )

        self._queue.put(make, done, failed)

    def _arrive(self, path: Path) -> None:
        if self._going_to == path:
            self._going_to = None

    def _ask_to_overwrite(self, path: Path, then: Then | None) -> None:
        from PySide6.QtWidgets import QMessageBox

        if path == self.path:
            question = tr("{file} was changed by another program. Overwrite it?", file=path.name)
        else:
            question = tr("{file} is there already. Overwrite it?", file=path.name)
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Gradient Descent Lab"))
        box.setText(question)
        overwrite = box.addButton(tr("Overwrite"), QMessageBox.ButtonRole.DestructiveRole)
        elsewhere = box.addButton(tr("Save as …"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(elsewhere)
        box.exec()
        answer = box.clickedButton()
        box.deleteLater()
        if answer is overwrite:
            self.write(path, then, known=None)
        elif answer is elsewhere:
            self.save_as(then)

    def _remember(self, path: Path) -> None:
        self._window.settings.add_recent(path)
        self._window.menus.show_recent()

    # Leaving

    def leave(self, then: Then) -> None:
        """Calls `then` once the document may be left: it is saved, or its owner gives it up.

        That may be later, since a file may have to be written first; or never.
        """
        if self._going_to is not None:
            # Asked again when what is being written stands there, or could not be written.
            self._queue.put(_nothing, lambda _: self.leave(then), lambda error: None)
            return
        if not self._window.controller.history.modified:
            then()
            return
        from PySide6.QtWidgets import QMessageBox

        answer = QMessageBox.question(
            self._window,
            tr("Gradient Descent Lab"),
            tr("Save the changes to this document?"),
            QMessageBox.StandardButton.Save
            | QMessageBox.StandardButton.Discard
            | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Save,
        )
        if answer == QMessageBox.StandardButton.Save:
            self.save(lambda: self.leave(then))
        elif answer == QMessageBox.StandardButton.Discard:
            then()

    # Other programs

    def _know(self, path: Path | None, known: bytes | None) -> None:
        """From now on the document belongs to `path`, where `known` stands."""
        self._known = self._seen = known
        if path != self.path or not self._watch.active:
            self._watch.follow(path)
        self.path = path
        self._window.news.say("")
        self.changed.emit()

    @Slot()
    def look(self) -> None:
        """Looks whether the file still holds what it did, off this thread."""
        path = self.path
        if path is None or self._going_to is not None:
            return
        found: list[bytes | None] = []

        def make() -> Job:
            def see(_: object) -> list[Path]:
                found.append(file.present(path))
                return []

            return WritingJob(see)

        def done(_: object) -> None:
            if path == self.path:
                self._compare(path, found[-1])

        self._queue.put(make, done, lambda error: None)

    def _compare(self, path: Path, found: bytes | None) -> None:
        if found == self._seen:
            return
        self._seen = found
        if found is not None:
            self._watch.take_up(path)
        if found is None:
            self._window.controller.mark_lost()
            told = tr(
                "{file} is not there any more. Your work is still here; saving writes it again.",
                file=path.name,
            )
            self._window.news.say(told)
        elif found == self._known:
            self._window.news.say("")
        else:
            # What is here stands in no file any more: whoever closes the window is asked.
            self._window.controller.mark_lost()
            told = tr("{file} was changed by another program.", file=path.name)
            choices = [(tr("Load it"), self.revert), (tr("Keep what is here"), self._keep)]
            self._window.news.say(told, choices)

    def _keep(self) -> None:
        """What is here is right; saving may overwrite what another program wrote."""
        self._known = self._seen
        self._window.controller.mark_lost()

    def shutdown(self) -> None:
        """Looks at nothing any more.  Harmless when called twice."""
        self._watch.stop()


def _nothing() -> Job:
    return WritingJob(lambda token: [])


def _filter() -> str:
    everything = tr("All files")  # lupdate does not look into f-strings
    return f"Gradient Descent Lab (*{file.SUFFIX});;{everything} (*)"
