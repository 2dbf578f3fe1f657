"""The lessons: whole, in both languages, set up as the notes were, and true in what they tell."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from msgspec.structs import replace as replace_setup
from numpy.typing import NDArray

import gdgui
from gdgui.document import lesson as lessons
from gdgui.document.lesson import Lesson, Scene
from gdgui.document.model import Document
from gdgui.document.plan import plan
from gdgui.engine import batch, chance, descent, theory
from gdgui.engine.descent import Chunk
from gdgui.engine.ends import ends_of
from gdgui.engine.field import Field, compute
from gdgui.engine.grid import Axis, Grid
from gdgui.engine.message import InputError
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.outcome import Outcome, diverged_at, judge
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Choice, prepare

GOLDEN = Path(__file__).parents[1] / "data"
PACKAGE = Path(gdgui.__file__).parent

# ------------------------------------------------------------------ what each lesson is, written out

RATES = ("schedule.rate", 1e-10, 0.1, 50, "linear")
EPOCHS = ("epochs", 10, 500, 40, "integer")
HALF = ("schedule.rate", 1e-10, 0.5, 50, "linear")
STARTS = ("start.x", -5.0, 5.0, 50, "linear")
OLD, AS_PRINTED, WIDE = (-1.45, -1.2), (-1.75, -1.2), (-2.0, 7.0)

FIVE = ("constant", "gradient", "linear_to_zero", "loss", "position")


def five(*rates: float) -> list[tuple[Any, ...]]:
    return [(key, rate, [-1.5], 50) for key, rate in zip(FIVE, rates, strict=True)]


def one(rate: float, start: Any, epochs: int) -> list[tuple[Any, ...]]:
    return [("constant", rate, start, epochs)]


# For each scene: objective, gradient, seed; descents as (schedule, base rate, start, epochs); sweeps as
# (axes, colours).
SETTINGS: dict[str, list[tuple[Any, ...]]] = {
    "parabola": [
        ("parabola", "exact", 1, one(0.01, [-1.5], 50), []),
        (
            "parabola",
            "exact",
            1,
            [("constant", rate, [-1.5], 20) for rate in (0.01, 0.1, 1 / 6, 0.34)],
            [],
        ),
    ],
    "schedules": 2
    * [
        (
            "parabola",
            "exact",
            1,
            [
                ("constant", 0.01, [-1.5], 50),
                ("gradient", 0.01, [1.2], 50),
                ("linear_to_zero", 0.1, [1.2], 50),
            ],
            [],
        )
    ],
    "schedules_fair": [
        ("parabola", "exact", 1, five(0.01, 0.01, 0.01, 0.01, 0.01), []),
        ("parabola", "exact", 1, five(0.1, 0.1, 0.1, 0.1, 0.1), []),
        *2
        * [
            (
                "parabola",
                "exact",
                1,
                five(0.05, 0.05 / 12, 0.05 / (49 / 50), 0.05 / 15.25, 0.05 / 1.5),
                [],
            )
        ],
    ],
    "one_descent": [
        ("gaussian_sine", "exact", 3, one(0.01, "random", 1000), []),
        ("gaussian_sine", "exact", 1, one(0.01, "random", 1000), []),
        ("gaussian_sine", "as_printed", 3, one(0.01, "random", 1000), []),
    ],
    "start_sweep": [
        ("gaussian_sine", "exact", 1, one(0.01, [0.0], 1000), [([STARTS], None)]),
        ("gaussian_sine", "exact", 1, one(0.01, [0.0], 10_000), [([STARTS], None)]),
        ("gaussian_sine", "as_printed", 1, one(0.01, [0.0], 1000), [([STARTS], None)]),
    ],
    "rate_sweep": [
        ("gaussian_sine", "exact", 1, one(0.01, [0.0], 1000), [([RATES], None)]),
        (
            "gaussian_sine",
            "exact",
            1,
            one(2.1, [0.0], 1000),
            [([("schedule.rate", 1e-10, 12.0, 601, "linear")], None)],
        ),
        ("gaussian_sine", "as_printed", 1, one(0.01, [0.0], 1000), [([RATES], None)]),
    ],
    "rate_epochs": [
        *2 * [("gaussian_sine", "exact", 1, one(0.01, [0.0], 500), [([RATES, EPOCHS], OLD)])],
        ("gaussian_sine", "as_printed", 1, one(0.01, [0.0], 500), [([RATES, EPOCHS], AS_PRINTED)]),
    ],
    "rate_epochs_1_6": [
        ("gaussian_sine", "exact", 1, one(0.01, [1.6], 500), [([RATES, EPOCHS], OLD)]),
        ("gaussian_sine", "exact", 1, one(0.01, [1.6], 500), [([RATES, EPOCHS], WIDE)]),
        ("gaussian_sine", "as_printed", 1, one(0.01, [1.6], 500), [([RATES, EPOCHS], WIDE)]),
    ],
    "random_starts": [
        ("gaussian_sine", "exact", 1, one(0.01, "random", 500), [([RATES, EPOCHS], OLD)]),
        *2 * [("gaussian_sine", "exact", 1, one(0.01, "random", 500), [([HALF, EPOCHS], OLD)])],
        ("gaussian_sine", "as_printed", 1, one(0.01, "random", 500), [([RATES, EPOCHS], AS_PRINTED)]),
        ("gaussian_sine", "exact", 1, one(0.1, "random", 500), []),
    ],
    "wrong_derivative": [
        *2 * [("gaussian_sine", "as_printed", 1, one(0.1, [0.0], 500), [])],
        ("gaussian_sine", "exact", 1, one(0.1, [0.0], 500), []),
    ],
}

KEYS = lessons.keys()
"""All lessons there are: what holds for each of them holds for those to come, too."""

NOTES = tuple(SETTINGS)
"""The lessons that the notes tell of, whose settings CATALOGUE.md lists."""


# ------------------------------------------------------------------ helpers


@cache
def lesson(key: str) -> Lesson:
    return lessons.load(key)


def scene(key: str, number: int) -> Scene:
    return lesson(key).scenes[number]


PLACES = [(key, number) for key in KEYS for number in range(len(lesson(key).scenes))]
OF_THE_NOTES = [(key, number) for key in NOTES for number in range(len(SETTINGS[key]))]


@cache
def records(key: str, number: int) -> tuple[Chunk, ...]:
    return tuple(descent.record(part.setup) for part in plan(scene(key, number).document).descents)


@cache
def field(key: str, number: int) -> Field:
    return compute(plan(scene(key, number).document).sweeps[0].grid)


def swept(key: str, number: int) -> tuple[NDArray[Any], NDArray[np.float64]]:
    """The values along the first axis, and the final positions in the shape of the grid."""
    found = field(key, number)
    return found.grid.axes[0].values, found.positions[0].reshape(found.grid.shape)


def ends(key: str, number: int) -> list[float]:
    return [float(record.next_position[-1, 0]) for record in records(key, number)]


def outcome(key: str, number: int, index: int) -> Outcome:
    setup = plan(scene(key, number).document).descents[index].setup
    final = batch.finals(setup)
    end = ends_of(prepare(setup), setup.tolerance, setup.start, final.positions[:, 0], final.halted[0])
    with np.errstate(all="ignore"):
        return Outcome(int(judge(end)[0]))


def slope(x: float) -> float:
    return float(OBJECTIVES["gaussian_sine"].gradient(np.array([[x]]), {})[0, 0])


def value(x: float) -> float:
    return float(OBJECTIVES["gaussian_sine"].value(np.array([[x]]), {})[0])


def curvature(x: float) -> float:
    return float(OBJECTIVES["gaussian_sine"].hessian(np.array([[x]]), {})[0, 0, 0])


def told(key: str, number: int, shown: str) -> None:
    """The scene tells this number, with these digits, in both languages."""
    number_alone = re.compile(r"(?<![\d.−])" + re.escape(shown.replace("-", "−")) + r"(?![\d]|\.\d)")
    for language, text in scene(key, number).text.items():
        assert number_alone.search(text), f"{key}[{number}] does not tell {shown} in {language}"


def golden(name: str) -> Any:
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


# ------------------------------------------------------------------ form


def test_all_lessons_exist_and_stand_in_the_order_of_the_catalogue() -> None:
    shown = [lesson.key for lesson in lessons.load_all()]
    assert sorted(shown) == sorted(KEYS)
    assert [key for key in shown if key in NOTES] == list(NOTES)
    assert [key for key, _ in lessons.headings()] == shown
    assert len({lesson.order for lesson in lessons.load_all()}) == len(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_title_and_texts_stand_in_both_languages(key: str) -> None:
    hangul = re.compile("[가-힣]")
    texts = [lesson(key).title, *(part for s in lesson(key).scenes for part in (s.title, s.text))]
    for text in texts:
        assert set(text) == {"en", "ko"}
        assert hangul.search(text["ko"])
        assert not hangul.search(text["en"])
        assert text["en"].strip()


@pytest.mark.parametrize(("key", "number"), PLACES)
def test_texts_are_short_paragraphs_as_many_in_each_language(key: str, number: int) -> None:
    paragraphs = {language: text.split("\n\n") for language, text in scene(key, number).text.items()}
    assert len(paragraphs["en"]) == len(paragraphs["ko"]) <= 5
    for text in (*paragraphs["en"], *paragraphs["ko"]):
        assert text == text.strip()
        assert 0 < len(text) <= 400
        assert "\n" not in text
        assert not re.search(r"(?<![\w])-\d", text), "a minus sign is −"


@pytest.mark.parametrize("key", KEYS)
def test_every_lesson_asks_the_class(key: str) -> None:
    for language in ("en", "ko"):
        assert any("?" in s.text[language] for s in lesson(key).scenes)


@pytest.mark.parametrize("key", KEYS)
def test_korean_sentences_are_polite(key: str) -> None:
    for s in lesson(key).scenes:
        for paragraph in s.text["ko"].split("\n\n"):
            assert re.search(r"(니다|까|시오|시다|까요|니까)[.?]$", paragraph), paragraph


@pytest.mark.parametrize("key", KEYS)
def test_korean_does_not_call_a_place_a_value(key: str) -> None:
    """A descent comes to a 극소점; 지역 최솟값 and 전역 최솟값 are set phrases for the values there."""
    for text in (lesson(key).title, *(s.text for s in lesson(key).scenes)):
        assert not re.search("(?<!지역 )(?<!전역 )(최솟값|최댓값)", text["ko"])


def test_a_text_in_an_unknown_language_falls_back_to_english() -> None:
    title = lesson("parabola").title
    assert lessons.in_language(title, "ko") == title["ko"]
    assert lessons.in_language(title, "fr") == title["en"]


# ------------------------------------------------------------------ settings


@pytest.mark.parametrize("key", NOTES)
def test_settings_are_those_of_the_catalogue(key: str) -> None:
    assert [settings(s.document) for s in lesson(key).scenes] == SETTINGS[key]


def settings(document: Document) -> tuple[Any, ...]:
    return (
        document.objective.key,
        document.gradient.key,
        document.seed,
        [(d.schedule.key, d.schedule.parameters["rate"], d.start, d.epochs) for d in document.descents],
        [
            ([(a.path, a.low, a.high, a.count, a.spacing) for a in s.axes], s.colors)
            for s in document.sweeps
        ],
    )


@pytest.mark.parametrize(("key", "number"), OF_THE_NOTES)
def test_nothing_but_the_settings_differs_from_the_defaults(key: str, number: int) -> None:
    document = scene(key, number).document
    assert document.tolerance == 1e-6
    for d in document.descents:
        assert d.name
        assert d.optimizer.key == "gradient_descent"
        assert d.schedule.warmup == 0
        assert d.stream is None
        defaults = {p.key: p.default for p in SCHEDULES[d.schedule.key].parameters}
        assert d.schedule.parameters == defaults | {"rate": d.schedule.parameters["rate"]}
    for s in document.sweeps:
        assert (s.descent, s.measure) == (0, "final_position")


@pytest.mark.parametrize(("key", "number"), OF_THE_NOTES)
def test_the_view_raises_what_the_scene_is_about(key: str, number: int) -> None:
    document = scene(key, number).document
    panel = {"parabola": "descents", "one_descent": "descents", "wrong_derivative": "function"}
    counted = (key, number) == ("random_starts", 4)
    schedule = key.startswith("schedules") or counted
    assert document.view.panel == (
        "sweep" if document.sweeps else "schedule" if schedule else panel[key]
    )
    extra = ["gradient_check"] if key == "wrong_derivative" else []
    assert document.view.charts == [
        "landscape",
        "sweep" if document.sweeps else "chance" if counted else "traces",
        *extra,
    ]
    assert document.view.mark_end == (key in ("one_descent", "wrong_derivative"))
    assert ("value" in document.view.traces) == (key in ("schedules_fair", "wrong_derivative"))


@pytest.mark.parametrize("key", [key for key in NOTES if SETTINGS[key][0][0] == "gaussian_sine"])
def test_lessons_about_gaussian_sine_offer_the_exact_gradient_and_the_printed_one(key: str) -> None:
    gradients = [s.document.gradient.key for s in lesson(key).scenes]
    assert set(gradients) == {"exact", "as_printed"}
    assert gradients[0] == ("as_printed" if key == "wrong_derivative" else "exact")


@pytest.mark.parametrize("key", KEYS)
def test_a_seed_behind_random_starts_is_told(key: str) -> None:
    scenes = lesson(key).scenes
    if scenes[0].document.descents[0].start != "random":
        return
    for number, s in enumerate(scenes):
        if s.document.seed != 1 or number == 0:
            assert f"seed {s.document.seed}" in s.text["en"]
            assert re.search(rf"시드(가|는| ) ?{s.document.seed}", s.text["ko"])


@pytest.mark.parametrize(("key", "number"), PLACES)
def test_every_scene_computes(key: str, number: int) -> None:
    for record, d in zip(records(key, number), scene(key, number).document.descents, strict=True):
        assert len(record) == d.epochs
        assert record.position[0, 0] == d.start[0] or d.start == "random"
    if scene(key, number).document.sweeps:
        found = field(key, number)
        assert found.known.all()
        assert np.isfinite(found.positions).all()


# ------------------------------------------------------------------ what the texts tell


def test_parabola_tells_the_truth() -> None:
    (end,) = ends("parabola", 0)
    x = -1.5
    for _ in range(50):
        x = x - (6.0 * x - 3.0) * 0.01
    assert end == x
    told("parabola", 0, f"{end:.4f}")
    told("parabola", 0, f"{records('parabola', 0)[0].displacement[0, 0]:.2f}")
    assert f"{(0.5 - end) / 2 * 100:.1f}" == "4.5"
    for text in scene("parabola", 0).text.values():
        assert re.search(r"4\.5 ?%", text)


def test_four_rates_multiply_the_distance_as_told() -> None:
    found = records("parabola", 1)
    factors = [float((r.next_position[0, 0] - 0.5) / (r.position[0, 0] - 0.5)) for r in found]
    np.testing.assert_allclose(factors, [0.94, 0.4, 0, -1.04], atol=1e-12)
    for factor in factors:
        told("parabola", 1, f"{round(factor, 6) + 0.0:g}")
    assert found[2].next_position[0, 0] == 0.5
    told("parabola", 1, f"{ends('parabola', 1)[3]:.2f}")
    assert abs(ends("parabola", 1)[3] - 0.5) > 2


def test_schedules_end_where_the_text_says_and_both_unfairnesses_are_told() -> None:
    for end in ends("schedules", 0):
        told("schedules", 0, f"{end:.4f}")
    for record in records("schedules", 1):
        told("schedules", 1, f"{record.learning_rate[0]:.3g}")
    for number in (0, 1):
        rates = [d.schedule.parameters["rate"] for d in scene("schedules", number).document.descents]
        starts = [d.start[0] for d in scene("schedules", number).document.descents]
        assert rates == [0.01, 0.01, 0.1]
        assert starts == [-1.5, 1.2, 1.2]
    for shown in ("-1.5", "1.2", "0.01", "0.1"):
        told("schedules", 1, shown)


def test_the_three_rules_of_the_notes_follow_the_golden_rows_from_one_start() -> None:
    file = golden("schedules")
    base = scene("schedules", 0).document
    together = replace(base, descents=[replace(d, start=[-1.5]) for d in base.descents])
    for part, rows in zip(plan(together).descents, file["rows"].values(), strict=True):
        record = descent.record(part.setup)
        got = np.c_[record.next_position[:, 0], record.gradient[:, 0], record.learning_rate]
        np.testing.assert_allclose(got, rows, rtol=0, atol=1e-9)


def test_with_equal_base_rates_of_a_hundredth_position_stalls_before_zero() -> None:
    found = records("schedules_fair", 0)
    for record in found:
        told("schedules_fair", 0, f"{record.learning_rate[0]:.4g}")
    position, time = ends("schedules_fair", 0)[4], ends("schedules_fair", 0)[2]
    told("schedules_fair", 0, f"{position:.4f}")
    told("schedules_fair", 0, f"{time:.4f}")
    assert (np.diff(found[4].position[:, 0]) > 0).all()
    assert found[4].learning_rate[-1] < 0.001
    assert outcome("schedules_fair", 0, 2) is Outcome.STOPPED
    # However long it runs, it does not pass 0.
    document = scene("schedules_fair", 0).document
    longer = replace(document, descents=[replace(document.descents[4], epochs=100_000)])
    assert -1e-3 < batch.finals(plan(longer).descents[0].setup).positions[0, 0, 0] < 0


def test_with_equal_base_rates_of_a_tenth_gradient_and_loss_diverge() -> None:
    outcomes = [outcome("schedules_fair", 1, k) for k in range(5)]
    converged, diverged = Outcome.CONVERGED, Outcome.DIVERGED
    assert outcomes == [converged, diverged, converged, diverged, converged]
    found = records("schedules_fair", 1)
    parabola = OBJECTIVES["parabola"]
    assert 0 < diverged_at(parabola, found[1]) < 10
    assert 0 < diverged_at(parabola, found[3]) < 10
    told("schedules_fair", 1, f"{abs(found[1].gradient[0, 0]):g}")
    told("schedules_fair", 1, f"{found[3].value[0]:g}")
    told("schedules_fair", 1, f"{found[1].learning_rate[0]:.4g}")
    told("schedules_fair", 1, f"{found[3].learning_rate[0]:.4g}")
    told("schedules_fair", 1, f"{found[4].displacement[0, 0]:.4g}")
    assert found[4].position[0, 0] < 0 < found[4].next_position[0, 0]


def test_equal_first_steps_are_equal() -> None:
    found = records("schedules_fair", 2)
    for record, end in zip(found, ends("schedules_fair", 2), strict=True):
        assert record.displacement[0, 0] == pytest.approx(0.6, rel=1e-15)
        assert record.learning_rate[0] == pytest.approx(0.05, rel=1e-15)
        told("schedules_fair", 2, f"{end:.4f}")
    told("schedules_fair", 2, "0.6")
    rates = [d.schedule.parameters["rate"] for d in scene("schedules_fair", 2).document.descents]
    for rate, shown in zip(rates, ("0.05", "0.00417", "0.0510", "0.00328", "0.0333"), strict=True):
        assert float(shown) == pytest.approx(rate, rel=2e-3)
        told("schedules_fair", 2, shown)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_one_descent_starts_and_ends_where_the_text_says(number: int) -> None:
    (record,) = records("one_descent", number)
    grid = np.linspace(-2 * np.pi, 2 * np.pi, 401)
    assert record.position[0, 0] in grid
    (end,) = ends("one_descent", number)
    if number < 2:
        told("one_descent", number, f"{record.position[0, 0]:.5f}")
        told("one_descent", number, f"{end:.5f}")
    else:
        told("one_descent", number, f"{end:.4f}")
        told("one_descent", number, f"{slope(end):.3f}")


def test_one_descent_tells_the_minima() -> None:
    deep, shallow, _ = (m[0] for m in OBJECTIVES["gaussian_sine"].minima)
    told("one_descent", 0, f"{deep:.5f}")
    told("one_descent", 0, f"{abs(ends('one_descent', 0)[0] - deep):.5f}")
    told("one_descent", 1, f"{shallow:.5f}")
    told("one_descent", 1, f"{value(shallow):.4f}")
    told("one_descent", 1, f"{value(deep):.4f}")
    assert slope(-deep) == pytest.approx(0, abs=1e-9)  # f is odd: the maxima mirror the minima
    told("one_descent", 1, f"{-deep:.5f}")
    assert outcome("one_descent", 1, 0) is Outcome.UNFINISHED


def test_start_sweep_falls_into_the_groups_that_the_text_counts() -> None:
    starts, finals = swept("start_sweep", 0)
    np.testing.assert_array_equal(starts, np.linspace(-5, 5, 50))
    np.testing.assert_allclose(finals, golden("start-sweep.exact")["final_position"], rtol=0, atol=1e-9)
    assert np.count_nonzero(np.abs(finals + 1.42887) < 0.05) == 28
    assert np.count_nonzero(np.abs(finals - 4.305801) < 0.05) == 18
    left = starts < -4.305801
    assert np.count_nonzero(left) == 4
    assert finals[left].max() < -2 * np.pi + 0.5
    assert finals[left].min() > -7.228
    told("start_sweep", 0, f"{finals[left].min():.2f}")
    told("start_sweep", 0, f"{finals[left].max():.2f}")
    for shown in ("28", "18", "-4.3058", "1.42887", "-7.228"):
        told("start_sweep", 0, shown)


def test_with_more_epochs_all_starts_arrive() -> None:
    starts, finals = swept("start_sweep", 1)
    assert {f"{x:.3f}" for x in finals} == {"-7.228", "-1.429", "4.306"}
    assert {f"{x:.3f}" for x in finals[starts < -4.3058]} == {"-7.228"}
    told("start_sweep", 1, "-7.228")


def test_start_sweep_as_printed_jumps_elsewhere() -> None:
    starts, finals = swept("start_sweep", 2)
    np.testing.assert_allclose(
        finals, golden("start-sweep.as-printed")["final_position"], rtol=0, atol=1e-9
    )
    # The printed gradient is zero where tan x = 10.
    left, settled, right, far = (np.arctan(10) + k * np.pi for k in (-2, -1, 0, 1))
    for zero in (left, settled, right, far):
        told("start_sweep", 2, f"{zero:.3f}")
    between = (starts > left) & (starts < right)
    assert (np.diff(np.flatnonzero(between)) == 1).all()
    assert (finals[starts > right] > 4).all()
    assert (finals[between] < -1.6).all()
    assert np.median(np.abs(finals[between] - settled)) < 1e-3
    for minimum in OBJECTIVES["gaussian_sine"].minima:
        assert np.abs(finals - minimum[0]).min() > 0.1


def test_rate_sweep_is_robust_over_the_notes_range() -> None:
    rates, finals = swept("rate_sweep", 0)
    np.testing.assert_allclose(finals, golden("rate-sweep.exact")["final_position"], rtol=0, atol=1e-9)
    assert abs(finals[0]) < 1e-6
    told("rate_sweep", 0, f"{rates[1]:.5f}")
    told("rate_sweep", 0, f"{finals[1]:.4f}")
    settled = np.array([f"{x:.5f}" == "-1.42887" for x in finals])
    assert settled.argmax() == 7
    assert settled[7:].all()
    told("rate_sweep", 0, f"{rates[7]:.4f}")
    told("rate_sweep", 0, "-1.42887")


def test_rate_sweep_breaks_at_two_over_the_curvature() -> None:
    rates, finals = swept("rate_sweep", 1)
    arrives = np.flatnonzero(np.abs(finals + 1.42887) < 1e-4)
    assert arrives.tolist() == list(range(1, arrives[-1] + 1))
    limit = 2 / curvature(-1.428870011214077)
    assert rates[arrives[-1]] < limit < rates[arrives[-1] + 1]
    told("rate_sweep", 1, f"{rates[arrives[-1]]:.2f}")
    told("rate_sweep", 1, f"{limit:.3f}")
    told("rate_sweep", 1, f"{curvature(-1.428870011214077):.4f}")
    beyond = np.flatnonzero(np.abs(finals + 7.22811) < 1e-5)
    assert (np.diff(beyond) == 1).all()
    told("rate_sweep", 1, f"{rates[beyond[0]]:.2f}")
    told("rate_sweep", 1, f"{rates[beyond[-1]]:.2f}")
    (record,) = records("rate_sweep", 1)
    right, left = record.next_position[-1, 0], record.next_position[-2, 0]
    assert right == record.next_position[-3, 0]
    told("rate_sweep", 1, f"{right:.3f}")
    told("rate_sweep", 1, f"{left:.3f}")


def test_rate_sweep_as_printed_is_just_as_robust() -> None:
    rates, finals = swept("rate_sweep", 2)
    np.testing.assert_allclose(
        finals, golden("rate-sweep.as-printed")["final_position"], rtol=0, atol=1e-9
    )
    settled = np.array([f"{x:.5f}" == "-1.67046" for x in finals])
    assert settled.argmax() == 7
    assert settled[7:].all()
    told("rate_sweep", 2, f"{rates[7]:.4f}")
    told("rate_sweep", 2, "-1.67046")


@pytest.mark.parametrize(("number", "name"), [(0, "exact"), (2, "as-printed")])
def test_rate_epochs_equals_the_golden_file_and_a_nested_loop(number: int, name: str) -> None:
    rates, finals = swept("rate_epochs", number)
    np.testing.assert_allclose(
        finals, golden(f"rate-epochs.{name}")["final_position"], rtol=0, atol=1e-9
    )
    entry = OBJECTIVES["gaussian_sine"]
    printed = entry.printed
    assert printed is not None
    gradient: Callable[..., Any] = entry.gradient if name == "exact" else printed.gradient
    epochs = np.round(np.linspace(10, 500, 40)).astype(int)
    for row in (0, 1, 25, 49):
        x = np.array([[0.0]])
        path = []
        for _ in range(500):
            x = x - gradient(x, {}) * rates[row]
            path.append(x[0, 0])
        assert finals[row].tolist() == [path[n - 1] for n in epochs]


def test_the_border_of_the_heatmap_is_nearly_a_hyperbola() -> None:
    rates, finals = swept("rate_epochs", 0)
    product = np.outer(rates, np.round(np.linspace(10, 500, 40)))
    below = finals < -1.2
    assert f"{product[below].min():.2f}" == "1.92"
    assert f"{product[~below].max():.2f}" == "1.93"
    told("rate_epochs", 0, "1.93")
    near = np.abs(finals + 1.42887) < 0.01
    assert 4.85 < product[near].min() <= product[~near].max() < 5.1
    told("rate_epochs", 0, "2,000")
    assert (np.abs(finals[0]) < 1e-6).all()  # the edge that shows the start


def test_colours_of_the_exact_gradient_do_not_suit_the_printed_one() -> None:
    finals = swept("rate_epochs", 2)[1]
    assert f"{(finals < -1.45).mean() * 100:.0f}" == "81"
    told("rate_epochs", 2, "81")
    assert f"{finals.min():.5f}" == "-1.67046"
    assert finals.min() > -1.75


def test_from_1_6_all_cells_are_saturated_in_the_old_colours() -> None:
    finals = swept("rate_epochs_1_6", 0)[1]
    assert (finals > -1.2).all()
    assert finals.min() >= 1.6
    assert finals.max() <= 7


def test_from_1_6_the_local_minimum_is_reached() -> None:
    finals = swept("rate_epochs_1_6", 1)[1]
    assert finals[-1, -1] == pytest.approx(4.305801413, abs=1e-8)
    near = (np.abs(finals - 4.305801) < 0.01).mean()
    from_zero = (np.abs(swept("rate_epochs", 0)[1] + 1.42887) < 0.01).mean()
    told("rate_epochs_1_6", 1, f"{near * 100:.0f}")
    assert from_zero == 0.675
    told("rate_epochs_1_6", 1, "68")
    told("rate_epochs_1_6", 1, f"{curvature(4.305801413119223):.3f}")
    told("rate_epochs_1_6", 1, f"{curvature(-1.428870011214077):.4f}")


def test_from_1_6_the_printed_gradient_settles_beside_the_local_minimum() -> None:
    finals = swept("rate_epochs_1_6", 2)[1]
    assert (finals > -1.2).all()
    told("rate_epochs_1_6", 2, f"{finals[-1, -1]:.5f}")
    told("rate_epochs_1_6", 2, f"{slope(finals[-1, -1]):.3f}")


def share(finals: NDArray[np.float64], at: float) -> str:
    return f"{(np.abs(finals - at) < 0.05).mean() * 100:.0f}"


def test_random_starts_differ_from_cell_to_cell_and_shares_are_as_told() -> None:
    found = field("random_starts", 0)
    assert len(np.unique(found.start)) > 350
    finals = found.positions[0]
    told("random_starts", 0, share(finals, -1.42887))
    told("random_starts", 0, share(finals, 4.305801))
    outside = (finals < -1.45) | (finals > -1.2)
    told("random_starts", 0, f"{outside.mean() * 100:.0f}")
    basin = (found.start[0] > -4.305801) & (found.start[0] < 1.42887)
    told("random_starts", 0, f"{basin.mean() * 100:.0f}")
    near = np.abs(finals + 1.42887) < 0.05
    assert basin[near].all()


def test_random_starts_with_larger_rates_show_the_start_alone() -> None:
    finals = field("random_starts", 1).positions[0]
    for at in (-1.42887, 4.305801, -7.22811):
        told("random_starts", 1, share(finals, at))


def test_the_share_stays_from_seed_to_seed() -> None:
    document = scene("random_starts", 2).document
    shares = []
    for seed in range(1, 6):
        finals = compute(plan(replace(document, seed=seed)).sweeps[0].grid).positions[0]
        shares.append(int(share(finals, -1.42887)))
    told("random_starts", 2, str(min(shares)))
    told("random_starts", 2, str(max(shares)))


def test_random_starts_as_printed() -> None:
    finals = field("random_starts", 3).positions[0]
    told("random_starts", 3, share(finals, -1.67046))
    assert (np.abs(finals + 1.42887) < 0.05).mean() < 0.01


def test_what_holds_over_many_random_starts_is_the_width_of_the_basins() -> None:
    document = scene("random_starts", 4).document
    (part,) = plan(document).descents
    land = theory.terrain(prepare(part.setup).bound)
    found = chance.tally(part.setup, land, 0, document.view.random_starts)
    ends, widths = found.ends / found.count, chance.widths(land, OBJECTIVES["gaussian_sine"])
    there = np.flatnonzero(widths)
    assert [f"{at:.4f}" for at in land.minima[there]] == ["-7.2281", "-1.4289", "4.3058"]
    assert ends[there].sum() == 1.0
    for k in there:
        told("random_starts", 4, f"{ends[k] * 100:.0f}")
        told("random_starts", 4, f"{widths[k] * 100:.1f}")
        assert abs(ends[k] - widths[k]) < 0.01
    # Nearly all have come to the bottom.
    finals = Grid(part.setup, (Axis("epochs", np.full(200, 500)),), random_start=True)
    last = compute(finals).positions[0]
    assert (np.abs(last[:, np.newaxis] - land.minima).min(axis=1) < 0.05).mean() > 0.95
    # Without enough epochs to arrive, each is in its own valley all the same.
    slow = replace_setup(part.setup, schedule=Choice("constant", {"rate": 0.001}))
    assert list(chance.tally(slow, land, 0, 2000).ends) == list(
        chance.tally(part.setup, land, 0, 2000).starts
    )


def test_the_wrong_derivative_settles_where_the_slope_is_not_zero() -> None:
    (end,) = ends("wrong_derivative", 0)
    assert f"{end:.5f}" == "-1.67046"
    assert end == pytest.approx(np.arctan(10) - np.pi, abs=1e-12)
    assert outcome("wrong_derivative", 0, 0) is Outcome.SETTLED_ELSEWHERE
    told("wrong_derivative", 0, f"{end:.5f}")
    told("wrong_derivative", 0, f"{slope(end):.3f}")
    told("wrong_derivative", 1, f"{abs(slope(end)):.3f}")
    told("wrong_derivative", 2, f"{value(end):.4f}")
    (record,) = records("wrong_derivative", 0)
    lowest = record.value.min()
    assert f"{lowest:.4f}" == f"{value(-1.42887):.4f}"  # it passed the minimum, and rose again
    assert 0 < record.value.argmin() < 499
    assert f"{(1 - value(end) / value(-1.42887)) * 100:.0f}" == "3"


def test_the_exact_derivative_converges_to_the_minimum() -> None:
    (end,) = ends("wrong_derivative", 2)
    assert outcome("wrong_derivative", 2, 0) is Outcome.CONVERGED
    told("wrong_derivative", 2, f"{end:.5f}")
    told("wrong_derivative", 2, f"{value(end):.4f}")


def test_the_printed_derivative_agrees_with_the_exact_one_at_1() -> None:
    printed = OBJECTIVES["gaussian_sine"].printed
    assert printed is not None
    x = np.array([[1.0]])
    assert printed.gradient(x, {})[0, 0] == pytest.approx(slope(1.0), abs=1e-15)


# ------------------------------------------------------------------ nothing is made for a lesson


def literals(path: Path) -> set[str]:
    """The string constants of a source file, docstrings and all."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in nodes if isinstance(value, str)}


