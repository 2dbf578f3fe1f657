"""x_N: where the descent stands at the end."""

from gdgui.engine.ends import Ends
from gdgui.engine.measures import Measure
from gdgui.engine.message import Message
from gdgui.engine.types import Positions


def compute(ends: Ends) -> Positions:
    return ends.positions.T


ENTRY = Measure(
    key="final_position",
    title=Message("Final guess"),
    help=Message("Where the descent stands after its last epoch."),
    kind="position",
    compute=compute,
)
