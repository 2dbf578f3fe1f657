"""Draws the icons of the program and of its documents in every size that a desktop asks for.

    python packaging/icons.py FOLDER

FOLDER then holds 16.png to 512.png, document-16.png to document-512.png, gdgui.ico for Windows and
gdgui.icns for macOS.  Up to 24 pixels the program's drawing for small sizes is used, in which the curve
is thicker and the point larger.
"""

from __future__ import annotations

import sys
from pathlib import Path

from platforms import ICON_SIZES
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
PROGRAM = HERE.parent / "resources" / "icons" / "gdgui.svg"
PROGRAM_SMALL = HERE / "drawings" / "gdgui-small.svg"
DOCUMENT = HERE / "drawings" / "document.svg"
SMALL = 24


def draw(drawing: Path, size: int) -> QImage:
    """An SVG file, `size` pixels wide and high, on nothing."""
    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise ValueError(f"{drawing} cannot be drawn")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def make_pictures(folder: Path) -> None:
    """Writes a PNG file of each size."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in ICON_SIZES:
        program = PROGRAM_SMALL if size <= SMALL else PROGRAM
        for name, drawing in ((f"{size}.png", program), (f"document-{size}.png", DOCUMENT)):
            if not draw(drawing, size).save(str(folder / name)):
                raise OSError(f"{folder / name} cannot be written")


def make_collections(folder: Path) -> None:
    """Writes the two files that hold several sizes, from the pictures that are there."""
    from PIL import Image

    largest = Image.open(folder / "512.png")
    others = [Image.open(folder / f"{size}.png") for size in ICON_SIZES if size <= 256]
    largest.save(folder / "gdgui.ico", append_images=others, sizes=[one.size for one in others])
    largest.save(folder / "gdgui.icns", append_images=others)


if __name__ == "__main__":
    make_pictures(Path(sys.argv[1]))
    make_collections(Path(sys.argv[1]))
