"""What the program remembers from one day to the next: the window, language, theme, recent files.

Nothing of it belongs to a document.  A settings file that is broken, of another version or not ours to
write does no harm: what cannot be read is as if it had never been set.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from gdgui.ui.theme import NAMES

MOST_RECENT = 10
NAME = "gdgui"


class Settings:
    """Typed access to a QSettings; the user's own, unless another `store` is given."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = QSettings(NAME, NAME) if store is None else store

    def write(self) -> None:
        """Puts into the file what is still to be put there.  Qt does so by itself, but later."""
        self._store.sync()

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window stood, for QMainWindow.restoreGeometry."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, value: QByteArray | None) -> None:
        self._set("window/geometry", value)

    @property
    def state(self) -> QByteArray | None:
        """How docks and toolbars were arranged, for QMainWindow.restoreState."""
        return self._bytes("window/state")

    @state.setter
    def state(self, value: QByteArray | None) -> None:
        self._set("window/state", value)

    @property
    def language(self) -> str | None:
        """The code of the chosen language; None: the system's."""
        return self._text("language") or None

    @language.setter
    def language(self, value: str | None) -> None:
        self._set("language", value)

    @property
    def theme(self) -> str:
        """One of theme.NAMES; "system" unless somebody chose."""
        name = self._text("theme")
        return name if name in NAMES else "system"

    @theme.setter
    def theme(self, value: str) -> None:
        if value not in NAMES:
            raise ValueError(f"theme must be one of {', '.join(NAMES)}, and not {value!r}")
        self._set("theme", value)

    @property
    def sub_steps(self) -> bool:
        """Whether epochs are played in their parts."""
        return self._flag("playback/sub_steps")

    @sub_steps.setter
    def sub_steps(self, value: bool) -> None:
        self._set("playback/sub_steps", "yes" if value else None)

    @property
    def follow_point(self) -> bool:
        """Whether the view goes along with a point that leaves it; otherwise an arrow points to it."""
        return self._flag("playback/follow_point")

    @follow_point.setter
    def follow_point(self, value: bool) -> None:
        self._set("playback/follow_point", "yes" if value else None)

    @property
    def export(self) -> bytes | None:
        """The choices of the last export, as whoever made them wrote them down."""
        text = self._text("export/choices")
        return text.encode() if text else None

    @export.setter
    def export(self, value: bytes | None) -> None:
        self._set("export/choices", None if value is None else value.decode())

    @property
    def export_folder(self) -> Path | None:
        """Where the last export went, if it is still there."""
        text = self._text("export/folder")
        return Path(text) if text and Path(text).is_dir() else None

    @export_folder.setter
    def export_folder(self, value: Path | None) -> None:
        self._set("export/folder", None if value is None else str(value.absolute()))

    @property
    def recent(self) -> tuple[Path, ...]:
        """The files that were open last, the newest first; some may be gone by now."""
        value = self._value("recent")
        # A list of one comes back from a file as the text itself.
        names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return tuple(Path(name) for name in names if isinstance(name, str) and name)[:MOST_RECENT]

    def add_recent(self, path: Path) -> None:
        """Puts `path` in front of the recent files."""
        known = path.absolute()
        paths = [known, *(other for other in self.recent if other != known)]
        self._set("recent", [str(p) for p in paths[:MOST_RECENT]])

    def remove_recent(self, path: Path) -> None:
        """Forgets one file, which was found to be gone."""
        gone = path.absolute()
        self._set("recent", [str(p) for p in self.recent if p != gone] or None)

    def clear_recent(self) -> None:
        """Forgets every file."""
        self._set("recent", None)

    def sync(self) -> None:
        """Writes what is not written yet; a file that cannot be written is left alone."""
        self._store.sync()

    def _value(self, key: str) -> Any:
        try:
            return self._store.value(key)
        except Exception:  # A damaged @Variant ends in whatever error its bytes lead to.
            return None

    def _bytes(self, key: str) -> QByteArray | None:
        value = self._value(key)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def _flag(self, key: str) -> bool:
        return self._text(key) == "yes"

    def _text(self, key: str) -> str:
        value = self._value(key)
        return value if isinstance(value, str) else ""

    def _set(self, key: str, value: Any) -> None:
        if value is None:
            self._store.remove(key)
        else:
            self._store.setValue(key, value)
