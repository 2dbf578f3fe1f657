"""The controller: an intent becomes a document, a plan, work, and a snapshot with its results."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import by_hand
import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QThread, QTimer
from stage import working

from gdgui.document import changes, lesson, model
from gdgui.document.check import check
from gdgui.document.model import Axis, Choice, Descent, Document, Scheduled, Sweep
from gdgui.document.plan import plan
from gdgui.engine import sweep as sweeping
from gdgui.engine.message import Message
from gdgui.engine.outcome import Outcome
from gdgui.jobs import descents
from gdgui.jobs.job import CancelToken
from gdgui.jobs.recent import SURROUNDINGS
from gdgui.jobs.runner import JobRunner
from gdgui.ui import descending
from gdgui.ui.controller import Controller
from gdgui.ui.intents import Intents

RATES = Axis(path="schedule.rate", low=0.01, high=0.1, count=6)


@pytest.fixture
def start(qtbot):
    """Makes controllers that compute their first document."""
    made: list[Controller] = []

    def make(document: Document | None = None) -> tuple[Controller, Intents]:
        intents = Intents()
        controller = Controller(document or model.default(), intents)
        controller.intents = intents
        made.append(controller)
        controller.start()
        return controller, intents

    yield make
    for controller in made:
        controller.shutdown()


def rest(controller: Controller) -> bool:
    """Whether everything is computed and told."""
    return not working(controller)


def edit(intents: Intents, change, merge: str = "") -> None:
    intents.edit(Message("Change"), change, merge)


def long_sweep(cells: int = 2000, epochs: int = 100_000) -> Document:
    """One that takes minutes."""
    rates = Axis(path="schedule.rate", low=0.001, high=0.01, count=cells)
    # Under a rule that looks at t nobody comes to rest early.
    descent = Descent(start=[1.0], epochs=epochs, schedule=Scheduled(key="inverse_time"))
    return Document(
        objective=Choice(key="gaussian_sine"), descents=[descent], sweeps=[Sweep(axes=[rates])]
    )


def test_the_first_document_is_computed_without_any_intent(start, qtbot):
    controller, _ = start()
    qtbot.waitUntil(lambda: rest(controller))
    (run,) = controller.snapshot().runs
    record = by_hand.descend("gaussian_sine", "exact", "constant", 0.05, 1.0, 120)
    assert by_hand.same(run.path[:, 0], record.position)
    assert run.current
    assert run.outcome is Outcome.UNFINISHED


def test_the_first_results_can_be_had_before_any_event_is_served(start):
    controller, _ = start()
    told: list[object] = []
    controller.changed.connect(told.append)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        controller.catch_up()
        (run,) = controller.snapshot().runs
        if run.outcome is not None:
            break
        QThread.msleep(1)
    assert run.outcome is Outcome.UNFINISHED
    assert run.epochs == 121 or run.epochs == 120
    assert not controller._refresh.isActive()
    assert told == []


def test_an_edit_computes_what_it_changed_and_nothing_else(start, qtbot, monkeypatch):
    controller, intents = start()
    for rate in (0.1, 0.2):
        edit(intents, changes.add_descent)
        qtbot.waitUntil(lambda: rest(controller))
        index = len(controller.document.descents) - 1
        edit(intents, lambda d, k=index, r=rate: changes.with_schedule_parameter(d, k, "rate", r))
    qtbot.waitUntil(lambda: rest(controller))
    before = controller.snapshot().runs

    asked = []
    run = descents.DescentsJob.run
    monkeypatch.setattr(
        descents.DescentsJob,
        "run",
        lambda job, token: asked.append(job.asked.plans.values()) or run(job, token),
    )
    edit(intents, lambda d: changes.with_start(d, 1, [2.0]))
    with qtbot.waitSignal(controller.changed):
        pass
    qtbot.waitUntil(lambda: rest(controller))
    assert [[part.index for part in parts] for parts in asked] == [[1]]
    after = controller.snapshot().runs
    assert after[0].record is before[0].record
    assert after[2].record is before[2].record
    record = by_hand.descend("gaussian_sine", "exact", "constant", 0.1, 2.0, 120)
    assert by_hand.same(after[1].path[:, 0], record.position)


def test_a_name_or_a_choice_computes_nothing(start, qtbot, monkeypatch):
    controller, intents = start()
    edit(intents, changes.add_descent)
    qtbot.waitUntil(lambda: rest(controller))
    monkeypatch.setattr(descents.DescentsJob, "run", lambda *_: pytest.fail("computed"))
    edit(intents, lambda d: changes.rename_descent(d, 0, "mine"))
    edit(intents, lambda d: changes.with_view(d, descent=0))
    edit(intents, lambda d: changes.duplicate_descent(d, 0))
    qtbot.waitUntil(lambda: rest(controller))
    assert all(run.outcome is not None for run in controller.snapshot().runs)


def test_the_latest_edit_wins(start, qtbot):
    controller, intents = start()
    for k in range(50):
        edit(intents, lambda d, x=k / 10: changes.with_start(d, 0, [x]), "start")
    qtbot.waitUntil(lambda: rest(controller))
    record = by_hand.descend("gaussian_sine", "exact", "constant", 0.05, 4.9, 120)
    assert by_hand.same(controller.snapshot().runs[0].path[:, 0], record.position)


def test_a_drag_is_one_entry_and_undo_and_redo_restore_documents_with_their_results(start, qtbot):
    controller, intents = start()
    qtbot.waitUntil(lambda: rest(controller))
    first = controller.document
    for x in (0.5, 0.2, -0.4):
        edit(intents, lambda d, x=x: changes.with_start(d, 0, [x]), "start")
    intents.released.emit()
    second = controller.document
    edit(intents, lambda d: changes.with_start(d, 0, [3.0]), "start")
    intents.released.emit()
    third = controller.document
    qtbot.waitUntil(lambda: rest(controller))
    for step, expected in (
        (controller.undo, second),
        (controller.undo, first),
        (controller.undo, first),
        (controller.redo, second),
        (controller.redo, third),
        (controller.redo, third),
    ):
        step()
        assert controller.document == expected
        qtbot.waitUntil(lambda: rest(controller))
        (run,) = controller.snapshot().runs
        start_at = expected.descents[0].start[0]
        record = by_hand.descend("gaussian_sine", "exact", "constant", 0.05, start_at, 120)
        assert by_hand.same(run.path[:, 0], record.position)
    assert not controller.history.modified or controller.document != first


def test_what_was_computed_before_is_not_computed_again(start, qtbot, monkeypatch):
    controller, intents = start()
    qtbot.waitUntil(lambda: rest(controller))
    edit(intents, lambda d: changes.with_start(d, 0, [3.0]))
    qtbot.waitUntil(lambda: rest(controller))
    monkeypatch.setattr(descents.DescentsJob, "run", lambda *_: pytest.fail("computed"))
    controller.undo()
    assert controller.snapshot().runs[0].outcome is not None
    controller.redo()
    assert controller.snapshot().runs[0].outcome is not None
    qtbot.waitUntil(lambda: rest(controller))


def test_as_much_is_kept_as_there_is_room_for_and_always_what_is_on_screen(start, qtbot, monkeypatch):
    monkeypatch.setattr(descending, "KEPT", 2 * (SURROUNDINGS + 120 * 64))
    controller, intents = start()
    for x in (1.0, 2.0, 3.0):
        edit(intents, lambda d, x=x: changes.with_start(d, 0, [x]))
        qtbot.waitUntil(lambda: rest(controller))
    asked = []
    run = descents.DescentsJob.run
    monkeypatch.setattr(
        descents.DescentsJob,
        "run",
        lambda job, token: (
            asked.extend(plan.setup.start[0, 0] for plan in job.asked.plans.values()) or run(job, token)
        ),
    )
    controller.undo()
    assert controller.snapshot().runs[0].outcome is not None
    assert asked == []
    controller.undo()
    qtbot.waitUntil(lambda: rest(controller))
    assert asked == [1.0]
    edit(intents, lambda d: changes.with_epochs(d, 0, 5000))
    qtbot.waitUntil(lambda: rest(controller))
    edit(intents, lambda d: changes.rename_descent(d, 0, "long"))
    qtbot.waitUntil(lambda: rest(controller))
    assert asked == [1.0, 1.0], "what is too large is not computed again while it is on screen"
    assert len(controller.descents._complete) == 1


def test_an_edit_that_makes_no_sense_is_told_and_changes_nothing(start, qtbot):
    controller, intents = start()
    qtbot.waitUntil(lambda: rest(controller))
    before = controller.document
    told, refused = [], []
    controller.problem.connect(told.append)
    intents.refused.connect(lambda: refused.append(True))
    edit(intents, lambda d: changes.with_epochs(d, 0, 0))
    assert controller.document is before
    assert not controller.history.modified
    assert "allowed" in str(told[-1])
    assert refused == [True]
    edit(intents, lambda d: changes.with_epochs(d, 0, 60))
    assert told[-1] is None
    qtbot.waitUntil(lambda: rest(controller))


def test_a_record_grows_while_it_is_computed(start, qtbot, let_through):
    controller, _ = start(
        Document(objective=Choice(key="gaussian_sine"), descents=[Descent(start=[1.0], epochs=20_000)])
    )
    lengths = []
    for known in (64, 64 * 5, 64 * 21):
        let_through.release()
        qtbot.waitUntil(lambda n=known: controller.snapshot().runs[0].epochs == n)
        lengths.append(controller.snapshot().runs[0])
    assert all(run.current and run.outcome is None for run in lengths)
    let_through.release(1000)
    qtbot.waitUntil(lambda: rest(controller))
    (run,) = controller.snapshot().runs
    assert run.epochs == 20_000
    assert run.outcome is not None
    assert by_hand.same(lengths[-1].path, run.path[: 64 * 21 + 1])


def submissions(controller: Controller, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every job that is begun for the descents from now on."""
    jobs: list[object] = []
    runner = controller.descents._runner
    submit = runner.submit
    monkeypatch.setattr(runner, "submit", lambda job: jobs.append(job) or submit(job))
    return jobs


