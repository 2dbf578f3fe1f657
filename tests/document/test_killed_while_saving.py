"""Whoever is killed in the middle of a save leaves the old document or the new one, whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gdgui.document import file, lesson
from gdgui.document.check import check

KILLS = 50

SAVING = """
import os, signal, sys, time
from pathlib import Path
from gdgui.document import file

path, first, second = map(Path, sys.argv[1:4])
documents = [file.read(first), file.read(second)]
for k in range(int(sys.argv[4])):
    begun, begins = os.pipe()
    child = os.fork()
    if child == 0:
        file.write(path, documents[0])
        os.write(begins, b".")
        while True:
            for document in documents:
                file.write(path, document)
    os.read(begun, 1)  # it has saved once, and goes on to save
    os.close(begun)
    os.close(begins)
    time.sleep(0.002 + 0.0007 * (k % 25))  # at another moment of a save every time
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print(path.read_bytes().hex() if path.exists() else "", flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to kill quickly")
def test_fifty_kills_leave_a_whole_file(tmp_path: Path) -> None:
    documents = [check(lesson.load(key).scenes[0].document) for key in ("parabola", "random_starts")]
    sources = [tmp_path / "first.gdlab", tmp_path / "second.gdlab"]
    for source, document in zip(sources, documents, strict=True):
        file.write(source, document)
    saved = tmp_path / "강의 문서.gdlab"
    file.write(saved, documents[0])
    done = subprocess.run(
        [sys.executable, "-c", SAVING, str(saved), *map(str, sources), str(KILLS)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = [bytes.fromhex(line) for line in done.stdout.splitlines()]
    assert len(found) == KILLS
    whole = {file.encode(document) for document in documents}
    assert set(found) <= whole
    assert list(tmp_path.glob(".gdlab-*.tmp"))  # at least one was killed in the middle of a save
    assert json.loads(found[-1])["version"] == 1
