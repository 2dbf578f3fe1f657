"""A long formula cut short: whole terms from its beginning, and dots for the rest."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\left.|\\right.|\\[A-Za-z]+|\\.|.", re.DOTALL)
_OPENING, _CLOSING = ("{", "(", "["), ("}", ")", "]")

DOTS = r"\,\cdots"


def short_form(latex: str, longest: int) -> str:
    r"""`latex` with at most about `longest` characters, cut where a term ends.

    >>> short_form(r"f'(x) = 2 x + \sin\left(x + 1\right) - 7", 30)
    "f'(x) = 2 x +\\,\\cdots"

    Where not even the first term fits, dots stand for all of it.  What is short stays as it is.
    """
    if len(latex) <= longest:
        return latex
    depth, place = 0, 0
    begin, cut = 0, -1
    for match in _TOKEN.finditer(latex[: longest + 1]):
        token, place = match[0], match.start()
        if token.startswith((r"\left", r"\right")) and len(token) > 5 and not token[-1].isalpha():
            depth += 1 if token.startswith(r"\left") else -1
        elif token in _OPENING:
            depth += 1
        elif token in _CLOSING:
            depth -= 1
        elif depth == 0 and token == "=" and cut < 0:
            begin = match.end()
        elif depth == 0 and token in "+-" and latex[begin:place].strip():
            cut = match.end()
    return (latex[:cut] if cut > 0 else latex[:begin]) + DOTS
