"""A formula that goes on in another line where its width does not suffice, as in print.

Several equations share a line as long as there is room; one that is too wide by itself is broken before
a plus, a minus or an equals sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy

from gdgui.ui.formula import SET_AT, FormulaLabel, Picture, is_loaded, typeset
from gdgui.ui.plain_math import plain_text
from gdgui.ui.short_form import short_form

_TOKEN = re.compile(r"\\(?:left|right)(?![A-Za-z])\\?.|\\[A-Za-z]+|\\.|.", re.DOTALL)
_FENCE = re.compile(r"\\(left|right)(?![A-Za-z])")
_RELATIONS = ("=", r"\leftarrow", r"\leq", r"\in")

WIDTH = 320
"""The width that is asked for, in pixels."""

LINE_GAP = 4.0
"""Between two lines, in pixels."""

EQUATION_GAP = 20.0
"""Between two equations of a line, in pixels where the letters are `SET_AT` high."""

LETTER = 9.0
"""About how wide a letter is, in the same pixels."""

INDENT = 24.0
"""Before a line that goes on with an equation, in the same pixels."""


def equations(latex: str) -> list[str]:
    r"""The equations of a formula, with the commas behind them.

    >>> equations(r"v \leftarrow \mu v + g,\quad x \leftarrow x - \eta\, v")
    ['v \\leftarrow \\mu v + g,', 'x \\leftarrow x - \\eta\\, v']
    """
    return [part.strip() for part in latex.split(r"\quad") if part.strip()]


def terms(equation: str) -> list[str]:
    r"""The pieces that an equation may be broken into: each but the first with the sign before it.

    >>> terms(r"f'(x) = 2 x - \frac{a + b}{2} + \sin\left(x - 1\right)")
    ["f'(x) = 2 x ", '- \\frac{a + b}{2} ', '+ \\sin\\left(x - 1\\right)']

    What stands in braces or brackets stays together, and so does what is left of the first relation
    with what follows it.
    """
    pieces, begin, depth, related, before = [], 0, 0, False, "("
    for match in _TOKEN.finditer(equation):
        token, place = match[0], match.start()
        fence = _FENCE.match(token)
        if token in ("{", "(", "[") or (fence is not None and fence[1] == "left"):
            depth += 1
        elif token in ("}", ")", "]") or (fence is not None and fence[1] == "right"):
            depth -= 1
        elif depth == 0:
            relation = token in _RELATIONS
            is_sign = token in ("+", "-") and before not in (*_RELATIONS, "(", "_", "^")
            if is_sign or (relation and related):
                pieces.append(equation[begin:place])
                begin = place
            related = related or relation
        if not token.isspace():
            before = token
    return [*pieces, equation[begin:]]


class Piece(Struct, frozen=True):
    """A part of a formula and where it stands: its left end, from that of the line, at `SET_AT`."""

    picture: Picture
    left: float


Line = tuple[Piece, ...]


@lru_cache(maxsize=256)
def arrange(latex: str, color: str, room: float) -> tuple[Line, ...] | None:
    """The lines of a formula where `room` is the width of a line, at `SET_AT`.

    None where it cannot be drawn.  A piece that is wider than the room has a line to itself.
    """
    lines: list[list[Piece]] = []
    right = 0.0
    for latex_of_piece, gap, indent in _pieces(latex, color, room):
        picture = typeset(latex_of_piece, color)
        if picture is None:
            return None
        if not lines or right + gap + picture.width > room:
            lines.append([])
            right, gap = indent, 0.0
        lines[-1].append(Piece(picture, right + gap))
        right += gap + picture.width
    return tuple(map(tuple, lines))


def _pieces(latex: str, color: str, room: float) -> Iterator[tuple[str, float, float]]:
    """Each piece, the gap before it in a line, and where it begins a line."""
    for equation in equations(latex):
        # Its pieces stand as well beside each other; so what is hardly short enough is not drawn twice.
        is_short = len(plain_text(equation)) * LETTER <= room
        whole = typeset(equation, color) if is_short else None
        fits = is_short and (whole is None or whole.width <= room)
        parts = [equation] if fits else terms(equation)
        for k, part in enumerate(parts):
            # Behind an empty group a sign is an operator, with its space, and not the sign of a number.
            yield ("{} " + part if k else part), 0.0 if k else EQUATION_GAP, INDENT if k else 0.0


class FormulaLines(FormulaLabel):
    """A formula in as many lines as it needs; see the module.

    A single piece that is too wide is shrunk together with the rest, and then all of it stands at its
    full size in the tooltip, as in a FormulaLabel.
    """

    def __init__(self, latex: str = "", scale: float = 1.35) -> None:
        super().__init__(latex, scale)
        self._renderers: dict[bytes, QSvgRenderer] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _short(self, latex: str) -> str:
        parts = equations(latex)
        shown = [short_form(part) for part in parts]
        return latex if shown == parts else r"\quad ".join(shown)

    def lines(self) -> int:
        """In how many lines the formula stands; 0 where it is not drawn."""
        return len(self._lines(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        if not lines:
            return round(1.5 * self._letters()) + 4 if self._full else 4
        shrink = self._shrink_in(width)
        return (
            round(sum(_height(line) for line in lines) * self._per_unit() * shrink + self._gaps(lines))
            + 4
        )

    def sizeHint(self) -> QSize:
        # Not drawn in one line for its width: that would take as long as all of its lines do.
        return QSize(WIDTH, self.heightForWidth(max(self.width(), WIDTH)))

    def paintEvent(self, event: QPaintEvent) -> None:
        lines = self._lines(self.width())
        if not lines:
            super().paintEvent(event)
            return
        self._settle()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._per_unit() * self._shrink()
        used = sum(_height(line) for line in lines) * scale + self._gaps(lines)
        top = max((self.height() - used) / 2, 0.0)
        for line in lines:
            baseline = top + max(piece.picture.ascent for piece in line) * scale
            for piece in line:
                picture = piece.picture
                area = QRectF(
                    1 + piece.left * scale,
                    baseline - picture.ascent * scale,
                    picture.width * scale,
                    picture.height * scale,
                )
                self._renderer_of(picture).render(painter, area)
            top += _height(line) * scale + LINE_GAP
        painter.end()

    def is_drawn(self) -> bool:
        return bool(self._lines(self.width()))

    def _draw(self) -> Picture | None:
        # The first time this imports the library; the lines are drawn when they are wanted.
        return typeset(equations(self._latex)[0], self._color())

    def _renderer_of(self, picture: Picture) -> QSvgRenderer:
        if picture.svg not in self._renderers:
            if len(self._renderers) > 64:
                self._renderers.clear()
            self._renderers[picture.svg] = QSvgRenderer(QByteArray(picture.svg))
        return self._renderers[picture.svg]

    def _lines(self, width: int) -> tuple[Line, ...]:
        if not self._full or not is_loaded():
            return ()
        return arrange(self._latex, self._color(), max(width - 2, 1) / self._per_unit()) or ()

    def _color(self) -> str:
        return self.palette().color(QPalette.ColorRole.WindowText).name()

    def _per_unit(self) -> float:
        return self._letters() / SET_AT

    def _gaps(self, lines: tuple[Line, ...]) -> float:
        return LINE_GAP * (len(lines) - 1)

    def _shrink_in(self, width: int) -> float:
        widest = max(line[-1].left + line[-1].picture.width for line in self._lines(width))
        return min(1.0, max(width - 2, 1) / max(widest * self._per_unit(), 1.0))

    def _shrink(self) -> float:
        return self._shrink_in(self.width()) if self._lines(self.width()) else super()._shrink()


def _height(line: Line) -> float:
    """From the highest to the lowest place of a line, at `SET_AT`."""
    return max(p.picture.ascent for p in line) + max(p.picture.height - p.picture.ascent for p in line)
