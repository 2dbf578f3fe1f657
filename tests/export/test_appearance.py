"""What the command line says of figures and films."""

from __future__ import annotations

import pytest

from gdgui.engine.message import InputError
from gdgui.export.appearance import Appearance, check, parse_epochs, parse_size


@pytest.mark.parametrize(
    ("text", "size", "centimetres"),
    [
        ("960x600", (960.0, 600.0), False),
        ("960 × 600 px", (960.0, 600.0), False),
        ("16x10.5cm", (16.0, 10.5), True),
    ],
)
def test_a_size_is_pixels_or_centimetres(
    text: str, size: tuple[float, float], centimetres: bool
) -> None:
    assert parse_size(text) == (size, centimetres)


@pytest.mark.parametrize("text", ["", "960", "0x5", "x", "1..2x3", "-1x5", "5x5mm", "1e999x5", "nanx5"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no size") as refused:
        parse_size(text)
    assert refused.value.place == "--size"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("0:120", (0, 120, None)),
        (":50", (0, 50, None)),
        ("7:", (7, None, None)),
        (":", (0, None, None)),
        ("0:1000:10", (0, 1000, 10)),
        ("5:5", (5, 5, None)),
    ],
)
def test_a_range_of_epochs(text: str, parts: tuple[int, int | None, int | None]) -> None:
    assert parse_epochs(text) == parts


@pytest.mark.parametrize("text", ["", "5", "9:3", "0:9:0", "a:b", "-1:5", "1:2:3:4"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no range of epochs"):
        parse_epochs(text)


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        (Appearance(scale=0.0), "--scale"),
        (Appearance(scale=21.0), "--scale"),
        (Appearance(rate=0.0), "--rate"),
        (Appearance(rate=float("nan")), "--rate"),
        (Appearance(size=(20000, 20000)), "--size"),
        (Appearance(size=(100, 100), centimetres=True, scale=10.0), "--size"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_place(asked: Appearance, place: str) -> None:
    with pytest.raises(InputError) as refused:
        check(asked)
    assert refused.value.place == place


def test_the_usual_look_is_fine() -> None:
    assert check(Appearance()) == Appearance()
