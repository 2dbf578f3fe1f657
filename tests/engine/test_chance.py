"""Counting where random starts end: each start the one of its stream, however the count is cut."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gdgui.document import model
from gdgui.document.check import check
from gdgui.document.model import Descent, Document, Scheduled
from gdgui.document.plan import plan
from gdgui.engine import chance, theory
from gdgui.engine.chance import Tally
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.setup import prepare, random_start


def setup(objective: str = "gaussian_sine", rate: float = 0.1, epochs: int = 60):
    schedule = Scheduled(key="constant", parameters={"rate": rate})
    descent = Descent(start=[0.0], epochs=epochs, schedule=schedule)
    document = Document(objective=model.Choice(key=objective), descents=[descent])
    return plan(check(document)).descents[0].setup


def terrain(one) -> theory.Terrain:
    return theory.terrain(prepare(one).bound)


def loop(one, starts: np.ndarray, rate: float, epochs: int) -> np.ndarray:
    """Plain gradient descent from each start, one after the other."""
    gradient = prepare(one).bound.gradient
    ends = []
    for start in starts:
        x = np.array([[start]])
        for _ in range(epochs):
            x = x - gradient(x) * rate
        ends.append(x[0, 0])
    return np.array(ends)


def test_the_ends_are_those_of_plain_loops_from_the_starts_of_their_streams() -> None:
    one = setup()
    land, n = terrain(one), 50
    found = chance.tally(one, land, 7, n)
    starts = random_start(OBJECTIVES["gaussian_sine"], 1, np.arange(7, 7 + n))[0]
    ends = loop(one, starts, 0.1, 60)
    assert list(found.bins.sum(axis=0)) == list(np.histogram(ends, found.edges)[0])
    assert found.count == n
    assert found.spread == pytest.approx(float(np.std(ends)), rel=1e-12)
    nearest = np.abs(ends[:, np.newaxis] - land.minima).argmin(axis=1)
    assert list(found.ends[:-1]) == list(np.bincount(nearest, minlength=len(land.minima)))


def test_parts_in_any_order_make_the_same_whole() -> None:
    one = setup()
    land = terrain(one)
    whole = chance.tally(one, land, 0, 300)
    parts = [chance.tally(one, land, first, count) for first, count in ((0, 50), (50, 200), (250, 50))]
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        first, *others = (parts[k] for k in order)
        joined: Tally = first
        for part in others:
            joined = joined.plus(part)
        assert np.array_equal(joined.bins, whole.bins)
        assert list(joined.ends) == list(whole.ends)
        assert list(joined.starts) == list(whole.starts)
        spreads = {joined.spread}
    assert len(spreads) == 1
    assert spreads.pop() == pytest.approx(whole.spread, rel=1e-12)


def test_the_widths_of_basins_are_the_distances_of_the_maxima() -> None:
    one = setup("double_well")
    assert chance.widths(terrain(one), OBJECTIVES["double_well"]) == pytest.approx([0.5, 0.5])


def test_what_diverges_is_counted_and_spreads_nothing() -> None:
    one = setup("parabola", rate=0.9, epochs=3000)
    found = chance.tally(one, terrain(one), 0, 100)
    assert found.ends[-1] == 100
    assert found.bins.sum() == 0
    assert math.isnan(found.spread)
