"""How far apart repeats of a cell end: the standard deviation of their final positions."""

from gdgui.engine.ends import Ends
from gdgui.engine.measures import Measure
from gdgui.engine.message import Message
from gdgui.engine.types import Values


def compute(ends: Ends) -> Values:
    return ends.spread


ENTRY = Measure(
    key="spread",
    title=Message("Spread of repeats"),
    help=Message(
        "The standard deviation of the final guesses when each cell is repeated under random numbers "
        "of its own, as often as the sweep says. Not defined without repeats; 0 where all are alike."
    ),
    kind="number",
    compute=compute,
    repeats=True,
)
