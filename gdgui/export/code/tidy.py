"""Makes written code shorter without changing an operation: what a student would have written."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from gdgui.export.code.values import statements

N = TypeVar("N", bound=ast.AST)


def loaded(nodes: Iterable[ast.AST]) -> list[str]:
    """The names that are read, each as often as it is."""
    return [
        node.id
        for root in nodes
        for node in ast.walk(root)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    ]


def stored(nodes: Iterable[ast.AST]) -> set[str]:
    """The names that are given a value."""
    return {
        node.id
        for root in nodes
        for node in ast.walk(root)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def assigned(statement: ast.stmt) -> str:
    """The one name that a plain assignment gives a value; empty for anything else."""
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id
    return ""


def copied(node: N) -> N:
    """The same tree made of nodes of its own; copy.deepcopy takes ten times as long."""
    made = type(node)()
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            value = copied(value)
        elif isinstance(value, list):
            value = [copied(item) if isinstance(item, ast.AST) else item for item in value]
        setattr(made, name, value)
    return made


class _Replace(ast.NodeTransformer):
    def __init__(self, name: str, value: ast.expr) -> None:
        self.name, self.value = name, value

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.value if node.id == self.name and isinstance(node.ctx, ast.Load) else node


class _Rename(ast.NodeTransformer):
    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Name(self.new if node.id == self.old else node.id, node.ctx)


def spelled_out(node: ast.expr, values: Mapping[str, ast.expr]) -> ast.expr:
    """The expression with `values` in the place of their names, and of the names in these too."""
    result = copied(node)
    while names := [name for name in loaded([result]) if name in values]:
        result = _Replace(names[0], copied(values[names[0]])).visit(result)
    return result


def shortened(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Chains v = a; v = v·b; return v become one expression."""
    result: list[ast.stmt] = []
    for statement in body:
        while result and (name := assigned(result[-1])):
            follows = isinstance(statement, ast.Return) and isinstance(statement.value, ast.Name)
            chained = assigned(statement) == name
            if not (follows or chained) or loaded([statement]).count(name) != 1:
                break
            before = result.pop()
            assert isinstance(before, ast.Assign)
            statement = _Replace(name, before.value).visit(copied(statement))
        result.append(statement)
    return result


def without_dead(body: Sequence[ast.stmt], wanted: Iterable[str]) -> list[ast.stmt]:
    """Without plain assignments to names that nobody reads afterwards; `wanted` are read later."""
    kept: list[ast.stmt] = []
    needed = set(wanted)
    for statement in reversed(body):
        name = assigned(statement)
        if name and name not in needed:
            continue
        if name:
            needed.discard(name)
        needed |= set(loaded([statement]))
        kept.insert(0, statement)
    return kept


def carried(body: Sequence[ast.stmt], names: Sequence[str]) -> list[ast.stmt]:
    """The body of a loop in which `v = w` at the end is spared by computing v where w was computed.

    `names` are those that the loop carries on.
    """
    statements_left = [copied(statement) for statement in body]
    for name in names:
        place = next(
            (
                k
                for k in range(len(statements_left) - 1, -1, -1)
                if assigned(statements_left[k]) == name
            ),
            None,
        )
        if place is None:
            continue
        last = statements_left[place]
        assert isinstance(last, ast.Assign)
        if not isinstance(last.value, ast.Name):
            continue
        other = last.value.id
        if other in (*names, "g", "x_new"):
            continue
        made = [k for k in range(place) if other in stored([statements_left[k]])]
        if len(made) != 1 or assigned(statements_left[made[0]]) != other:
            continue
        between = statements_left[made[0] + 1 : place]
        if name in loaded(between) or name in stored(between):
            continue
        del statements_left[place]
        renamed = _Rename(other, name)
        statements_left[made[0] :] = [renamed.visit(s) for s in statements_left[made[0] :]]
    return statements_left


def comment(text: str) -> ast.stmt:
    """A comment on a line of its own."""
    return statements(f"COMMENT({text!r})")[0]


def text_of(nodes: Sequence[ast.stmt]) -> str:
    """The code as text, with its comments."""
    lines = []
    module = ast.fix_missing_locations(ast.Module([copied(node) for node in nodes], []))
    for line in ast.unparse(module).splitlines():
        bare = line.strip()
        if bare.startswith("COMMENT("):
            told = ast.literal_eval(bare[len("COMMENT(") : -1])
            indent = line[: len(line) - len(bare)]
            lines += [f"{indent}# {part}" for part in told.splitlines()]
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"
