"""The exported programs give the numbers of this one to the last bit, with numpy and matplotlib."""

from __future__ import annotations

import ast
import importlib.util
import json
import sys
from collections.abc import Callable
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from random_documents import random_document
from reproducing import differences, run

from gdgui.document import lesson
from gdgui.document.check import check
from gdgui.document.model import Axis, Choice, Continues, Descent, Document, Scheduled, Sweep, View
from gdgui.document.plan import plan
from gdgui.engine.catalogue import Catalogue
from gdgui.engine.field import compute
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import InputError
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Rules
from gdgui.engine.watch import Watch
from gdgui.export.code import sources
from gdgui.export.notebook import notebook, scene_text
from gdgui.export.script import script

RANDOM_DOCUMENTS = 100
AT_ONCE = 50


def reproduced(documents: list[Document], folder: Path) -> None:
    """Runs the scripts of all documents in one clean interpreter, and compares what they wrote."""
    paths = []
    for k, document in enumerate(documents):
        path = folder / str(k) / "reproduce.py"
        path.parent.mkdir()
        path.write_text(script(document), encoding="utf-8")
        paths.append(path)
    run(paths, folder)
    for path, document in zip(paths, documents, strict=True):
        assert differences(document, path.parent / "reproduced") == [], path.read_text("utf-8")


def scenes(key: str) -> list[Document]:
    """The documents of a lesson, without those that compute what another one does."""
    found: dict[bytes, Document] = {}
    for scene in lesson.load(key).scenes:
        planned = plan(scene.document)
        parts = [*(d.key for d in planned.descents), *(s.key for s in planned.sweeps)]
        found.setdefault(b"|".join(parts), scene.document)
    return list(found.values())


SWEEPING = [key for key in lesson.keys() if any(d.sweeps for d in scenes(key))]  # noqa: SIM118


@pytest.mark.parametrize("key", SWEEPING)
def test_the_scripts_of_a_lesson_with_sweeps_give_the_same_numbers(key: str, tmp_path: Path) -> None:
    reproduced(scenes(key), tmp_path)


def test_the_scripts_of_all_other_lessons_give_the_same_numbers(tmp_path: Path) -> None:
    others = sorted(set(lesson.keys()) - set(SWEEPING))
    reproduced([document for key in others for document in scenes(key)], tmp_path)


@pytest.mark.parametrize("first", range(0, RANDOM_DOCUMENTS, AT_ONCE))
def test_the_scripts_of_random_documents_give_the_same_numbers(first: int, tmp_path: Path) -> None:
    reproduced([random_document(seed) for seed in range(first, first + AT_ONCE)], tmp_path)


def variants(catalogue: Catalogue[Any]) -> list[Choice]:
    """Every entry with its defaults, and with each option of each choice and flag."""
    found = []
    for key, entry in catalogue.load().items():
        found.append(Choice(key=key))
        for parameter in entry.parameters:
            options: list[Any] = [option.key for option in parameter.options]
            options += [not parameter.default] if parameter.kind == "flag" else []
            found += [Choice(key=key, parameters={parameter.key: option}) for option in options]
    return found


def checked(drafts: list[Document]) -> list[Document]:
    """Those drafts that make sense, with their defaults filled in."""
    documents = []
    for draft in drafts:
        try:
            documents.append(check(draft))
            plan(documents[-1])
        except InputError:
            continue
    return documents


def test_every_entry_of_the_catalogue_gives_the_same_numbers(tmp_path: Path) -> None:
    bowl = Choice(key="gaussian_sine")
    descents = [
        Descent(schedule=Scheduled(key=c.key, parameters=c.parameters), start=[0.7], epochs=12)
        for c in variants(SCHEDULES)
    ]
    descents += [Descent(optimizer=c, start=[0.7], epochs=12) for c in variants(OPTIMIZERS)]
    drafts = [
        Document(objective=bowl, descents=descents[k : k + 12]) for k in range(0, len(descents), 12)
    ]
    short = [Descent(start=[0.3], epochs=8)]
    drafts += [Document(objective=bowl, gradient=c, descents=short) for c in variants(GRADIENTS)]
    newton = [*short, Descent(optimizer=Choice(key="newton"), start=[0.3], epochs=8)]
    drafts += [Document(objective=c, descents=newton) for c in variants(OBJECTIVES)]
    documents = checked(drafts)
    assert {d.objective.key for d in documents} == set(OBJECTIVES)
    assert {d.gradient.key for d in documents} == set(GRADIENTS)
    assert {r.schedule.key for d in documents for r in d.descents} == set(SCHEDULES)
    assert {r.optimizer.key for d in documents for r in d.descents} == set(OPTIMIZERS)
    reproduced(documents, tmp_path)


