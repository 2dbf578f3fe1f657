"""Tables as numpy's own files: an array a column, to be loaded without pickle."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np

from gdgui.document.file import write_through
from gdgui.engine.descent import Token
from gdgui.export.columns import Table


def write_arrays(path: Path, table: Table, token: Token | None = None) -> None:
    """Writes `table` as an .npz file: `numpy.load(path)["position"]`.

    The same table gives the same bytes.  Raises OSError where the file cannot be written, and Cancelled
    when `token` is set; an old one is then as it was.
    """
    arrays = cast(dict[str, Any], {**table.axes, **table.columns})
    write_through(path, lambda stream: np.savez(stream, **arrays), token)
