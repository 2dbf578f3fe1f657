"""The mean of log |1 − η·f″| along the descent; see `gdgui/engine/watch.py`."""

from gdgui.engine.ends import Ends
from gdgui.engine.measures import Measure
from gdgui.engine.message import Message
from gdgui.engine.types import Values


def compute(ends: Ends) -> Values:
    exponent: Values = ends.watched("lyapunov_exponent")
    return exponent


ENTRY = Measure(
    key="lyapunov_exponent",
    title=Message("Lyapunov exponent"),
    help=Message(
        "How fast neighbours part, per epoch: below 0 they meet, above 0 a tiny difference grows. "
        "Not defined with noise."
    ),
    kind="number",
    compute=compute,
    watches=True,
)
