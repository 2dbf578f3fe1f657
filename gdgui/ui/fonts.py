"""The fonts that the packaged program brings along, so that Korean shows where the system has none.

A checkout and a wheel bring none: there the system's own fonts are used.
"""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from gdgui.resources import resource


def install() -> tuple[str, ...]:
    """Makes the fonts that we bring known to Qt; gives the names of their families.

    Qt takes them for the letters that a chosen font lacks, after the fonts of the system.  It needs an
    application, and costs some milliseconds.  Raises RuntimeError for a file that is no font.
    """
    families: list[str] = []
    for path in sorted(resource("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise RuntimeError(f"{path} is no font")
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))
