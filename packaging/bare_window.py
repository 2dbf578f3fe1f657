"""The least that a program with pyqtgraph can show: one empty plot.  It says how quick quick is."""

from __future__ import annotations

import pyqtgraph

application = pyqtgraph.mkQApp("bare")
plot = pyqtgraph.PlotWidget()
plot.resize(1280, 720)
plot.show()
application.exec()