def test_an_edit_of_something_else_lets_a_running_descent_go_on(start, qtbot, let_through, monkeypatch):
    controller, intents = start(
        Document(objective=Choice(key="gaussian_sine"), descents=[Descent(start=[1.0], epochs=20_000)])
    )
    jobs = submissions(controller, monkeypatch)
    let_through.release(3)
    known = 64 * 21
    qtbot.waitUntil(lambda: controller.snapshot().runs[0].epochs == known)
    for k in range(3):
        edit(intents, lambda d, k=k: changes.with_view(d, log_epochs=k % 2 == 0))
        edit(intents, lambda d, k=k: changes.rename_descent(d, 0, f"name {k}"))
        assert controller.snapshot().runs[0].epochs == known
        let_through.release()
        known += 4096
        qtbot.waitUntil(lambda n=known: controller.snapshot().runs[0].epochs == n)
    let_through.release(1000)
    qtbot.waitUntil(lambda: rest(controller))
    assert jobs == []
    (run,) = controller.snapshot().runs
    assert run.outcome is not None
    rate = controller.document.descents[0].schedule.parameters["rate"]
    record = by_hand.descend("gaussian_sine", "exact", "constant", rate, 1.0, 20_000)
    assert by_hand.same(run.path[:, 0], record.position)


