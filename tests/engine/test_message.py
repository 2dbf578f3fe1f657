"""A sentence is told apart by its words and its values, whatever these are."""

from __future__ import annotations

from gdgui.engine.explain import Explanation, Place
from gdgui.engine.message import Message


def test_sentences_with_lists_in_them_can_be_put_into_a_set() -> None:
    sentences = {Message("allowed are {keys}", {"keys": list("ab")}) for _ in range(2)}
    assert len(sentences) == 1
    assert Message("allowed are {keys}", {"keys": list("abc")}) not in sentences


def test_an_explanation_with_places_can_too() -> None:
    told = [
        Explanation("at epoch {epoch}", {"epoch": epoch}, {"epoch": Place(epoch)})
        for epoch in (3, 3, 4)
    ]
    assert len(set(told)) == 2
    assert Message("at epoch {epoch}", {"epoch": 3}) not in set(told)
