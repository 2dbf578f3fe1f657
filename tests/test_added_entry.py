"""One new file in a folder of the engine is a new entry, everywhere: nothing else names the entries.

Each test puts a file where the package finds its entries, and takes it away again.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from reproducing import differences, run

from gdgui.__main__ import main
from gdgui.document.check import axis_parameters
from gdgui.document.check import check as checked
from gdgui.document.model import Axis, Choice, Descent, Document, Scheduled, Sweep
from gdgui.document.plan import plan
from gdgui.engine import catalogue
from gdgui.engine.setup import resolve_objective
from gdgui.engine.theory import limits
from gdgui.export.code import sources
from gdgui.export.listing import CATALOGUES
from gdgui.export.script import script
from gdgui.ui.figures import complete
from gdgui.ui.forms import EntryPicker, Form
from gdgui.ui.intents import Intents
from gdgui.ui.panels.function import FunctionPanel
from gdgui.ui.picker import KEY
from gdgui.ui.shown_formulas import believed

HEAD = '''
"""An entry of a visitor."""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.types import Parameter

STRENGTH = Parameter(
    key="strength",
    title=Message("Strength"),
    help=Message("How strong it is."),
    default=2.0,
    low=0.0,
    slider_high=4.0,
    symbol="q",
)
TEXTS = {"key": "visitor", "title": Message("Visitor"), "help": Message("Came to stay.")}
'''

FILES = {
    "objectives": """
from gdgui.engine.objectives import curve

ENTRY = curve(
    value=lambda x, parameters: parameters["strength"] * (x * x),
    slope=lambda x, parameters: parameters["strength"] * (2.0 * x),
    curvature=lambda x, parameters: parameters["strength"] * np.full_like(x, 2.0),
    domain=(-3.0, 3.0),
    minima=(0.0,),
    lowest=0.0,
    start=1.0,
    formula="q x^2",
    derivative="2 q x",
    parameters=(STRENGTH,),
    **TEXTS,
)
""",
    "gradients": """
from gdgui.engine.gradients import Gradient

def build(bound, parameters):
    return lambda positions: bound.gradient(positions) * parameters["strength"]

ENTRY = Gradient(
    build=build,
    formula="g = q f'(x)",
    variant=lambda objective: f"g = q ({objective.derivative})",
    note=lambda objective: Message("Visits {objective}.", {"objective": objective.title}),
    parameters=(STRENGTH,),
    **TEXTS,
)
""",
    "schedules": """
from gdgui.engine.schedules import Schedule

def rate(step, parameters, state):
    return 0.01 * parameters["strength"], state

ENTRY = Schedule(
    rate=rate, formula=r"\\eta = 0.01 q", parameters=(STRENGTH,), fails=Message("Never."), **TEXTS
)
""",
    "optimizers": """
from gdgui.engine.optimizers import Optimizer

def update(step, rate, parameters, state):
    return step.gradient * (rate * parameters["strength"]), state

ENTRY = Optimizer(
    update=update,
    formula="x - q g",
    parameters=(STRENGTH,),
    stability=lambda parameters: 2.0 / parameters["strength"],
    fails=Message("Never."),
    **TEXTS,
)
""",
    "measures": """
from gdgui.engine.measures import Measure

ENTRY = Measure(kind="number", compute=lambda ends: ends.value * 10.0, **TEXTS)
""",
    "measures that watch": """
from typing import NamedTuple

from gdgui.engine.measures import Measure
from gdgui.engine.types import Values, size
from gdgui.engine.watch import Watch

class LengthState(NamedTuple):
    length: Values

def begin(seen):
    return LengthState(np.zeros(seen.positions.shape[1]))

def look(seen, state):
    return LengthState(state.length + size(seen.positions - seen.before) / seen.rate)

def told(state, epochs):
    return state.length / epochs

