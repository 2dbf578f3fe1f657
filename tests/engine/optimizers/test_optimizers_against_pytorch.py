"""Optimizers that PyTorch has too follow its own trajectories (data/make_pytorch_reference.py)."""

import json
from pathlib import Path

import numpy as np
import pytest

from gdgui.engine.descent import record
from gdgui.engine.setup import Choice, Setup

DATA = Path(__file__).parents[2] / "data" / "pytorch_reference.json"
REFERENCE = json.loads(DATA.read_text(encoding="utf-8"))
CASES = [case for case in REFERENCE["cases"] if case["schedule"]["key"] in ("constant", "exponential")]


def name(case):
    return f"{case['optimizer']['key']}-{case['objective']}-{case['schedule']['key']}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_position_equals_that_of_pytorch_after_every_epoch(case):
    found = record(
        Setup(
            objective=Choice(case["objective"]),
            gradient=Choice("exact"),
            schedule=Choice(**case["schedule"]),
            optimizer=Choice(**case["optimizer"]),
            start=np.array([[case["positions"][0]]]),
            epochs=REFERENCE["epochs"],
        )
    )
    np.testing.assert_allclose(found.position[:, 0], case["positions"][:-1], rtol=0, atol=1e-12)
    np.testing.assert_allclose(found.next_position[:, 0], case["positions"][1:], rtol=0, atol=1e-12)


def test_reference_holds_two_settings_on_two_functions_of_each_optimizer():
    kinds = {}
    for case in CASES:
        key = (case["optimizer"]["key"], case["objective"])
        setting = json.dumps([case["optimizer"]["parameters"], case["schedule"]])
        kinds.setdefault(key, set()).add(setting)
    assert {key for key, _ in kinds} == {
        "gradient_descent",
        "momentum",
        "nesterov",
        "adagrad",
        "rmsprop",
        "adadelta",
        "adam",
        "amsgrad",
        "adamax",
        "nadam",
        "radam",
        "adamw",
        "rprop",
    }
    assert all(len(settings) >= 2 for settings in kinds.values())