def swept(measure: str = "final_position", **changes: Any) -> Document:
    """A document with a heatmap that is quickly computed."""
    axes = [
        Axis(path="schedule.rate", low=0.01, high=2.0, count=5, spacing="log"),
        Axis(path="epochs", low=2, high=9, count=3, spacing="integer"),
    ]
    given: dict[str, Any] = {
        "objective": Choice(key="gaussian_sine"),
        "descents": [Descent(start=[0.5], epochs=9)],
        "sweeps": [Sweep(axes=axes, measure=measure)],
    }
    return check(Document(**(given | changes)))


def test_every_measure_can_be_drawn(tmp_path: Path) -> None:
    sweeps = [swept(measure).sweeps[0] for measure in MEASURES]
    reproduced([swept(sweeps=sweeps)], tmp_path)


def test_a_chaotic_and_an_oscillating_sweep_give_the_same_classes(tmp_path: Path) -> None:
    axes = [Axis(path="schedule.rate", low=0.1, high=14.0, count=40)]
    document = swept(
        descents=[Descent(start=[0.5], epochs=150)], sweeps=[Sweep(axes=axes, measure="outcome")]
    )
    reproduced([document], tmp_path)
    with np.load(tmp_path / "0" / "reproduced" / "sweep-1.npz") as written:
        assert {"oscillating", "chaotic"} <= set(written["outcome"])


ADDED_SCHEDULE = '''
"""eta(t) = eta_0/(1 + |g|)^2: it stands in no catalogue."""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.types import size


def rate(step, parameters, state):
    below = 1.0 + size(step.gradient)
    if parameters["rate"] > 1000.0:
        return 0.0, state
    return parameters["rate"] / (below * below), state


ENTRY = Schedule(
    key="added", title=Message("Added"), help=Message("?"), fails=Message("?"), rate=rate, formula="a",
    parameters=(base_rate(),),
)
'''

ADDED_OBJECTIVE = '''
"""f(x, y) = x^2 + 3y^2 + sin(xy): two variables."""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import Objective


def value(positions, parameters):
    x, y = positions
    return x * x + 3.0 * (y * y) + np.sin(x * y)


def gradient(positions, parameters):
    x, y = positions
    c = np.cos(x * y)
    return np.array([2.0 * x + y * c, 6.0 * y + x * c])


def hessian(positions, parameters):
    x, y = positions
    s, c = np.sin(x * y), np.cos(x * y)
    mixed = c - x * y * s
    return np.array([[2.0 - y * y * s, mixed], [mixed, 6.0 - x * x * s]])


ENTRY = Objective(
    key="added", title=Message("Added"), help=Message("?"), domain=((-5.0, 5.0), (-4.0, 4.0)),
    value=value, gradient=gradient, hessian=hessian, formula="f", derivative="g", start=(3.0, 2.0),
    minima=((0.0, 0.0),), lowest=0.0,
)
'''


