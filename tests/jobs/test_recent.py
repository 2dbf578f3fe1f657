"""What is kept: the most recently used, up to so many bytes, and always what is on screen."""

from __future__ import annotations

from gdgui.jobs.recent import SURROUNDINGS, Recent

ROOM = 3 * (SURROUNDINGS + 1000)
"""For three results of a thousand bytes."""


def kept(*keys: bytes) -> Recent[int]:
    """Results of a thousand bytes each, the values of which are their sizes."""
    found: Recent[int] = Recent(ROOM, lambda size: size)
    for key in keys:
        found.put(key, 1000)
    return found


def there(found: Recent[int]) -> set[bytes]:
    return {key for key in (b"a", b"b", b"c", b"d", b"e") if found.get(key) is not None}


def test_what_was_not_used_for_longest_goes_when_the_room_is_used_up() -> None:
    found = kept(b"a", b"b", b"c")
    assert there(found) == {b"a", b"b", b"c"}
    assert found.size == ROOM
    found.put(b"d", 1000)
    assert there(found) == {b"b", b"c", b"d"}
    assert len(found) == 3


def test_a_large_one_takes_the_room_of_several() -> None:
    found = kept(b"a", b"b", b"c")
    found.put(b"d", ROOM - 2 * SURROUNDINGS - 1000)
    assert there(found) == {b"c", b"d"}
    assert found.size <= ROOM


def test_to_be_shown_is_to_be_used() -> None:
    found = kept(b"a", b"b", b"c")
    found.show([b"a", b"x"])
    found.show([])
    found.put(b"d", 1000)
    assert there(found) == {b"a", b"c", b"d"}


def test_what_is_on_screen_is_kept_however_large_it_is() -> None:
    found = kept(b"a", b"b")
    found.show([b"c", b"b"])
    found.put(b"c", 10 * ROOM)
    assert there(found) == {b"b", b"c"}
    found.put(b"d", 1000)
    assert there(found) == {b"b", b"c"}, "there is no room for anything else"
    found.show([b"b"])
    assert there(found) == {b"b"}


def test_what_is_put_again_takes_the_place_of_what_was() -> None:
    found = kept(b"a", b"b")
    found.put(b"a", 500)
    assert found.size == 2 * SURROUNDINGS + 1500
    found.put(b"c", 1000)
    found.put(b"d", 1000)
    assert there(found) == {b"a", b"c", b"d"}
