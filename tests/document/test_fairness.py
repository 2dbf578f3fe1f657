"""What differs between the compared descents is named, and one change makes it equal."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from gdgui.document import fairness, lesson, lineup
from gdgui.document.check import check
from gdgui.document.model import RANDOM, Choice, Descent, Document, Scheduled
from gdgui.document.plan import plan


def scene(key: str, index: int) -> Document:
    return check(lesson.load(key).scenes[index].document)


def aspects(document: Document) -> list[str]:
    return [found.aspect for found in fairness.differences(document, plan(document))]


def rates(document: Document) -> list[float]:
    return [d.schedule.parameters["rate"] for d in document.descents]


def test_the_lecture_s_comparison_is_unfair_as_its_lesson_says() -> None:
    assert aspects(scene("schedules", 0)) == ["start", "rate", "first_step"]


def test_equal_base_rates_are_not_yet_fair() -> None:
    assert aspects(scene("schedules_fair", 0)) == ["first_step"]


def test_equal_first_steps_are_those_of_the_lesson() -> None:
    fair = scene("schedules_fair", 2)
    assert aspects(fair) == ["rate"]
    k = next(j for j, d in enumerate(fair.descents) if d.schedule.key == "constant")
    found = scene("schedules_fair", 1)
    found = replace(
        found,
        descents=[
            replace(d, schedule=replace(d.schedule, parameters={**d.schedule.parameters, "rate": 0.05}))
            if j == k
            else d
            for j, d in enumerate(found.descents)
        ],
    )
    assert rates(fairness.equal(found, "first_step", k)) == pytest.approx(rates(fair), rel=1e-12)


@pytest.mark.parametrize("aspect", fairness.EQUALISED)
@pytest.mark.parametrize("k", [0, 1, 2])
def test_what_is_made_equal_differs_no_more(aspect: str, k: int) -> None:
    found = check(fairness.equal(scene("schedules", 0), aspect, k))
    assert aspect not in aspects(found)
    assert found.descents[k] == scene("schedules", 0).descents[k]


def test_descents_share_a_random_start_by_their_stream() -> None:
    two = [
        Descent(start=RANDOM, epochs=5),
        Descent(start=[1.0], epochs=5),
        Descent(start=RANDOM, epochs=5),
    ]
    document = check(Document(objective=Choice(key="gaussian_sine"), descents=two))
    assert aspects(document)[0] == "start"
    assert "seed" in aspects(document)
    found = check(fairness.equal(document, "start", 2))
    starts = [part.setup.start for part in plan(found).descents]
    assert np.array_equal(starts[0], starts[1])
    assert np.array_equal(starts[0], plan(document).descents[2].setup.start)
    assert aspects(found) == []


def test_work_is_told_in_gradients_and_not_made_equal() -> None:
    two = [Descent(epochs=5), Descent(epochs=5, optimizer=Choice(key="nesterov"))]
    document = check(Document(objective=Choice(key="parabola"), descents=two))
    (work,) = [d for d in fairness.differences(document, plan(document)) if d.aspect == "work"]
    assert list(work.values.values()) == [(1.0,), (2.0,)]
    with pytest.raises(ValueError, match="cannot be made equal"):
        fairness.equal(document, "work", 0)


def test_a_rule_without_a_base_rate_stays_as_it_is() -> None:
    two = [Descent(epochs=5), Descent(epochs=5, schedule=Scheduled(key="polyak"))]
    document = check(Document(objective=Choice(key="parabola"), descents=two))
    for aspect in ("rate", "first_step"):
        assert fairness.equal(document, aspect, 0).descents[1] == document.descents[1]


def test_a_hidden_descent_is_not_compared() -> None:
    document = lineup.with_hidden(scene("schedules", 0), 0, True)
    assert fairness.compared(document) == (1, 2)
    assert "start" not in aspects(document)


def test_a_step_out_of_the_numbers_is_a_difference_that_cannot_be_mended() -> None:
    two = [Descent(epochs=5), Descent(epochs=5, schedule=Scheduled(parameters={"rate": 1e308}))]
    document = check(Document(objective=Choice(key="quartic"), descents=two))
    assert "first_step" in aspects(document)
    assert fairness.equal(document, "first_step", 1).descents[0] == document.descents[0]