def added(catalogue: Catalogue[Any], text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts an entry into a catalogue for the length of a test."""
    name = f"{catalogue._package}.added"
    path = folder / "added.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    monkeypatch.setitem(catalogue._loaded, "added", module.ENTRY)
    known = catalogue.keys()
    monkeypatch.setattr(
        type(catalogue), "keys", lambda self: known if self is catalogue else _keys(self)
    )
    sources.module_tree.cache_clear()


_keys = Catalogue.keys


def test_an_added_schedule_needs_no_second_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(SCHEDULES, ADDED_SCHEDULE, tmp_path, monkeypatch)
    descents = [Descent(schedule=Scheduled(key="added"), start=[0.5], epochs=9)]
    axes = [Axis(path="start.x", low=-1.0, high=2.0, count=6)]
    document = swept(descents=descents, sweeps=[Sweep(axes=axes)])
    written = script(document)
    assert "1000.0" not in written.replace("<= 1000000.0", "")  # the branch that is not taken
    reproduced([document], tmp_path)


def test_a_function_of_two_variables_gives_the_same_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(OBJECTIVES, ADDED_OBJECTIVE, tmp_path, monkeypatch)
    rules = [("constant", "gradient_descent"), ("gradient", "newton"), ("armijo", "adam")]
    descents = [
        Descent(optimizer=Choice(key=o), schedule=Scheduled(key=s), start=[1.5, -1.0], epochs=9)
        for s, o in rules
    ]
    descents.append(Descent(start="random", epochs=9))
    axes = [
        Axis(path="start.x", low=-2.0, high=2.0, count=4),
        Axis(path="start.y", low=-1, high=1, count=3),
    ]
    sweeps = [Sweep(axes=axes, descent=k, measure="final_position") for k in range(4)]
    objective = Choice(key="added")
    reproduced([check(Document(objective=objective, descents=descents, sweeps=sweeps))], tmp_path)


def test_a_script_is_short_and_holds_what_the_document_needs_alone() -> None:
    document = check(
        Document(
            objective=Choice(key="parabola"),
            descents=[Descent(optimizer=Choice(key="momentum"), start=[1.0], epochs=5)],
        )
    )
    written = script(document)
    tree = ast.parse(written)
    assert len(written.splitlines()) < 100
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.AnnAssign)]
    assert {alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names} == {
        "numpy",
        "matplotlib.pyplot",
    }
    assert "velocity = 0.9 * velocity + g" in written
    assert "rate = 0.01" in written
    assert "classical" not in written.split("for t in")[1].split("COLORS")[0].replace(
        "The classical one", ""
    )
    assert "gdgui" not in written


def test_a_name_can_never_become_code(tmp_path: Path) -> None:
    name = 'a\nraise SystemExit\r\f\'""" {x} \\ \u2028 b'
    objective = Choice(key="typed", parameters={"formula": "x^2 + |x|"})
    descents = [Descent(name=name, start=[1.0], epochs=3) for _ in range(2)]
    reproduced([check(Document(objective=objective, descents=descents))], tmp_path)


def test_what_is_looked_at_changes_no_script() -> None:
    document = lesson.load("schedules").scenes[0].document
    assert script(replace(document, view=View(descent=1))) == script(document)
    assert script(document) == script(document)


def test_the_source_comes_from_the_loader_as_in_a_packaged_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    class Loader:
        def get_source(self, name: str) -> str | None:
            asked.append(name)
            return original.get_source(name)  # type: ignore[no-any-return]

    spec = sys.modules["gdgui.engine.schedules.constant"].__spec__
    assert spec is not None
    original: Any = spec.loader
    monkeypatch.setattr(spec, "loader", Loader())
    sources.module_tree.cache_clear()
    assert "rate = 0.01" in script(check(Document(objective=Choice(key="parabola"))))
    assert asked == ["gdgui.engine.schedules.constant"]


def test_a_notebook_has_the_lessons_text_and_the_same_program(tmp_path: Path) -> None:
    scene = lesson.load("parabola").scenes[0]
    made = json.loads(notebook(scene.document, scene_text(scene.title["en"], scene.text["en"])))
    assert (made["nbformat"], made["nbformat_minor"]) == (4, 5)
    cells = made["cells"]
    assert "".join(cells[0]["source"]) == f"# {scene.title['en']}\n\n{scene.text['en']}"
    assert len({cell["id"] for cell in cells}) == len(cells)
    code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    path = tmp_path / "cells.py"
    path.write_text(code, encoding="utf-8")
    run([path], tmp_path)
    assert differences(scene.document, tmp_path / "reproduced") == []


def test_the_scripts_of_branches_give_the_same_numbers(tmp_path: Path) -> None:
    # Every rule is continued as it is, at another rate, and by another rule.
    documents = []
    for optimizer, schedule in zip_longest(OPTIMIZERS.keys(), SCHEDULES.keys()):
        first = Descent(
            optimizer=Choice(key=optimizer or "momentum"),
            schedule=Scheduled(key=schedule or "constant", warmup=9),
            epochs=24,
        )
        link = Continues(descent=0, epoch=11)
        same_rules = replace(first, continues=link)
        rate = {"rate": 0.07}
        takes = any(p.key == "rate" for p in SCHEDULES[first.schedule.key].parameters)
        faster = replace(first.schedule, parameters=rate if takes else {})
        other = replace(
            first,
            schedule=Scheduled(key="constant", parameters=rate),
            continues=Continues(descent=1, epoch=17),
        )
        made = [first, same_rules, replace(same_rules, schedule=faster), other]
        documents.append(check(Document(objective=Choice(key="gaussian_sine"), descents=made)))
    reproduced(documents, tmp_path)


LISTED = """
x, y = colors.get_coordinates()[0, :, 0], colors.get_coordinates()[:, 0, 1]
curve = chart.lines[0].get_xydata()
np.savez("drawn.npz", x=x, y=y, cells=colors.get_array(), curve=curve)
"""


def test_a_list_is_drawn_in_the_order_of_its_values_each_once(tmp_path: Path) -> None:
    rates = Axis("schedule.rate", spacing="list", values=[0.3, 0.02, 0.1, 0.02, 0.06], count=5)
    starts = Axis("start.x", spacing="list", values=[1.0, -1.0, 0.5], count=3)
    document = check(
        Document(
            objective=Choice("parabola"),
            descents=[Descent(epochs=3, start=[1.0])],
            sweeps=[Sweep(axes=[rates, starts]), Sweep(axes=[rates])],
        )
    )
    path = tmp_path / "reproduce.py"
    path.write_text(script(document) + LISTED, encoding="utf-8")
    run([path], tmp_path)
    assert differences(document, tmp_path / "reproduced") == []
    field = compute(plan(document).sweeps[0].grid)
    truth = field.positions.reshape(5, 3)
    with np.load(tmp_path / "drawn.npz") as drawn:
        assert drawn["x"] == pytest.approx([0.0, 0.04, 0.08, 0.2, 0.4])
        assert drawn["y"] == pytest.approx([-1.75, -0.25, 0.75, 1.25])
        cells = truth[np.ix_([1, 4, 2, 0], [1, 2, 0])].T
        np.testing.assert_array_equal(np.reshape(drawn["cells"], (3, 4)), cells)
        np.testing.assert_array_equal(drawn["curve"][:, 0], [0.02, 0.06, 0.1, 0.3])
        np.testing.assert_array_equal(drawn["curve"][:, 1], truth[[1, 4, 2, 0], 0])


def test_whole_numbers_on_a_logarithmic_axis_give_the_same_numbers(tmp_path: Path) -> None:
    epochs = Axis("epochs", low=1, high=40, count=9, spacing="log")
    rates = Axis("schedule.rate", low=0.01, high=0.3, count=3, spacing="log")
    document = check(
        Document(
            objective=Choice("parabola"),
            descents=[Descent(epochs=3, start=[1.0])],
            sweeps=[Sweep(axes=[rates, epochs]), Sweep(axes=[epochs], measure="final_value")],
        )
    )
    reproduced([document], tmp_path)


def test_the_scripts_of_swept_branches_give_the_same_numbers(tmp_path: Path) -> None:
    link = Continues(descent=0, epoch=6)
    documents = []
    pairs = [
        ("bold_driver", "momentum", "gradient_descent"),
        ("cosine", "adam", "adam"),
        ("constant", "noisy", "momentum"),
        ("constant", "noisy", "noisy"),
        ("linear_to_zero", "gradient_descent", "noisy"),
    ]
    for schedule, before, after in pairs:
        first = Descent(
            optimizer=Choice(key=before), schedule=Scheduled(key=schedule), start=[0.7], epochs=9
        )
        second = replace(first, optimizer=Choice(key=after), epochs=14, continues=link)
        third = replace(second, continues=Continues(descent=1, epoch=9))
        rate = Axis(path="schedule.rate", low=0.01, high=0.05, count=3)
        axes = [
            [rate],
            [Axis(path="epochs", low=10, high=15, count=3, spacing="integer"), rate],
            [Axis(path="seed", low=1, high=3, count=2, spacing="integer")],
            [Axis(path="schedule.warmup", low=0, high=12, count=3, spacing="integer")],
        ]
        sweeps = [Sweep(descent=2, axes=one) for one in axes]
        rates = Choice(key="gaussian_sine")
        made = Document(objective=rates, descents=[first, second, third], sweeps=sweeps)
        documents.append(check(made))
    reproduced(documents, tmp_path)


def test_repeats_that_nothing_tells_apart_have_no_spread_unless_they_leave_the_numbers(
    tmp_path: Path,
) -> None:
    rates = Axis(path="schedule.rate", low=0.1, high=1e3, count=3, spacing="log")
    document = check(
        Document(
            objective=Choice(key="quartic"),
            descents=[Descent(start=[1.5], epochs=30)],
            sweeps=[Sweep(axes=[rates], repeats=3, measure="spread")],
        )
    )
    reproduced([document], tmp_path)
    with np.load(tmp_path / "0" / "reproduced" / "sweep-1.npz") as written:
        assert written["spread"][0] == 0.0
        assert np.isnan(written["spread"][-1])


def test_the_axis_of_a_curve_has_the_scale_and_the_range_of_the_document() -> None:
    rates = Axis("schedule.rate", low=0.01, high=0.5, count=9)
    document = check(Document(objective=Choice("parabola"), sweeps=[Sweep(axes=[rates])]))
    (curve,) = document.sweeps
    assert "yscale" not in script(document)
    logarithmic = replace(curve, measure="final_value", color_scale="log", colors=(3.0, 40.0))
    assert ', yscale="log", ylim=(3.0, 40.0))' in script(replace(document, sweeps=[logarithmic]))
    # Classes have no such axis.
    classes = replace(logarithmic, measure="outcome", colors=None)
    assert "yscale" not in script(replace(document, sweeps=[classes]))


def _without_along(watch: Callable[[Rules], Watch], rules: Rules) -> Watch:
    return replace(watch(rules), along=None)


def test_what_a_measure_tells_epoch_by_epoch_alone_is_the_same_in_a_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in MEASURES:
        entry = MEASURES[key]
        if entry.watch is not None:
            slow = partial(_without_along, entry.watch)
            monkeypatch.setitem(MEASURES._loaded, key, replace(entry, watch=slow))
    descents = [
        Descent(optimizer=Choice(key=key), start=[0.5], epochs=9)
        for key in ("gradient_descent", "momentum", "noisy")
    ]
    reproduced([swept(descents=[descent]) for descent in descents], tmp_path)
