"""What an optimizer remembers of a descent's own: the fields of its state that are like positions."""

from __future__ import annotations

import numpy as np

from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.setup import Setup, prepare


def remembered(setup: Setup) -> dict[str, str]:
    """The fields of shape (dim, n) of the optimizer's state, in their order, and their LaTeX.

    Weights and counters, (n,), are the same for every descent and left out.
    """
    entry = OPTIMIZERS[setup.optimizer.key]
    symbols = {} if entry.worked is None else entry.worked.symbols
    state = entry.init(setup.start, prepare(setup).optimizer_parameters)
    fields = zip(getattr(state, "_fields", ()), state, strict=True)
    own = [name for name, array in fields if np.ndim(array) == 2]
    return {name: symbols.get(name, rf"\mathrm{{{name}}}") for name in own}
