"""Formulas in proper mathematical type: LaTeX, drawn as crisp SVG in the colour of the text.

ziamath makes the SVG.  Importing it takes a quarter of a second, so a thread of its own does that once
the first formula is to be painted; until it is there, and where it cannot read a formula, a plain text
stands in its place.
"""

from __future__ import annotations

import base64
import importlib
import math
import re
import sys
import threading
import warnings
from contextlib import suppress
from functools import lru_cache
from html import escape

from msgspec import Struct
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QObject,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from gdgui.ui.language import tr
from gdgui.ui.plain_math import plain_text
from gdgui.ui.short_form import short_form

SET_AT = 24.0
"""Pixels.  Everything is set once at this height and scaled from there: it is a drawing of curves."""

_LIBRARY = "ziamath.zmath"
LEGIBLE = 0.75
"""A formula that is shrunk below this stands at its full size in the tooltip."""

_WIDEST_HINT = 320
_MOST_TOLD = 2000


class Picture(Struct, frozen=True):
    """A formula as SVG, with its size in pixels where the letters are `SET_AT` pixels high.

    `ascent` is how far it reaches above the line on which its letters stand.
    """

    svg: bytes
    width: float
    height: float
    ascent: float


@lru_cache(maxsize=512)
def typeset(latex: str, color: str) -> Picture | None:
    """The formula as it is drawn, or None where ziamath cannot read it.  In any thread."""
    with _one_at_a_time:
        svg = _svg(latex, color)
    found = None if svg is None else _VIEW_BOX.search(svg)
    if svg is None or found is None:
        return None
    _, top, width, height = (float(part) for part in found[1].split())
    return Picture(svg, width, height, -top) if width > 0 else None


_one_at_a_time = threading.Lock()
"""ziamath keeps what it knows of its font in places of its own."""

_VIEW_BOX = re.compile(rb'viewBox="([^"]+)"')


def _svg(latex: str, color: str) -> bytes | None:
    if not is_loaded():
        with warnings.catch_warnings():
            # It finds its font by a function that Python 3.11 calls deprecated and 3.13 does not.
            warnings.simplefilter("ignore", DeprecationWarning)
            importlib.import_module(_LIBRARY)
    from ziafont.config import config
    from ziamath.zmath import Latex

    # QtSvg draws no <symbol>: every letter is written out as the path that it is.
    config.svg2 = False
    try:
        svg: str = Latex(latex, size=SET_AT, color=color).svg()
    except Exception:  # Its parser fails in as many ways as a formula can be wrong.
        return None
    return svg.encode()


def is_loaded() -> bool:
    """Whether a formula can be drawn without waiting for the import."""
    # It stands among the modules before it is complete, while another thread imports it.
    return hasattr(sys.modules.get(_LIBRARY), "Latex")


class _Library(QObject):
    """Has the library imported, by a thread of Python, for which Python waits at its end."""

    loaded = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # As in `typeset`; here for good, since what silences for a while does so in every thread.
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="zia(font|math)")
        self.thread_of_import = threading.Thread(target=self._import, name="formulas")
        self.thread_of_import.start()

    def _import(self) -> None:
        try:
            importlib.import_module(_LIBRARY)
        finally:
            with suppress(RuntimeError):  # the application is gone already
                self.loaded.emit()


def _library() -> _Library:
    """The one of the application, which imports the library now or did before."""
    app = QApplication.instance()
    assert app is not None
    return app.findChild(_Library) or _Library(app)


def latex_number(value: float, digits: int = 5) -> str:
    """A number to stand in a formula: its minus is a sign, not an operator with space around it.

    >>> latex_number(-1.19934), latex_number(1.2e-7)
    ('{-}1.1993', '1.2 \\\\cdot 10^{-7}')
    """
    if math.isnan(value):
        return r"\mathrm{NaN}"
    if math.isinf(value):
        return r"\infty" if value > 0 else r"{-}\infty"
    mantissa, _, exponent = f"{value + 0.0:.{digits}g}".partition("e")
    sign = "{-}" if mantissa.startswith("-") else ""
    power = rf" \cdot 10^{{{int(exponent)}}}" if exponent else ""
    return sign + mantissa.removeprefix("-") + power