def test_a_descent_that_joins_is_done_first_and_one_that_leaves_is_not_missed(
    start, qtbot, let_through, monkeypatch
):
    controller, intents = start(
        Document(
            objective=Choice(key="gaussian_sine"),
            descents=[Descent(start=[x], epochs=200_000) for x in (1.0, 2.0)],
        )
    )
    jobs = submissions(controller, monkeypatch)
    let_through.release(6)
    qtbot.waitUntil(lambda: [r.epochs for r in controller.snapshot().runs] == [64 * 21] * 2)
    edit(intents, lambda d: changes.remove_descent(d, 1))
    edit(intents, lambda d: changes.with_epochs(changes.add_descent(d), 1, 40))
    edit(intents, lambda d: changes.with_start(d, 1, [3.0]))
    # One piece may be on its way already; a chunk and the end of the new one come next.
    let_through.release(4)
    qtbot.waitUntil(lambda: controller.snapshot().runs[1].outcome is not None)
    rate = controller.document.descents[1].schedule.parameters["rate"]
    record = by_hand.descend("gaussian_sine", "exact", "constant", rate, 3.0, 40)
    assert by_hand.same(controller.snapshot().runs[1].path[:, 0], record.position)
    assert 64 * 21 <= controller.snapshot().runs[0].epochs < 20_000
    let_through.release(1000)
    qtbot.waitUntil(lambda: rest(controller))
    assert jobs == []
    assert [run.epochs for run in controller.snapshot().runs] == [200_000, 40]


