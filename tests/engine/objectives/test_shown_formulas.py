"""The formulas as they are shown: their LaTeX is read back, and compared with the functions."""

import numpy as np
import pytest

from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.setup import Choice, resolve_objective

KEYS = [key for key in OBJECTIVES if OBJECTIVES[key].dimension == 1 and OBJECTIVES[key].resolve is None]
every = pytest.mark.parametrize("key", KEYS)


def points(key):
    """Places in the domain, none of them on a kink."""
    return np.linspace(*OBJECTIVES[key].domain[0], 38) + 1e-5


@every
def test_derivative_as_it_is_shown_is_the_derivative(key):
    f, x = resolve_objective(Choice(key)), points(key)
    shown = evaluate(f.objective.derivative, x, symbols(f))
    np.testing.assert_allclose(shown, f.gradient(x[np.newaxis])[0], rtol=1e-9, atol=1e-10)


@every
def test_formula_as_it_is_shown_is_the_function(key):
    f, x = resolve_objective(Choice(key)), points(key)
    shown = evaluate(f.objective.formula, x, symbols(f))
    np.testing.assert_allclose(shown, f.value(x[np.newaxis]), rtol=1e-9, atol=1e-10)


def symbols(bound):
    """What the letters of an objective's parameters stand for."""
    return {p.symbol: bound.parameters[p.key] for p in bound.objective.parameters}


def evaluate(latex, x, symbols):
    """The value of one of our LaTeX formulas: only what these use is understood."""
    return np.array([float(Reader(latex, symbols | {"x": float(v)}).all()) for v in x])


class Reader:
    """A small recursive-descent reader for the LaTeX of the catalogue's formulas of one variable."""

    NAMES = ("sin", "cos", "tanh", "cosh", "log")

    def __init__(self, latex, symbols):
        text = latex.replace(r"\left|", "|").replace(r"\right|", "|")
        text = text.replace(r"\left", "").replace(r"\right", "").replace(r"\,", " ")
        text = text.replace(r"\tfrac", r"\frac").replace(r"\mathrm{sign}", r"\sign")
        self.tokens = words(text)
        self.at = 0
        self.symbols = symbols

    def all(self):
        value = self.sum()
        assert self.at == len(self.tokens), self.tokens[self.at :]
        return value

    @property
    def next(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, token=None):
        found = self.next
        assert token is None or found == token, (token, self.tokens, self.at)
        self.at += 1
        return found

    def sum(self):
        sign = -1.0 if self.next == "-" else 1.0
        if self.next == "-":
            self.take()
        value = sign * self.product()
        while self.next in ("+", "-"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self):
        value = self.power()
        while self.next not in ("", "+", "-", ")", "}", "|"):
            if self.next == "/":
                self.take()
                value /= self.power()
            else:
                value *= self.power()
        return value

    def argument(self):
        """What a function without parentheses takes: factors, up to the next function or sum."""
        value = self.power()
        while self.next not in ("", "+", "-", ")", "}", "|", "(") and self.next[1:] not in self.NAMES:
            value *= self.power()
        return value

    def power(self):
        token = self.take()
        if token == "\\frac":
            above, below = self.group(), self.group()
            value = above / below
        elif token[1:] in (*self.NAMES, "sign"):
            exponent = 1.0
            if self.next == "^":
                self.take()
                exponent = self.group()
            inside = self.power() if self.next == "(" else self.argument()
            function = np.sign if token == "\\sign" else getattr(np, token[1:])
            return function(inside) ** exponent
        elif token in ("(", "|"):
            value = self.sum()
            self.take(")" if token == "(" else "|")
            value = abs(value) if token == "|" else value
        elif token in self.symbols:
            value = self.symbols[token]
        elif token == "e":
            value = np.e
        elif token == "\\pi":
            value = np.pi
        else:
            value = float(token)
        if self.next == "^":
            self.take()
            value = value ** self.group()
        return value

    def group(self):
        if self.next != "{":
            return self.power()
        self.take("{")
        value = self.sum()
        self.take("}")
        return value


def words(text):
    tokens, at = [], 0
    while at < len(text):
        end = at + 1
        if text[at].isdigit():
            while end < len(text) and (text[end].isdigit() or text[end] == "."):
                end += 1
        elif text[at] == "\\":
            while end < len(text) and text[end].isalpha():
                end += 1
        if not text[at].isspace():
            tokens.append(text[at:end])
        at = end
    return tokens
