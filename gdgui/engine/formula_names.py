"""The whitelist of formulas: the functions and constants that may stand in them, by their names."""

from __future__ import annotations

import numpy as np
from msgspec import Struct


class Function(Struct, frozen=True):
    """What numpy calls a function, and how many arguments it takes."""

    numpy: str
    arity: int = 1


FUNCTIONS = {
    "sin": Function("sin"),
    "cos": Function("cos"),
    "tan": Function("tan"),
    "asin": Function("arcsin"),
    "acos": Function("arccos"),
    "atan": Function("arctan"),
    "sinh": Function("sinh"),
    "cosh": Function("cosh"),
    "tanh": Function("tanh"),
    "exp": Function("exp"),
    "log": Function("log"),
    "log2": Function("log2"),
    "log10": Function("log10"),
    "sqrt": Function("sqrt"),
    "cbrt": Function("cbrt"),
    "abs": Function("abs"),
    "sign": Function("sign"),
    "floor": Function("floor"),
    "ceil": Function("ceil"),
    "min": Function("minimum", 2),
    "max": Function("maximum", 2),
}
UFUNCS = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide", "^": "power"}
ALIASES = {"ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "sgn": "sign"}
CONSTANTS = {"pi": float(np.pi), "e": float(np.e)}
CALLABLE = {**{key: key for key in FUNCTIONS}, **ALIASES}
RESERVED = frozenset((*CALLABLE, *CONSTANTS, "np", "out"))
"""What no variable may be called; the last two are names in the code that is made of a formula."""
