"""The sentence on how a descent came out; a click on one of its terms shows it on the charts."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gdgui.document import changes
from gdgui.engine.explain import NUDGE, Explanation
from gdgui.engine.message import Message
from gdgui.ui import theme
from gdgui.ui.intents import Intents
from gdgui.ui.language import tr
from gdgui.ui.snapshot import Run, Snapshot

_NUDGE = "#nudge"
# Letters that no sentence has stand for the links while the rest is made safe for rich text.
_OPEN, _CLOSE = "\ue000", "\ue001"


class VerdictLabel(QLabel):
    """The sentence; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._run: Run | None = None
        self._said: tuple[Message | None, str] = (None, "")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.linkActivated.connect(self._follow)
        self.restyle()

    def show_run(self, snapshot: Snapshot, run: Run, name: str) -> None:
        """Says how `run` came out; `name` goes before it, where there are several."""
        self._run = run
        if (run.sentence, name) != self._said:
            self._said = (run.sentence, name)
            self._write()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        colors = self.palette()
        colors.setColor(self.foregroundRole(), theme.current().dim)
        self.setPalette(colors)
        self._write()

    def _write(self) -> None:
        sentence, name = self._said
        if sentence is None:
            self.setText("")
            return
        said = _with_links(sentence)
        if isinstance(sentence, Explanation) and self._nudged() is not None:
            shown = escape(tr("nudge by {step}", step=NUDGE))
            said += f" ({link(_NUDGE, shown)})"
        self.setText(f"{escape(name)}: {said}" if name else said)

    def _nudged(self) -> list[float] | None:
        """The start a little beside this one; a replay and a random start have none of their own."""
        run = self._run
        if run is None or run.index < 0 or not isinstance(run.sentence, Explanation):
            return None
        return None if run.sentence.nudge is None else list(run.sentence.nudge)

    def _follow(self, target: str) -> None:
        run = self._run
        if run is None or not isinstance(run.sentence, Explanation):
            return
        nudged = self._nudged()
        if target == _NUDGE and nudged is not None:
            change = partial(changes.with_start, k=run.index, start=nudged)
            self._intents.edit(Message("Nudge the start"), change)
            return
        place = run.sentence.places.get(target)
        if place is None:
            return
        if place.epoch is not None:
            self._intents.seeked.emit(place.epoch)
        self._intents.pointed.emit(place)


def link(target: str, shown: str) -> str:
    """A link in the colour of the text, underlined."""
    color = theme.current().accent
    return f'<a href="{escape(target)}" style="color:{color}">{shown}</a>'


def _with_links(sentence: Message) -> str:
    """The sentence as rich text, in which every term with a place is a link."""
    if not isinstance(sentence, Explanation):
        return escape(tr(sentence))
    names = list(sentence.places)
    values = dict(sentence.values)
    for name in names:
        value = values[name]
        shown = tr(value) if isinstance(value, Message) else str(value)
        shown = f"{value:,}" if isinstance(value, int) else shown
        values[name] = f"{_OPEN}{names.index(name)}{_CLOSE}{shown}{_OPEN}"
    text = escape(tr(Message(sentence.source, values)))
    for k, name in enumerate(names):
        before, _, rest = text.partition(f"{_OPEN}{k}{_CLOSE}")
        shown, _, after = rest.partition(_OPEN)
        text = before + link(name, shown) + after
    return text
