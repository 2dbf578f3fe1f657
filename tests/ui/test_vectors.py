"""Pictures as vectors: everything that a painter can do arrives, at its place and in its colour."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from gdgui.ui import vectors

SIZE = 100
SPACE = "{http://www.w3.org/2000/svg}"


def rendered(content: bytes) -> QImage:
    """What a reader of SVG shows, on white."""
    renderer = QSvgRenderer(QByteArray(content))
    assert renderer.isValid()
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def color(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name()


def drawn(work: Callable[[QPainter], None]) -> QImage:
    return rendered(vectors.svg(work, SIZE, SIZE))


def paths(content: bytes) -> list[ElementTree.Element]:
    return ElementTree.fromstring(content).findall(f".//{SPACE}path[@d]")


def test_rectangles_ellipses_lines_and_polygons_are_where_they_were_drawn(qapp: QApplication) -> None:
    def work(painter: QPainter) -> None:
        painter.fillRect(QRectF(10, 10, 20, 20), QColor("#ff0000"))
        painter.setBrush(QColor("#00ff00"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(60, 20), 10, 10)
        painter.drawPolygon(QPolygonF([QPointF(10, 60), QPointF(30, 60), QPointF(20, 90)]))
        painter.setPen(QPen(QColor("#0000ff"), 4))
        painter.drawLines([QLineF(50, 60, 90, 60), QLineF(50, 80, 90, 80)])
        painter.setPen(QPen(QColor("#ff00ff"), 6))
        painter.drawPoint(70, 70)

    image = drawn(work)
    assert color(image, 20, 20) == "#ff0000"
    assert color(image, 60, 20) == "#00ff00"
    assert color(image, 20, 70) == "#00ff00"
    assert color(image, 70, 60) == color(image, 70, 80) == "#0000ff"
    assert color(image, 70, 70) == "#ff00ff"
    assert color(image, 40, 40) == "#ffffff"


def test_what_is_moved_and_turned_is_so_on_the_page(qapp: QApplication) -> None:
    def work(painter: QPainter) -> None:
        painter.translate(50, 50)
        painter.rotate(90)
        painter.scale(2, 1)
        painter.fillRect(QRectF(5, -5, 10, 10), QColor("#ff0000"))

    image = drawn(work)
    assert color(image, 50, 65) == color(image, 50, 78) == "#ff0000"
    assert color(image, 65, 50) == "#ffffff"


def test_a_cosmetic_pen_keeps_its_width_where_the_view_is_stretched(qapp: QApplication) -> None:
    def work(painter: QPainter) -> None:
        painter.scale(20, 0.01)
        pen = QPen(QColor("#000000"), 2)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawLine(QLineF(1, 5000, 4, 5000))

    (line,) = paths(vectors.svg(work, SIZE, SIZE))
    assert line.get("stroke-width") == "2"
    assert line.get("d") == "M20 50L80 50"


def test_clips_hold_after_a_change_of_coordinates_and_end_with_their_state(qapp: QApplication) -> None:
    def work(painter: QPainter) -> None:
        painter.save()
        painter.translate(10, 10)
        painter.setClipRect(QRectF(0, 0, 40, 40))
        painter.translate(20, 20)
        painter.setClipRect(QRectF(0, 0, 40, 40), Qt.ClipOperation.IntersectClip)
        painter.fillRect(QRectF(-100, -100, 300, 300), QColor("#ff0000"))
        painter.restore()
        painter.fillRect(QRectF(90, 90, 5, 5), QColor("#0000ff"))

    tree = ElementTree.fromstring(vectors.svg(work, SIZE, SIZE))
    (group,) = tree.findall(f"{SPACE}g")
    name = re.fullmatch(r"url\(#(.*)\)", group.get("clip-path") or "")
    assert name is not None
    (clip,) = [
        path.get("d")
        for one in tree.iter(f"{SPACE}clipPath")
        if one.get("id") == name[1]
        for path in one
    ]
    numbers = [float(number) for number in re.findall(r"[\d.]+", clip or "")]
    assert (min(numbers), max(numbers)) == (30, 50)
    assert len(tree.findall(f"{SPACE}path")) == 1  # and what came afterwards is not clipped


@pytest.mark.parametrize("words", ["f′(x) = −0.5", "학습률과 에포크"])
def test_a_text_is_the_outline_of_its_letters_and_says_what_it_says(
    words: str, qapp: QApplication
) -> None:
    def work(painter: QPainter) -> None:
        font = QFont(qapp.font())
        font.setPointSizeF(8)
        painter.setFont(font)
        painter.drawText(QPointF(5, 50), words)

    content = vectors.svg(work, SIZE, SIZE)
    tree = ElementTree.fromstring(content)
    assert tree.find(f".//{SPACE}text") is None
    said = "".join(path.get("aria-label") or "" for path in paths(content))
    assert said.replace(" ", "") == words.replace(" ", "")
    image = rendered(content)
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(5, 95) for y in range(38, 54))
    assert dark > 40


def test_letters_stand_where_a_picture_in_pixels_has_them(qapp: QApplication) -> None:
    def work(painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, SIZE, SIZE), QColor("#ffffff"))
        painter.drawText(QRectF(0, 0, SIZE, SIZE), Qt.AlignmentFlag.AlignCenter, "에포크 xyz 500")

    plain = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    plain.setDotsPerMeterX(round(96 / 0.0254))
    plain.setDotsPerMeterY(round(96 / 0.0254))
    painter = QPainter(plain)
    work(painter)
    painter.end()
    vector = drawn(work)

    def box(image: QImage) -> tuple[int, int, int, int]:
        dark = [
            (x, y) for x in range(SIZE) for y in range(SIZE) if image.pixelColor(x, y).lightness() < 160
        ]
        return (
            min(x for x, _ in dark),
            min(y for _, y in dark),
            max(x for x, _ in dark),
            max(y for _, y in dark),
        )

    assert all(abs(a - b) <= 2 for a, b in zip(box(plain), box(vector), strict=True))


def test_the_pixels_of_an_image_stay_squares_with_sharp_edges(qapp: QApplication) -> None:
    image = QImage(2, 1, QImage.Format.Format_RGB32)
    image.setPixelColor(0, 0, QColor("#ff0000"))
    image.setPixelColor(1, 0, QColor("#0000ff"))
    for shown in (image, QPixmap.fromImage(image)):

        def work(painter: QPainter, shown: QImage | QPixmap = shown) -> None:
            painter.scale(1, -1)
            target = QRectF(10, -90, 80, 80)
            if isinstance(shown, QImage):
                painter.drawImage(target, shown)
            else:
                painter.drawPixmap(target, shown, QRectF(0, 0, 2, 1))

        picture = drawn(work)
        assert color(picture, 47, 50) == "#ff0000"
        assert color(picture, 53, 50) == "#0000ff"


def test_opacities_of_painter_and_colour_are_kept(qapp: QApplication) -> None:
    def work(painter: QPainter) -> None:
        painter.setOpacity(0.5)
        painter.fillRect(QRectF(0, 0, 50, 100), QColor("#000000"))
        painter.setOpacity(1.0)
        painter.fillRect(QRectF(50, 0, 50, 100), QColor(0, 0, 0, 51))

    image = drawn(work)
    assert image.pixelColor(25, 50).red() == pytest.approx(127, abs=2)
    assert image.pixelColor(75, 50).red() == pytest.approx(204, abs=2)


def test_dashes_are_measured_in_the_width_of_the_pen(qapp: QApplication) -> None:
    def work(painter: QPainter) -> None:
        pen = QPen(QColor("#000000"), 2)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.drawLine(0, 50, 100, 50)

    (line,) = paths(vectors.svg(work, SIZE, SIZE))
    assert line.get("stroke-dasharray") == "10 8"


def test_a_line_is_interrupted_where_there_is_no_number(qapp: QApplication) -> None:
    def work(painter: QPainter) -> None:
        points = [(1, 1), (2, 2), (float("nan"), 5), (8, 8), (9, 9)]
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
        painter.drawLines([QLineF(0, 0, float("inf"), 1), QLineF(0, 3, 4, 3)])

    lines = [path.get("d") for path in paths(vectors.svg(work, SIZE, SIZE))]
    assert lines == ["M1 1L2 2M8 8L9 9", "M0 3L4 3"]


def test_the_size_is_told_in_pixels_or_centimetres(qapp: QApplication) -> None:
    def nothing(painter: QPainter) -> None:
        pass

    tree = ElementTree.fromstring(vectors.svg(nothing, 960, 480))
    assert (tree.get("width"), tree.get("height"), tree.get("viewBox")) == ("960", "480", "0 0 960 480")
    tree = ElementTree.fromstring(vectors.svg(nothing, 960, 480, centimetres=True))
    assert (tree.get("width"), tree.get("height")) == ("25.4cm", "12.7cm")


def test_a_pdf_has_one_page_of_its_size_and_embeds_its_fonts(qapp: QApplication) -> None:
    def work(painter: QPainter) -> None:
        painter.drawText(QPointF(5, 50), "epoch 에포크")

    content = vectors.pdf(work, 960, 480, "A title")
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", content)) == 1
    (box,) = re.findall(rb"/MediaBox \[([\d. ]+)\]", content)
    assert [float(number) for number in box.split()] == [0, 0, 720, 360]
    assert b"/FontFile" in content
