"""Writes pytorch_reference.json: trajectories of PyTorch's own schedules and optimizers, in float64.

    python -m venv torch && torch/bin/pip install torch==2.13.0
    torch/bin/python tests/data/make_pytorch_reference.py

PyTorch is no dependency of the program nor of its tests: the file is committed, and only this script
needs it.  Two functions, 50 epochs, two settings for each rule.  A case holds the parameters under the
names that our entries use, the positions before each epoch and after the last, and the learning rates.
"""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, optim
from torch.optim import lr_scheduler as schedulers

EPOCHS = 50

OBJECTIVES: dict[str, tuple[Callable[[Tensor], Tensor], float]] = {
    "parabola": (lambda x: 3.0 * x * x - 3.0 * x + 4.0, -1.5),
    "gaussian_sine": (lambda x: torch.sin(x) * torch.exp(-x * x / 20.0), 1.6),
}

Optimizer = Callable[[list[Tensor], float], optim.Optimizer]
Scheduler = Callable[[optim.Optimizer], Any]


def sgd(parameters: list[Tensor], rate: float) -> optim.Optimizer:
    return optim.SGD(parameters, lr=rate)


def constant(optimizer: optim.Optimizer) -> Any:
    return schedulers.ConstantLR(optimizer, factor=1.0)


SCHEDULES: list[tuple[str, dict[str, Any], Scheduler]] = [
    ("constant", {"rate": 0.01}, constant),
    ("constant", {"rate": 0.1}, constant),
    ("linear", {"rate": 0.05}, schedulers.LinearLR),
    (
        "linear",
        {"rate": 0.1, "start_factor": 1.0, "end_factor": 0.2, "duration": 30},
        lambda o: schedulers.LinearLR(o, start_factor=1.0, end_factor=0.2, total_iters=30),
    ),
    ("step", {"rate": 0.1}, lambda o: schedulers.StepLR(o, step_size=10, gamma=0.5)),
    (
        "step",
        {"rate": 0.05, "block": 7, "gamma": 0.8},
        lambda o: schedulers.StepLR(o, step_size=7, gamma=0.8),
    ),
    (
        "multi_step",
        {"rate": 0.1},
        lambda o: schedulers.MultiStepLR(o, milestones=[20, 40], gamma=0.1),
    ),
    (
        "multi_step",
        {"rate": 0.05, "milestones": [3, 11, 11, 30], "gamma": 0.7},
        lambda o: schedulers.MultiStepLR(o, milestones=[3, 11, 11, 30], gamma=0.7),
    ),
    ("exponential", {"rate": 0.1}, lambda o: schedulers.ExponentialLR(o, gamma=0.95)),
    (
        "exponential",
        {"rate": 0.02, "gamma": 1.01},
        lambda o: schedulers.ExponentialLR(o, gamma=1.01),
    ),
    ("polynomial", {"rate": 0.1}, lambda o: schedulers.PolynomialLR(o, total_iters=EPOCHS, power=1.0)),
    (
        "polynomial",
        {"rate": 0.1, "power": 2.5, "duration": 40},
        lambda o: schedulers.PolynomialLR(o, total_iters=40, power=2.5),
    ),
    ("cosine", {"rate": 0.1}, lambda o: schedulers.CosineAnnealingLR(o, T_max=EPOCHS)),
    (
        "cosine",
        {"rate": 0.1, "minimum": 0.02, "duration": 20},
        lambda o: schedulers.CosineAnnealingLR(o, T_max=20, eta_min=0.02),
    ),
    (
        "cosine_restarts",
        {"rate": 0.1},
        lambda o: schedulers.CosineAnnealingWarmRestarts(o, T_0=10),
    ),
    (
        "cosine_restarts",
        {"rate": 0.05, "duration": 4, "multiplier": 3, "minimum": 0.001},
        lambda o: schedulers.CosineAnnealingWarmRestarts(o, T_0=4, T_mult=3, eta_min=0.001),
    ),
    (
        "cyclic",
        {"rate": 0.1, "minimum": 0.001, "half_cycle": 10},
        lambda o: schedulers.CyclicLR(o, 0.001, 0.1, step_size_up=10, cycle_momentum=False),
    ),
    (
        "cyclic",
        {"rate": 0.1, "minimum": 0.005, "half_cycle": 7, "mode": "triangular2"},
        lambda o: schedulers.CyclicLR(
            o, 0.005, 0.1, step_size_up=7, mode="triangular2", cycle_momentum=False
        ),
    ),
    (
        "cyclic",
        {"rate": 0.1, "minimum": 0.005, "half_cycle": 4, "mode": "exp_range", "gamma": 0.97},
        lambda o: schedulers.CyclicLR(
            o, 0.005, 0.1, step_size_up=4, mode="exp_range", gamma=0.97, cycle_momentum=False
        ),
    ),
    (
        "one_cycle",
        {"rate": 0.1},
        lambda o: schedulers.OneCycleLR(o, 0.1, total_steps=EPOCHS, cycle_momentum=False),
    ),
    (
        "one_cycle",
        {"rate": 0.08, "rise": 0.45, "divisor": 10, "final_divisor": 100, "shape": "linear"},
        lambda o: schedulers.OneCycleLR(
            o,
            0.08,
            total_steps=EPOCHS,
            pct_start=0.45,
            anneal_strategy="linear",
            div_factor=10,
            final_div_factor=100,
            cycle_momentum=False,
        ),
    ),
    (
        "reduce_on_plateau",
        {"rate": 0.3, "patience": 3},
        lambda o: schedulers.ReduceLROnPlateau(o, patience=3),
    ),
    (
        "reduce_on_plateau",
        {
            "rate": 0.2,
            "factor": 0.5,
            "patience": 1,
            "threshold": 0.05,
            "threshold_mode": "abs",
            "cooldown": 2,
            "minimum": 0.01,
        },
        lambda o: schedulers.ReduceLROnPlateau(
            o,
            factor=0.5,
            patience=1,
            threshold=0.05,
            threshold_mode="abs",
            cooldown=2,
            min_lr=0.01,
        ),
    ),
]