def html(latex: str, color: QColor, height: float, ratio: float = 1.0) -> str:
    """The formula as an image for rich text; `height` is that of its letters in pixels.

    Where it cannot be drawn it is the plain text.
    """
    latex = short_form(latex)
    picture = typeset(latex, color.name()) if latex else None
    if picture is None:
        return escape(plain_text(latex))
    scale = height / SET_AT
    width, tall = round(picture.width * scale), round(picture.height * scale)
    image = QImage(round(width * ratio), round(tall * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(picture.svg)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know files alone
    data = base64.b64encode(buffer.data().data()).decode()
    return f'<img src="data:image/png;base64,{data}" width="{width}" height="{tall}">'


class FormulaLabel(QWidget):
    """One formula on one line, in the theme's text colour.

    It never is clipped: where the width does not suffice it shrinks, and where that makes it hard to
    read, it stands at its full size in the tooltip.  One that is too long to be drawn ends in dots, and
    the tooltip says so and has more of it.  `scale` is the height of its letters, relative to
    the widget's font.
    """

    drawn = Signal()
    """The formula stands there instead of its plain text, and has another size."""

    def __init__(self, latex: str = "", scale: float = 1.35) -> None:
        super().__init__()
        self._full = ""
        self._told_latex = ""
        self._note = ""
        self._latex = ""
        self._text = ""
        self._scale = scale
        self._waiting = False
        self._settled = False
        self._renderer = QSvgRenderer(self)
        self._drawn: Picture | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_latex(latex)

    def set_latex(self, latex: str, text: str = "") -> None:
        """Shows `latex`; `text` is what stands where it cannot be drawn, and what is read aloud."""
        shown = self._short(latex)
        text = text or plain_text(shown)
        if (latex, text) == (self._full, self._text):
            return
        self._full, self._latex, self._text = latex, shown, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_scale(self, scale: float) -> None:
        """Another height of its letters, relative to the widget's font."""
        if scale != self._scale:
            self._scale = scale
            self.updateGeometry()
            self.update()

    def set_told(self, latex: str) -> None:
        """Another formula that stands in the tooltip at its full size; empty: none."""
        self._told_latex = latex

    def set_note(self, note: str) -> None:
        """A plain sentence that ends the tooltip: what the symbols mean."""
        self._note = note

    def told(self) -> str:
        """That other formula."""
        return self._told_latex

    def latex(self) -> str:
        """The formula that is shown, all of it."""
        return self._full

    def is_drawn(self) -> bool:
        """Whether the formula itself stands there, and not its plain text."""
        return self._drawing() is not None

    def sizeHint(self) -> QSize:
        width, height = self._natural()
        return QSize(min(round(width) + 2, _WIDEST_HINT), round(height) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        self._settle()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = self._drawing()
        if picture is None:
            self._paint_text(painter)
        else:
            width, height = self._natural()
            shrink = self._shrink()
            area = QRectF(1, 0, width * shrink, height * shrink)
            area.moveTop((self.height() - area.height()) / 2)
            if self._drawn is not picture:
                self._renderer.load(QByteArray(picture.svg))
                self._drawn = picture
            self._renderer.render(painter, area)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (
            QEvent.Type.PaletteChange,
            QEvent.Type.FontChange,
            QEvent.Type.EnabledChange,
        ):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip():
            shown = self._full_size(self._latex) if self._shrink() < LEGIBLE else ""
            if self._full != self._latex:
                shown = self._in_words()
            if self._told_latex:
                shown += f"<p>{self._full_size(self._told_latex)}</p>"
            if self._note:
                shown += f"<p>{escape(self._note)}</p>"
            QToolTip.showText(event.globalPos(), shown, self)
            return True
        return super().event(event)

    def _short(self, latex: str) -> str:
        """What is drawn of a formula that may be too long for it."""
        return short_form(latex)

    def _settle(self) -> None:
        """Sees to it that the formula is loaded, and that its size is the one that was asked for.

        Another label may have loaded the library meanwhile: then this one has its picture, and still
        the size of its plain text.
        """
        if self._latex and not self._settled and not self._waiting:
            self._waiting = True
            # Once all of the window is painted: two threads at a time make Python slower than one.
            QTimer.singleShot(0, self, self._await_library)

    @Slot()
    def _await_library(self) -> None:
        library = None if is_loaded() else _library()
        if library is not None:
            library.loaded.connect(self._load)
        if library is None or is_loaded() or not library.thread_of_import.is_alive():
            self._load()  # it came meanwhile, perhaps before anybody heard of it

    @Slot()
    def _load(self) -> None:
        if not self._waiting:
            return
        self._waiting = False
        self._settled = True
        self._draw()
        self.updateGeometry()
        self.update()
        self.drawn.emit()

    def _drawing(self) -> Picture | None:
        """What to draw, if it can be drawn without waiting for the import."""
        return self._draw() if self._latex and is_loaded() else None

    def _draw(self) -> Picture | None:
        return typeset(self._latex, self.palette().color(QPalette.ColorRole.WindowText).name())

    def _letters(self) -> float:
        """The height of the letters, in pixels."""
        return self.fontInfo().pixelSize() * self._scale

    def _natural(self) -> tuple[float, float]:
        """The size at which nothing is shrunk."""
        picture = self._drawing()
        if picture is None:
            metrics = self.fontMetrics()
            # As high as a formula of one line, so that little moves when it comes.
            return metrics.horizontalAdvance(self._text), max(
                metrics.height(), 1.5 * self._letters() if self._latex else 0
            )
        scale = self._letters() / SET_AT
        return picture.width * scale, picture.height * scale

    def _shrink(self) -> float:
        width, height = self._natural()
        # A pixel is left on either side, since a smooth edge is wider than its curve.
        return min(1.0, max(self.width() - 2, 1) / max(width, 1.0), self.height() / max(height, 1.0))

    def _paint_text(self, painter: QPainter) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shrink = self._shrink()
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * shrink)
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._text)

    def _in_words(self) -> str:
        """What is said of a formula that is too long to be drawn, as rich text."""
        sentence = tr(
            "This formula is too long to be drawn: it has {count} characters.", count=len(self._full)
        )
        text = plain_text(self._full[:_MOST_TOLD])
        dots = "…" if len(self._full) > _MOST_TOLD else ""
        return f"<p>{escape(sentence)}</p><p>{escape(text)}{dots}</p>"

    def _full_size(self, latex: str) -> str:
        if not is_loaded():
            return escape(plain_text(latex))
        color = self.palette().color(QPalette.ColorRole.ToolTipText)
        return html(latex, color, self._letters(), self.devicePixelRatioF())
