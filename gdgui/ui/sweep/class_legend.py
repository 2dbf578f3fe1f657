"""The legend of a field of classes: colour, pattern, name, count and share of each that occurs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gdgui.engine.types import Integers
from gdgui.ui import theme
from gdgui.ui.flow import Flow
from gdgui.ui.language import number, tr
from gdgui.ui.sweep.field_image import swatch, undefined_swatch
from gdgui.ui.sweep.patterns import pattern

WIDTH, HEIGHT = 20, 12
"""The size of a sample, in pixels."""


class ClassLegend(Flow):
    """Stands below the field, in as many lines as its width needs; `words` are its entries."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hide()

    def show_classes(
        self, titles: Sequence[str], colors: Sequence[str], counts: Integers, cells: int
    ) -> None:
        """Names what occurs, and how often: `counts` as `count_classes` gives them.

        Where fewer than all `cells` are counted, it begins with how many these are.
        """
        lost, *found = counts.tolist()
        known = lost + sum(found)
        entries = [
            (swatch(colors[k], pattern(k), WIDTH, HEIGHT), titles[k], count)
            for k, count in enumerate(found)
            if count
        ]
        if lost:
            entries.append((undefined_swatch(WIDTH, HEIGHT), tr("not defined"), lost))
        words = [
            tr("{title}: {count} ({share})", title=title, count=count, share=_share(count, known))
            for _, title, count in entries
        ]
        partly = tr("{known:,} of {cells:,} cells so far:", known=known, cells=cells)
        if known < cells:
            words.insert(0, partly)
        if words == self.words:
            return
        self.forget()
        self.words = words
        widgets = [_entry(QLabel(partly))] if known < cells else []
        samples = zip(entries, words[len(widgets) :], strict=True)
        widgets += [_entry(_sample(picture), QLabel(line)) for (picture, *_), line in samples]
        for widget in widgets:
            self.add(widget)
            widget.show()
        self.arrange()

    def forget(self) -> None:
        """Takes all entries away."""
        self.words = []
        self.clear()


def _entry(*labels: QLabel) -> QWidget:
    entry = QWidget()
    row = QHBoxLayout(entry)
    row.setContentsMargins(theme.TIGHT, 0, theme.MARGIN, 0)
    for label in labels:
        row.addWidget(label)
    return entry


def _sample(picture: QImage) -> QLabel:
    sample = QLabel()
    sample.setPixmap(QPixmap.fromImage(picture))
    return sample


def _share(count: int, size: int) -> str:
    """A part in percent; what is not all and not nothing does not read as if it were."""
    percent = 100.0 * count / size
    return tr("under 0.1 %") if 0 < percent < 0.1 else f"{number(percent, 3)} %"
