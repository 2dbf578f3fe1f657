"""A typed formula against the hand-written entry of the same function: at most 1.3 times the time.

    pytest tests/benchmarks/test_expression_speed.py --benchmark-enable -s

prints a ratio for each function, what is computed, and the number of descents, with both sides timed
in turns, since a machine's speed drifts; and pytest-benchmark's tables, a group for each of them.
"""

from __future__ import annotations

import sys
import timeit
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from gdgui.engine.expression import parse
from gdgui.engine.formula_compile import compile_numpy
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.symbolic import differentiate

TYPED = {
    "gaussian_sine": "sin(x)·exp(−x²/20)",
    "parabola": "3x² − 3x + 4",
    "cosine_bowl": "cos(2πx) + x²",
    "tilted_double_well": "x⁴ − 2x² + x/2",
    "forrester": "(6x − 2)²·sin(12x − 4)",
    "rippled_bowl": "x²/2 + sin 3x",
    "rational": "(x² − 5x + 6)/(x² + 1)",
}
COUNTS = (1, 100, 16_384)
ROUNDS = 15
SECONDS = 0.01

Pair = tuple[Callable[[], Any], Callable[[], Any]]


@cache
def compiled(key: str, what: str) -> Callable[..., Any]:
    node = parse(TYPED[key], ("x",))
    if what == "value":
        return compile_numpy(node, ("x",))
    derivatives = differentiate(node, ("x",))
    return compile_numpy(
        derivatives.gradient_program if what == "gradient" else derivatives.hessian_program
    )


def pair(key: str, what: str, count: int) -> Pair:
    """The same computation, typed and by hand, on positions of shape (1, count)."""
    objective = OBJECTIVES[key]
    positions = np.linspace(*objective.domain[0], count)[np.newaxis] + 0.01
    by_hand, typed = getattr(objective, what), compiled(key, what)
    return lambda: typed(positions[0]), lambda: by_hand(positions, {})


def seconds(functions: Pair) -> list[float]:
    """The best time of each, over rounds in which they take turns."""
    number = max(1, int(SECONDS / timeit.timeit(functions[1], number=1)))
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for side, function in enumerate(functions):
            best[side] = min(best[side], timeit.timeit(function, number=number) / number)
    return best


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("what", ["value", "gradient", "hessian"])
@pytest.mark.parametrize("key", TYPED)
def test_typed_against_by_hand(
    key: str, what: str, count: int, benchmark: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    functions = pair(key, what, count)
    assert functions[0]() == pytest.approx(functions[1](), rel=1e-9, abs=1e-9)
    typed, by_hand = seconds(functions)
    ratio = typed / by_hand
    benchmark.group = f"{key}, {what}, {count}"
    benchmark.extra_info["ratio"] = ratio
    with capsys.disabled():
        sys.stdout.write(
            f"\n{key:20} {what:9} {count:6} descents: typed {typed * 1e6:8.2f} µs, "
            f"by hand {by_hand * 1e6:8.2f} µs, ratio {ratio:.2f} "
        )
    benchmark(functions[0])
