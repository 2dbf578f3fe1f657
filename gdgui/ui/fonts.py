"""The fonts that the packaged program brings along, so that Korean shows where the system has none.

A checkout and a wheel bring none: there the system's own fonts are used.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase

from gdgui.resources import resource

_PROPERTY = "gdgui_fonts"


def install() -> tuple[str, ...]:
    """Makes the fonts that we bring known to Qt; gives the names of their families.

    Qt takes them for the letters that a chosen font lacks, after the fonts of the system.  It needs an
    application, and takes as long as fifty widgets; nothing happens when it is repeated.  Raises
    RuntimeError for a file that is no font.
    """
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("there is no application yet that could have fonts")
    known = app.property(_PROPERTY)
    if known is not None:
        return tuple(known)
    families: list[str] = []
    for path in sorted(resource("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise RuntimeError(f"{path} is no font")
        families += QFontDatabase.applicationFontFamilies(number)
    families = list(dict.fromkeys(families))
    app.setProperty(_PROPERTY, families)
    return tuple(families)
