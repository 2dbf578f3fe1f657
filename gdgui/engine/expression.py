"""A typed formula: from the text to a checked tree.

The grammar, loosest first; ⟨function⟩ and ⟨name⟩ come from a whitelist, and nothing is ever evaluated
as text:

    sum      = product (("+" | "-") product)*
    product  = signed (("*" | "/") signed | factor)*          no sign between: 2x, (x+1)(x-1)
    signed   = ("+" | "-")* factor                            -x^2 is -(x^2)
    factor   = primary ["^" signed]                           x^y^z is x^(y^z)
    primary  = number | name | "(" sum ")" | "|" sum "|" | call | "√" factor
    call     = function ["^" whole number] ("(" sum ("," sum)* ")" | bare argument)

A product without a sign binds like one with a sign: 1/2x is (1/2)·x.  A bare argument is a run of
numbers and names, as on paper: `sin 3x` is sin(3x), `sin x cos x` is sin(x)·cos(x), `sin²x` is
(sin x)²; where paper would leave a doubt (`sin 2(x+1)`), brackets are asked for.  A letter before a
bracket is a factor, x(x+1), unless it is a known function; letters that stand together are a
product of names where all of them are known, xy.  `formula_latex.latex` shows how a text was read.

Why not Python's parser: it knows neither 3x^2, |x| nor 2(x+1).  Why not SymPy's: it evaluates text.
"""

from __future__ import annotations

from collections.abc import Collection

from gdgui.engine.formula_latex import latex
from gdgui.engine.formula_names import CALLABLE, CONSTANTS, FUNCTIONS, RESERVED
from gdgui.engine.formula_text import FormulaError, Token, tokenize
from gdgui.engine.formula_tree import (
    LARGEST_EXPONENT,
    Binary,
    Call,
    Name,
    Negate,
    Node,
    Number,
    Operator,
    check_constants,
    variables,
)
from gdgui.engine.message import Message

__all__ = ["FormulaError", "Node", "latex", "parse", "variables"]

LONGEST_FORMULA = 2000
MOST_OPERATIONS = 200
DEEPEST_NESTING = 50


def parse(text: str, names: Collection[str]) -> Node:
    """The tree of the formula `text`, in which the variables `names` may occur.

    >>> parse("2x^2", ["x"]) == parse("2*(x**2)", ["x"])
    True

    Raises FormulaError, with the place in the text, for everything outside the grammar, and for what
    is too long, too deep or too large; a part without variables must be a finite number.
    """
    if len(text) > LONGEST_FORMULA:
        raise FormulaError(
            Message(
                "the formula has {count} characters; allowed are at most {limit}",
                {"count": len(text), "limit": LONGEST_FORMULA},
            ),
            LONGEST_FORMULA,
            len(text),
        )
    for name in names:
        if name in RESERVED or not (name.isascii() and name.isalpha()):
            raise ValueError(
                f"a variable cannot be called {name!r}: ASCII letters, and not the "
                f"name of a constant or a function"
            )
    node = _Parser(text, names).formula()
    check_constants(node, LARGEST_EXPONENT)
    return node