def test_what_is_asked_for_when_the_work_is_just_done_is_computed_as_well(start, qtbot, monkeypatch):
    controller, intents = start()
    qtbot.waitUntil(lambda: rest(controller))
    run = descents.DescentsJob.run
    ended = threading.Event()
    go = threading.Event()

    def held(job: descents.DescentsJob, token: CancelToken) -> Iterator[object]:
        yield from run(job, token)
        ended.set()
        assert go.wait(60)

    monkeypatch.setattr(descents.DescentsJob, "run", held)
    edit(intents, lambda d: changes.with_start(d, 0, [2.0]))
    assert ended.wait(60)
    edit(intents, lambda d: changes.with_start(d, 0, [3.0]))
    go.set()
    qtbot.waitUntil(lambda: rest(controller))
    record = by_hand.descend("gaussian_sine", "exact", "constant", 0.05, 3.0, 120)
    assert by_hand.same(controller.snapshot().runs[0].path[:, 0], record.position)
    assert controller.snapshot().runs[0].outcome is not None


def test_the_window_goes_on_while_a_long_descent_is_computed(start, qtbot, let_through):
    controller, intents = start()
    let_through.release(100)
    qtbot.waitUntil(lambda: rest(controller))
    while let_through.acquire(blocking=False):
        pass
    edit(intents, lambda d: changes.with_epochs(d, 0, 1_000_000))
    let_through.release()
    qtbot.waitUntil(lambda: controller.snapshot().runs[0].current)
    # The worker stands in the middle of its work, and timers are served as ever.
    ticks = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(controller.snapshot().runs[0].epochs))
    timer.start(1)
    qtbot.waitUntil(lambda: len(ticks) > 20)
    timer.stop()
    assert set(ticks) == {64}
    edit(intents, lambda d: changes.with_epochs(d, 0, 40))
    let_through.release(100)
    qtbot.waitUntil(lambda: rest(controller))
    assert controller.snapshot().runs[0].epochs == 40


def test_a_failure_is_a_sentence_and_the_next_edit_works(start, qtbot, monkeypatch):
    controller, intents = start()
    qtbot.waitUntil(lambda: rest(controller))
    told = []
    controller.problem.connect(told.append)
    with monkeypatch.context() as patch:
        patch.setattr(descents, "judge", lambda *_: 1 / 0)
        edit(intents, lambda d: changes.with_start(d, 0, [2.0]))
        qtbot.waitUntil(lambda: rest(controller))
    assert "could not be computed" in str(told[-1])
    edit(intents, lambda d: changes.with_start(d, 0, [2.5]))
    qtbot.waitUntil(lambda: controller.snapshot().runs[0].outcome is not None)


# Sweeps


def swept(qtbot, start, *axes: Axis) -> tuple[Controller, Intents]:
    controller, intents = start(replace(model.default(), sweeps=[Sweep(axes=list(axes) or [RATES])]))
    qtbot.waitUntil(lambda: rest(controller))
    return controller, intents


def test_a_short_sweep_runs_by_itself(start, qtbot):
    controller, _ = swept(qtbot, start)
    view = controller.snapshot().sweep
    assert view.done
    assert view.current
    assert not view.running
    assert view.elapsed > 0
    expected = [
        by_hand.final("gaussian_sine", "exact", rate, 1.0, 120) for rate in np.linspace(0.01, 0.1, 6)
    ]
    assert by_hand.same(view.values[:, 0], expected)


def test_another_measure_runs_no_descent(start, qtbot, monkeypatch):
    controller, intents = swept(qtbot, start)
    monkeypatch.setattr(sweeping, "run_block", lambda *_: pytest.fail("ran"))
    edit(intents, lambda d: changes.with_measure(d, 0, "final_value"))
    qtbot.waitUntil(lambda: rest(controller))
    view = controller.snapshot().sweep
    assert view.done
    expected = [
        by_hand.gaussian_sine(by_hand.final("gaussian_sine", "exact", rate, 1.0, 120))
        for rate in np.linspace(0.01, 0.1, 6)
    ]
    assert by_hand.same(view.values, expected)
    edit(intents, lambda d: changes.with_colors(d, 0, (0.0, 1.0)))
    edit(intents, lambda d: changes.with_measure(d, 0, "outcome"))
    edit(intents, lambda d: changes.with_measure(d, 0, "final_position"))
    qtbot.waitUntil(lambda: rest(controller))
    assert controller.snapshot().sweep.done


