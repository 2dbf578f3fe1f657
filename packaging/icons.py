"""Draws the program's icon in every size that a desktop asks for, from the two drawings in resources/.

    python packaging/icons.py FOLDER

FOLDER then holds 16.png to 512.png, gdgui.ico for Windows and gdgui.icns for macOS.  Up to 24 pixels
the drawing for small sizes is used, in which the curve is thicker and lies on whole pixels.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWINGS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
SMALL = 24


def draw(size: int) -> QImage:
    """The icon, `size` pixels wide and high, on nothing."""
    name = "gdgui-small.svg" if size <= SMALL else "gdgui.svg"
    renderer = QSvgRenderer(str(DRAWINGS / name))
    if not renderer.isValid():
        raise ValueError(f"{DRAWINGS / name} cannot be drawn")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def make(folder: Path) -> None:
    """Writes every size, and the two files that hold several."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        if not draw(size).save(str(folder / f"{size}.png")):
            raise OSError(f"{folder / f'{size}.png'} cannot be written")
    from PIL import Image

    largest = Image.open(folder / "512.png")
    others = [Image.open(folder / f"{size}.png") for size in SIZES if size <= 256]
    largest.save(folder / "gdgui.ico", append_images=others, sizes=[one.size for one in others])
    largest.save(folder / "gdgui.icns", append_images=others)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
