"""Undo and redo give back the very documents; a drag is one entry, and looking around is none."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gdgui.document.check import check
from gdgui.document.history import History, same_content
from gdgui.document.model import Descent, Document, Replay, View, default
from gdgui.engine.message import Message

FIRST = check(default())


def with_start(x: float) -> Document:
    return replace(FIRST, descents=[Descent(start=[x])])


def with_seed(seed: int) -> Document:
    return replace(FIRST, seed=seed)


MOVE, SEED = Message("Move the start"), Message("Change the seed")


def undone(history: History) -> list[Document]:
    """Everything that undo gives, down to the first document."""
    documents = []
    while history.undo_title is not None:
        documents.append(history.undo())
    return documents


def test_a_new_history_has_nothing_to_undo_or_redo() -> None:
    history = History(FIRST)
    assert history.undo_title is None
    assert history.redo_title is None
    assert history.undo() is FIRST
    assert history.redo() is FIRST
    assert not history.modified


def test_undo_and_redo_are_called_after_the_change() -> None:
    history = History(FIRST)
    history.push(with_seed(2), SEED)
    history.push(with_start(1.0), MOVE)
    assert (history.undo_title, history.redo_title) == (MOVE, None)
    assert history.undo() == with_seed(2)
    assert (history.undo_title, history.redo_title) == (SEED, MOVE)
    assert history.undo() is FIRST
    assert (history.undo_title, history.redo_title) == (None, SEED)
    assert history.redo() == with_seed(2)
    assert history.redo() == with_start(1.0)


def test_a_drag_is_one_entry() -> None:
    history = History(FIRST)
    for x in (0.1, 0.2, 0.3):
        history.push(with_start(x), MOVE, merge="start")
    assert history.document == with_start(0.3)
    assert undone(history) == [FIRST]
    assert history.redo() == with_start(0.3)


def test_a_second_drag_is_a_second_entry() -> None:
    history = History(FIRST)
    history.push(with_start(0.1), MOVE, merge="start")
    history.seal()
    history.push(with_start(0.2), MOVE, merge="start")
    history.push(with_start(0.3), MOVE, merge="start")
    history.seal()
    history.seal()
    assert undone(history) == [with_start(0.1), FIRST]


def test_other_changes_do_not_merge() -> None:
    history = History(FIRST)
    history.push(with_start(0.1), MOVE, merge="start")
    history.push(with_seed(2), SEED, merge="seed")
    history.push(with_seed(3), SEED)
    history.push(with_seed(4), SEED)
    assert undone(history) == [with_seed(3), with_seed(2), with_start(0.1), FIRST]


def test_a_drag_does_not_merge_over_an_undo() -> None:
    history = History(FIRST)
    history.push(with_start(0.1), MOVE, merge="start")
    history.push(with_start(0.2), MOVE, merge="start")
    history.undo()
    history.redo()
    history.push(with_start(0.3), MOVE, merge="start")
    assert undone(history) == [with_start(0.2), FIRST]


def test_a_drag_that_comes_back_leaves_nothing_to_undo() -> None:
    history = History(FIRST)
    history.push(with_start(0.1), MOVE, merge="start")
    history.seal()
    history.push(with_start(0.2), MOVE, merge="start")
    history.push(with_start(0.1), MOVE, merge="start")
    assert history.document == with_start(0.1)
    assert history.undo_title == MOVE
    history.push(with_start(0.3), MOVE, merge="start")
    assert undone(history) == [with_start(0.1), FIRST]


def test_a_new_change_drops_what_was_undone() -> None:
    history = History(FIRST)
    history.push(with_seed(2), SEED)
    history.push(with_seed(3), SEED)
    history.undo()
    history.push(with_start(1.0), MOVE)
    assert history.redo_title is None
    assert undone(history) == [with_seed(2), FIRST]


def test_looking_around_makes_no_entry() -> None:
    history = History(FIRST)
    history.push(with_seed(2), SEED)
    view = View(descent=0, replay=Replay(0, [1]), panel="sweep", mark_end=True)
    looked = replace(with_seed(2), view=view)
    history.push(looked, Message("Look"))
    assert history.document == looked
    assert history.undo_title == SEED
    assert undone(history) == [FIRST]
    assert history.redo() == looked


def test_looking_around_after_an_undo_keeps_what_can_be_redone() -> None:
    history = History(FIRST)
    history.push(with_seed(2), SEED)
    history.undo()
    history.push(replace(FIRST, view=View(panel="step")), Message("Look"))
    assert history.redo_title == SEED
    assert history.redo() == with_seed(2)


def test_looking_around_during_a_drag_does_not_end_it() -> None:
    history = History(FIRST)
    history.push(with_start(0.1), MOVE, merge="start")
    history.push(replace(with_start(0.1), view=View(panel="step")), Message("Look"))
    history.push(with_start(0.2), MOVE, merge="start")
    assert undone(history) == [FIRST]


def test_the_same_document_again_is_no_change() -> None:
    history = History(FIRST)
    history.push(check(default()), SEED)
    assert history.undo_title is None
    assert not history.modified


def test_modified_is_what_differs_from_the_file() -> None:
    history = History(FIRST)
    history.push(replace(FIRST, view=View(panel="sweep")), Message("Look"))
    assert not history.modified
    history.push(with_seed(2), SEED)
    assert history.modified
    history.saved()
    assert not history.modified
    history.undo()
    assert history.modified
    history.redo()
    assert not history.modified
    history.push(FIRST, SEED)
    assert history.modified
    history.push(with_seed(2), SEED)
    assert not history.modified


def test_content_is_the_same_whatever_is_looked_at() -> None:
    assert same_content(FIRST, replace(FIRST, view=View(sweep=3)))
    assert not same_content(FIRST, with_seed(9))


CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("push"), st.integers(0, 4), st.sampled_from(["", "a", "b"])),
        st.tuples(st.just("look"), st.integers(0, 4), st.just("")),
        st.tuples(st.sampled_from(["seal", "undo", "redo"]), st.just(0), st.just("")),
    ),
    max_size=30,
)


@given(CHANGES)
def test_undo_all_and_redo_all_give_back_the_same_documents(
    changes: list[tuple[str, int, str]],
) -> None:
    history = History(FIRST)
    for what, number, merge in changes:
        if what == "push":
            history.push(with_seed(number + 1), SEED, merge)
        elif what == "look":
            history.push(replace(history.document, view=View(sweep=number)), SEED)
        else:
            getattr(history, what)()
    while history.redo_title is not None:
        history.redo()
    last = history.document
    down = [last, *undone(history)]
    assert same_content(down[-1], FIRST)
    up = [history.document]
    while history.redo_title is not None:
        up.append(history.redo())
    assert all(a is b for a, b in zip(up, reversed(down), strict=True))
    assert history.document is last
    # No entry is there for nothing.
    assert not any(same_content(a, b) for a, b in pairwise(up))
