"""What sets formulas beside the window outlives whoever asked for one."""

from __future__ import annotations

import threading

from PySide6.QtCore import QCoreApplication, QThreadPool

from gdgui.ui import typesetting
from gdgui.ui.typesetting import Typesetter


def test_it_tells_in_the_gui_thread_when_a_formula_is_set(qtbot):
    typesetter = Typesetter()
    told = []
    typesetter.done.connect(lambda: told.append(threading.current_thread()))
    typesetter.set("x^2", "#000000")
    assert typesetter.busy
    qtbot.waitUntil(lambda: bool(told))
    assert told == [threading.main_thread()]
    assert not typesetter.busy


def test_one_that_is_deleted_meanwhile_is_not_spoken_to(qtbot, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()

    def slow(latex: str, color: str) -> None:
        begun.set()
        assert go_on.wait(60)

    monkeypatch.setattr(typesetting, "typeset", slow)
    typesetter = Typesetter()
    told = []
    typesetter.done.connect(lambda: told.append(True))
    typesetter.set("x^2", "#000000")
    assert begun.wait(60)
    typesetter.deleteLater()
    with qtbot.waitSignal(typesetter.destroyed):
        pass
    del typesetter
    go_on.set()
    assert QThreadPool.globalInstance().waitForDone(60_000)
    QCoreApplication.processEvents()
    assert told == []
