"""Schedules that a person types or draws."""

import numpy as np
import pytest

from gdgui.engine.batch import finals
from gdgui.engine.descent import record
from gdgui.engine.formula_text import FormulaError
from gdgui.engine.message import InputError
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Choice, Setup, looks_at_epochs, prepare
from gdgui.engine.types import check_parameters

EPOCHS = 40


def setup(key, epochs=EPOCHS, start=((-1.5,),), objective="parabola", **parameters):
    return Setup(
        objective=Choice(objective),
        gradient=Choice("exact"),
        schedule=Choice(key, parameters),
        optimizer=Choice("gradient_descent"),
        start=np.array(start),
        epochs=epochs,
        stream=np.arange(len(start[0])),
    )


def test_typed_default_is_a_tenth_over_one_plus_t():
    found = record(setup("typed")).learning_rate
    np.testing.assert_allclose(found, [0.1 / (1 + t) for t in range(EPOCHS)], rtol=1e-15)


def test_typed_formula_sees_epoch_epochs_position_loss_and_gradient():
    found = record(setup("typed", formula="0.01 + 1e-4*(t + 2N + 3x + 4f + 5g)"))
    x = found.position[:, 0]
    f, g, t = 3 * x * x - 3 * x + 4, 6 * x - 3, np.arange(EPOCHS)
    wanted = 0.01 + 1e-4 * (t + 2 * EPOCHS + 3 * x + 4 * f + 5 * g)
    np.testing.assert_allclose(found.learning_rate, wanted, rtol=1e-13)


@pytest.mark.parametrize(
    ("formula", "key", "parameters"),
    [
        ("0.1 (1 - (t+1)/N)", "linear_to_zero", {"rate": 0.1}),
        ("0.01 |g|", "gradient", {"rate": 0.01}),
        ("0.01 f", "loss", {"rate": 0.01}),
        ("0.05 |x - 1|", "position", {"rate": 0.05, "reference": 1.0}),
    ],
)
def test_the_notes_rules_can_be_typed(formula, key, parameters):
    typed = record(setup("typed", formula=formula)).learning_rate
    np.testing.assert_allclose(typed, record(setup(key, **parameters)).learning_rate, rtol=1e-12)


def test_typed_rate_may_be_negative_and_is_not_corrected():
    assert (record(setup("typed", formula="-0.01")).learning_rate == -0.01).all()
    assert not SCHEDULES["typed"].never_negative


def test_typed_schedule_looks_at_all_epochs_only_where_its_formula_does():
    assert not looks_at_epochs(Choice("typed"))
    assert not looks_at_epochs(Choice("typed", {"formula": "0.1/(1 + t)"}))
    assert looks_at_epochs(Choice("typed", {"formula": "0.1 (1 - t/N)"}))


def test_typed_schedule_of_a_batch_is_that_of_its_single_descents_to_the_last_bit():
    epochs = np.array([5, 40, 17])
    formula = "0.01 (2 - t/N) |g| + sin(x)^2/100 + 0.001f"
    start = np.array([[-1.5, 0.7, 3.0]])
    together = finals(setup("typed", epochs, start, formula=formula)).positions[0, 0]
    alone = [
        record(setup("typed", int(n), start[:, k : k + 1], formula=formula)).next_position[-1, 0]
        for k, n in enumerate(epochs)
    ]
    assert together.tolist() == alone


@pytest.mark.parametrize("formula", ["", "y", "0.1/(1 + t", "0.1 t.real", "1/0"])
def test_typed_formula_that_is_none_is_refused(formula):
    with pytest.raises(FormulaError) as raised:
        prepare(setup("typed", formula=formula))
    assert raised.value.place == "schedule.formula"


def test_drawn_schedule_goes_through_its_points_at_their_shares_of_all_epochs():
    points = [[0, 0.02], [0.25, 0.1], [0.5, 0.06], [1, 0]]
    found = record(setup("drawn", points=points)).learning_rate
    assert found[[0, 10, 20]].tolist() == [0.02, 0.1, 0.06]
    assert (found >= 0).all()
    assert (np.diff(found)[:10] > 0).all()
    assert (np.diff(found)[10:] < 0).all()


def test_drawn_schedule_lasts_as_long_as_the_descent():
    points = [[0, 0.02], [0.25, 0.1], [0.5, 0.06], [1, 0]]
    long = record(setup("drawn", 80, points=points)).learning_rate
    assert long[::2].tolist() == record(setup("drawn", points=points)).learning_rate.tolist()
    assert looks_at_epochs(Choice("drawn"))


def test_drawn_schedule_is_level_beyond_its_points():
    found = record(setup("drawn", points=[[0.25, 0.05], [0.5, 0.1]])).learning_rate
    assert (found[:11] == 0.05).all()
    assert (found[20:] == 0.1).all()


def test_drawn_schedule_refuses_a_point_below_zero():
    with pytest.raises(InputError) as raised:
        check_parameters(SCHEDULES["drawn"].parameters, {"points": [[0, 0.1], [1, -0.01]]})
    assert raised.value.place == "points"
    assert "-0.01" in str(raised.value)
