"""pyqtgraph is imported without making every class of Qt, and works as if it had."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

import gdgui.ui  # noqa: F401
from gdgui.ui.lazy_qt import Passing, import_pyqtgraph

LOOK = """
import sys
import gdgui.ui, pyqtgraph
assert not {
    "multiprocessing", "pyqtgraph.parametertree", "colorama", "xml.etree.ElementTree", "PySide6.QtTest",
    "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "pyqtgraph.graphicsItems.ViewBox.ViewBoxMenu",
    "pyqtgraph.WidgetGroup", "pyqtgraph.graphicsItems.PlotItem.PlotItem",
}.intersection(sys.modules)
print("QUndoView" in vars(pyqtgraph.Qt.QtWidgets), pyqtgraph.Qt.QtWidgets.QUndoView.__name__)
"""

LATER = """
import gdgui.ui, pyqtgraph
from pyqtgraph.widgets.DataTreeWidget import DataTreeWidget
print(hasattr(pyqtgraph, "RemoteGraphicsView"), DataTreeWidget.__base__.__name__)
"""

CHARTS = """
import gdgui.ui
from PySide6.QtWidgets import QApplication
app = QApplication([])
from gdgui.ui.charts import CHARTS
from gdgui.ui.intents import Intents
intents = Intents()
made = {key: entry.build(intents) for key, entry in CHARTS.load().items()}
print(len(made) == len(CHARTS.load()))
"""


def test_every_chart_can_be_made_of_what_is_imported() -> None:
    done = subprocess.run([sys.executable, "-c", CHARTS], capture_output=True, text=True)
    assert done.stdout.split() == ["True"], done.stderr[-3000:]


def test_a_class_that_nobody_has_asked_for_is_not_made() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "QUndoView"]


def test_no_source_of_a_module_is_read() -> None:
    look = "import linecache, gdgui.ui.window; print(*linecache.cache, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    read = done.stdout.splitlines()
    assert not [name for name in read if {"gdgui", "numpy", "pyqtgraph"}.intersection(Path(name).parts)]


def test_what_was_passed_over_can_be_imported_by_its_name() -> None:
    done = subprocess.run([sys.executable, "-c", LATER], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "QTreeWidget"]


def test_pyqtgraph_s_classes_are_those_of_qt() -> None:
    import pyqtgraph

    assert pyqtgraph.QtCore.QTimer is QtCore.QTimer
    assert pyqtgraph.QtGui.QPainterPath is QtGui.QPainterPath
    assert issubclass(pyqtgraph.GraphicsView, QtWidgets.QGraphicsView)


def test_qt_s_own_modules_tell_their_names_as_before() -> None:
    assert "QTimer" in dir(QtCore)


def test_a_second_import_changes_nothing() -> None:
    before = sys.modules["pyqtgraph.Qt.QtCore"]
    import_pyqtgraph()
    assert sys.modules["pyqtgraph.Qt.QtCore"] is before


def test_what_qt_lacks_is_an_ordinary_attribute_error() -> None:
    module = Passing("pyqtgraph.Qt.QtCore", QtCore)
    with pytest.raises(AttributeError, match="QFlyingCarpet"):
        module.QFlyingCarpet  # noqa: B018
    assert {"QTimer", "__name__"} <= set(dir(module))
