r"""Formulas with the present values put in: η = η₀ γ^t becomes η = 0.05 · 0.95^t.

A symbol is found as LaTeX writes it, whole: T is not found in T_i, nor in \mathrm{T}.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from gdgui.engine.types import Parameter
from gdgui.ui.formula import latex_number

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
_SPACES = {r"\,", r"\ ", r"\;", r"\:", r"\!"}
_UPRIGHT = {r"\mathrm", r"\text", r"\operatorname"}
_GREEK = {
    r"\alpha", r"\beta", r"\gamma", r"\delta", r"\epsilon", r"\varepsilon", r"\zeta", r"\eta",
    r"\theta", r"\kappa", r"\lambda", r"\mu", r"\nu", r"\xi", r"\pi", r"\rho", r"\sigma", r"\tau",
    r"\phi", r"\psi", r"\omega", r"\Delta", r"\Pi", r"\Sigma",
}  # fmt: skip

MOST_VALUES = 6
"""A list of more values than these is not written out."""


def substitute(latex: str, values: Mapping[str, float]) -> str:
    r"""`latex` with the number in the place of each symbol.

    >>> substitute(r"\eta = \eta_0\, \gamma^t", {r"\eta_0": 0.05, r"\gamma": 0.95})
    '\\eta = {0.05}\\, \\cdot {0.95}^t'
    >>> substitute(r"\frac{f(x + h) - f(x)}{2h}", {"h": 1e-8})
    '\\frac{f(x + {10^{-8}}) - f(x)}{2\\cdot {10^{-8}}}'

    Numbers that would stand beside each other, or beside a letter, are parted by a dot; a negative one
    behind an operator, and a power to be raised, stand in brackets.
    """
    symbols = sorted(
        ((_TOKEN.findall(symbol), value) for symbol, value in values.items()),
        key=lambda pair: -len(pair[0]),
    )
    tokens = _TOKEN.findall(latex)
    written: list[str] = []
    # The last token that stands for something, and whether it is a number that was put in.
    before, number = "", False
    k = 0
    while k < len(tokens):
        token = tokens[k]
        if token in _UPRIGHT:
            end = _closing(tokens, k + 1)
            written += tokens[k:end]
            before, number, k = "}", False, end
            continue
        found = next((pair for pair in symbols if _stands_at(tokens, k, pair[0])), None)
        if found is not None:
            symbol, value = found
            k += len(symbol)
            after = tokens[k] if k < len(tokens) else ""
            if _is_operand(before):
                written.append(r"\cdot ")
            written.append(_written(value, before, after))
            before, number = "0", True
            continue
        if number and token[0].isdigit():
            written.append(r"\cdot ")
        written.append(token)
        if not token.isspace() and token not in _SPACES:
            before, number = token, False
        k += 1
    return "".join(written)


def with_values(
    latex: str, parameters: Iterable[Parameter], values: Mapping[str, Any], **more: float
) -> str:
    """`latex` with the values of those parameters put in that have a symbol and are a number.

    A list of numbers is told behind the formula.  `more` are other symbols, by their letters.  Where
    there is nothing to put in, `latex` itself.
    """
    numbers: dict[str, float] = dict(more)
    lists = ""
    for parameter in parameters:
        value = values.get(parameter.key)
        if not parameter.symbol or value is None:
            continue
        if parameter.kind in ("number", "integer"):
            numbers[parameter.symbol] = float(value)
        elif parameter.kind == "numbers":
            listed = [latex_number(float(v)) for v in value[:MOST_VALUES]]
            dots = [r"\ldots"] if len(value) > MOST_VALUES else []
            inner = r",\ ".join(listed + dots)
            lists += rf",\quad {parameter.symbol} \in \{{{inner}\}}"
    return substitute(latex, numbers) + lists


def _stands_at(tokens: list[str], k: int, symbol: list[str]) -> bool:
    """Whether `symbol` is what stands at k, with no subscript that would make it another one."""
    end = k + len(symbol)
    return tokens[k:end] == symbol and (end == len(tokens) or tokens[end] != "_" or "_" in symbol)


def _closing(tokens: list[str], k: int) -> int:
    """The place behind the group that opens at k."""
    depth = 0
    for end in range(k, len(tokens)):
        depth += (tokens[end] == "{") - (tokens[end] == "}")
        if depth == 0 and tokens[end] == "}":
            return end + 1
    return len(tokens)


def _is_operand(token: str) -> bool:
    """Whether a number behind this token would be multiplied by it."""
    return token.isalnum() or token in (")", "}") or token in _GREEK


def _written(value: float, before: str, after: str) -> str:
    number = latex_number(value).removeprefix(r"1 \cdot ")
    power = "10^" in number
    behind_operator = before in ("+", "-", "^") or _is_operand(before)
    if (value < 0 and behind_operator) or (after == "^" and (power or value < 0)):
        return rf"\left({number}\right)"
    return f"{{{number}}}"
