"""A formula as LaTeX, in the way it was read: brackets and fractions show what belongs together."""

from __future__ import annotations

from gdgui.engine.formula_tree import Binary, Call, Name, Negate, Node, Number

# How tightly a piece of LaTeX holds together, from a sum to what never needs a bracket.
_SUM, _PRODUCT, _POWER, _ATOM = range(4)

_Piece = tuple[str, int]

# What stands before the argument and what behind it; elsewhere it is the name and round brackets.
_FENCES = {
    "sqrt": (r"\sqrt{", "}"),
    "cbrt": (r"\sqrt[3]{", "}"),
    "abs": (r"\left|", r"\right|"),
    "floor": (r"\left\lfloor ", r"\right\rfloor "),
    "ceil": (r"\left\lceil ", r"\right\rceil "),
}
_HEADS = {
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "atan": r"\arctan",
    "log": r"\ln",
    "log2": r"\log_{2}",
    "log10": r"\log_{10}",
    "sign": r"\operatorname{sign}",
}
# A sign is written {-}, since a bare minus behind a bracket is set with the space of an operator.
_MINUS = "{-}"


def latex(node: Node) -> str:
    r"""LaTeX for display mathematics, without delimiters.

    >>> from gdgui.engine.expression import parse
    >>> latex(parse("1/2x", ["x"]))
    '\\frac{1}{2} x'
    """
    return _piece(node)[0]


def _piece(node: Node) -> _Piece:
    match node:
        case Number():
            return _number(node.value)
        case Name():
            return (r"\pi" if node.name == "pi" else node.name), _ATOM
        case Negate():
            return _MINUS + _enclosed(node.operand, _PRODUCT, sign=True), _SUM
        case Call():
            return _call(node, ""), _ATOM
        case Binary(operator="/"):
            return _fraction(node)
        case Binary(operator="*"):
            return _product(node)
        case Binary(operator="^"):
            return _power(node)
        case Binary():
            left = _piece(node.left)[0]
            return f"{left} {node.operator} {_enclosed(node.right, _PRODUCT)}", _SUM


def _enclosed(node: Node, level: int, sign: bool = False) -> str:
    """`node`, in brackets where it holds less tightly than `level`; or where two signs would meet."""
    text, own = _piece(node)
    needed = own < level or (sign and text.startswith(_MINUS))
    return rf"\left({text}\right)" if needed else text


def _number(value: float) -> _Piece:
    if value.is_integer() and value < 1e16:
        return str(int(value)), _ATOM
    mantissa, _, exponent = repr(value).partition("e")
    if not exponent:
        return mantissa, _ATOM
    power = f"10^{{{int(exponent)}}}"
    return (power, _POWER) if mantissa == "1" else (rf"{mantissa} \cdot {power}", _PRODUCT)


def _call(node: Call, power: str) -> str:
    """A call; `power` is set between the name and the bracket, as in sin²(x)."""
    arguments = ", ".join(_piece(argument)[0] for argument in node.arguments)
    if node.function in _FENCES:
        opening, closing = _FENCES[node.function]
        return f"{opening}{arguments}{closing}"
    head = _HEADS.get(node.function, rf"\{node.function}")
    return rf"{head}{power}\left({arguments}\right)"


def _fraction(node: Binary) -> _Piece:
    # −x²/20 was read as (−x²)/20; with the sign before the line it is the same, and easier to read.
    if isinstance(node.left, Negate):
        numerator = _piece(node.left.operand)[0]
        return rf"{_MINUS}\frac{{{numerator}}}{{{_piece(node.right)[0]}}}", _SUM
    return rf"\frac{{{_piece(node.left)[0]}}}{{{_piece(node.right)[0]}}}", _PRODUCT


def _product(node: Binary) -> _Piece:
    left, own = _piece(node.left)
    # A sign before a product stands for the sign of its first factor: (−x)·y is −x·y.
    signed = own == _SUM and left.startswith(_MINUS) and not _is_sum(node.left)
    if own == _SUM and not signed:
        left = rf"\left({left}\right)"
    right = _enclosed(node.right, _PRODUCT)
    return f"{left}{_sign_between(node, right)}{right}", _SUM if signed else _PRODUCT


def _is_sum(node: Node) -> bool:
    return isinstance(node, Binary) and node.operator in "+-"


def _sign_between(node: Binary, right: str) -> str:
    """A space, or a dot where without it something else would be read.

    A letter before a bracket would look like a call, and a number before a digit or a fraction like
    another number.
    """
    before = node.left
    while isinstance(before, Binary) and before.operator == "*":
        before = before.right
    before = before.operand if isinstance(before, Negate) else before
    if right[0].isdigit() or right.startswith(r"\frac"):
        return r" \cdot "
    if right.startswith((r"\left(", r"\left|")):
        return " " if isinstance(before, Number | Call) or _is_sum(before) else r" \cdot "
    names_touch = not right.startswith("\\") or right.startswith(r"\pi")
    return " " if names_touch and not isinstance(before, Call) else r"\,"


def _power(node: Binary) -> _Piece:
    exponent = _piece(node.right)[0]
    base = node.left
    if isinstance(base, Call) and base.function not in _FENCES:
        if isinstance(node.right, Number) and node.right.value.is_integer():
            return _call(base, f"^{{{exponent}}}"), _POWER
        return rf"\left({_piece(base)[0]}\right)^{{{exponent}}}", _POWER
    return f"{_enclosed(base, _ATOM)}^{{{exponent}}}", _POWER
