"""Collects cyclic garbage in the GUI thread only.

Python runs its cyclic collector in whichever thread happens to allocate.  In a worker thread it may
delete Qt objects that belong to the GUI thread, and the process crashes.  So the automatic
collector is switched off, and a timer of the GUI thread collects instead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL = 200
"""Milliseconds between two looks at how much there may be to collect."""


SETTLING = 10
"""Intervals until the first look, so that a start-up is over by then."""


class GuiCollector(QObject):
    """Does by a timer what Python does by itself: young objects often, old ones rarely.

    Made, started and stopped in the GUI thread.
    """

    def __init__(self, parent: QObject | None = None, interval: int = INTERVAL) -> None:
        super().__init__(parent)
        self._was_enabled = False
        self._settled = True
        self._interval = interval
        self._timer = QTimer(self)
        self._timer.setInterval(interval)
        self._timer.timeout.connect(self.collect)

    @property
    def active(self) -> bool:
        """Whether this collector stands in for Python's own."""
        return self._timer.isActive()

    def start(self) -> None:
        """Takes over from the automatic collector.

        What is alive at the first look is taken for permanent, as it is at the end of a start-up, so
        that the rare full collections take a millisecond and not forty of them in the middle of an
        animation.  That look comes late, since nobody who starts the program should wait for it.
        """
        if self.active:
            return
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._settled = False
        self._timer.start(SETTLING * self._interval)

    def stop(self) -> None:
        """Gives back to the automatic collector, if that was on before."""
        if not self.active:
            return
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()

    @Slot()
    def collect(self) -> None:
        """Collects the oldest generation that is due by Python's own thresholds, if any is."""
        if not self._settled:
            self._settled = True
            gc.collect()
            gc.freeze()
            self._timer.setInterval(self._interval)
            return
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
