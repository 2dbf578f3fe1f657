"""Keeps pyqtgraph from touching every class of Qt when it is imported.

pyqtgraph.Qt copies all names of QtCore, QtGui and QtWidgets into modules of its own.  PySide6 makes a
class when it is first asked for, so the copying makes all two thousand: a third of the time until the
window of an otherwise empty program is seen.  Here its three modules are put in place before it comes,
and pass every name on to PySide6 when somebody wants it.

Most of its own items and widgets are used by nothing here, and some of them bring much along: trees of
parameters, menus with forms, plots that are drawn by OpenGL or by another process.  They are passed
over, and can be imported by name later.

PySide6 itself reads the source of every module that is imported after it, to see whether it could ask
for other spellings of Qt's names (`from __feature__ import snake_case`).  None does, so none is read.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import ExitStack
from types import ModuleType

NAMES = ("QtCore", "QtGui", "QtWidgets")

_ITEMS = (
    "BarGraphItem", "BoxplotItem", "ColorBarItem", "CurvePoint", "DateAxisItem", "ErrorBarItem",
    "FillBetweenItem", "GradientEditorItem", "GradientLegend", "GraphItem", "GridItem",
    "HistogramLUTItem", "IsocurveItem", "LegendItem", "LinearRegionItem", "NonUniformImage",
    "PColorMeshItem", "ROI", "ScaleBar", "VTickGroup",
)  # fmt: skip
_WIDGETS = (
    "BusyCursor", "CheckTable", "ColorButton", "ColorMapWidget", "ComboBox", "DataFilterWidget",
    "DataTreeWidget", "DiffTreeWidget", "FeedbackButton", "GradientWidget", "HistogramLUTWidget",
    "JoystickButton", "LayoutWidget", "PathButton", "PlotWidget", "ProgressDialog", "RawImageWidget",
    "ScatterPlotWidget", "SpinBox", "TableWidget", "TreeWidget", "ValueLabel", "VerticalLabel",
)  # fmt: skip

OPENGL = "PySide6.QtOpenGLWidgets"
"""Where the class of widgets is of which pyqtgraph derives one; nothing here draws by OpenGL."""

PASSED_OVER: dict[str, str | None] = {
    "pyqtgraph.imageview": None,
    **{f"pyqtgraph.graphicsItems.{name}": None for name in _ITEMS},
    **{f"pyqtgraph.widgets.{name}": None for name in _WIDGETS},
    "pyqtgraph.util.cprint": None,
    "pyqtgraph.WidgetGroup": None,
    "pyqtgraph.widgets.ColorMapMenu": "ColorMapMenu",
    "pyqtgraph.widgets.GroupBox": "GroupBox",
    "pyqtgraph.widgets.RemoteGraphicsView": "RemoteGraphicsView",
}
"""Modules, and the name that pyqtgraph takes from one where it does not take whatever there is."""

USED_INSIDE: dict[str, str] = {
    OPENGL: "QOpenGLWidget",
    "PySide6.QtOpenGL": "QOpenGLFunctions",
    "pyqtgraph.graphicsItems.PlotItem": "PlotItem",
    "pyqtgraph.graphicsItems.ViewBox.ViewBoxMenu": "ViewBoxMenu",
    "pyqtgraph.widgets.FileDialog": "FileDialog",
    "xml.etree.ElementTree": "Element",
}
"""Modules of which other modules of pyqtgraph take a name that they need for plots of the usual kind,
menus and files alone."""

MISSING = "PySide6.QtTest"
"""What pyqtgraph can do without."""


class Passing(ModuleType):
    """A module that has what `source` has, and what is set on it."""

    def __init__(self, name: str, source: ModuleType) -> None:
        super().__init__(name, source.__doc__)
        self._source = source

    def __getattr__(self, name: str) -> object:
        value = getattr(self._source, name)
        setattr(self, name, value)  # the next time it is found without us
        return value

    def __dir__(self) -> list[str]:
        return sorted({*self.__dict__, *dir(self._source)})


def leave_sources_unread() -> None:
    """Has PySide6 take it that a module asks for no feature, as it does where there is no source."""
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = lambda module: False


def import_pyqtgraph() -> None:
    """Imports pyqtgraph; harmless where it is there already."""
    if "pyqtgraph" in sys.modules:
        return
    sources = [importlib.import_module(f"PySide6.{name}") for name in NAMES]
    leave_sources_unread()
    with ExitStack() as afterwards:
        for name, source in zip(NAMES, sources, strict=True):
            sys.modules[f"pyqtgraph.Qt.{name}"] = Passing(f"pyqtgraph.Qt.{name}", source)
            afterwards.callback(vars(source).update, {"__dir__": source.__dir__})
            vars(source)["__dir__"] = list  # it copies what it is told of, and is told of nothing
        names = {**PASSED_OVER, **USED_INSIDE}
        stand_ins = {name: _empty(name, wanted) for name, wanted in names.items()}
        # A class of its own: pyqtgraph asks whether a widget is one, and derives from it.
        widget = type("QOpenGLWidget", (sources[2].QWidget,), {})
        vars(stand_ins[OPENGL]).update({"QOpenGLWidget": widget})
        modules: dict[str, ModuleType | None] = {**stand_ins, MISSING: None}
        for name, module in modules.items():
            if name not in sys.modules:
                sys.modules[name] = module  # type: ignore[assignment]  # None: not to be had
                afterwards.callback(sys.modules.pop, name)
        made = importlib.import_module("pyqtgraph")
        for wanted in filter(None, PASSED_OVER.values()):
            delattr(made, wanted)


def _empty(name: str, wanted: str | None) -> ModuleType:
    """A module that has nothing, or just the one name without a meaning."""
    module = ModuleType(name)
    setattr(module, wanted or "__all__", None if wanted else [])
    return module
