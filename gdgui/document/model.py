"""The document: keys and values only, so that it can be saved, compared and replayed.

The names of the fields are those of the file, and scripts rely on them.  A change makes a new
document (`msgspec.structs.replace`); nothing is changed in place.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, field

VERSION = 1

Spacing = Literal["linear", "log", "integer", "list"]

ColorMap = Literal["viridis", "cividis", "magma", "diverging"]

ColorScale = Literal["linear", "log"]

RANDOM = "random"

NO_END = float("nan")
NO_COUNT = -(2**62)
"""What stands where an axis leaves out an end or the count; told by identity, and by value."""


class Strict(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the document: frozen, compared by value, strict about names."""


class Choice(Strict, frozen=True):
    """An entry of the catalogue by its key, and those of its parameters that are set."""

    key: str
    parameters: dict[str, Any] = {}


class Scheduled(Strict, frozen=True):
    """A learning-rate schedule, and the epochs of warm-up before it."""

    key: str = "constant"
    parameters: dict[str, Any] = {}
    warmup: int = 0


class Continues(Strict, frozen=True):
    """Which descent is continued, by its place in the list, and from which epoch on."""

    descent: int
    epoch: int


class Descent(Strict, frozen=True):
    """One of the compared descents.

    `start` is a list of coordinates or "random"; `stream` tells which of the random draws is this
    descent's own (None: the one of its place in the list), so two may share a start.  `color` is the
    number of one of the twelve looks, or #rrggbb (empty: the look of its place); a `hidden` descent is
    on screen only while it is the chosen one.

    One that `continues` another is a branch: it goes the way of that descent up to an epoch, and its
    own rules hold from there.  The state of rules that stay and the epoch t go on, `epochs` is the
    total, and start and stream are those of the other (its own stream, if it has one, from there on).
    """

    name: str = ""
    optimizer: Choice = Choice(key="gradient_descent")
    schedule: Scheduled = Scheduled()
    start: list[float] | str | None = None
    epochs: int = 100
    stream: int | None = None
    color: str = ""
    hidden: bool = False
    continues: Continues | None = None


class Axis(Strict, frozen=True, rename={"low": "from", "high": "to"}):
    """What a sweep changes: `count` values at `path`, from `low` to `high`.

    With the spacing "list" they are `values` as they stand, and the ends and the count follow from
    these; with any other, there are no `values`, and ends and count have to be given.
    """

    path: str
    low: float = NO_END
    high: float = NO_END
    count: int = NO_COUNT
    spacing: Spacing = "linear"
    values: list[float] = []


class Sweep(Strict, frozen=True):
    """A grid of descents: which descent is changed, along which axes, and what is shown.

    Every cell is run `repeats` times where the spread of its ends is wanted and something is random.
    `colors` is the range of the colours (None: from the values), `color_center` the value that the
    middle of the diverging map stands for (None: the middle of the range).
    """

    axes: list[Axis]
    descent: int = 0
    measure: str = "final_position"
    colors: tuple[float, float] | None = None
    repeats: int = 1
    color_map: ColorMap = "viridis"
    color_scale: ColorScale = "linear"
    color_center: float | None = None


class Replay(Strict, frozen=True):
    """A cell of a sweep whose descent is shown: one index for each axis."""

    sweep: int
    cell: list[int]


class View(Strict, frozen=True):
    """What is looked at: the chosen descent and sweep, the replayed cell, the charts on screen.

    `pins` are cells whose descents stay on screen beside the replayed one.  `mark_end` marks where the
    chosen descent ends, on f and on f′.  `charts` are the keys of the charts that are shown (empty: as
    the window has them), `panel` the dock that is raised.  `traces` are the quantities that are drawn
    against the epoch, those in `log_traces` on a logarithmic axis, and with `log_epochs` the epochs are
    on one too.  `random_starts` is how many descents the chart of chance begins anywhere.
    """

    descent: int = 0
    sweep: int = 0
    replay: Replay | None = None
    pins: list[Replay] = []
    random_starts: int = 10_000
    mark_end: bool = False
    charts: list[str] = []
    traces: list[str] = field(default_factory=lambda: ["position", "gradient", "learning_rate"])
    log_traces: list[str] = []
    log_epochs: bool = False
    panel: str = ""


class Document(Strict, frozen=True, kw_only=True):
    """All that the user is working on."""

    version: int = VERSION
    objective: Choice
    seed: int = 1
    tolerance: float = 1e-6
    gradient: Choice = Choice(key="exact")
    descents: list[Descent] = field(default_factory=lambda: [Descent()])
    sweeps: list[Sweep] = []
    view: View = View()


def default() -> Document:
    """What a newcomer finds: a descent that is already set up."""
    return Document(
        objective=Choice(key="gaussian_sine"),
        descents=[
            Descent(
                name="",
                start=[1.0],
                epochs=120,
                schedule=Scheduled(key="constant", parameters={"rate": 0.05}),
            )
        ],
    )
