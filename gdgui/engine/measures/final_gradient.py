"""|∇f(x_N)|: the size of the exact gradient where the descent ends."""

from gdgui.engine.ends import Ends
from gdgui.engine.measures import Measure
from gdgui.engine.message import Message
from gdgui.engine.types import Values


def compute(ends: Ends) -> Values:
    return ends.steepness


ENTRY = Measure(
    key="final_gradient",
    title=Message("Final slope"),
    help=Message(
        "The size of the exact gradient where the descent ends, whatever gradient it believed."
    ),
    kind="number",
    compute=compute,
    log=True,
)
