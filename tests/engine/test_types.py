"""A parameter takes what it declares, in its canonical type, and refuses the rest with a sentence."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.engine.message import InputError, Message
from gdgui.engine.types import (
    LARGEST_INTEGER,
    LONGEST_LIST,
    LONGEST_TEXT,
    Option,
    Parameter,
    check_parameters,
    shorten,
    size,
)


def parameter(kind: Any = "number", **others: Any) -> Parameter:
    return Parameter(key="p", title=Message("P"), help=Message("P"), kind=kind, **others)


CHOICE = parameter("choice", options=(Option("a", Message("A")), Option("b", Message("B"))))

ALLOWED = [
    (parameter(), 1, 1.0),
    (parameter(), -2.5, -2.5),
    (parameter(), np.float64(0.5), 0.5),
    (parameter(), np.float32(0.5), 0.5),
    (parameter(), np.int64(3), 3.0),
    (parameter(low=0.0), 0.0, 0.0),
    (parameter(low=0.0), -0.0, -0.0),
    (parameter(low=0.0, high=1.0), 1, 1.0),
    (parameter(low=0.0, open_low=True), 5e-324, 5e-324),
    (parameter("integer", low=1), 1, 1),
    (parameter("integer", low=1), 7.0, 7),
    (parameter("integer", low=1), np.int64(7), 7),
    (parameter("integer"), -LARGEST_INTEGER, -LARGEST_INTEGER),
    (parameter("flag"), True, True),
    (parameter("flag"), False, False),
    (CHOICE, "b", "b"),
    (parameter("text"), "x^2", "x^2"),
    (parameter("text"), "", ""),
    (parameter("text"), "x" * LONGEST_TEXT, "x" * LONGEST_TEXT),
    (parameter("numbers"), [1, 2.5], (1.0, 2.5)),
    (parameter("numbers"), [], ()),
    (parameter("numbers"), (3,), (3.0,)),
    (parameter("points"), [[0, 1], [2, 3.5]], ((0.0, 1.0), (2.0, 3.5))),
    (parameter(optional=True), None, None),
    (parameter("integer", derived="epochs"), None, None),
]

NUMBER = "allowed is a finite number"

REFUSED = [
    (parameter(), None, NUMBER),
    (parameter(), True, NUMBER),
    (parameter(), False, NUMBER),
    (parameter(), "1", NUMBER),
    (parameter(), [1.0], NUMBER),
    (parameter(), {}, NUMBER),
    (parameter(), 1 + 2j, NUMBER),
    (parameter(), np.complex128(1), NUMBER),
    (parameter(), np.True_, NUMBER),
    (parameter(), np.array(1.0), NUMBER),
    (parameter(), math.nan, NUMBER),
    (parameter(), math.inf, NUMBER),
    (parameter(), -math.inf, NUMBER),
    (parameter(), np.float64("nan"), NUMBER),
    (parameter(), 10**400, NUMBER),
    (parameter(low=0.0), -1e-300, "allowed is a finite number from 0"),
    (parameter(high=2.0), 2.1, "allowed is a finite number up to 2"),
    (parameter(low=0.0, high=1.0), 1.5, "allowed is a number from 0 to 1"),
    (parameter(low=0.0, open_low=True), 0, "allowed is a finite number above 0"),
    (parameter(low=0.0, high=1.0, open_low=True), 0, "allowed is a number above 0 and up to 1"),
    (parameter(low=0.0), math.nan, "allowed is a finite number from 0"),
    (parameter("integer", low=1), 0, "allowed is a whole number from 1"),
    (parameter("integer", low=1), 1.5, "allowed is a whole number from 1"),
    (parameter("integer", low=1), True, "allowed is a whole number from 1"),
    (parameter("integer", low=1), "3", "allowed is a whole number from 1"),
    (parameter("integer", low=1), math.nan, "allowed is a whole number from 1"),
    (parameter("integer", low=1), math.inf, "allowed is a whole number from 1"),
    (parameter("integer", low=1), 1e300, "allowed is a whole number from 1"),
    (parameter("integer", low=1, high=5), 6, "allowed is a whole number from 1 to 5"),
    (parameter("integer", low=0), LARGEST_INTEGER + 1, "allowed is a whole number from 0"),
    (parameter("flag"), 1, "allowed is true or false"),
    (parameter("flag"), 0, "allowed is true or false"),
    (parameter("flag"), "true", "allowed is true or false"),
    (parameter("flag"), None, "allowed is true or false"),
    (CHOICE, "c", "allowed is one of a, b"),
    (CHOICE, 1, "allowed is one of a, b"),
    (CHOICE, ["a"], "allowed is one of a, b"),
    (CHOICE, np.array(["a", "b"]), "allowed is one of a, b"),
    (parameter("text"), 1, f"allowed is a text of at most {LONGEST_TEXT} characters"),
    (
        parameter("text"),
        "x" * (LONGEST_TEXT + 1),
        f"allowed is a text of at most {LONGEST_TEXT} characters",
    ),
    (parameter("numbers"), 1.0, NUMBER),
    (parameter("numbers"), "12", NUMBER),
    (parameter("numbers"), [1.0, math.nan], NUMBER),
    (parameter("numbers"), [True], NUMBER),
    (parameter("numbers", low=0.0), [1.0, -1.0], "allowed is a finite number from 0"),
    (parameter("numbers"), [0.0] * (LONGEST_LIST + 1), NUMBER),
    (parameter("points"), [], "allowed is a list of at least two [x, y] pairs of numbers"),
    (parameter("points"), [[0, 0]], "allowed is a list of at least two [x, y] pairs of numbers"),
    (parameter("points"), [[0, 0], [1]], "allowed is a list of at least two [x, y] pairs of numbers"),
    (parameter("points"), [[0, 0], 1], "allowed is a list of at least two [x, y] pairs of numbers"),
    (
        parameter("points"),
        [[0, 0], [1, math.nan]],
        "allowed is a list of at least two [x, y] pairs of numbers",
    ),
    (
        parameter("points"),
        [[0, 0], [1, True]],
        "allowed is a list of at least two [x, y] pairs of numbers",
    ),
    (
        parameter("points"),
        [[0, 0], [1, 10**400]],
        "allowed is a list of at least two [x, y] pairs of numbers",
    ),
]


def named(value: object) -> str:
    return shorten(value, 30)


@pytest.mark.parametrize(("declared", "value", "expected"), ALLOWED, ids=named)
def test_what_is_allowed_is_taken_in_its_canonical_type(
    declared: Parameter, value: Any, expected: Any
) -> None:
    checked = declared.check(value)
    assert checked == expected
    assert type(checked) is type(expected)


@pytest.mark.parametrize(("declared", "value", "sentence"), REFUSED, ids=named)
def test_what_is_not_allowed_is_refused_with_parameter_value_and_what_is(
    declared: Parameter, value: Any, sentence: str
) -> None:
    with pytest.raises(InputError) as raised:
        declared.check(value)
    assert raised.value.place == "p"
    assert str(raised.value) == f"p: {shorten(value)} is not allowed; {sentence}"
    assert "\n" not in str(raised.value)


@given(st.floats(), st.floats(allow_nan=False), st.floats(allow_nan=False), st.booleans())
def test_a_number_passes_exactly_between_its_bounds(
    value: float, one: float, other: float, open_low: bool
) -> None:
    low, high = min(one, other), max(one, other)
    declared = parameter(low=low, high=high, open_low=open_low)
    inside = math.isfinite(value) and (low < value if open_low else low <= value) and value <= high
    if inside:
        assert declared.check(value) == value
    else:
        with pytest.raises(InputError):
            declared.check(value)


@given(st.integers() | st.floats())
def test_an_integer_is_any_whole_number_in_bounds(value: float) -> None:
    declared = parameter("integer", low=0, high=1000)
    if math.isfinite(value) and 0 <= value <= 1000 and value == int(value):
        checked = declared.check(value)
        assert checked == value
        assert type(checked) is int
    else:
        with pytest.raises(InputError):
            declared.check(value)


def test_parameters_that_are_not_given_have_their_default() -> None:
    declared = (parameter(default=2.0), CHOICE)
    other = Parameter(key="q", title=Message("Q"), help=Message("Q"), kind="integer", default=3, low=0)
    assert check_parameters((declared[0], other), {"q": 4}) == {"p": 2.0, "q": 4}
    assert check_parameters((declared[0], other), {}) == {"p": 2.0, "q": 3}


def test_a_parameter_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(InputError, match="speed: there is no such parameter; allowed is p"):
        check_parameters((parameter(default=1.0),), {"speed": 1})
    with pytest.raises(InputError, match="speed: there is no such parameter, and none is taken here"):
        check_parameters((), {"speed": 1})


def test_only_numbers_and_whole_numbers_can_be_swept() -> None:
    kinds = ("number", "integer", "choice", "flag", "text", "points", "numbers")
    assert [kind for kind in kinds if parameter(kind).sweepable] == ["number", "integer"]


@pytest.mark.parametrize("value", ["x" * 1000, [1.0] * 1000, {"a": "b" * 1000}])
def test_a_quoted_value_is_never_long(value: object) -> None:
    assert len(shorten(value)) == 60
    assert shorten(value).endswith("…")


def test_size_is_the_absolute_value_in_one_dimension_and_the_length_in_two() -> None:
    with np.errstate(over="ignore"):
        np.testing.assert_array_equal(size(np.array([[-3e-200, 4.0]])), [3e-200, 4.0])
    np.testing.assert_array_equal(size(np.array([[3.0, 0.0], [-4.0, 2.0]])), [5.0, 2.0])
