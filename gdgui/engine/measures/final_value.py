"""f(x_N): the value of the function where the descent ends."""

from gdgui.engine.ends import Ends
from gdgui.engine.measures import Measure
from gdgui.engine.message import Message
from gdgui.engine.types import Values


def compute(ends: Ends) -> Values:
    return ends.value


ENTRY = Measure(
    key="final_value",
    title=Message("Final value"),
    help=Message("The value of the function where the descent ends."),
    kind="number",
    compute=compute,
)
