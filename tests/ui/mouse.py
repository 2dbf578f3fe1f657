"""A mouse for charts: what Qt sends when a person presses, moves and lets go.

QTest sends no buttons along with a move on every platform, and pyqtgraph drags by them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def _send(
    widget: QWidget, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: object
) -> None:
    screen = QPointF(widget.mapToGlobal(at.toPoint()))
    event = QMouseEvent(kind, at, screen, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


class Mouse:
    """The left button and the wheel over a view; places are those of its scene."""

    def __init__(self, view: QGraphicsView) -> None:
        self._view = view

    def _at(self, place: QPointF) -> QPointF:
        return QPointF(self._view.mapFromScene(place))

    def move(self, place: QPointF, held: Qt.MouseButton = NONE) -> None:
        """Goes to a place."""
        _send(self._view.viewport(), QEvent.Type.MouseMove, self._at(place), NONE, held)

    def press(self, place: QPointF) -> None:
        """Goes to a place and presses there."""
        self.move(place)
        _send(self._view.viewport(), QEvent.Type.MouseButtonPress, self._at(place), LEFT, LEFT)

    def drag_to(self, place: QPointF) -> None:
        """Goes on while the button is down."""
        self.move(place, LEFT)

    def release(self, place: QPointF) -> None:
        """Lets go."""
        _send(self._view.viewport(), QEvent.Type.MouseButtonRelease, self._at(place), LEFT, NONE)

    def click(self, place: QPointF) -> None:
        """Presses and lets go in one place."""
        self.press(place)
        self.release(place)

    def turn(self, place: QPointF, notches: int) -> None:
        """Turns the wheel, notch by notch; towards the screen, above 0, is nearer."""
        at = self._at(place)
        screen = QPointF(self._view.mapToGlobal(at.toPoint()))
        for _ in range(abs(notches)):
            event = QWheelEvent(
                at,
                screen,
                QPoint(),
                QPoint(0, 120 if notches > 0 else -120),
                NONE,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(self._view.viewport(), event)
