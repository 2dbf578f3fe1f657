"""The first epoch from which on the point counts as converged; −1 where it does not."""

from gdgui.engine.ends import Ends
from gdgui.engine.measures import Measure
from gdgui.engine.message import Message
from gdgui.engine.types import Integers


def compute(ends: Ends) -> Integers:
    epochs: Integers = ends.watched("epochs_to_tolerance")
    return epochs


ENTRY = Measure(
    key="epochs_to_tolerance",
    title=Message("Epochs to tolerance"),
    help=Message("The first epoch from which on the point counts as converged, up to the last epoch."),
    kind="integer",
    compute=compute,
    watches=True,
)
