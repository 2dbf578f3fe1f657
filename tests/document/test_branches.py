"""Branches: the links between descents, what is refused, and what keeps them right."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from gdgui.document import branches, changes, fairness, file, lineup
from gdgui.document.check import check
from gdgui.document.edit import edit
from gdgui.document.file import from_plain
from gdgui.document.model import Continues, Document, Replay
from gdgui.document.plan import plan
from gdgui.engine.descent import FIELDS, record
from gdgui.engine.message import InputError


def plain(*links: tuple[int, int] | None, **changed: Any) -> dict[str, Any]:
    """Descents of 40 epochs at rates of their own, with a link (descent, epoch) or none each."""
    descents: list[dict[str, Any]] = []
    for k, link in enumerate(links):
        descent: dict[str, Any] = {
            "schedule": {"key": "constant", "parameters": {"rate": 0.1 * (k + 1)}},
            "epochs": 40,
        }
        if link is not None:
            descent["continues"] = {"descent": link[0], "epoch": link[1]}
        descents.append(descent)
    return {"version": 1, "objective": {"key": "gaussian_sine"}, "descents": descents, **changed}


def document(*links: tuple[int, int] | None, **changed: Any) -> Document:
    return from_plain(plain(*links, **changed))


def ends(one: Document) -> list[float]:
    return [float(record(part.setup).next_position[-1, 0]) for part in plan(one).descents]


def test_a_file_keeps_the_link() -> None:
    one = document(None, (0, 20))
    assert one.descents[1].continues == Continues(descent=0, epoch=20)
    assert b'"continues": {\n' in file.encode(one)
    assert file.decode(file.encode(one)) == one


@pytest.mark.parametrize(
    ("links", "place", "said"),
    [
        ([None, (2, 3)], "descents[1].continues.descent", "2 is not allowed; allowed is a descent's"),
        ([None, (-1, 3)], "descents[1].continues.descent", "a descent's number from 0 to 1"),
        ([None, (1, 3)], "descents[1].continues.descent", "a descent cannot continue itself"),
        ([(1, 3), (0, 3)], "descents[0].continues.descent", "not even by way of others"),
        ([None, (0, 41)], "descents[1].continues.epoch", "an epoch from 0 to 40, where that descent"),
        ([None, (0, -1)], "descents[1].continues.epoch", "-1 is not allowed"),
        ([None, (0, 40)], "descents[1].epochs", "40 is not allowed; allowed is a number above 40"),
    ],
)
def test_a_link_that_makes_no_sense_is_refused_at_its_place(
    links: list[tuple[int, int] | None], place: str, said: str
) -> None:
    with pytest.raises(InputError) as raised:
        document(*links)
    assert raised.value.place == place
    assert said in str(raised.value)


def axis(path: str, low: float, high: float, count: int) -> dict[str, object]:
    return {"path": path, "from": low, "to": high, "count": count}


def test_a_branch_can_be_swept_but_for_the_start_that_it_shares() -> None:
    rates = {"descent": 1, "axes": [axis("schedule.rate", 0.1, 1, 3)]}
    assert document(None, (0, 5), sweeps=[rates]).sweeps[0].descent == 1
    starts = {"descent": 1, "axes": [axis("start.x", 0.1, 1, 3)]}
    with pytest.raises(InputError, match="has no start of its own") as raised:
        document(None, (0, 5), sweeps=[starts])
    assert raised.value.place == "sweeps[0].axes[0].path"
    short = {"descent": 1, "axes": [axis("epochs", 5, 40, 3)]}
    with pytest.raises(InputError) as raised:
        document(None, (0, 5), sweeps=[short])
    assert raised.value.place == "sweeps[0].axes[0].from"
    chosen = changes.with_view(document(None, (0, 5)), descent=1)
    assert check(changes.add_sweep(chosen)).sweeps[0].descent == 1


def test_a_sweep_that_a_branch_cannot_have_is_refused_and_not_removed() -> None:
    sweep = {"descent": 0, "axes": [axis("start.x", -1, 1, 3)]}
    one = document(None, (0, 5), sweeps=[sweep])
    with pytest.raises(InputError, match="has no start of its own"):
        check(changes.with_sweep_descent(one, 0, 1))
    both = {"descent": 0, "axes": [axis("start.x", -1, 1, 3), axis("schedule.rate", 0.1, 1, 2)]}
    two = document(None, (0, 5), sweeps=[both])
    kept = check(changes.with_sweep_descent(two, 0, 1)).sweeps[0]
    assert [a.path for a in kept.axes] == ["schedule.rate"]


def test_the_descent_behind_a_cell_goes_the_shared_way_and_on_with_the_values_of_the_cell() -> None:
    sweep = {"descent": 1, "axes": [axis("schedule.rate", 0.1, 0.3, 3), axis("epochs", 6, 40, 2)]}
    one = document(None, (0, 5), sweeps=[sweep])
    replay = Replay(sweep=0, cell=[1, 1])
    behind = plan(check(changes.with_view(one, replay=replay))).replay
    assert behind is not None
    first, found = record(plan(one).descents[0].setup), record(behind.setup)
    assert np.array_equal(found.position[:6], first.position[:6])
    assert set(found.learning_rate[5:]) == {0.2}
    same = check(changes.with_schedule_parameter(one, 1, "rate", 0.2))
    own = record(plan(check(changes.with_epochs(same, 1, 40))).descents[1].setup)
    assert np.array_equal(found.next_position, own.next_position)


def test_what_changes_the_shared_past_changes_the_sweep_of_a_branch() -> None:
    sweep = {"descent": 1, "axes": [axis("schedule.rate", 0.1, 1, 3)]}
    one = document(None, (0, 5), sweeps=[sweep])
    (before,) = plan(one).sweeps
    parent = check(changes.with_schedule_parameter(one, 0, "rate", 0.123))
    later = check(changes.with_branching(one, 1, 6))
    own = check(changes.with_schedule_parameter(one, 1, "rate", 0.123))
    assert len({before.key, plan(parent).sweeps[0].key, plan(later).sweeps[0].key}) == 3
    assert plan(own).sweeps[0].key == before.key  # the axis goes over it


def test_a_branch_starts_where_the_other_one_does_and_moving_its_start_moves_that_one() -> None:
    one = document(None, (0, 5), (1, 9))
    moved = check(changes.with_start(one, 2, [-2.5]))
    assert [d.start for d in moved.descents] == [[-2.5]] * 3
    starts = {float(part.setup.start[0, 0]) for part in plan(moved).descents}
    assert starts == {-2.5}


def test_continuing_makes_a_linked_descent_that_is_chosen() -> None:
    one = document(None)
    branch = check(changes.continue_descent(one, 0, 20))
    assert branch.view.descent == 1
    assert branch.descents[1].continues == Continues(descent=0, epoch=20)
    first, second = (record(part.setup) for part in plan(branch).descents)
    for name in FIELDS:
        assert getattr(first, name).tobytes() == getattr(second, name).tobytes()


def test_continuing_may_change_rate_schedule_and_optimizer() -> None:
    one = document(None)
    faster = check(changes.continue_descent(one, 0, 20, factor=2.0)).descents[1]
    assert faster.schedule.parameters["rate"] == 0.2
    cosine = check(changes.continue_descent(one, 0, 20, schedule="cosine")).descents[1]
    assert (cosine.schedule.key, cosine.schedule.parameters["rate"]) == ("cosine", 0.1)
    assert check(changes.continue_descent(one, 0, 20, optimizer="adam")).descents[1].optimizer.key == (
        "adam"
    )


def test_continuing_from_the_end_goes_on_as_long_again() -> None:
    descent = check(changes.continue_descent(document(None), 0, 40)).descents[1]
    assert (descent.epochs, descent.continues) == (80, Continues(descent=0, epoch=40))


def test_what_changes_the_other_changes_the_branch() -> None:
    one = document(None, (0, 20), None)
    changed = check(changes.with_schedule_parameter(one, 0, "rate", 0.5))
    keys, others = ([part.key for part in plan(d).descents] for d in (one, changed))
    assert [a == b for a, b in zip(keys, others, strict=True)] == [False, False, True]
    assert ends(one)[1] != ends(changed)[1]
    longer = check(changes.with_epochs(one, 0, 60))
    assert plan(longer).descents[1].key == keys[1]  # it does not look at how long the other is


def test_removing_a_descent_takes_its_branches_along_and_the_other_links_hold() -> None:
    one = document(None, None, (1, 5), (2, 9), (0, 7))
    left = check(changes.remove_descent(one, 1))
    assert [d.continues for d in left.descents] == [None, Continues(descent=0, epoch=7)]
    assert ends(left) == [ends(one)[0], ends(one)[4]]
    first = check(changes.remove_descent(one, 0))
    assert [d.continues for d in first.descents] == [
        None,
        Continues(descent=0, epoch=5),
        Continues(descent=1, epoch=9),
    ]
    assert ends(first) == ends(one)[1:4]


def test_a_descent_that_all_others_continue_stays() -> None:
    one = document(None, (0, 5), (1, 9))
    assert changes.remove_descent(one, 0) is one


@pytest.mark.parametrize("to", [0, 1, 3])
def test_moving_keeps_links_and_results(to: int) -> None:
    one = document(None, (0, 5), (1, 9), None)
    noisy = [replace(d, optimizer=replace(d.optimizer, key="noisy")) for d in one.descents]
    noisy[0] = replace(noisy[0], optimizer=one.descents[0].optimizer)
    one = check(replace(one, descents=noisy))
    moved = check(lineup.moved(one, 2, to))
    assert sorted(ends(moved)) == sorted(ends(one))
    swapped = check(lineup.moved(one, 0, 3))
    assert sorted(ends(swapped)) == sorted(ends(one))


def test_a_duplicate_of_a_branch_is_a_branch_with_the_same_draws() -> None:
    one = check(edit(document(None, (0, 5)), ["descents.1.optimizer.key=noisy"]))
    twice = check(changes.duplicate_descent(one, 1))
    assert twice.descents[2].continues == one.descents[1].continues
    assert ends(twice)[2] == ends(twice)[1]


def test_the_command_line_moves_the_epoch_in_which_a_branch_turns_off() -> None:
    one = edit(document(None, (0, 20)), ["descents.1.continues.epoch=10"])
    assert one.descents[1].continues == Continues(descent=0, epoch=10)
    assert check(changes.with_branching(one, 1, 12)).descents[1].continues == Continues(0, 12)
    with pytest.raises(InputError):
        edit(one, ["descents.1.continues.epoch=99"])


def test_equal_starts_and_first_steps_leave_branches_linked() -> None:
    one = edit(document(None, (0, 5), None), ["descents.2.start=-1.0"])
    same = check(fairness.equal(one, "start", 2))
    assert [d.start for d in same.descents] == [[-1.0]] * 3
    with np.errstate(all="ignore"):
        stepped = check(fairness.equal(one, "first_step", 2))
    assert stepped.descents[1] == one.descents[1]
    assert stepped.descents[0] != one.descents[0]


def test_followers_are_all_that_come_from_a_descent() -> None:
    one = document(None, (0, 5), (1, 9), None)
    assert branches.followers(one.descents, 0) == {0, 1, 2}
    assert branches.followers(one.descents, 3) == {3}
    assert branches.root(one.descents, 2) == 0
