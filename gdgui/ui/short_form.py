"""A formula that is too much to be drawn, cut short: whole terms from its beginning, dots for the rest.

ziamath takes twice as long with each level of brackets and fractions, so depth counts as length does.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\(?:left|right)(?![A-Za-z])\\?.|\\[A-Za-z]+|\\.|.", re.DOTALL)
_FENCE = re.compile(r"\\(left|right)(?![A-Za-z])")

LONGEST = 400
"""Characters of LaTeX that are drawn."""

DEEPEST = 6
"""Levels of braces, and of brackets that grow, that are drawn."""

DOTS = r"\,\cdots"


def short_form(latex: str, longest: int = LONGEST) -> str:
    r"""`latex` with at most `longest` characters and DEEPEST levels, cut where a term ends.

    >>> short_form(r"f'(x) = 2 x + \sin\left(x + 1\right) - 7", 20)
    "f'(x) = 2 x +\\,\\cdots"

    Where not even the first term fits, dots stand for all of it.  What is short stays as it is.
    """
    depth, begin, cut = 0, 0, 0
    for match in _TOKEN.finditer(latex):
        token, place = match[0], match.start()
        fence = _FENCE.match(token)
        if token == "{" or (fence is not None and fence[1] == "left"):
            depth += 1
        elif token == "}" or (fence is not None and fence[1] == "right"):
            depth -= 1
        elif depth == 0 and token == "=" and not begin:
            begin = match.end()
        elif depth == 0 and token in ("+", "-") and latex[begin:place].strip():
            cut = match.end()
        if depth > DEEPEST or match.end() > longest:
            return latex[: cut or begin] + DOTS
    return latex