def test_a_sweep_is_not_run_again_for_a_name_a_colour_or_a_choice(start, qtbot, monkeypatch):
    controller, intents = swept(qtbot, start)
    before = controller.snapshot().sweep.values
    monkeypatch.setattr(sweeping, "run_block", lambda *_: pytest.fail("ran"))
    edit(intents, lambda d: changes.with_colors(d, 0, (0.0, 1.0)))
    edit(intents, lambda d: changes.rename_descent(d, 0, "swept"))
    edit(intents, changes.add_descent)
    qtbot.waitUntil(lambda: rest(controller))
    assert controller.snapshot().sweep.values is before
    assert controller.snapshot().sweep.plan.colors == (0.0, 1.0)


def test_a_long_sweep_waits_for_run_and_says_how_long(start, qtbot):
    controller, intents = start(long_sweep())
    view = controller.snapshot().sweep
    assert view.waiting
    assert not view.running
    assert view.seconds > 2
    assert view.values is None
    assert not controller.sweeps.busy

    intents.run_requested.emit()
    assert controller.snapshot().sweep.running
    assert controller.sweeps.busy
    intents.stop_requested.emit()
    stopped = controller.snapshot().sweep
    assert stopped.waiting
    assert not stopped.running
    assert not controller.sweeps.busy
    intents.run_requested.emit()
    assert controller.snapshot().sweep.running
    qtbot.waitUntil(lambda: not controller._refresh.isActive())


def test_numbers_of_another_sweep_do_not_stand_in_for_one_that_waits(start, qtbot):
    controller, intents = swept(qtbot, start)
    assert controller.snapshot().sweep.values is not None
    edit(intents, lambda d: changes.with_schedule(d, 0, "inverse_time"))
    edit(intents, lambda d: changes.with_epochs(d, 0, 1_000_000))
    edit(intents, lambda d: changes.with_axis(d, 0, 0, replace(RATES, count=3000)))
    edit(intents, lambda d: changes.with_axis(d, 0, 0, replace(RATES, count=3000, high=0.09)))
    view = controller.snapshot().sweep
    assert view.waiting
    assert view.values is None


def first_is_known(controller):
    values = controller.snapshot().sweep.values
    return values is not None and np.isfinite(values[0, 0])


def test_what_is_known_stays_when_a_sweep_is_stopped(start, qtbot):
    # Half of the cells have few epochs, so their blocks are known at once.
    controller, intents = start(
        replace(
            model.default(),
            sweeps=[
                Sweep(axes=[Axis("epochs", 1, 1_000_000, 2, "integer"), replace(RATES, count=20_000)])
            ],
        )
    )
    document = changes.with_schedule(controller.document, 0, "linear_to_zero")
    edit(intents, lambda d: document)
    assert controller.snapshot().sweep.waiting
    intents.run_requested.emit()
    qtbot.waitUntil(lambda: first_is_known(controller), timeout=20_000)
    intents.stop_requested.emit()
    view = controller.snapshot().sweep
    assert 0 < view.known < 40_000
    rate = float(np.linspace(0.01, 0.1, 20_000)[0])
    expected = by_hand.descend("gaussian_sine", "exact", "linear_to_zero", rate, 1.0, 1).position[-1]
    assert view.values[0, 0] == expected
    qtbot.waitUntil(lambda: rest(controller))


def test_a_replay_ends_exactly_at_the_value_of_its_cell(start, qtbot):
    controller, intents = start(lesson.load("random_starts").scenes[0].document)
    qtbot.waitUntil(lambda: rest(controller), timeout=20_000)
    view = controller.snapshot().sweep
    for cell in ([0, 0], [25, 13], [49, 39]):
        edit(intents, lambda d, cell=cell: changes.with_replay(d, 0, cell))
        qtbot.waitUntil(lambda: rest(controller))
        replay = controller.snapshot().replay
        flat = int(np.ravel_multi_index(cell, (50, 40)))
        assert replay.path[-1, 0] == view.values[flat, 0]
        assert replay.path[0, 0] == view.field.start[0, flat]
        assert replay.epochs == round(np.linspace(10, 500, 40)[cell[1]])
    edit(intents, lambda d: changes.with_replay(d, 0, None))
    assert controller.snapshot().replay is None
    qtbot.waitUntil(lambda: rest(controller))


def test_a_replay_outlives_what_is_typed_on_the_way_to_another_axis(start, qtbot):
    controller, intents = swept(qtbot, start)
    edit(intents, lambda d: changes.with_replay(d, 0, [2]))
    for high in (0.0, 0.05, 0.055):
        other = replace(RATES, high=high, count=10)
        edit(intents, lambda d, other=other: changes.with_axis(d, 0, 0, other), "axis0")
    intents.released.emit()
    qtbot.waitUntil(lambda: rest(controller))
    assert controller.document.view.replay.cell == [7]
    (rate,) = controller.snapshot().replay.plan.setup.schedule.parameters["rate"]
    assert rate == pytest.approx(0.045, abs=1e-12)
    controller.undo()
    assert controller.document.view.replay.cell == [2]
    qtbot.waitUntil(lambda: rest(controller))


