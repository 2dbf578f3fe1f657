"""Where the source of the engine's functions is found: in the files of the entries themselves."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any

from gdgui.export.code.values import CannotWriteError, Function, Known


@lru_cache(maxsize=256)
def module_tree(name: str) -> ast.Module:
    """The syntax tree of a module.

    Its loader is asked for the text, so that a packaged program can bring it along.  Raises
    CannotWriteError where there is none.
    """
    module = sys.modules[name]
    loader = module.__spec__.loader if module.__spec__ else None
    get_source = getattr(loader, "get_source", None)
    text = get_source(name) if get_source is not None else None
    if text is None:
        raise CannotWriteError(f"the source of {name} is not there")
    return ast.parse(str(text))


def first_line(module: str) -> str:
    """The first paragraph's first sentence of a module's description."""
    text = ast.get_docstring(module_tree(module)) or ""
    return " ".join(text.split("\n\n")[0].split())


def function(made: FunctionType) -> Function:
    """The source of a function, and what its free names stand for."""
    scope = {}
    for name, cell in zip(made.__code__.co_freevars, made.__closure__ or (), strict=True):
        scope[name] = Known(cell.cell_contents, name=name)
    node = _node(made.__module__, made.__code__)
    return Function(node, made.__globals__, scope)


def _node(module: str, code: CodeType) -> ast.FunctionDef | ast.Lambda:
    found = []
    for node in ast.walk(module_tree(module)):
        if isinstance(node, ast.FunctionDef) and node.name == code.co_name:
            line = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            if line == code.co_firstlineno:
                return node
        if isinstance(node, ast.Lambda) and code.co_name == "<lambda>":
            names = tuple(a.arg for a in node.args.args)
            if node.lineno == code.co_firstlineno and names == code.co_varnames[: code.co_argcount]:
                found.append(node)
    places = [p for p in code.co_positions() if p[2] is not None]
    for node in found:
        body = node.body
        if any(p[0] == body.lineno and p[2] == body.col_offset for p in places):
            return node
    if found:
        return found[0]
    raise CannotWriteError(f"the source of {module}.{code.co_name} is not there")


def unwrapped(made: Any) -> Any:
    """The plain function behind decorators that only remember results."""
    return inspect.unwrap(made)
