"""max |x_t − x_0|: how far the descent got from its start."""

from gdgui.engine.ends import Ends
from gdgui.engine.measures import Measure
from gdgui.engine.message import Message
from gdgui.engine.types import Values


def compute(ends: Ends) -> Values:
    distance: Values = ends.watched("largest_excursion")
    return distance


ENTRY = Measure(
    key="largest_excursion",
    title=Message("Largest excursion"),
    help=Message("The largest distance from the start that the descent had in any epoch."),
    kind="number",
    compute=compute,
    watches=True,
)