BETAS = {"beta1": 0.8, "beta2": 0.95}

OPTIMIZERS: list[tuple[str, float, dict[str, Any], Optimizer]] = [
    ("gradient_descent", 0.05, {}, sgd),
    ("gradient_descent", 0.1, {}, sgd),
    ("momentum", 0.01, {}, lambda p, r: optim.SGD(p, lr=r, momentum=0.9)),
    ("momentum", 0.1, {"momentum": 0.5}, lambda p, r: optim.SGD(p, lr=r, momentum=0.5)),
    ("nesterov", 0.01, {}, lambda p, r: optim.SGD(p, lr=r, momentum=0.9, nesterov=True)),
    (
        "nesterov",
        0.1,
        {"momentum": 0.5},
        lambda p, r: optim.SGD(p, lr=r, momentum=0.5, nesterov=True),
    ),
    ("adagrad", 0.1, {}, lambda p, r: optim.Adagrad(p, lr=r)),
    ("adagrad", 0.3, {"epsilon": 0.1}, lambda p, r: optim.Adagrad(p, lr=r, eps=0.1)),
    ("rmsprop", 0.01, {}, lambda p, r: optim.RMSprop(p, lr=r)),
    (
        "rmsprop",
        0.02,
        {"alpha": 0.9, "epsilon": 0.01},
        lambda p, r: optim.RMSprop(p, lr=r, alpha=0.9, eps=0.01),
    ),
    ("adadelta", 1.0, {}, lambda p, r: optim.Adadelta(p, lr=r)),
    (
        "adadelta",
        2.0,
        {"rho": 0.8, "epsilon": 1e-3},
        lambda p, r: optim.Adadelta(p, lr=r, rho=0.8, eps=1e-3),
    ),
    ("adam", 0.05, {}, lambda p, r: optim.Adam(p, lr=r)),
    (
        "adam",
        0.1,
        {**BETAS, "epsilon": 1e-3},
        lambda p, r: optim.Adam(p, lr=r, betas=(0.8, 0.95), eps=1e-3),
    ),
    ("amsgrad", 0.05, {}, lambda p, r: optim.Adam(p, lr=r, amsgrad=True)),
    (
        "amsgrad",
        0.1,
        {**BETAS, "epsilon": 1e-3},
        lambda p, r: optim.Adam(p, lr=r, betas=(0.8, 0.95), eps=1e-3, amsgrad=True),
    ),
    ("adamax", 0.05, {}, lambda p, r: optim.Adamax(p, lr=r)),
    (
        "adamax",
        0.1,
        {**BETAS, "epsilon": 1e-3},
        lambda p, r: optim.Adamax(p, lr=r, betas=(0.8, 0.95), eps=1e-3),
    ),
    ("nadam", 0.05, {}, lambda p, r: optim.NAdam(p, lr=r)),
    (
        "nadam",
        0.1,
        {**BETAS, "epsilon": 1e-3, "momentum_decay": 0.02},
        lambda p, r: optim.NAdam(p, lr=r, betas=(0.8, 0.95), eps=1e-3, momentum_decay=0.02),
    ),
    ("radam", 0.05, {}, lambda p, r: optim.RAdam(p, lr=r)),
    (
        "radam",
        0.1,
        {**BETAS, "epsilon": 1e-3},
        lambda p, r: optim.RAdam(p, lr=r, betas=(0.8, 0.95), eps=1e-3),
    ),
    ("adamw", 0.05, {}, lambda p, r: optim.AdamW(p, lr=r)),
    (
        "adamw",
        0.1,
        {**BETAS, "epsilon": 1e-3, "decay": 0.5},
        lambda p, r: optim.AdamW(p, lr=r, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.5),
    ),
    ("rprop", 0.01, {}, lambda p, r: optim.Rprop(p, lr=r)),
    (
        "rprop",
        0.1,
        {"grow": 1.5, "shrink": 0.4, "smallest": 0.05, "largest": 0.3},
        lambda p, r: optim.Rprop(p, lr=r, etas=(0.4, 1.5), step_sizes=(0.05, 0.3)),
    ),
]


