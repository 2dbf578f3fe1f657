"""Schedules that PyTorch has too follow its own trajectories (data/make_pytorch_reference.py)."""

import json
from pathlib import Path

import numpy as np
import pytest

from gdgui.engine.descent import record
from gdgui.engine.setup import Choice, Setup

DATA = Path(__file__).parents[2] / "data" / "pytorch_reference.json"
REFERENCE = json.loads(DATA.read_text(encoding="utf-8"))
CASES = [case for case in REFERENCE["cases"] if case["optimizer"]["key"] == "gradient_descent"]


def name(case):
    return f"{case['schedule']['key']}-{case['objective']}-{len(case['schedule']['parameters'])}"


def descent(case):
    return record(
        Setup(
            objective=Choice(case["objective"]),
            gradient=Choice("exact"),
            schedule=Choice(**case["schedule"]),
            optimizer=Choice(**case["optimizer"]),
            start=np.array([[case["positions"][0]]]),
            epochs=REFERENCE["epochs"],
        )
    )


@pytest.mark.parametrize("case", CASES, ids=name)
def test_learning_rate_equals_that_of_pytorch_in_every_epoch(case):
    np.testing.assert_allclose(descent(case).learning_rate, case["rates"], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_position_equals_that_of_pytorch_after_every_epoch(case):
    found = descent(case)
    np.testing.assert_allclose(found.position[:, 0], case["positions"][:-1], rtol=0, atol=1e-12)
    np.testing.assert_allclose(found.next_position[:, 0], case["positions"][1:], rtol=0, atol=1e-12)


def test_reference_says_which_pytorch_made_it_and_holds_two_settings_on_two_functions_of_each_rule():
    assert REFERENCE["torch"].startswith("2.")
    kinds = {}
    for case in CASES:
        key = (case["schedule"]["key"], case["objective"])
        kinds.setdefault(key, set()).add(json.dumps(case["schedule"]["parameters"]))
    assert {key for key, _ in kinds} >= {
        "linear",
        "step",
        "multi_step",
        "exponential",
        "polynomial",
        "cosine",
        "cosine_restarts",
        "cyclic",
        "one_cycle",
        "reduce_on_plateau",
    }
    assert all(len(settings) >= 2 for settings in kinds.values())


def test_reference_of_reduce_on_plateau_really_reduces():
    cases = [case for case in CASES if case["schedule"]["key"] == "reduce_on_plateau"]
    assert any(len(set(case["rates"])) >= 3 for case in cases)
