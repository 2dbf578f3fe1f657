"""Whatever a step shows can be checked with a pocket calculator, to the digits shown."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from gdgui.engine.descent import Chunk, record
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.retrace import MARK, Retrace, update_number
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Choice, Setup
from gdgui.engine.taken import DIGITS, Taken, take_apart
from gdgui.engine.worked import Worked, parse
from gdgui.engine.worked_lines import Line

KEYS = {name: getattr(math, name) for name in ("sqrt", "cos", "sin", "exp", "floor")}
KEYS |= {"min": min, "max": max, "abs": abs, "ln": math.log, "NaN": math.nan}


def sign(x: float) -> float:
    return float(np.sign(x))


def calculator(typed: str) -> float:
    """What a pocket calculator gives for a text of a step."""
    text = (
        typed.replace("−", "-")
        .replace("·", "*")
        .replace("√", "sqrt")
        .replace("π", "pi")
        .replace("∞", "1e999")
    )
    text = text.replace("²", "**2").replace("^", "**").replace("⌊", "floor(").replace("⌋", ")")
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", text)
    return float(eval(text, {"__builtins__": {}}, KEYS | {"sign": sign, "pi": math.pi, "e": math.e}))


def check(line: Line, digits: int = DIGITS) -> int:
    """Computes a line again from its own text; 1 where there was something to compute."""
    parts = line.numbers_text.split(" = ")
    if len(parts) < 2 or "f'" in parts[0] or "f(" in parts[0]:
        return 0
    shown = float(parts[1].replace("−", "-").replace("∞", "inf"))
    found = calculator(parts[0]) + 0.0  # −0 is written as 0
    assert f"{found:.{digits}g}" == f"{shown:.{digits}g}", line.numbers_text
    return 1


def setup(**changes: Any) -> Setup:
    given: dict[str, Any] = {
        "objective": Choice("gaussian_sine"),
        "gradient": Choice("exact"),
        "schedule": Choice("constant", {"rate": 0.05}),
        "optimizer": Choice("gradient_descent"),
        "start": np.array([[1.2345]]),
        "epochs": 40,
    }
    return Setup(**(given | changes))


def taken(asked: Setup, epoch: int, full: bool = False) -> Taken:
    rows = record(asked)
    moment = Retrace(asked).moment(
        epoch,
        rows.position[epoch],
        float(rows.learning_rate[epoch]),
        lambda: False,
        update_number(rows, epoch, asked),
    )
    assert moment is not None
    assert np.array_equal(moment.position, rows.position[epoch], equal_nan=True)
    assert np.array_equal(moment.next_position, rows.next_position[epoch], equal_nan=True)
    assert np.array_equal(moment.rate, rows.learning_rate[epoch], equal_nan=True)
    return take_apart(moment, full)


def test_the_step_of_the_lecture_is_written_as_in_the_lecture() -> None:
    shown = taken(
        setup(
            objective=Choice("parabola"),
            start=np.array([[-1.5]]),
            schedule=Choice("constant", {"rate": 0.01}),
        ),
        0,
    )
    assert shown.step[0].symbols == r"x_{1} = x_{0} - \eta\, g"
    assert shown.step[0].numbers_text == "−1.5 − 0.01·(−12) = −1.38"
    assert shown.step[0].numbers_latex == r"{-}1.5 - 0.01 \cdot ({-}12) = {-}1.38"


@pytest.mark.parametrize("key", SCHEDULES.keys())
@pytest.mark.parametrize("epoch", [0, 7, 39])
def test_every_schedule_can_be_checked_with_a_pocket_calculator(key: str, epoch: int) -> None:
    parameters = {"rate": 0.0123} if any(p.key == "rate" for p in SCHEDULES[key].parameters) else {}
    shown = taken(setup(schedule=Choice(key, parameters)), epoch)
    assert shown.rate
    assert sum(check(line) for line in shown.lines) + any(line.sentence for line in shown.lines) >= 1


@pytest.mark.parametrize("key", OPTIMIZERS.keys())
@pytest.mark.parametrize("epoch", [0, 7, 39])
def test_every_optimizer_can_be_checked_with_a_pocket_calculator(key: str, epoch: int) -> None:
    shown = taken(setup(optimizer=Choice(key)), epoch)
    assert len(shown.step) == 1
    assert check(shown.step[0]) == 1
    for line in shown.state:
        check(line)


def as_shown(line: Line) -> float:
    """The result at the end of a line."""
    return float(line.numbers_text.split(" = ")[-1].replace("−", "-").replace("∞", "inf"))


@pytest.mark.parametrize("schedule", SCHEDULES.keys())
def test_under_every_schedule_the_step_of_every_optimizer_is_computed_again_from_its_own_text(
    schedule: str,
) -> None:
    for optimizer in OPTIMIZERS:
        asked = setup(schedule=Choice(schedule), optimizer=Choice(optimizer), epochs=13)
        with np.errstate(all="ignore"):
            rows = record(asked)
        for epoch in (0, 12):
            shown = taken(asked, epoch)
            for line in shown.lines:
                check(line)
            refused = any(line.sentence is not None for line in shown.lines)
            # Neither a formula without its numbers nor a step without its reason.
            assert refused or not shown.step[0].symbols.endswith(r"\Delta"), (optimizer, epoch)
            assert all(line.numbers_text for line in shown.rate), (optimizer, epoch)
            reached, rate = rows.next_position[epoch, 0], rows.learning_rate[epoch]
            (told,) = (line for line in shown.rate if line.symbols.startswith(r"\eta ="))
            for found, wanted in ((as_shown(shown.step[0]), reached), (as_shown(told), rate)):
                assert f"{found:.4g}" == f"{float(f'{wanted:.5g}'):.4g}", (optimizer, epoch)


def test_rules_that_go_one_way_or_another_tell_the_way_that_they_went() -> None:
    milestones = setup(schedule=Choice("multi_step", {"rate": 0.1}))
    assert [taken(milestones, t).rate[0].numbers_text for t in (19, 20)] == [
        "0.1·0.1^0 = 0.1",
        "0.1·0.1^1 = 0.01",
    ]
    restart = taken(setup(schedule=Choice("cosine_restarts", {"multiplier": 2})), 10)
    assert [line.numbers_text for line in restart.rate][:2] == ["10", "2·10 = 20"]
    cycle = setup(schedule=Choice("one_cycle", {"rate": 0.1}))
    assert len(taken(cycle, 5).rate) + 1 == len(taken(cycle, 30).rate)
    turned = setup(
        objective=Choice("parabola"),
        optimizer=Choice("rprop"),
        schedule=Choice("constant", {"rate": 1.0}),
        start=np.array([[0.4]]),
    )
    assert taken(turned, 0).step[0].numbers_text == "0.4 − 1·sign(−0.6) = 1.4"
    assert taken(turned, 1).step[0].numbers_text == "1.4 − 0.5·sign(0) = 1.4"
    valley = setup(objective=Choice("parabola"), schedule=Choice("armijo", {"rate": 64.0}))
    searched = taken(valley, 0)
    tried, reached, allowed = (line.numbers_text for line in searched.rate)
    assert tried == "64·0.5^8 = 0.25"
    assert as_shown(searched.rate[1]) <= as_shown(searched.rate[2])
    assert reached.startswith("f(")
    assert " − 0.0001·0.25·" in allowed


def test_a_refused_step_is_no_update_in_the_numbers_of_adam() -> None:
    asked = setup(
        objective=Choice("parabola"),
        start=np.array([[0.8]]),
        schedule=Choice("bold_driver", {"rate": 4.0}),
        optimizer=Choice("adam"),
    )
    rows = record(asked)
    refused = int(np.flatnonzero(rows.displacement[:, 0] == 0)[0])
    later = refused + int(np.flatnonzero(rows.displacement[refused:, 0] != 0)[0])
    assert update_number(rows, later, asked) == later + 1 - int(
        np.count_nonzero(rows.displacement[:later, 0] == 0)
    )
    shown = taken(asked, later)
    assert not shown.step[0].symbols.endswith(r"\Delta")


def test_a_typed_schedule_is_written_with_its_numbers() -> None:
    asked = setup(
        schedule=Choice("typed", {"formula": "0.1 e^(-t/N) + |g| ln(2 + sin x)/50"}), epochs=10
    )
    line = taken(asked, 3).rate[0]
    assert line.numbers_text.startswith("0.1·e^((−3)/10) + ")
    assert check(line) == 1


@pytest.mark.parametrize("kind", [OPTIMIZERS, SCHEDULES])
def test_declared_lines_are_the_rule_itself_under_all_of_its_choices(kind: Any) -> None:
    """Where the lines and the loop part, a step falls back to the plain form; here it never has to."""
    for key in kind:
        entry = kind[key]
        if entry.worked is None:
            continue
        options: list[dict[str, Any]] = [{}]
        for parameter in entry.parameters:
            if parameter.kind == "choice":
                options += [{parameter.key: option.key} for option in parameter.options]
            if parameter.kind == "flag":
                options += [{parameter.key: value} for value in (True, False)]
        for given in options:
            part = "optimizer" if kind is OPTIMIZERS else "schedule"
            shown = taken(setup(**{part: Choice(key, given)}), 1)
            assert not shown.step[0].symbols.endswith(r"- \Delta"), (key, given)
            assert all(line.numbers_latex for line in shown.rate), (key, given)


@pytest.mark.parametrize("form", ["pytorch", "classical"])
def test_momentum_shows_its_velocity_before_and_after(form: str) -> None:
    asked = setup(
        objective=Choice("parabola"),
        start=np.array([[-1.5]]),
        schedule=Choice("constant", {"rate": 0.01}),
        optimizer=Choice("momentum", {"form": form}),
    )
    shown = taken(asked, 1)
    words = {
        "pytorch": "0.9·(−12) + (−11.28) = −22.08",
        "classical": "0.9·0.12 − 0.01·(−11.28) = 0.2208",
    }
    assert [line.numbers_text for line in shown.state] == [words[form]]


def test_a_warm_up_has_a_line_of_its_own() -> None:
    shown = taken(setup(schedule=Choice("linear_to_zero", {"rate": 0.1}), warmup=10), 3)
    assert [line.symbols.split(" = ")[0] for line in shown.rate] == [r"\tilde{\eta}", r"\eta"]
    assert all(check(line) for line in shown.rate)


def test_a_refused_step_is_said() -> None:
    asked = setup(
        objective=Choice("parabola"),
        start=np.array([[1.2]]),
        schedule=Choice("bold_driver", {"rate": 3.0}),
    )
    shown = taken(asked, 0)
    assert any(line.sentence is not None for line in shown.lines)
    assert shown.step[0].numbers_text == "1.2 − 0 = 1.2"


def test_a_step_out_of_the_numbers_is_shown_as_it_is() -> None:
    asked = setup(
        objective=Choice("quartic"), start=np.array([[2.0]]), schedule=Choice("constant", {"rate": 5.0})
    )
    rows = record(asked)
    assert not np.isfinite(rows.next_position).all()
    for epoch in range(8):
        assert taken(asked, epoch).step


def test_all_digits_are_all_there_are() -> None:
    shown = taken(setup(), 3, full=True)
    rows = record(setup())
    text = shown.step[0].numbers_text.split(" = ")
    assert float(text[1].replace("−", "-")) == rows.next_position[3, 0]
    assert calculator(text[0]) == pytest.approx(rows.next_position[3, 0], rel=1e-15)


def test_a_rule_without_lines_shows_its_formula_and_the_plain_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = OPTIMIZERS["momentum"]
    monkeypatch.setitem(OPTIMIZERS._loaded, "momentum", _without_lines(entry))
    shown = taken(setup(optimizer=Choice("momentum")), 2)
    assert shown.step[0].symbols == r"x_{3} = x_{2} - \Delta"
    assert check(shown.step[0]) == 1
    assert [line.symbols for line in shown.state] == [entry.formula, r"\mathrm{velocity}"]


def _without_lines(entry: Any, worked: Worked | None = None) -> Any:
    return replace(entry, worked=worked)


def test_lines_that_are_wrong_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = _without_lines(OPTIMIZERS["gradient_descent"], Worked(("x = x + eta * g",)))
    monkeypatch.setitem(OPTIMIZERS._loaded, "gradient_descent", wrong)
    assert r"\Delta" in taken(setup(), 2).step[0].symbols


def test_the_way_is_gone_again_in_pieces_to_the_same_place() -> None:
    asked = setup(optimizer=Choice("adam"), epochs=MARK + 700)
    rows: Chunk = record(asked)
    retrace, asked_times = Retrace(asked), 0

    def hurry() -> bool:
        nonlocal asked_times
        asked_times += 1
        return asked_times % 3 == 0

    for epoch in (MARK + 600, 5, MARK + 3, MARK + 4, 4):
        moment = None
        while moment is None:
            moment = retrace.moment(epoch, rows.position[epoch], 0.0, hurry)
        assert np.array_equal(moment.next_position, rows.next_position[epoch])
    assert asked_times > 5


def test_what_is_no_assignment_is_refused() -> None:
    with pytest.raises(ValueError, match="assignment"):
        parse("x + 1")


def test_two_coordinates_have_a_line_each() -> None:
    flat = _two_dimensional()
    if not flat:
        pytest.skip("no function of two variables yet")
    shown = taken(setup(objective=Choice(flat[0]), start=np.array([[0.5], [-0.75]])), 1)
    assert [line.symbols.split(" = ")[0] for line in shown.step] == ["x_{2}", "y_{2}"]
    assert all(check(line) for line in shown.step)
    sized = taken(
        setup(
            objective=Choice(flat[0]),
            start=np.array([[0.5], [-0.75]]),
            schedule=Choice("gradient", {"rate": 0.01}),
        ),
        1,
    )
    assert "√(" in sized.rate[0].numbers_text
    assert check(sized.rate[0]) == 1


def _two_dimensional() -> list[str]:
    from gdgui.engine.objectives import OBJECTIVES

    return [k for k in OBJECTIVES if OBJECTIVES[k].dimension == 2 and OBJECTIVES[k].smooth]
