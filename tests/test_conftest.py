"""The guard itself: what it finds, what it says, and what it lets pass."""

from pathlib import Path

import pytest

pytest_plugins = "pytester"

CONFTEST = (Path(__file__).parent / "conftest.py").read_text(encoding="utf-8")

PATIENT, IMPATIENT = "GRACE = 30.0", "GRACE = 2.0"
"""What is left behind here never ends by itself: to wait for it takes time and shows nothing."""


@pytest.fixture
def guarded(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project of its own, in a process of its own, under the same guard."""
    assert CONFTEST.count(PATIENT) == 1
    pytester.makeconftest(CONFTEST.replace(PATIENT, IMPATIENT))
    pytester.makeini("[pytest]\nqt_api = pyside6\nfilterwarnings = error\n")
    return pytester


def run(project: pytest.Pytester, source: str) -> pytest.RunResult:
    project.makepyfile(test_inner=source)
    return project.runpytest_subprocess("-p", "no:cacheprovider", "--tb=short", timeout=240)


def test_a_thread_left_behind_fails_the_test_and_names_its_line(guarded: pytest.Pytester) -> None:
    result = run(
        guarded,
        """
        import threading
        release = threading.Event()
        def begin():
            threading.Thread(target=release.wait, daemon=True, name="idler").start()
        def test_leaves():
            begin()
        def test_next():
            release.set()
        """,
    )
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(
        ["*the test left something behind*", "*a running thread: idler*", "*test_inner.py*in begin*"]
    )


def test_a_qthread_left_behind_is_reported_and_ended(guarded: pytest.Pytester) -> None:
    result = run(
        guarded,
        """
        from PySide6.QtCore import QThread
        def test_leaves(qapp):
            thread = QThread()
            thread.setObjectName("worker")
            thread.start()
        def test_next(qapp):
            pass
        """,
    )
    result.assert_outcomes(passed=2, errors=1)
    assert result.ret == 1  # and the process was not aborted
    result.stdout.fnmatch_lines(["*a running QThread: QThread “worker”*", "*in test_leaves*"])


def test_an_active_timer_left_behind_is_reported_and_stopped(guarded: pytest.Pytester) -> None:
    result = run(
        guarded,
        """
        from PySide6.QtCore import QTimer
        kept = []
        def test_leaves(qapp):
            kept.append(QTimer())
            kept[0].start(1000)
        def test_next(qapp):
            assert not kept[0].isActive()
        """,
    )
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*an active QTimer: QTimer*", "*in test_leaves*"])


def test_a_window_left_behind_is_reported_and_closed(guarded: pytest.Pytester) -> None:
    result = run(
        guarded,
        """
        from PySide6.QtWidgets import QApplication, QWidget
        kept = []
        def test_leaves(qapp):
            kept.append(QWidget())
            kept[0].show()
        def test_next(qapp):
            assert not qapp.topLevelWidgets()
        """,
    )
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*a window: QWidget*", "*in test_leaves*"])


def test_a_collector_left_off_is_reported(guarded: pytest.Pytester) -> None:
    result = run(
        guarded,
        """
        import gc
        def test_leaves():
            gc.disable()
        def test_next():
            assert gc.isenabled()
        """,
    )
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*the cyclic garbage collector: switched off*"])


def test_what_ends_with_its_test_is_let_pass(guarded: pytest.Pytester) -> None:
    result = run(
        guarded,
        """
        import gc, threading
        import pytest
        from concurrent.futures import ThreadPoolExecutor
        from PySide6.QtCore import QObject, QThread, QTimer
        from PySide6.QtWidgets import QMenu, QWidget

        @pytest.fixture
        def window(qapp):
            window = QWidget()
            window.show()
            yield window
            window.close()
            window.deleteLater()

        def test_threads(qapp):
            with ThreadPoolExecutor(2) as pool:
                pool.submit(int).result()
                assert not gc.isenabled()  # so no widget is deleted over there
            thread = QThread()
            thread.start()
            thread.quit()

        def test_registered_widget(qtbot):
            widget = QWidget()
            qtbot.addWidget(widget)
            widget.show()
            timer = QTimer(widget)
            timer.start(1000)

        def test_a_fixture_cleans_up(window, qtbot):
            with qtbot.waitSignal(QTimer(window).timeout, raising=False, timeout=1):
                pass

        def test_garbage(qapp):
            assert gc.isenabled()
            a, b = QWidget(), QWidget()
            a.other, b.other = b, a
            timer = QTimer()
            timer.start(1000)
            QMenu()
        """,
    )
    result.assert_outcomes(passed=4)


def test_what_a_failing_test_leaves_is_cleaned_up_in_silence(guarded: pytest.Pytester) -> None:
    result = run(
        guarded,
        """
        from PySide6.QtCore import QThread
        def test_fails(qapp):
            thread = QThread()
            thread.start()
            assert False
        """,
    )
    result.assert_outcomes(failed=1)
    result.stdout.no_fnmatch_line("*left something behind*")


def test_the_guard_imports_no_qt(guarded: pytest.Pytester) -> None:
    guarded.makeini("[pytest]\nfilterwarnings = error\n")
    guarded.makepyfile(
        test_inner="import sys\ndef test_bare():\n    assert 'PySide6' not in sys.modules"
    )
    result = guarded.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:pytest-qt", timeout=240)
    result.assert_outcomes(passed=1)
