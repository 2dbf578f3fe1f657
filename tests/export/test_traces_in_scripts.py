"""The figure of an exported script has the traces that the window shows, on the same axes."""

from __future__ import annotations

import runpy
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from reproducing import differences, run

from gdgui.document.check import check
from gdgui.document.model import Choice, Continues, Descent, Document, Scheduled, View
from gdgui.document.plan import plan
from gdgui.document.traces import TRACES
from gdgui.engine import descent
from gdgui.engine.descent import Loop
from gdgui.engine.memory import remembered
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.setup import prepare
from gdgui.export.script import script

ALL = list(TRACES)


def drawn(document: Document, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Runs the script here; gives what its names stand for at the end."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    path = folder / "reproduce.py"
    path.write_text(script(document), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*non-interactive.*")
        monkeypatch.setattr(np, "seterr", lambda **_: None)
        found = runpy.run_path(str(path))
    found["figure"].canvas.draw()  # titles with formulas are read here
    plt.close("all")
    assert differences(document, folder / "reproduced") == []
    return found


def states(document: Document, k: int) -> np.ndarray:
    """What the k-th optimizer remembers before every epoch and after the last one, by the loop."""
    setup = plan(document).descents[k].setup
    loop = Loop(prepare(setup), setup.start)
    rows = []
    for epoch in range(setup.longest + 1):
        loop.run(epoch)
        loop.turn_off()
        own = [a[0, 0] for a in loop.states()[1] if np.ndim(a) == 2]
        same = loop.rules.optimizer.key == setup.optimizer.key
        rows.append(own if same else [np.nan] * len(remembered(setup)))
    return np.array(rows)


def compared(**view: Any) -> Document:
    rate = Scheduled(parameters={"rate": 0.05})
    first = Descent(optimizer=Choice(key="adam"), schedule=rate, start=[0.7], epochs=15)
    second = Descent(optimizer=Choice(key="momentum"), schedule=rate, start=[0.7], epochs=12)
    third = Descent(schedule=rate, start=[0.7], epochs=9)
    branch = replace(second, continues=Continues(descent=0, epoch=5))
    return check(
        Document(
            objective=Choice(key="gaussian_sine"),
            descents=[first, second, third, branch],
            view=View(**view),
        )
    )


def test_every_trace_is_drawn_as_in_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = compared(traces=ALL)
    found = drawn(document, tmp_path, monkeypatch)
    charts = dict(zip(ALL, found["axes"].flat[1:], strict=False))
    titles = {name: chart.get_title() for name, chart in charts.items()}
    assert titles["distance"] == "Distance to the minimum"
    assert titles["position"] == "Position"
    assert titles["state"].startswith("Optimizer state $")
    records = [descent.record(part.setup) for part in plan(document).descents]
    (minima,) = np.array(plan(document).objective.minima).T
    for record, line in zip(records, charts["distance"].lines, strict=True):
        path = np.append(record.position, record.next_position[-1:])
        assert np.array_equal(line.get_ydata(), np.abs(path[:, np.newaxis] - minima).min(axis=1))
    for record, line in zip(records, charts["position"].lines, strict=True):
        assert len(line.get_ydata()) == len(record) + 1
    having = [0, 1, 3]  # plain gradient descent remembers nothing
    for k, line in zip(having, charts["state"].lines, strict=True):
        assert np.array_equal(line.get_ydata(), states(document, k)[:, 0], equal_nan=True)
    (second,) = charts["second_state"].lines
    assert np.array_equal(second.get_ydata(), states(document, 0)[:, 1])
    assert np.isnan(charts["state"].lines[2].get_ydata()[:5]).all()
    assert not np.isnan(charts["state"].lines[2].get_ydata()[5:]).any()


def test_axes_are_logarithmic_where_they_are_in_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    traces = ["gradient", "distance", "value"]
    document = compared(traces=traces, log_traces=["gradient", "distance"], log_epochs=True)
    found = drawn(document, tmp_path, monkeypatch)
    gradient, distance, value = found["axes"].flat[1:4]
    scales = [(chart.get_xscale(), chart.get_yscale()) for chart in (gradient, distance, value)]
    assert scales == [("log", "log"), ("log", "log"), ("log", "linear")]
    assert gradient.get_title() == "Size of the derivative"
    record = descent.record(plan(document).descents[0].setup)
    assert np.array_equal(gradient.lines[0].get_xdata(), np.arange(1, len(record)))
    assert np.array_equal(gradient.lines[0].get_ydata(), np.abs(record.gradient[1:, 0]))


def test_where_nothing_can_be_drawn_the_figure_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = View(traces=["state", "distance"], log_traces=["distance"])
    descents = [Descent(start=[1.0], epochs=4)]
    nowhere = Choice(key="typed", parameters={"formula": "x"})
    document = check(Document(objective=nowhere, descents=descents, view=view))
    found = drawn(document, tmp_path, monkeypatch)
    titles = [chart.get_title() for chart in found["axes"].flat[1:3]]
    assert titles == ["No optimizer state", "No minimum is known"]


def test_what_every_optimizer_remembers_is_drawn_and_changes_no_number(tmp_path: Path) -> None:
    view = View(traces=["state", "second_state", "distance"], log_traces=["second_state", "distance"])
    descents = [
        Descent(optimizer=Choice(key=key), start=[0.7], epochs=6)
        for key in OPTIMIZERS.keys()  # noqa: SIM118
    ]
    bowl = Choice(key="gaussian_sine")
    documents = [
        check(Document(objective=bowl, descents=descents[k : k + 10], view=view))
        for k in range(0, len(descents), 10)
    ]
    paths = []
    for k, document in enumerate(documents):
        path = tmp_path / str(k) / "reproduce.py"
        path.parent.mkdir()
        text = script(document).replace("plt.show()", 'figure.savefig(folder / "figure.png")')
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    run(paths, tmp_path)
    for path, document in zip(paths, documents, strict=True):
        assert (path.parent / "reproduced" / "figure.png").exists()
        assert differences(document, path.parent / "reproduced") == []
