"""What is drawn of a long line covers the pixels that the whole line covers."""

from __future__ import annotations

import numpy as np
import pytest

from gdgui.ui.sweep.outline import in_view, joined, outline, stretches

RNG = np.random.default_rng(3)
X = np.sort(RNG.uniform(0.0, 1.0, 40_000))
Y = np.cumsum(RNG.normal(size=X.size))
COLUMNS = 300


def test_few_values_are_drawn_as_they_are() -> None:
    x, y = outline(X[:1200], Y[:1200], COLUMNS)
    np.testing.assert_array_equal(x, X[:1200])
    np.testing.assert_array_equal(y, Y[:1200])


@pytest.mark.parametrize("lost", [0.0, 0.3, 0.999])
def test_every_column_has_its_first_least_greatest_and_last_value(lost: float) -> None:
    whole = np.where(RNG.uniform(size=X.size) < lost, np.nan, Y)
    x, y = outline(X, whole, COLUMNS)
    assert len(x) <= 4 * COLUMNS
    assert (np.diff(x) >= 0).all()
    edges = np.append(np.linspace(X[0], X[-1], COLUMNS + 1)[:-1], np.inf)
    for k, rows in enumerate(y.reshape(-1, 4)):
        inside = whole[(edges[k] <= X) & (edges[k + 1] > X)]
        assert rows[0] == inside[0] or np.isnan([rows[0], inside[0]]).all()
        assert rows[3] == inside[-1] or np.isnan([rows[3], inside[-1]]).all()
        some = inside[np.isfinite(inside)]
        if some.size:
            assert (rows[1], rows[2]) == (some.min(), some.max())
        else:
            assert np.isnan(rows).all()


def test_a_gap_between_values_leaves_its_columns_out() -> None:
    x = np.concatenate([np.linspace(0.0, 0.1, 5000), np.linspace(0.9, 1.0, 5000)])
    found, _ = outline(x, x, 100)
    assert not ((found > 0.1) & (found < 0.9)).any()


def test_the_part_in_view_reaches_one_value_beyond() -> None:
    x = np.arange(10.0)
    assert x[in_view(x, 2.5, 4.5)].tolist() == [2.0, 3.0, 4.0, 5.0]
    assert x[in_view(x, -5.0, 20.0)].tolist() == x.tolist()
    assert x[in_view(x, 20.0, 30.0)].tolist() == [9.0]
    assert x[in_view(x, 4.2, 4.4)].tolist() == [4.0, 5.0]


def test_stretches_are_runs_and_join_where_they_touch() -> None:
    missing = np.array([True, True, False, True, False, False, True])
    begins, ends = stretches(missing)
    assert begins.tolist() == [0, 3, 6]
    assert ends.tolist() == [2, 4, 7]
    first, last = joined(np.array([0.0, 2.0, 7.0, 8.0]), np.array([5.0, 3.0, 8.0, 9.0]))
    assert first.tolist() == [0.0, 7.0]
    assert last.tolist() == [5.0, 9.0]
    assert [len(part) for part in joined(np.empty(0), np.empty(0))] == [0, 0]
