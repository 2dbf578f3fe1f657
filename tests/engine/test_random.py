"""A draw is a pure function of seed, stream and epoch; its distribution is the one that it promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.engine import random
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.setup import random_start

STREAMS = np.arange(20_000)


def test_the_same_key_gives_the_same_numbers_whatever_was_drawn_before() -> None:
    first = random.normal(7, STREAMS, 3, 2)
    random.uniform(7, STREAMS, 3, 1)
    random.normal(8, STREAMS, 4, 2)
    np.testing.assert_array_equal(random.normal(7, STREAMS, 3, 2), first)


def test_seed_stream_epoch_and_lane_each_give_other_numbers() -> None:
    base = random.uniform(1, STREAMS, 5, 0)
    for other in (
        random.uniform(2, STREAMS, 5, 0),
        random.uniform(1, STREAMS + len(STREAMS), 5, 0),
        random.uniform(1, STREAMS, 6, 0),
        random.uniform(1, STREAMS, 5, 1),
        random.uniform(5, STREAMS, 1, 0),
    ):
        assert not np.any(base == other)
        assert abs(np.corrcoef(base, other)[0, 1]) < 0.03


@given(
    st.integers(0, 2**31 - 1),
    st.integers(-1, 10**6),
    st.lists(st.integers(0, 4_000_000), min_size=1, max_size=30),
    st.data(),
)
def test_numbers_do_not_depend_on_the_block_in_which_they_are_drawn(
    seed: int, epoch: int, streams: list[int], data: st.DataObject
) -> None:
    whole = random.normal(seed, np.array(streams), epoch, 2)
    cut = data.draw(st.integers(0, len(streams)))
    parts = [
        random.normal(seed, np.array(p, dtype=np.int64), epoch, 2)
        for p in (streams[:cut], streams[cut:])
    ]
    np.testing.assert_array_equal(np.hstack(parts), whole)
    alone = random.normal(seed, np.array(streams[:1]), epoch, 2)
    np.testing.assert_array_equal(alone[:, 0], whole[:, 0])


def test_a_seed_for_each_stream_gives_what_each_seed_gives_alone() -> None:
    seeds = np.array([3, 1, 4, 1, 5])
    together = random.uniform(seeds, np.arange(5), 9, 0)
    for k, seed in enumerate(seeds):
        assert together[k] == random.uniform(int(seed), np.array([k]), 9, 0)[0]


def test_the_numbers_of_this_version_are_those_of_every_other() -> None:
    """Documents are replayed years later, so these bits are a part of the file format."""
    drawn = random.uniform(1, np.arange(3), 0, 0)
    assert drawn.tolist() == [0.329793263476968, 0.01289242581062744, 0.27956826890627406]


def test_uniform_numbers_fill_the_unit_interval_evenly() -> None:
    drawn = random.uniform(1, np.arange(100_000), 0, 0)
    assert drawn.min() >= 0.0
    assert drawn.max() < 1.0
    counts = np.histogram(drawn, bins=100, range=(0, 1))[0]
    # χ² with 99 degrees of freedom exceeds 149 in one of a thousand draws; the seed is fixed.
    assert np.sum((counts - 1000.0) ** 2 / 1000.0) < 149


def test_consecutive_epochs_and_streams_are_not_correlated() -> None:
    table = np.array([random.uniform(1, np.arange(300), epoch, 0) for epoch in range(300)]) - 0.5
    for shifted in (np.roll(table, 1, axis=0), np.roll(table, 1, axis=1)):
        assert abs(float(np.mean(table * shifted))) * 12 < 0.02


def test_normal_numbers_are_standard_normal() -> None:
    drawn = random.normal(1, np.arange(200_000), 0, 2)
    assert np.isfinite(drawn).all()
    for row in drawn:
        assert abs(row.mean()) < 0.01
        assert row.std() == pytest.approx(1, abs=0.01)
        assert np.mean(row**3) == pytest.approx(0, abs=0.03)
        assert np.mean(row**4) == pytest.approx(3, abs=0.1)
        for quantile, share in ((-1.959964, 0.025), (-0.674490, 0.25), (0.0, 0.5), (1.281552, 0.9)):
            assert np.mean(row < quantile) == pytest.approx(share, abs=0.005)
    assert abs(np.corrcoef(drawn)[0, 1]) < 0.01


def test_starts_are_drawn_from_the_notes_grid_with_the_same_chance() -> None:
    objective = OBJECTIVES["gaussian_sine"]
    grid = np.linspace(-2 * np.pi, 2 * np.pi, 401)
    drawn = random_start(objective, 1, np.arange(401_000))
    assert drawn.shape == (1, 401_000)
    counts = np.array([np.count_nonzero(drawn[0] == point) for point in grid])
    assert counts.sum() == 401_000
    # χ² with 400 degrees of freedom exceeds 493 in one of a thousand draws; the seed is fixed.
    assert np.sum((counts - 1000.0) ** 2 / 1000.0) < 493


def test_a_start_depends_on_seed_and_stream_alone() -> None:
    objective = OBJECTIVES["parabola"]
    drawn = random_start(objective, 1, np.arange(50))
    np.testing.assert_array_equal(random_start(objective, 1, np.arange(50)[::-1]), drawn[:, ::-1])
    assert np.any(random_start(objective, 2, np.arange(50)) != drawn)
    assert np.isin(drawn[0], np.linspace(-2, 2, 2001)).all()
