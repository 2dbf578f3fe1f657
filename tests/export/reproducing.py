"""Runs exported scripts in an interpreter that knows nothing of the program, and compares."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gdgui.document.model import Document
from gdgui.document.plan import plan
from gdgui.engine import descent
from gdgui.engine.field import compute
from gdgui.export import names
from gdgui.export.columns import Table, descent_table, sweep_table

RUNNER = """
import runpy, sys, traceback, warnings

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("gdgui", "PySide6", "msgspec", "pyqtgraph", "sympy", "scipy"):
            raise ImportError(name + " is not there")

sys.meta_path.insert(0, Refuse())
warnings.simplefilter("error")
warnings.filterwarnings("ignore", message=".*non-interactive.*")
import matplotlib.pyplot as plt
failed = 0
for path in sys.argv[1:]:
    try:
        runpy.run_path(path, run_name="__main__")
        assert plt.get_fignums() or "NOFIGURE" in open(path, encoding="utf-8").read()
    except BaseException:
        failed += 1
        print(path, traceback.format_exc(), file=sys.stderr)
    plt.close("all")
assert not any(name.partition(".")[0] == "gdgui" for name in sys.modules)
sys.exit(1 if failed else 0)
"""


def run(paths: list[Path], folder: Path) -> None:
    """Runs scripts one after the other in a clean interpreter, with `folder` as working directory."""
    environment = {**os.environ, "MPLBACKEND": "Agg", "MPLCONFIGDIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-I", "-c", RUNNER, *map(str, paths)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=250,
    )
    assert done.returncode == 0, done.stderr[-6000:]


def expected(document: Document) -> dict[str, Table]:
    """The tables that the program itself makes, by the names of their files."""
    planned = plan(document)
    tables = {}
    with np.errstate(all="ignore"):
        for k, part in enumerate(planned.descents, 1):
            tables[names.descent_file(k, "npz")] = descent_table(descent.record(part.setup))
        for k, one in enumerate(planned.sweeps, 1):
            tables[names.sweep_file(k, "npz")] = sweep_table(compute(one.grid))
    return tables


def differences(document: Document, folder: Path) -> list[str]:
    """Where what a script wrote into `folder` is not, bit for bit, what the program computes."""
    found = []
    tables = expected(document)
    if {path.name for path in folder.glob("*.npz")} != set(tables):
        found.append(f"files {sorted(path.name for path in folder.iterdir())}")
    for name, table in tables.items():
        arrays = {**table.axes, **table.columns}
        with np.load(folder / name) as written:
            found += [f"{name}: {problem}" for problem in _differences(arrays, written)]
    return found


def _differences(arrays: Mapping[str, Any], written: Any) -> list[str]:
    if list(written) != list(arrays):
        return [f"columns {list(written)} and not {list(arrays)}"]
    return [key for key, array in arrays.items() if not same(array, written[key])]


def same(one: Any, other: Any) -> bool:
    """Whether two arrays are the same to the last bit; one NaN is like another."""
    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    if one.dtype.kind != "f":
        return bool((one == other).all())
    bits, others = (np.where(np.isnan(a), np.nan, a).view(np.int64) for a in (one, other))
    return bool((bits == others).all())
