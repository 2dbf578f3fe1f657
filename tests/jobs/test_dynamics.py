"""Basins and orbit diagrams as jobs: what they deliver, in which order, and that they can be ended."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from gdgui.engine import theory
from gdgui.engine.descent import Cancelled, record
from gdgui.engine.setup import Choice, Setup, resolve_objective
from gdgui.jobs.dynamics import STARTS, Basins, Known, OrbitDone, OrbitJob, OrbitWindow, TheoryJob
from gdgui.jobs.job import CancelToken


def setup(objective: str = "gaussian_sine", rate: float = 0.05, epochs: int = 300) -> Setup:
    return Setup(
        objective=Choice(objective),
        gradient=Choice("exact"),
        schedule=Choice("constant", {"rate": rate}),
        optimizer=Choice("gradient_descent"),
        start=np.array([[1.0]]),
        epochs=epochs,
    )


def pieces(job: TheoryJob) -> list[Known | Basins]:
    return list(job.run(CancelToken()))


def basins_of(one: Setup) -> Basins:
    last = pieces(TheoryJob("", one, one))[-1]
    assert isinstance(last, Basins)
    return last


def test_few_starts_come_first_and_all_at_the_end() -> None:
    few, known, every = pieces(TheoryJob("k", setup(), setup(), basins_key="b"))
    assert isinstance(few, Basins)
    assert isinstance(known, Known)
    assert isinstance(every, Basins)
    assert (len(few.starts), len(every.starts)) == STARTS


def test_extrema_that_are_told_are_not_looked_for_again() -> None:
    found = basins_of(setup())
    known = pieces(TheoryJob("k", setup(), setup(), basins=False, land=found.land))[0]
    assert isinstance(known, Known)
    assert known.land is found.land


def test_where_the_basins_are_known_only_the_limits_are_delivered() -> None:
    assert len(pieces(TheoryJob("k", setup(), setup(), basins=False))) == 1


def test_the_sweep_has_limits_of_its_own_descent() -> None:
    momentum = replace(setup(), optimizer=Choice("momentum"))
    known = pieces(TheoryJob("k", setup(), setup(), momentum, basins=False))[0]
    assert isinstance(known, Known)
    assert known.limits is not None
    assert known.sweep_limits is not None
    assert known.sweep_limits.stability == pytest.approx(1.9 * known.limits.stability)


def test_the_sweep_has_limits_in_every_valley_wherever_it_starts() -> None:
    known = pieces(TheoryJob("k", setup(), setup(), setup(), basins=False))[0]
    assert isinstance(known, Known)
    near = [limit for limit in known.valleys if abs(limit.at) < 8]
    assert [limit.at for limit in near] == pytest.approx([-7.22811, -1.42887, 4.3058], abs=1e-5)
    for limit in near:
        alone = theory.limits(replace(setup(), start=np.array([[limit.at]])))
        assert alone == limit
    adam = replace(setup(), optimizer=Choice("adam"))
    known = pieces(TheoryJob("k", setup(), setup(), adam, basins=False))[0]
    assert isinstance(known, Known)
    assert known.valleys == ()


def test_the_limits_are_looked_for_among_the_extrema_that_are_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bowl = setup("parabola")
    expected = theory.limits(setup()), theory.limits(bowl)
    found = theory.terrain(resolve_objective(setup().objective))
    searched: list[tuple[float, float]] = []
    extrema = theory.extrema
    monkeypatch.setattr(
        theory, "extrema", lambda slope, stretch: searched.append(stretch) or extrema(slope, stretch)
    )
    known = pieces(TheoryJob("k", setup(), setup(), basins=False, land=found))[0]
    assert isinstance(known, Known)
    assert (known.limits, searched) == (expected[0], [])
    # But for a descent on another function they are others.
    known = pieces(TheoryJob("k", setup(), setup(), bowl, basins=False, land=found))[0]
    assert isinstance(known, Known)
    assert (known.sweep_limits, len(searched)) == (expected[1], 1)


def test_every_start_ends_where_a_descent_of_its_own_ends_bit_for_bit() -> None:
    found = basins_of(setup())
    for k in range(0, len(found.starts), 97):
        path = record(replace(setup(), start=found.starts[k : k + 1][np.newaxis]))
        assert path.next_position[-1, 0] == found.ends[k]


def test_the_basins_of_a_small_rate_are_parted_by_the_maxima() -> None:
    found = basins_of(setup(epochs=3000))
    valley = np.searchsorted(found.land.maxima, found.starts)
    home = [int(np.searchsorted(found.land.maxima, at)) for at in found.land.minima]
    assert [home[k] for k in found.minimum] == valley.tolist()
    assert found.arrived.mean() > 0.9


def test_at_a_rate_that_is_too_large_no_start_arrives() -> None:
    found = basins_of(setup("parabola", 0.4, 2000))
    away = found.starts != 0.5
    assert (found.minimum[away] == -1).all()


def test_with_noise_the_strip_shows_the_end_of_the_descent_itself() -> None:
    noisy = replace(setup(epochs=40), optimizer=Choice("noisy"), stream=np.array([3]))
    found = basins_of(noisy)
    k = 300
    path = record(replace(noisy, start=found.starts[k : k + 1][np.newaxis]))
    assert path.next_position[-1, 0] == found.ends[k]


def test_a_cancelled_job_ends() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        list(TheoryJob("", setup(), setup()).run(token))


def test_an_orbit_job_delivers_the_window_that_was_asked_for() -> None:
    window = OrbitWindow((0.25, 0.35), (0.5, 1.5))
    (done,) = OrbitJob("o", setup("double_well"), window).run(CancelToken())
    assert done.orbit is not None
    assert (done.orbit.rates[0], done.orbit.rates[-1]) == (0.25, 0.35)
    assert done.orbit.window == (0.5, 1.5)
    assert not done.orbit.density.flags.writeable


def test_an_orbit_job_says_why_there_is_no_diagram() -> None:
    one = replace(setup(), optimizer=Choice("adam"))
    done = next(OrbitJob("o", one, OrbitWindow()).run(CancelToken()))
    assert isinstance(done, OrbitDone)
    assert done.orbit is None
    assert done.reason is not None