def run(objective: str, rate: float, make: Optimizer, schedule: Scheduler) -> dict[str, Any]:
    """One trajectory, in the loop that everybody writes."""
    function, start = OBJECTIVES[objective]
    x = torch.tensor([start], dtype=torch.float64, requires_grad=True)
    optimizer = make([x], rate)
    scheduler = schedule(optimizer)
    positions, rates = [start], []
    for _ in range(EPOCHS):
        optimizer.zero_grad()
        loss = function(x).sum()
        loss.backward()
        rates.append(float(optimizer.param_groups[0]["lr"]))
        optimizer.step()
        if isinstance(scheduler, schedulers.ReduceLROnPlateau):
            scheduler.step(loss.item())
        else:
            scheduler.step()
        positions.append(x.item())
    assert all(map(math.isfinite, positions))
    return {"objective": objective, "positions": positions, "rates": rates}


def fading(optimizer: optim.Optimizer) -> Any:
    return schedulers.ExponentialLR(optimizer, gamma=0.95)


def main() -> None:
    # NAdam keeps the product of its momenta in the default type: in float32 it would be off by 1e-9.
    torch.set_default_dtype(torch.float64)
    cases = []
    for objective in OBJECTIVES:
        for key, parameters, schedule in SCHEDULES:
            named = {
                "schedule": {"key": key, "parameters": parameters},
                "optimizer": {"key": "gradient_descent", "parameters": {}},
            }
            cases.append(named | run(objective, parameters["rate"], sgd, schedule))
        for index, (key, rate, parameters, optimizer) in enumerate(OPTIMIZERS):
            # The second setting of each optimizer goes with a rate that changes.
            changes = index % 2 == 1
            named = {
                "schedule": {
                    "key": "exponential" if changes else "constant",
                    "parameters": {"rate": rate} | ({"gamma": 0.95} if changes else {}),
                },
                "optimizer": {"key": key, "parameters": parameters},
            }
            cases.append(named | run(objective, rate, optimizer, fading if changes else constant))
    data = {"torch": torch.__version__, "epochs": EPOCHS, "cases": cases}
    target = Path(__file__).with_name("pytorch_reference.json")
    lines = ",\n".join(json.dumps(case) for case in cases)
    head = json.dumps({key: value for key, value in data.items() if key != "cases"})
    target.write_text(f'{head[:-1]}, "cases": [\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{len(cases)} cases by PyTorch {torch.__version__}")


if __name__ == "__main__":
    main()