SOURCES = [*sorted((PACKAGE / "ui").rglob("*.py")), PACKAGE / "engine" / "descent.py"]

# Keys of schedules that are also the name of a trace, a dock, a spacing or a kind of entry.
AMBIGUOUS = {"gradient", "position", "step", "linear", "loss", "typed", "drawn"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_window_and_the_loop_name_no_lesson_and_no_schedule(path: Path) -> None:
    found = literals(path)
    assert not found & (set(lessons.keys()) - {"schedules"})
    assert not found & (set(SCHEDULES.keys()) - AMBIGUOUS)


# ------------------------------------------------------------------ files that are wrong


def test_an_unknown_lesson_is_refused_with_what_there_is() -> None:
    with pytest.raises(InputError, match=r"there is no “nothing”; allowed is one of one_descent, "):
        lessons.load("nothing")


DOCUMENT = {"version": 1, "objective": {"key": "parabola"}}
SCENE = {"title": {"en": "a"}, "text": {"en": ["b"]}, "document": DOCUMENT}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": 2}, "new.json.version: this lesson is of version 2"),
        ({"scenes": []}, "new.json.scenes: a lesson has at least one scene"),
        ({"title": {"ko": "제목"}}, "new.json.title: an English text is expected"),
        ({"scenes": [SCENE | {"text": {"en": []}}]}, r"new.json.scenes\[0\].text: an English text"),
        ({"scenes": [SCENE | {"text": {"en": "b"}}]}, "new.json: Expected `array`, got `str`"),
        (
            {"scenes": [SCENE, SCENE | {"document": {}}]},
            r"new.json.scenes\[1\].document.version: is missing",
        ),
        (
            {"scenes": [SCENE | {"document": None}]},
            r"new.json.scenes\[0\].document: this is no document",
        ),
        ({"colour": "red"}, "new.json: Object contains unknown field `colour`"),
    ],
)
def test_a_wrong_lesson_file_is_refused_with_its_place(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    path = tmp_path / "new.json"
    content = {"version": 1, "order": 1, "title": {"en": "t"}, "scenes": [SCENE]}
    path.write_text(json.dumps(content), encoding="utf-8")
    assert lessons.read(path).scenes[0].text == {"en": "b"}
    path.write_text(json.dumps(content | change), encoding="utf-8")
    with pytest.raises(InputError, match=f"^{message}"):
        lessons.read(path)


def test_a_scene_without_a_document_has_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    bare = {"title": {"en": "c"}, "text": {"en": ["d", "e"]}}
    content = {"version": 1, "order": 1, "title": {"en": "t"}, "scenes": [SCENE, bare]}
    path.write_text(json.dumps(content), encoding="utf-8")
    first, second = lessons.read(path).scenes
    assert second.document == first.document
    assert second.text["en"] == "d\n\ne"
