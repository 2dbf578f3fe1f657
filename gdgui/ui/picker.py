"""Choosing an entry of a catalogue: by family, or by typing a part of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QCompleter,
    QToolTip,
    QWidget,
)

from gdgui.engine.catalogue import Catalogue
from gdgui.engine.message import Message
from gdgui.ui.entry_details import EntryDetails
from gdgui.ui.formula import html
from gdgui.ui.formula_lines import equations
from gdgui.ui.language import tr
from gdgui.ui.quiet import Combo, Line
from gdgui.ui.theme import current

KEY = Qt.ItemDataRole.UserRole
SEARCH = Qt.ItemDataRole.UserRole + 1

_ROOM = 5
Index = QModelIndex | QPersistentModelIndex
Reasons = Mapping[str, Message | str]


class Described(Protocol):
    """What the picker needs to know of an entry.  It may also have a `family` and a `formula`."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> Message: ...
    @property
    def help(self) -> Message: ...


class _Entries(QAbstractListModel):
    """Headers (the families) and entries, in the order in which they stand in the list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Described | str] = []
        self._reasons: dict[str, str] = {}

    def fill(self, entries: Iterable[Described]) -> None:
        families: dict[str, list[Described]] = {}
        for entry in entries:
            family = getattr(entry, "family", None)
            families.setdefault("" if family is None else tr(family), []).append(entry)
        # The largest family first: there the usual ones are.
        ordered = sorted(families.items(), key=lambda item: -len(item[1]))
        self.beginResetModel()
        self._rows = []
        for family, members in ordered:
            # One family is none: its header would only say where we are.
            if family and len(families) > 1:
                self._rows.append(family)
            named: list[Described] = sorted(members, key=_name)
            self._rows.extend(named)
        self.endResetModel()

    def refuse(self, reasons: dict[str, str]) -> None:
        """Entries that cannot be chosen, each with the reason."""
        if reasons != self._reasons:
            self._reasons = reasons
            self.dataChanged.emit(self.index(0), self.index(max(len(self._rows) - 1, 0)))

    def row(self, key: str) -> int:
        """The row of an entry; −1 where there is none."""
        for k, row in enumerate(self._rows):
            if not isinstance(row, str) and row.key == key:
                return k
        return -1

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self._rows[index.row()]
        if isinstance(row, str) or row.key in self._reasons:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, round(QFontMetricsF(QApplication.font()).height()) + _ROOM)
        if isinstance(row, str):
            return self._header(row, role)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return tr(row.title)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return tr(row.help)
            case _ if role == KEY:
                return row.key
            case _ if role == SEARCH:
                return f"{tr(row.title)} {row.key} {row.title.source}"
        return None

    def _header(self, family: str, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return family
            case Qt.ItemDataRole.FontRole:
                font = QFont(QApplication.font())
                font.setBold(True)
                return font
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(current().dim)
        return None

    def _tip(self, entry: Described) -> str:
        """The formula and a sentence; made when it is asked for, since drawing takes its time."""
        sentence = self._reasons.get(entry.key) or tr(entry.help)
        formula = getattr(entry, "formula", "")
        tip = f"<p style='margin:0'>{escape(sentence)}</p>"
        if not formula:
            return tip
        color = QToolTip.palette().color(QPalette.ColorRole.ToolTipText)
        height = QFontMetricsF(QToolTip.font()).height() * 1.1
        drawn = (html(part, color, height, ratio=2.0) for part in equations(formula))
        return "".join(f"<p style='margin:4px 0'>{part}</p>" for part in drawn) + tip


class _Completer(QCompleter):
    """Looks for more than it shows: under the arrow keys the line has the title alone."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class EntryPicker(Combo):
    """A list of entries under the headers of their families.

    A click on the arrow opens it; a click into the text lets one type a part of a name, in the present
    language or in English, and shows what contains it.  `picked` carries the key that a person chose;
    `set_key` emits nothing.

    Of a whole catalogue only the chosen entry is loaded at first, so that nobody who starts the program
    waits for dozens of files; the others follow once it is painted, or when the list is wanted before.
    """

    picked = Signal(str)

    def __init__(
        self,
        entries: Catalogue[Any] | Mapping[str, Any] | Iterable[Any] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = ""
        self._catalogue: Catalogue[Any] | None = None
        self._refusals: Callable[[], Reasons] = dict
        self._entries = _Entries(self)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = Line()
        self.setLineEdit(line)
        self.setModel(self._entries)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus | Qt.FocusPolicy.TabFocus)
        self.setCompleter(None)  # type: ignore[arg-type]  # the stubs do not know that it may be none
        self._popup: QAbstractItemView | None = None
        self._details = EntryDetails(_describe, self)
        self.highlighted.connect(self._tell_row)
        self.activated.connect(self._pick_row)
        line.returnPressed.connect(self._take_first)
        line.editingFinished.connect(self._leave)
        line.cancelled.connect(self._show)
        if isinstance(entries, Catalogue):
            self._catalogue = entries
        else:
            self.set_entries(entries)

    def _searching(self) -> QCompleter:
        """What looks for what is typed; made, with the window of its list, when somebody may type."""
        made = self.completer()
        if made is not None:
            return made
        made = _Completer(self._entries, self)
        made.setCompletionRole(SEARCH)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        made.setMaxVisibleItems(12)
        self.setCompleter(made)
        # Held, since the list goes with its last Python name, and the completer reaches for it later.
        self._popup = made.popup()
        if self._popup is not None:
            self._details.follow(self._popup)
        made.highlighted[QModelIndex].connect(self._tell_found)  # type: ignore[index]
        # Called after Qt has put the searched text into the line, which is then put right.
        made.activated[QModelIndex].connect(  # type: ignore[index]  # one of two overloads
            self._pick_completion, Qt.ConnectionType.QueuedConnection
        )
        return made

    @Slot()
    def _load(self) -> None:
        """Fills the list, where that is still to be done."""
        catalogue, self._catalogue = self._catalogue, None
        if catalogue is not None:
            self.set_entries(catalogue.load())
            self._refuse()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._catalogue is not None:
            QTimer.singleShot(0, self, self._load)

    def showPopup(self) -> None:
        self._load()
        self._details.follow(self.view())  # Qt makes it when it is first asked for
        super().showPopup()
        self._tell_row(self.currentIndex())

    def set_entries(self, entries: Mapping[str, Any] | Iterable[Any]) -> None:
        """Other entries; emits nothing, and the chosen key stays if it is among them."""
        listed: Any = entries.values() if isinstance(entries, Mapping) else entries
        self._entries.fill(listed)
        self._show()

    def set_unavailable(self, reasons: Callable[[], Reasons]) -> None:
        """Entries that cannot be chosen now, by key, each with a sentence on why.

        `reasons` is asked once the list is filled: to say why an entry is refused takes the entry.
        """
        self._refusals = reasons
        if self._catalogue is None:
            self._refuse()

    def _refuse(self) -> None:
        self._entries.refuse({key: tr(reason) for key, reason in self._refusals().items()})

    def key(self) -> str:
        """The key of the chosen entry; empty where there is none."""
        return self._key

    def set_key(self, key: str) -> None:
        """Shows the entry `key`; emits nothing."""
        if key != self._key:
            self._key = key
            self._show()

    # The line has its focus and its keys from here: Qt hands them on without any event filter.

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._load()
        self._searching()
        super().focusInEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            # After the click, which would take the selection away again.
            QTimer.singleShot(0, self, self._select_all)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._load()
        self._searching()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            # Qt would choose the next entry unseen, and take half a word for nothing.
            self._show()
            self.showPopup()
            return
        super().keyPressEvent(event)

    @Slot()
    def _select_all(self) -> None:
        line = self.lineEdit()
        if line is not None and line.hasFocus():
            line.selectAll()

    @Slot(int)
    def _tell_row(self, row: int) -> None:
        self._details.show_entry(self.view(), self._entries.index(row))

    @Slot(QModelIndex)
    def _tell_found(self, index: QModelIndex) -> None:
        if self._popup is not None:
            self._details.show_entry(self._popup, index)

    @Slot(int)
    def _pick_row(self, row: int) -> None:
        self._pick(self._entries.data(self._entries.index(row), KEY))

    @Slot(QModelIndex)
    def _pick_completion(self, index: QModelIndex) -> None:
        self._pick(index.data(KEY))

    def _pick(self, key: Any) -> None:
        changed = isinstance(key, str) and key != self._key
        if changed:
            self._key = key
        self._show()
        if self._popup is not None:
            # First, since a popup that closes hands the focus back.
            self._popup.hide()
        # Not the line's: it has its keys from here, and the window would go on sending them.
        self.clearFocus()
        if changed:
            self.picked.emit(self._key)

    @Slot()
    def _take_first(self) -> None:
        """Return: the first entry that the text may mean."""
        text = self.currentText().strip()
        if not text or text.casefold() == self._title().casefold():
            return
        completer = self._searching()
        completer.setCompletionPrefix(text)
        found = completer.completionModel()
        matches = [found.index(k, 0) for k in range(completer.completionCount())]
        keys = [(not _starts(match, text), k) for k, match in enumerate(matches)]
        if keys:
            self._pick(matches[min(keys)[1]].data(KEY))

    @Slot()
    def _leave(self) -> None:
        """The focus goes elsewhere: what was only half typed is given up."""
        popup = self._popup
        if popup is None or not popup.isVisible():
            self._show()

    def _title(self) -> str:
        row = self._entries.row(self._key)
        return str(self._entries.data(self._entries.index(row))) if row >= 0 else ""

    def _show(self) -> None:
        if self._catalogue is not None and self._key in self._catalogue:
            self._entries.fill([self._catalogue[self._key]])
        row = self._entries.row(self._key)
        self.setCurrentIndex(row)
        self.setEditText(self._title())
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)
        tip = self._entries.index(row).data(Qt.ItemDataRole.AccessibleDescriptionRole)
        self.setToolTip(tip or "")


def _describe(index: Index) -> str:
    """What is told of an entry; empty for the header of a family."""
    return str(index.data(Qt.ItemDataRole.ToolTipRole) or "")


def _name(entry: Described) -> str:
    return tr(entry.title).casefold()


def _starts(index: QModelIndex, text: str) -> bool:
    """Whether an entry's name begins with `text`."""
    return str(index.data()).casefold().startswith(text.casefold())
