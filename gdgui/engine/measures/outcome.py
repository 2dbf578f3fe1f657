"""How the descent came out: converged, diverged, stuck … as a class."""

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.ends import Ends
from gdgui.engine.measures import Measure
from gdgui.engine.message import Message
from gdgui.engine.outcome import OPTIONS, judge


def compute(ends: Ends) -> NDArray[np.int8]:
    return judge(ends)


ENTRY = Measure(
    key="outcome",
    title=Message("Outcome"),
    help=Message("How the descent came out: converged, diverged, stuck, stopped, unfinished …"),
    kind="class",
    classes=OPTIONS,
    compute=compute,
)
