"""How exported figures and films look, in words of the command line."""

from __future__ import annotations

import math
import re

from msgspec import Struct

from gdgui.engine.message import InputError, Message
from gdgui.export.films import FASTEST

MOST_PIXELS = 100_000_000
"""A larger picture is refused: it would need more memory than most machines have."""

LARGEST_SCALE = 20.0
THEMES = ("light", "dark", "contrast")

_SIZE = re.compile(r"\s*([0-9.]+)\s*[x×]\s*([0-9.]+)\s*(px|cm)?\s*")
_EPOCHS = re.compile(r"\s*(\d*)\s*:\s*(\d*)\s*(?::\s*(\d+)\s*)?")


class Appearance(Struct, frozen=True):
    """What was asked for; None: what is usual for a chart of that kind.

    `size` is width and height in pixels of the layout, or in centimetres; an image has `scale` times
    as many pixels.  `printed`: white, with black text.  A film shows the epochs from `first` to `last`
    in steps of `stride`, `rate` of them a second.
    """

    size: tuple[float, float] | None = None
    centimetres: bool = False
    scale: float | None = None
    theme: str = "light"
    printed: bool = False
    transparent: bool = False
    caption: bool = False
    rate: float = 20.0
    first: int = 0
    last: int | None = None
    stride: int | None = None


def parse_size(text: str) -> tuple[tuple[float, float], bool]:
    """Width and height, and whether they are centimetres: `960x600`, `16x10cm`.

    Raises InputError for what is none.
    """
    found = _SIZE.fullmatch(text)
    try:
        width, height = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    except ValueError:
        width = height = 0.0
    if found is None or not (0 < width < math.inf and 0 < height < math.inf):
        raise InputError(
            Message("“{text}” is no size; allowed are 960x600 and 16x10cm", {"text": text}), "--size"
        )
    return (width, height), found[3] == "cm"


def parse_epochs(text: str) -> tuple[int, int | None, int | None]:
    """First and last epoch of a film, and the step between frames: `0:120`, `:50`, `0:1000:10`.

    None where nothing is said.  Raises InputError for what is none.
    """
    found = _EPOCHS.fullmatch(text)
    first, last = (found[1], found[2]) if found else ("", "")
    stride = int(found[3]) if found and found[3] else None
    if found is None or stride == 0 or (last and int(last) < int(first or 0)):
        raise InputError(
            Message(
                "“{text}” is no range of epochs; allowed are 0:120, and 0:120:5 for every fifth",
                {"text": text},
            ),
            "--epochs",
        )
    return int(first or 0), int(last) if last else None, stride


def check(appearance: Appearance) -> Appearance:
    """The same.  Raises InputError where a number makes no sense, or a picture would be too large."""
    scale = appearance.scale
    if scale is not None and not 0 < scale <= LARGEST_SCALE:
        raise InputError(
            Message("allowed are numbers above 0 and up to {most}", {"most": LARGEST_SCALE}), "--scale"
        )
    if not 0 < appearance.rate <= FASTEST:
        raise InputError(
            Message("allowed are numbers above 0 and up to {most}", {"most": FASTEST}), "--rate"
        )
    if appearance.size is not None:
        pixels = 96 / 2.54 if appearance.centimetres else 1.0
        width, height = (round(side * pixels * (scale or 1.0)) for side in appearance.size)
        if width * height > MOST_PIXELS:
            raise InputError(
                Message(
                    "{width} × {height} pixels are too many; allowed are up to {most} million in all",
                    {"width": width, "height": height, "most": MOST_PIXELS // 1_000_000},
                ),
                "--size",
            )
    return appearance
