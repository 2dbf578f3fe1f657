"""The window: the only part of the program that knows widgets."""

from gdgui.ui.lazy_qt import import_pyqtgraph

import_pyqtgraph()