ENTRY = Measure(
    kind="number",
    compute=lambda ends: ends.watched("visitor"),
    watch=lambda rules: Watch(begin=begin, look=look, told=told),
    **TEXTS,
)
""",
}
WITH_PARAMETERS = [kind for kind in FILES if not kind.startswith("measures")]

Drop = Callable[[str], None]


@pytest.fixture
def drop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Drop]:
    """Puts the file of a kind among the entries of that kind."""
    added: list[str] = []

    def put(what: str) -> None:
        kind = what.partition(" ")[0]
        package = importlib.import_module(f"gdgui.engine.{kind}")
        folder = tmp_path / what
        folder.mkdir()
        (folder / "visitor.py").write_text(HEAD + FILES[what], encoding="utf-8")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
        catalogue._files.cache_clear()
        importlib.invalidate_caches()
        added.append(kind)

    yield put
    monkeypatch.undo()
    catalogue._files.cache_clear()
    sources.module_tree.cache_clear()
    for kind in added:
        sys.modules.pop(f"gdgui.engine.{kind}.visitor", None)
        vars(importlib.import_module(f"gdgui.engine.{kind}")).pop("visitor", None)
        CATALOGUES[kind]._loaded.pop("visitor", None)


def document(kind: str) -> Document:
    """A document that has chosen the visitor; as measure of a sweep, where it is one."""
    descent = Descent(
        schedule=Scheduled("visitor") if kind == "schedules" else Scheduled("constant", {"rate": 0.1}),
        optimizer=Choice("visitor" if kind == "optimizers" else "gradient_descent"),
        start=[1.0],
        epochs=3,
    )
    axis = Axis(path="start.x", low=-1.0, high=1.0, count=3)
    measure = "visitor" if kind.startswith("measures") else "final_value"
    return checked(
        Document(
            objective=Choice("visitor" if kind == "objectives" else "parabola"),
            gradient=Choice("visitor" if kind == "gradients" else "exact"),
            descents=[descent],
            sweeps=[Sweep(axes=[axis], measure=measure)],
        )
    )


def test_nobody_is_there_before() -> None:
    assert all("visitor" not in entries for entries in CATALOGUES.values())


@pytest.mark.parametrize("kind", FILES)
def test_the_command_line_lists_it(kind: str, drop: Drop, capsys: pytest.CaptureFixture[str]) -> None:
    drop(kind)
    of_all = kind.partition(" ")[0]
    assert main(["catalogue", of_all, "--json"]) == 0
    listed = {entry["key"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert listed["visitor"]["title"] == "Visitor"
    assert set(listed) == set(CATALOGUES[of_all].keys())


@pytest.mark.parametrize("kind", FILES)
def test_the_picker_offers_it_with_its_sentence(kind: str, drop: Drop, qtbot: QtBot) -> None:
    drop(kind)
    picker = EntryPicker(CATALOGUES[kind.partition(" ")[0]].load())
    qtbot.addWidget(picker)
    model = picker.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    (found,) = [index for index in indexes if index.data(KEY) == "visitor"]
    assert found.data() == "Visitor"


@pytest.mark.parametrize("kind", WITH_PARAMETERS)
def test_its_form_is_made_of_its_parameters(kind: str, drop: Drop, qtbot: QtBot) -> None:
    drop(kind)
    form = Form(CATALOGUES[kind]["visitor"].parameters)
    qtbot.addWidget(form)
    assert form.keys() == ("strength",)
    assert form.values() == {"strength": 2.0}


@pytest.mark.parametrize("kind", WITH_PARAMETERS)
def test_its_parameter_is_an_axis_of_a_sweep(kind: str, drop: Drop) -> None:
    drop(kind)
    made = document(kind)
    paths = axis_parameters(made, made.descents[0], resolve_objective(made.objective).objective)
    assert f"{kind.removesuffix('s')}.strength" in paths


@pytest.mark.parametrize("kind", FILES)
def test_a_file_with_it_is_computed_and_exported(kind: str, drop: Drop, tmp_path: Path) -> None:
    drop(kind)
    path = tmp_path / "visit.gdlab"
    made = document(kind)
    path.write_text(
        json.dumps(
            {
                "version": 1,
                "objective": {"key": made.objective.key},
                "gradient": {"key": made.gradient.key},
                "descents": [
                    {
                        "schedule": {"key": made.descents[0].schedule.key},
                        "optimizer": {"key": made.descents[0].optimizer.key},
                        "start": [1.0],
                        "epochs": 3,
                    }
                ],
                "sweeps": [
                    {"axes": [{"path": "start.x", "from": -1, "to": 1, "count": 3}]},
                ],
            }
        )
    )
    assert main(["export", str(path), "--out", str(tmp_path / "out"), "--formats", "npz"]) == 0
    with np.load(tmp_path / "out" / "sweep-1.npz") as swept:
        assert swept["final_value"].shape == (3,)
        if kind == "measures":
            assert np.array_equal(swept["visitor"], swept["final_value"] * 10.0)
        if kind == "measures that watch":  # the mean steepness on the way: g is 6x − 3
            x = np.array([-1.0, 0.0, 1.0])
            steep = [np.abs(6.0 * (0.5 + (x - 0.5) * 0.94**k) - 3.0) for k in range(3)]
            assert swept["visitor"] == pytest.approx(np.mean(steep, axis=0))


def test_theory_knows_the_limit_that_an_optimizer_tells(drop: Drop) -> None:
    drop("optimizers")
    known = limits(plan(document("optimizers")).descents[0].setup)
    assert known is not None
    assert known.stability == pytest.approx(2.0 / (2.0 * 6.0))
    assert known.one_step is None


def test_the_panel_shows_what_a_gradient_tells_of_the_function(drop: Drop, qtbot: QtBot) -> None:
    drop("gradients")
    snapshot = complete(document("gradients"))
    assert believed(snapshot.document.gradient, snapshot.plan.objective) == "g = {2} (6x - 3)"
    panel = FunctionPanel(Intents())
    qtbot.addWidget(panel)
    panel.show_snapshot(snapshot)
    assert panel.note.text() == "Visits Parabola."


@pytest.mark.parametrize("kinds", [[*WITH_PARAMETERS, "measures"], ["measures that watch"]])
def test_its_script_gives_the_same_numbers(kinds: list[str], drop: Drop, tmp_path: Path) -> None:
    for kind in kinds:
        drop(kind)
    folders = {kind: tmp_path / f"script-{kind}" for kind in kinds}
    for kind, folder in folders.items():
        folder.mkdir()
        (folder / "reproduce.py").write_text(script(document(kind)), encoding="utf-8")
    run([folder / "reproduce.py" for folder in folders.values()], tmp_path)
    for kind, folder in folders.items():
        assert differences(document(kind), folder / "reproduced") == [], kind
