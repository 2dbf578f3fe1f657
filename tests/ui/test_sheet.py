"""Pictures of charts: in every look and size, and nothing of the window is touched."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QByteArray, QEvent, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from stage import scenes

from gdgui.document.check import check
from gdgui.document.file import from_plain
from gdgui.document.model import Choice, Descent, Document, View
from gdgui.ui import language, theme
from gdgui.ui.caption import caption
from gdgui.ui.figures import complete, shown_charts
from gdgui.ui.sheet import Look, Sheet, alone, arrangement, get_ranges, png
from gdgui.ui.snapshot import Snapshot

SWEEP = {"axes": [{"path": "schedule.rate", "from": 0.01, "to": 0.1, "count": 6}]}
DOCUMENT = from_plain(
    {
        "version": 1,
        "objective": {"key": "gaussian_sine"},
        "descents": [
            {"name": "느린 하강", "start": [1.0], "epochs": 30},
            {"start": [-4.0], "epochs": 30},
        ],
        "sweeps": [SWEEP],
    }
)
SMALL = Look(500, 360, scale=1.0)

Make = Callable[..., Sheet]


@pytest.fixture(scope="module")
def snapshot(plain_look: None) -> Snapshot:
    return complete(check(DOCUMENT))


@pytest.fixture
def make(plain_look: None, snapshot: Snapshot) -> Iterator[Make]:
    made: list[Sheet] = []

    def build(look: Look = SMALL, key: str = "landscape", **more: object) -> Sheet:
        sheet = Sheet(snapshot, alone(key), look, **more)  # type: ignore[arg-type]
        sheet.show_epoch(snapshot.epochs)
        sheet.settle()
        made.append(sheet)
        return sheet

    yield build
    for sheet in made:
        sheet.dispose()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def pixels(image: QImage) -> np.ndarray:
    """Red, green, blue and opacity, shape (height, width, 4)."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(bytes(plain.constBits()), dtype=np.uint8)
    return flat.reshape(plain.height(), plain.width(), 4)


