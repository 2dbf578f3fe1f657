"""Hiding, showing alone, colouring and moving descents: what they keep, and what they never do."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from gdgui.document import lineup
from gdgui.document.changes import add_descent, duplicate_descent, with_view
from gdgui.document.check import check
from gdgui.document.model import RANDOM, Axis, Choice, Descent, Document, Sweep
from gdgui.document.plan import plan
from gdgui.engine.message import InputError


def document(count: int = 3, start: object = RANDOM) -> Document:
    return check(
        Document(
            objective=Choice(key="gaussian_sine"),
            descents=[Descent(name=str(k), start=start, epochs=5) for k in range(count)],  # type: ignore[arg-type]
            sweeps=[Sweep(axes=[Axis("start.x", 0.0, 1.0, 3)], descent=2)] if count > 2 else [],
        )
    )


def names(found: Document) -> list[str]:
    return [d.name for d in found.descents]


def hidden(found: Document) -> list[bool]:
    return [d.hidden for d in found.descents]


def test_the_chosen_one_is_hidden_and_the_next_is_chosen() -> None:
    found = lineup.with_hidden(with_view(document(), descent=1), 1, True)
    assert hidden(found) == [False, True, False]
    assert found.view.descent == 2
    assert lineup.with_hidden(with_view(document(), descent=2), 2, True).view.descent == 1


def test_one_always_stays_on_screen() -> None:
    found = document(2)
    found = lineup.with_hidden(found, 0, True)
    assert lineup.with_hidden(found, 1, True) == found


def test_alone_and_back() -> None:
    alone = lineup.solo(document(), 1)
    assert hidden(alone) == [True, False, True]
    assert lineup.is_solo(alone, 1)
    assert hidden(lineup.solo(alone, 1)) == [False] * 3


@pytest.mark.parametrize(
    ("k", "to", "order"), [(0, 2, "120"), (2, 0, "201"), (1, 1, "012"), (0, 9, "120")]
)
def test_a_moved_descent_keeps_its_draws_and_the_sweep_its_descent(k: int, to: int, order: str) -> None:
    first = document()
    found = check(lineup.moved(first, k, to))
    assert names(found) == list(order)
    assert names(found)[found.sweeps[0].descent] == "2"
    assert names(found)[found.view.descent] == "0"
    starts = {part.name: part.setup.start for part in plan(first).descents}
    for part in plan(found).descents:
        assert np.array_equal(part.setup.start, starts[part.name])


def test_a_moved_descent_keeps_its_look() -> None:
    found = lineup.moved(document(), 0, 2)
    assert [d.color for d in found.descents] == ["2", "3", "1"]


def test_looks_change_nothing_that_is_computed() -> None:
    first = document()
    other = lineup.with_color(lineup.with_hidden(first, 1, True), 0, "#123456")
    assert [p.key for p in plan(first).descents] == [p.key for p in plan(other).descents]
    assert [p.key for p in plan(first).sweeps] == [p.key for p in plan(other).sweeps]
    assert plan(other).descents[1].hidden
    assert plan(other).descents[0].color == "#123456"


@pytest.mark.parametrize("color", ["0", "13", "red", "#12345", "#1234567"])
def test_a_colour_that_is_none_is_refused(color: str) -> None:
    found = document()
    descents = [replace(found.descents[0], color=color), *found.descents[1:]]
    with pytest.raises(InputError) as caught:
        check(replace(found, descents=descents))
    assert caught.value.place == "descents[0].color"


def test_a_copy_has_a_look_of_its_own_and_is_seen() -> None:
    first = lineup.with_hidden(lineup.with_color(document(), 0, "5"), 0, True)
    first = with_view(first, descent=0)
    for found in (duplicate_descent(first, 0), add_descent(first)):
        assert (found.descents[-1].color, found.descents[-1].hidden) == ("", False)
