"""A feed passes every item once, in order, and ends at once when it is cancelled."""

from __future__ import annotations

import threading

import pytest

from gdgui.engine.descent import Cancelled
from gdgui.jobs.feed import ROOM, Feed
from gdgui.jobs.job import CancelToken


def test_items_arrive_in_order_while_they_are_given() -> None:
    feed: Feed[int] = Feed(50)
    taken: list[int] = []
    thread = threading.Thread(target=lambda: taken.extend(feed.taken(CancelToken())))
    thread.start()
    while feed.given < 50:
        if feed.has_room:
            feed.give(feed.given)
    thread.join(5)
    assert taken == list(range(50))
    assert not feed.has_room


def test_no_more_than_a_few_items_wait() -> None:
    feed: Feed[int] = Feed(50)
    while feed.has_room:
        feed.give(feed.given)
    assert feed.given == ROOM


def test_a_token_ends_the_wait_for_an_item() -> None:
    token = CancelToken()
    items = Feed[int](3).taken(token)
    threading.Timer(0.1, token.cancel).start()
    with pytest.raises(Cancelled):
        next(items)