class _Parser:
    """Recursive descent over the tokens of one formula.

    `bars` counts the bars | that wait for their partner in the innermost bracket: where one waits,
    a bar after an operand closes, and elsewhere it opens.
    """

    def __init__(self, text: str, names: Collection[str]) -> None:
        self.names = names
        self.tokens = tokenize(text, {**CALLABLE, **{name: name for name in (*CONSTANTS, *names)}})
        self.index = 0
        self.bars = 0
        self.nesting = 0
        self.operations = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def advance(self) -> Token:
        token = self.token
        self.index += 1
        return token

    def at(self, *symbols: str) -> bool:
        return self.token.kind == "symbol" and self.token.text in symbols

    def at_function(self) -> bool:
        return self.token.kind == "word" and self.token.text in FUNCTIONS

    def at_factor(self) -> bool:
        """Whether a factor without a sign before it may begin here."""
        opens = self.at("(", "√") or (self.at("|") and self.bars == 0)
        return opens or self.token.kind == "word"

    def count(self, node: Node) -> Node:
        """`node`, one operation more; the limit on them also limits the depth of the tree."""
        self.operations += 1
        if self.operations > MOST_OPERATIONS:
            raise FormulaError(
                Message(
                    "the formula has too many operations; allowed are {limit}",
                    {"limit": MOST_OPERATIONS},
                ),
                node.position,
            )
        return node

    def formula(self) -> Node:
        if len(self.tokens) == 1:
            raise self.error(Message("the formula is empty"))
        node = self.sum()
        if self.token.kind != "end":
            raise self.wrong_rest()
        return node

    def sum(self) -> Node:
        left = self.product()
        while self.at("+", "-"):
            sign = self.advance()
            operator: Operator = "+" if sign.text == "+" else "-"
            left = self.count(Binary(operator, left, self.product(), sign.start))
        return left

    def product(self) -> Node:
        left = self.signed()
        while True:
            start = self.token.start
            if self.at("*", "/"):
                operator: Operator = "*" if self.advance().text == "*" else "/"
                left = self.count(Binary(operator, left, self.signed(), start))
            elif self.at_factor():
                left = self.count(Binary("*", left, self.factor(), start))
            else:
                return left

    def signed(self) -> Node:
        signs = self.signs()
        return self.negated(self.factor(), signs)

    def signs(self) -> list[Token]:
        signs = []
        while self.at("+", "-"):
            signs.append(self.advance())
        return signs

    def negated(self, node: Node, signs: list[Token]) -> Node:
        for sign in reversed(signs):
            node = self.count(Negate(node, sign.start)) if sign.text == "-" else node
        return node

    def factor(self) -> Node:
        self.nesting += 1
        if self.nesting > DEEPEST_NESTING:
            raise self.error(
                Message(
                    "the formula is nested too deeply; allowed are {limit} levels",
                    {"limit": DEEPEST_NESTING},
                )
            )
        node = self.primary()
        if self.at("^"):
            start = self.advance().start
            node = self.count(Binary("^", node, self.signed(), start))
        self.nesting -= 1
        return node

    def primary(self) -> Node:
        token = self.token
        if token.kind == "number":
            return Number(self.advance().value, token.start)
        if self.at_function():
            return self.call()
        if token.kind == "word":
            return Name(self.advance().text, token.start)
        if self.at("("):
            return self.enclosed()[0]
        if self.at("|"):
            return self.between_bars()
        if self.at("√"):
            self.advance()
            radicand = self.enclosed()[0] if self.at("(") else self.factor()
            return self.count(Call("sqrt", (radicand,), token.start))
        if token.kind == "end":
            raise self.error(
                Message("the formula is not complete: a number, a name or a bracket is missing")
            )
        raise self.error(
            Message(
                "a number, a name or a bracket is missing before {symbol}",
                {"symbol": f"“{token.text}”"},
            )
        )

    def enclosed(self, function: str = "") -> tuple[Node, ...]:
        """What stands in brackets: one formula, or the arguments of `function`, set apart by commas."""
        opening = self.advance()
        outer, self.bars = self.bars, 0
        parts = [self.sum()]
        while function and self.at(","):
            self.advance()
            parts.append(self.sum())
        if not self.at(")"):
            raise self.wrong_rest(opening)
        self.advance()
        self.bars = outer
        return tuple(parts)

    def between_bars(self) -> Node:
        opening = self.advance()
        self.bars += 1
        node = self.sum()
        if not self.at("|"):
            raise self.wrong_rest(opening)
        self.advance()
        self.bars -= 1
        return self.count(Call("abs", (node,), opening.start))

    def call(self) -> Node:
        name = self.advance()
        power = self.power_of_function(name) if self.at("^") else None
        arity = FUNCTIONS[name.text].arity
        if self.at("("):
            arguments = self.enclosed(name.text)
        elif arity == 1:
            arguments = (self.bare_argument(name),)
        else:
            raise self.wrong_arguments(name, arity)
        if len(arguments) != arity:
            raise self.wrong_arguments(name, arity)
        node = self.count(Call(name.text, arguments, name.start))
        return node if power is None else self.count(Binary("^", node, power, name.end))

    def power_of_function(self, name: Token) -> Node:
        """The 2 of sin²x.  A −1 there means two things, and is refused."""
        start = self.advance().start
        exponent = self.token
        if exponent.kind != "number" or exponent.value < 1 or exponent.value % 1:
            raise FormulaError(
                Message(
                    "after the name of a function only a whole power may stand, as in sin^2(x); the "
                    "inverse functions are called asin, acos and atan"
                ),
                start,
            )
        self.advance()
        return Number(exponent.value, exponent.start)

    def bare_argument(self, name: Token) -> Node:
        """The argument of a function without brackets: `sin 3x`, `cos 2πx`, `log cosh x`, `sin -x`."""
        signs = self.signs()
        is_run = self.token.kind == "number" or self.at_plain_name("e")
        argument = last = self.factor()
        while is_run and self.at_plain_name() and not isinstance(last, Binary):
            start = self.token.start
            last = self.factor()
            argument = self.count(Binary("*", argument, last, start))
        if is_run and self.at_factor() and not self.at_function():
            raise FormulaError(
                Message(
                    "it is not clear where the argument of {function} ends; write {function}( … )",
                    {"function": name.text},
                ),
                self.token.start,
                self.token.end,
            )
        return self.negated(argument, signs)

    def at_plain_name(self, *others: str) -> bool:
        return self.token.kind == "word" and self.token.text in (*self.names, "pi", *others)

    def error(self, message: Message) -> FormulaError:
        return FormulaError(message, self.token.start, self.token.end)

    def wrong_arguments(self, name: Token, arity: int) -> FormulaError:
        if arity == 1:
            message = Message(
                "{function} takes one argument; decimals are written with a point, not with a comma",
                {"function": name.text},
            )
        else:
            message = Message(
                "{function} takes two arguments, as in {function}(x, 1)", {"function": name.text}
            )
        return FormulaError(message, name.start, name.end)

    def wrong_rest(self, opening: Token | None = None) -> FormulaError:
        """Why the formula cannot go on at this token, where an operand has just ended."""
        if self.token.kind == "number":
            return self.error(
                Message(
                    "a number cannot stand right behind what is before it; write *, ^ or another sign"
                )
            )
        if self.at(","):
            return self.error(
                Message(
                    "a comma only separates the two arguments of min and max; decimals are written "
                    "with a point, as in 3.5"
                )
            )
        if opening is not None:
            return FormulaError(
                Message("{bracket} is opened here and not closed", {"bracket": f"“{opening.text}”"}),
                opening.start,
                opening.end,
            )
        return self.error(Message("“)” closes a bracket that was not opened"))
