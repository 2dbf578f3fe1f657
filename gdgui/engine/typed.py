"""Formulas that a person types, as parameters of entries."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from msgspec import Struct

from gdgui.engine.expression import parse, variables
from gdgui.engine.formula_compile import compile_numpy
from gdgui.engine.formula_text import FormulaError
from gdgui.engine.types import Parameter, Values


class FormulaParameter(Parameter, frozen=True, kw_only=True):
    """A formula of the variables `names`."""

    names: tuple[str, ...]

    def check(self, value: Any) -> Any:
        """The text as it stands.  Raises FormulaError, which marks the place in it."""
        text = super().check(value)
        try:
            parse(text, self.names)
        except FormulaError as error:
            raise error.at(self.key) from None
        return text

    def looks_at_epochs(self, value: Any) -> bool:
        return "N" in compiled(value, self.names).used


class Formula(Struct, frozen=True):
    """A compiled formula: `value` takes an array for each of its names; `used` are those in it."""

    value: Callable[..., Values]
    used: frozenset[str]


@lru_cache(maxsize=256)
def compiled(text: str, names: tuple[str, ...]) -> Formula:
    """The formula `text` of the variables `names`.  Raises FormulaError where it is none."""
    node = parse(text, names)
    return Formula(compile_numpy(node, names), variables(node))
