"""The words that every room of the house shares: positions, values, parameters."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from gdgui.engine.message import InputError, Message

Positions = NDArray[np.float64]
"""Shape (dim, n): axis 0 is the coordinate, axis 1 the descent; dim is 1 or 2."""

Values = NDArray[np.float64]
"""Shape (n,): one number for each descent."""

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

Rate = float | np.float64 | Values
"""A learning rate: one for all descents, or one for each."""

Parameters = Mapping[str, Any]
"""The values of an entry's parameters.  A number or an integer may be an array of shape (n,)."""

State = Any
"""What a rule remembers: a NamedTuple of arrays whose last axis is n; `()` where it has nothing."""

Kind = Literal["number", "integer", "choice", "flag", "text", "points", "numbers"]

Derived = Literal["", "epochs", "lowest"]

LARGEST_INTEGER = 2**31 - 1
LONGEST_TEXT = 4000
LONGEST_LIST = 4096


class Option(Struct, frozen=True):
    """One of the values that a choice may take."""

    key: str
    title: Message


class Parameter(Struct, frozen=True, kw_only=True):
    """A declared parameter: it drives the form, the validation and the axis of a sweep.

    `low` and `high` are what is mathematically allowed (`open_low`: `low` itself is not);
    `slider_low` and `slider_high` only shape the slider.  `derived` names where a default comes
    from that no number can state beforehand: the number of epochs, or the least value of the
    objective.  Such a parameter is None until somebody sets it.
    """

    key: str
    title: Message
    help: Message
    kind: Kind = "number"
    default: Any = None
    low: float = -math.inf
    high: float = math.inf
    open_low: bool = False
    slider_low: float = 0.0
    slider_high: float = 1.0
    log: bool = False
    options: tuple[Option, ...] = ()
    derived: Derived = ""
    optional: bool = False
    symbol: str = ""

    @property
    def sweepable(self) -> bool:
        """Whether each descent of a batch may have its own value."""
        return self.kind in ("number", "integer")

    def looks_at_epochs(self, value: Any) -> bool:
        """Whether a rule for which this parameter has this value looks at N, the number of epochs."""
        return self.derived == "epochs" and value is None

    def allowed(self) -> Message:
        """What may stand here, as a sentence's end."""
        match self.kind:
            case "number" | "integer" | "numbers":
                return self._allowed_numbers()
            case "choice":
                return Message("one of {keys}", {"keys": ", ".join(o.key for o in self.options)})
            case "flag":
                return Message("true or false")
            case "text":
                return Message("a text of at most {count} characters", {"count": LONGEST_TEXT})
            case "points":
                return Message("a list of at least two [x, y] pairs of numbers")

    def _allowed_numbers(self) -> Message:
        form = ",.0f" if self.kind == "integer" else ".10g"
        bounds = {"low": f"{self.low:{form}}", "high": f"{self.high:{form}}"}
        if self.kind == "integer":
            if math.isinf(self.high):
                return Message("a whole number from {low}", bounds)
            return Message("a whole number from {low} to {high}", bounds)
        if math.isinf(self.low) and math.isinf(self.high):
            return Message("a finite number")
        if math.isinf(self.high):
            if self.open_low:
                return Message("a finite number above {low}", bounds)
            return Message("a finite number from {low}", bounds)
        if math.isinf(self.low):
            return Message("a finite number up to {high}", bounds)
        if self.open_low:
            return Message("a number above {low} and up to {high}", bounds)
        return Message("a number from {low} to {high}", bounds)

    def check(self, value: Any) -> Any:
        """`value` in its canonical type.

        Raises InputError, with this parameter's key as the place, where it is not allowed.
        """
        if value is None and (self.derived or self.optional):
            return None
        checked = self._convert(value)
        if checked is None:
            raise InputError(
                Message(
                    "{value} is not allowed; allowed is {allowed}",
                    {"value": shorten(value), "allowed": self.allowed()},
                ),
                self.key,
            )
        return checked

    def _convert(self, value: Any) -> Any:
        match self.kind:
            case "number":
                return self._number(value)
            case "integer":
                return self._integer(value)
            case "flag":
                return value if isinstance(value, bool) else None
            case "choice":
                known = isinstance(value, str) and any(value == o.key for o in self.options)
                return value if known else None
            case "text":
                short = isinstance(value, str) and len(value) <= LONGEST_TEXT
                return value if short else None
            case "numbers":
                return self._numbers(value)
            case "points":
                return _points(value)

    def _number(self, value: Any) -> float | None:
        number = _finite(value)
        if number is None:
            return None
        below = number <= self.low if self.open_low else number < self.low
        return None if below or number > self.high else number

    def _integer(self, value: Any) -> int | None:
        number = self._number(value)
        if number is None or number != int(number) or abs(number) > LARGEST_INTEGER:
            return None
        return int(number)

    def _numbers(self, value: Any) -> tuple[float, ...] | None:
        if not isinstance(value, list | tuple) or len(value) > LONGEST_LIST:
            return None
        numbers = [self._number(item) for item in value]
        return tuple(n for n in numbers if n is not None) if None not in numbers else None


def _finite(value: Any) -> float | None:
    """`value` as a finite float, where it is a number of that size; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _points(value: Any) -> tuple[tuple[float, float], ...] | None:
    if not isinstance(value, list | tuple) or not 2 <= len(value) <= LONGEST_LIST:
        return None
    pairs = []
    for pair in value:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            return None
        x, y = _finite(pair[0]), _finite(pair[1])
        if x is None or y is None:
            return None
        pairs.append((x, y))
    return tuple(pairs)


def shorten(value: Any, longest: int = 60) -> str:
    """`value` as it may be quoted in a sentence: on one line, whatever its length."""
    if isinstance(value, str):
        text = "".join(c if c.isprintable() else " " for c in value[:longest])
        text = f"“{text}”" if len(value) <= longest else f"“{text}"
    else:
        try:
            text = repr(value)
        except (RecursionError, ValueError):  # nested without end, or a number of 5000 digits
            text = f"{type(value).__name__} …"
    return text if len(text) <= longest else text[: longest - 1] + "…"


def check_parameters(parameters: Sequence[Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """The value of every declared parameter: what is given, else its default.

    Raises InputError for an unknown key or a value that is not allowed; its place is the key.
    """
    known = {parameter.key: parameter for parameter in parameters}
    for key in given:
        if key not in known:
            if known:
                allowed = Message(
                    "there is no such parameter; allowed is {keys}", {"keys": ", ".join(known)}
                )
            else:
                allowed = Message("there is no such parameter, and none is taken here")
            raise InputError(allowed, shorten(key, 40).strip("“”"))
    return {
        key: parameter.check(given[key]) if key in given else parameter.default
        for key, parameter in known.items()
    }


def points_key(parameters: Sequence[Parameter]) -> str | None:
    """The key of the parameter that is a drawn curve; None where there is none."""
    return next((parameter.key for parameter in parameters if parameter.kind == "points"), None)


def size(vectors: Positions) -> Values:
    """√(v₁² + … + v_dim²), shape (n,): |v| itself in one dimension, to the last bit."""
    if len(vectors) == 1:
        result: Values = np.abs(vectors[0])
        return result
    squares = vectors[0] * vectors[0]
    for row in vectors[1:]:
        squares = squares + row * row
    result = np.sqrt(squares)
    return result