def test_a_lesson_can_be_taken_back_and_leaves_nothing_unsaved(start, qtbot):
    controller, _ = start()
    first = controller.document
    document = check(lesson.load("rate_epochs").scenes[0].document)
    controller.load(document, plan(document), Message("Open a lesson"))
    assert not controller.history.modified
    qtbot.waitUntil(lambda: rest(controller))
    assert controller.snapshot().sweep.done
    controller.undo()
    assert controller.document == first
    qtbot.waitUntil(lambda: rest(controller))
    assert controller.snapshot().sweep is None
    assert controller.snapshot().runs[0].outcome is not None


def test_parts_that_did_not_change_are_the_same_objects(start, qtbot):
    controller, intents = swept(qtbot, start)
    before = controller.snapshot()
    edit(intents, lambda d: changes.with_view(d, traces=["value"]))
    after = controller.snapshot()
    assert [run.record for run in after.runs] == [run.record for run in before.runs]
    assert after.sweep.values is before.sweep.values
    qtbot.waitUntil(lambda: rest(controller))


def test_shutting_down_in_the_middle_of_everything_ends_all_threads(start, qtbot):
    document = long_sweep()
    descent = replace(document.descents[0], epochs=1_000_000)
    controller, intents = start(replace(document, descents=[descent]))
    intents.run_requested.emit()
    assert controller.sweeps.busy
    assert controller.descents._runner.busy
    controller.shutdown()
    controller.shutdown()
    assert not controller.sweeps._runner._thread.isRunning()
    assert not controller.descents._runner._thread.isRunning()


def test_sweeps_come_and_go_with_a_controller_that_began_without_one(start, qtbot):
    controller, intents = start()
    assert not controller._swept
    intents.run_requested.emit()
    intents.stop_requested.emit()
    assert not controller._swept, "nobody makes what computes sweeps where there is none"
    edit(intents, lambda document: replace(document, sweeps=[Sweep(axes=[RATES])]))
    qtbot.waitUntil(lambda: rest(controller))
    assert controller.snapshot().sweep.done
    controller.undo()
    assert controller.snapshot().sweep is None
    controller.redo()
    qtbot.waitUntil(lambda: rest(controller))
    assert controller.snapshot().sweep.done


def test_theory_comes_with_what_completes_the_first_picture(start, qtbot):
    controller, intents = start()
    edit(intents, lambda document: changes.with_start(document, 0, [2.0]))  # or a file is opened
    qtbot.waitUntil(lambda: rest(controller))
    assert controller.snapshot().theory.known is None
    controller.complete()
    qtbot.waitUntil(lambda: controller.snapshot().theory.basins is not None)


def test_nothing_begins_after_the_end(start):
    controller, _ = start()
    controller.shutdown()
    controller.complete()
    document = replace(model.default(), sweeps=[Sweep(axes=[RATES])])
    controller.open(check(document), plan(check(document)))
    assert not controller._swept
    assert all(runner.ended for runner in controller.findChildren(JobRunner))


def test_a_descent_that_overflows_says_when_and_warns_of_nothing(start, qtbot, capfd):
    capfd.readouterr()
    schedule = Scheduled(key="constant", parameters={"rate": 10.0})
    document = Document(
        objective=Choice(key="parabola"),
        descents=[Descent(schedule=schedule, start=[-1.5], epochs=1000)],
        sweeps=[
            Sweep(axes=[Axis("schedule.rate", 0.1, 10.0, 7), Axis("epochs", 1, 900, 5, "integer")])
        ],
    )
    controller, _ = start(check(document))
    qtbot.waitUntil(lambda: rest(controller))
    (run,) = controller.snapshot().runs
    assert run.outcome is Outcome.DIVERGED
    record = by_hand.descend("parabola", "exact", "constant", 10.0, -1.5, 1000)
    first = next(t for t, x in enumerate(record.position) if not abs(x) <= 4e6)
    assert f"at epoch {first - 1}" in str(run.sentence)
    assert controller.snapshot().sweep.done
    assert capfd.readouterr() == ("", "")
