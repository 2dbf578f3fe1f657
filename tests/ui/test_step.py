"""The Step dock: what it shows is the epoch under the cursor, and it can be copied and followed."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from stage import at_rest

from gdgui.document.model import Choice, Descent, Document, Scheduled
from gdgui.engine.explain import NUDGE
from gdgui.jobs.prepare import prepared
from gdgui.ui import typesetting
from gdgui.ui.formula import typeset
from gdgui.ui.panels.schedule import LONG_RULE, RULE
from gdgui.ui.panels.step import LETTERS, SMALL
from gdgui.ui.window import Window


def parabola(rate: float = 0.01, start: float = -1.5, epochs: int = 50, **changes: Any) -> Document:
    descent = Descent(start=[start], epochs=epochs, schedule=Scheduled(parameters={"rate": rate}))
    return Document(objective=Choice(key=changes.pop("key", "parabola")), descents=[descent])


@pytest.fixture
def opened(window: Window, qtbot: Any) -> Any:
    def show(document: Document) -> Any:
        window.files.begin(*prepared(document))
        qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
        panel = window.panels["step"]
        window.player.seek(0)
        qtbot.waitUntil(lambda: panel.taken is not None and "x₁" in panel.text(), timeout=5000)
        return panel

    return show


def test_it_shows_the_update_with_the_numbers_of_the_epoch(
    opened: Any, window: Window, qtbot: Any
) -> None:
    panel = opened(parabola())
    qtbot.waitUntil(lambda: "−1.5" in panel.text(), timeout=10_000)
    assert panel.text().splitlines() == [
        "x₁ = x₀ − η g = −1.5 − 0.01·(−12) = −1.38",
        "η = η₀ = 0.01",
    ]
    window.player.seek(1)
    qtbot.waitUntil(lambda: "x₂" in panel.text(), timeout=5000)
    assert "−1.38 − 0.01·(−11.28) = −1.2672" in panel.text()


def test_at_the_end_it_shows_the_last_step(opened: Any, window: Window, qtbot: Any) -> None:
    panel = opened(parabola(epochs=7))
    window.player.to_end()
    qtbot.waitUntil(lambda: panel.text().startswith("x₇ = x₆"), timeout=5000)


def test_all_digits_and_back(opened: Any, window: Window, qtbot: Any) -> None:
    panel = opened(parabola())
    window.player.seek(30)
    qtbot.waitUntil(lambda: "x₃₁" in panel.text(), timeout=5000)
    short = panel.text()
    panel.full.setChecked(True)
    run = window._snapshot.chosen
    assert repr(float(run.record.next_position[30, 0])).replace("-", "−") in panel.text()
    panel.full.setChecked(False)
    assert panel.text() == short


def test_it_is_copied_as_text_and_as_latex(opened: Any, qtbot: Any) -> None:
    panel = opened(parabola())
    qtbot.waitUntil(lambda: "−1.5" in panel.text(), timeout=10_000)
    panel.copy_text()
    assert QGuiApplication.clipboard().text() == panel.text()
    panel.copy_latex()
    first = QGuiApplication.clipboard().text().splitlines()[0]
    assert first == r"x_{1} = x_{0} - \eta\, g = {-}1.5 - 0.01 \cdot ({-}12) = {-}1.38"


def test_a_rule_with_a_state_is_gone_again_to_where_the_cursor_is(
    opened: Any, window: Window, qtbot: Any
) -> None:
    document = Document(
        objective=Choice(key="parabola"),
        descents=[Descent(start=[-1.5], epochs=30_000, optimizer=Choice(key="momentum"))],
    )
    panel = opened(document)
    window.player.to_end()
    qtbot.waitUntil(lambda: panel.text().startswith("x₃₀₀₀₀"), timeout=10_000)
    assert "v₃₀₀₀₀ = μ v₂₉₉₉₉ + g" in panel.text()


def test_a_term_of_the_sentence_leads_to_its_epoch_and_lights_its_place(
    opened: Any, window: Window
) -> None:
    panel = opened(parabola(1 / 3))
    assert "alternates between" in panel.verdict.text()
    panel.verdict._follow("first")
    assert window.player.epoch in (49, 50)
    assert len(window.charts["landscape"].beacon.data) == 1


def test_an_epoch_that_is_a_link_has_its_thousands_set_apart(opened: Any, window: Window) -> None:
    panel = opened(parabola(0.001, -1.5, 9000))
    assert "converged at epoch" in panel.verdict.text()
    assert re.search(r">\d,\d\d\d</a>", panel.verdict.text())


def test_a_descent_on_a_maximum_is_nudged_by_a_click(opened: Any, window: Window, qtbot: Any) -> None:
    panel = opened(parabola(0.01, 0.0, 500, key="cosine_bowl"))
    assert "#nudge" in panel.verdict.text()
    panel.verdict._follow("#nudge")
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    assert window.controller.document.descents[0].start == [NUDGE]
    assert "converged" in panel.verdict.text()
    window.controller.undo()
    assert window.controller.document.descents[0].start == [0.0]


def test_a_name_cannot_smuggle_markup_into_the_sentence(window: Window, qtbot: Any) -> None:
    two = [
        Descent(name="<b>&", start=[-1.5], epochs=5),
        Descent(name="other", start=[1.0], epochs=5),
    ]
    document = Document(objective=Choice(key="parabola"), descents=two)
    window.files.begin(*prepared(document))
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    qtbot.waitUntil(
        lambda: window.panels["step"].verdict.text().startswith("&lt;b&gt;&amp;: "), timeout=5000
    )


def test_a_rule_with_more_lines_gets_more_room_and_none_is_cut(
    opened: Any, window: Window, qtbot: Any
) -> None:
    panel = opened(parabola())
    window.player.seek(1)
    before = window.docks["step"].height()
    adam = Document(
        objective=Choice(key="gaussian_sine"),
        descents=[Descent(start=[2.5], epochs=60, optimizer=Choice(key="adam"))],
    )
    panel = opened(adam)
    qtbot.waitUntil(lambda: all(line.is_drawn() for line in panel.lines[:6]), timeout=10_000)
    qtbot.waitUntil(lambda: window.docks["step"].height() > before, timeout=10_000)
    shown = [line for line in panel.lines if not line.isHidden()]
    assert len(shown) == 6
    for line in shown:
        # As high as the formula is: nothing is cut off, and nothing shrinks.
        assert line.geometry().top() >= 0
        assert line.height() >= line.sizeHint().height() - 1


def test_the_state_of_adam_is_told_before_and_after(opened: Any, window: Window, qtbot: Any) -> None:
    adam = Document(
        objective=Choice(key="parabola"),
        descents=[
            Descent(
                start=[-1.5],
                epochs=10,
                optimizer=Choice(key="adam"),
                schedule=Scheduled(parameters={"rate": 0.1}),
            )
        ],
    )
    panel = opened(adam)
    window.player.seek(1)
    qtbot.waitUntil(lambda: "m₂" in panel.text(), timeout=10_000)
    # m was (1 − 0.9)·(−12), and the slope at −1.4 is −11.4.
    assert "= 0.9·(−1.2) + (1 − 0.9)·(−11.4) = −2.22" in panel.text()


def test_long_workings_have_small_letters_and_keep_them_from_epoch_to_epoch(
    opened: Any, window: Window, qtbot: Any
) -> None:
    panel = opened(parabola())
    qtbot.waitUntil(lambda: panel.lines[0]._scale == LETTERS)
    long = Descent(
        start=[2.5],
        epochs=30,
        optimizer=Choice(key="nadam"),
        schedule=Scheduled(key="one_cycle"),
    )
    panel = opened(Document(objective=Choice(key="gaussian_sine"), descents=[long]))
    qtbot.waitUntil(lambda: all(line._scale == SMALL for line in panel.lines))
    window.player.seek(7)
    qtbot.waitUntil(lambda: "x₈" in panel.text())
    assert all(line._scale == SMALL for line in panel.lines)
    panel = opened(parabola())
    qtbot.waitUntil(lambda: all(line._scale == LETTERS for line in panel.lines))


def test_the_letters_of_a_long_schedule_are_smaller(opened: Any, window: Window) -> None:
    opened(parabola())
    formula = window.panels["schedule"].formula
    large = formula.heightForWidth(2000)
    cycle = Descent(start=[2.5], epochs=30, schedule=Scheduled(key="one_cycle"))
    opened(Document(objective=Choice(key="gaussian_sine"), descents=[cycle]))
    assert formula._scale == LONG_RULE
    opened(parabola())
    assert formula._scale == RULE
    assert formula.heightForWidth(2000) == large


def test_the_formulas_of_a_step_are_set_while_the_window_goes_on(
    opened: Any, window: Window, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    adam = Descent(start=[2.5], epochs=30, optimizer=Choice(key="adam"))
    panel = opened(Document(objective=Choice(key="gaussian_sine"), descents=[adam]))
    qtbot.waitUntil(lambda: all(line.is_drawn() for line in panel.lines[:6]))
    qtbot.waitUntil(lambda: panel._coming is None and not panel._timer.isActive())
    threads: list[int] = []
    go_on = threading.Event()

    def slow(latex: str, color: str) -> Any:
        threads.append(threading.get_ident())
        assert go_on.wait(60)
        return typeset(latex, color)

    monkeypatch.setattr(typesetting, "typeset", slow)
    before = panel.text()
    window.player.seek(9)
    qtbot.waitUntil(lambda: len(threads) == 1)
    window.player.seek(10)  # nothing waits for the formula, and the step stays what it was till then
    assert panel.text() == before
    go_on.set()
    qtbot.waitUntil(lambda: "x₁₁" in panel.text())
    assert threading.get_ident() not in threads
    assert all(line.is_drawn() for line in panel.lines if not line.isHidden() and line.latex())


def test_a_formula_that_comes_when_its_step_is_not_wanted_any_more_does_no_harm(
    opened: Any, window: Window, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = opened(parabola())
    qtbot.waitUntil(lambda: panel._coming is None and not panel._timer.isActive())
    go_on, begun = threading.Event(), threading.Event()

    def slow(latex: str, color: str) -> Any:
        begun.set()
        assert go_on.wait(60)
        return typeset(latex, color)

    monkeypatch.setattr(typesetting, "typeset", slow)
    window.player.seek(3)
    qtbot.waitUntil(begun.is_set)
    panel.full.setChecked(True)  # at once, and in all digits
    full = panel.text()
    assert "x₄" in full
    go_on.set()
    qtbot.waitUntil(lambda: panel._setting is None)
    assert panel.text() == full
