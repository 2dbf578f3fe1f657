"""Qt's signatures, compiled before the program starts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "signatures.py"


def test_every_module_is_compiled_and_the_same_again(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        subprocess.run([sys.executable, str(SCRIPT), str(tmp_path / name)], check=True)
        files = sorted((tmp_path / name).rglob("*.pyc"))
        made.append({path.relative_to(tmp_path / name): path.read_bytes() for path in files})
    assert made[0] == made[1]
    assert Path("shibokensupport/signature/loader.pyc") in made[0]
    assert Path("shibokensupport/feature.pyc") in made[0]


def test_qt_s_binding_would_take_them(tmp_path: Path) -> None:
    """They are importable as they lie there, without a source beside them."""
    subprocess.run([sys.executable, str(SCRIPT), str(tmp_path)], check=True)
    look = "import shibokensupport.signature.lib.tool as tool; print(tool.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", look], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(tmp_path / "shibokensupport" / "signature" / "lib" / "tool.pyc")


def test_what_writes_stub_files_is_there_and_brings_nothing_along(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SCRIPT), str(tmp_path)], check=True)
    look = "import sys, shibokensupport.signature.lib.pyi_generator; print('argparse' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", look], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