def rendered(content: bytes, look: Look) -> QImage:
    image = QImage(*look.pixels, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    QSvgRenderer(QByteArray(content)).render(painter)
    painter.end()
    return image


@pytest.mark.parametrize("scale", [0.5, 1.0, 3.0])
def test_a_png_has_so_many_pixels_and_tells_its_resolution(make: Make, scale: float) -> None:
    with Image.open(io.BytesIO(png(make(Look(500, 360, scale)).image()))) as picture:
        assert picture.size == (500 * scale, 360 * scale)
        assert picture.info["dpi"] == pytest.approx((96 * scale, 96 * scale), rel=0.01)


def test_a_size_in_centimetres_is_so_on_paper(make: Make) -> None:
    look = Look(12 / 2.54 * 96, 9 / 2.54 * 96, 1.0, centimetres=True)
    content = make(look).svg().decode()
    assert 'width="12cm" height="9cm"' in content


def test_a_picture_is_opaque_unless_it_is_to_be_transparent(make: Make) -> None:
    assert (pixels(make().image())[..., 3] == 255).all()
    clear = pixels(make(Look(500, 360, 1.0, transparent=True)).image())[..., 3]
    assert (clear == 0).mean() > 0.5
    assert (clear == 255).mean() > 0.005


def test_a_transparent_svg_has_no_background(make: Make) -> None:
    def backgrounds(sheet: Sheet) -> int:
        return sheet.svg().decode().count('d="M0 0L500 0L500 360L0 360L0 0"')

    assert backgrounds(make()) >= 1
    assert backgrounds(make(Look(500, 360, 1.0, transparent=True))) == 0


@pytest.mark.parametrize("look", ["dark", "contrast"])
def test_for_print_a_dark_window_gives_black_on_white(
    make: Make, look: str, qapp: QApplication
) -> None:
    theme.apply(qapp, look)
    try:
        shown = pixels(make().image())[..., :3]
        printed = pixels(make(Look(500, 360, 1.0, printed=True)).image())[..., :3]
        assert theme.current().name == look
    finally:
        theme.apply(qapp, "light")
    assert np.median(shown) < 40
    assert np.median(printed) == 255
    assert (printed.sum(axis=2) < 60).sum() > 100  # black text, and the curve


def test_an_svg_shows_what_the_picture_in_pixels_shows(make: Make) -> None:
    sheet = make()
    plain = pixels(sheet.image())[..., :3].astype(int)
    vector = pixels(rendered(sheet.svg(), SMALL))[..., :3].astype(int)
    # Readers smooth lines in ways of their own; no place of 10 by 10 pixels differs in its mean.
    blocks = [a.reshape(36, 10, 50, 10, 3).mean(axis=(1, 3)) for a in (plain, vector)]
    assert np.abs(blocks[0] - blocks[1]).mean() < 3
    assert np.abs(blocks[0] - blocks[1]).max() < 90


@pytest.mark.parametrize("key", ["landscape", "traces", "sweep"])
def test_a_vector_picture_of_a_chart_has_lines_and_no_images_of_them(make: Make, key: str) -> None:
    content = make(key=key).svg().decode()
    assert content.count("<path") > 15
    assert "<text" not in content
    assert "<image" not in content


def test_korean_is_shown_in_all_formats(make: Make) -> None:
    language.install("ko")
    try:
        sheet = make()
        content, page = sheet.svg().decode(), sheet.pdf("그림")
    finally:
        language.install("en")
    # The words of a line may be drawn one by one.
    assert 'aria-label="느린' in content
    assert b"/FontFile" in page
    assert page.startswith(b"%PDF-")


def test_a_caption_names_the_parameters_and_leaves_the_chart_its_place(make: Make) -> None:
    sheet = make(Look(500, 360, 1.0, caption=True))
    words = caption(complete(check(DOCUMENT)))
    assert words.splitlines()[0].startswith("Function: Gaussian sine")
    assert "느린 하강" in words.splitlines()[1]
    assert "Learning rate" in words
    assert "N = 30" in words
    assert sheet.charts["landscape"].height() < 330
    assert 'aria-label="Function:' in sheet.svg().decode()


def test_the_view_that_a_person_chose_is_kept(make: Make) -> None:
    first = make()
    plots = get_ranges(first.charts["landscape"])
    assert len(plots) == 1
    chosen = [[[-1.0, 1.0], [-0.5, 0.25]]]
    second = make(ranges={"landscape": chosen})
    assert get_ranges(second.charts["landscape"]) == chosen


def test_an_arrangement_has_each_chart_in_a_place_of_its_own() -> None:
    places = arrangement(["landscape", "sweep", "traces"])
    assert places["landscape"].left() == places["traces"].left() == 0
    assert places["sweep"] == QRectF(4 / 7, 0, 3 / 7, 1)
    assert places["landscape"].bottom() == pytest.approx(places["traces"].top())
    assert arrangement(["sweep"])["sweep"] == QRectF(0, 0, 1, 1)


def test_a_sheet_of_all_charts_shows_them_all(snapshot: Snapshot, plain_look: None) -> None:
    sheet = Sheet(snapshot, arrangement(["landscape", "sweep", "traces"]), Look(900, 600, 1.0))
    try:
        shown = pixels(sheet.image())[..., :3]
        for chart in sheet.charts.values():
            box = chart.geometry()
            part = shown[box.top() : box.bottom(), box.left() : box.right()]
            assert len(np.unique(part.reshape(-1, 3), axis=0)) > 20
    finally:
        sheet.dispose()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(("name", "document"), scenes()[::5], ids=[name for name, _ in scenes()[::5]])
def test_the_scenes_of_the_lessons_can_be_drawn_in_every_format(
    name: str, document: object, plain_look: None
) -> None:
    found = complete(check(document))  # type: ignore[arg-type]
    sheet = Sheet(found, arrangement(shown_charts(found)), Look(800, 500, 1.0, caption=True))
    try:
        assert len(np.unique(pixels(sheet.image()).reshape(-1, 4), axis=0)) > 30
        assert QSvgRenderer(QByteArray(sheet.svg())).isValid()
        assert b"%%EOF" in sheet.pdf(name)[-10:]
    finally:
        sheet.dispose()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_figure_has_the_state_of_the_optimizer_at_once(plain_look: None) -> None:
    document = check(
        Document(
            objective=Choice(key="parabola"),
            descents=[Descent(optimizer=Choice(key="momentum"), start=[1.5], epochs=20)],
            view=View(traces=["state", "position"]),
        )
    )
    sheet = Sheet(complete(document), alone("traces"), Look(600, 300))
    try:
        (line,) = sheet.charts["traces"].traces[0].lines
        assert len(line.y) == 21
        assert np.isfinite(line.y).all()
    finally:
        sheet.dispose()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
