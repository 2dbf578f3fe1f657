"""The chart of chance holds the counts, asks for them while it is seen, and follows the document."""

from __future__ import annotations

import numpy as np
import pytest

from gdgui.document import changes, lesson
from gdgui.document.check import check
from gdgui.document.model import Choice, Continues, Descent, Document, Scheduled, View
from gdgui.document.plan import plan
from gdgui.engine.message import Message
from gdgui.engine.random import uniform
from gdgui.jobs.chance import ChanceJob
from gdgui.jobs.job import CancelToken
from gdgui.ui.chance import chance_job
from gdgui.ui.charts._chance import shares


@pytest.fixture(scope="module")
def document() -> Document:
    document = check(lesson.load("random_starts").scenes[4].document)
    return changes.with_view(document, random_starts=2000)


def test_the_bars_are_the_counts_and_the_pairs_the_shares(show_chart, document):
    shown = show_chart("chance", document)
    chart, found = shown.chart, shown.snapshot.chance
    assert found.tally.count == 2000
    heights = np.array([bars.opts["height"] for bars in chart.bars])
    assert np.array_equal(heights, found.tally.bins)
    ends, basins = shares(found)
    there = (ends > 0) | (basins > 0)
    assert list(chart.pairs[0].opts["height"]) == list(100 * ends[there])
    assert list(chart.pairs[1].opts["height"]) == list(100 * basins[there])
    assert "2,000 of 2,000" in chart.frame.coordinates.text()
    assert "seed 1" in chart.seed.text()


def test_number_of_starts_and_seed_are_changes_of_the_document(show_chart, document):
    shown = show_chart("chance", document)
    shown.chart.count.activated.emit(shown.chart.count.findData(100_000))
    shown.chart.again.click()
    first, second = shown.heard.edits
    assert first.change(document).view.random_starts == 100_000
    assert second.change(document).seed == int(uniform(1, np.array([0]), 0, 99)[0] * 1_000_000)


def test_a_function_of_which_nothing_is_known_yet_shows_no_old_bars(show_chart, document):
    shown = show_chart("chance", document)
    before = len(shown.chart.canvas.scene().items())
    for starts in (200, 300, 2000):
        shown.show(changes.with_view(document, random_starts=starts))
    assert len(shown.chart.canvas.scene().items()) == before


def test_a_branch_is_counted_anew_when_what_it_continues_changes() -> None:
    def job(rate: float) -> ChanceJob:
        schedule = Scheduled(key="constant", parameters={"rate": rate})
        first = Descent(schedule=schedule, start=[1.0], epochs=30)
        branch = Descent(continues=Continues(descent=0, epoch=20), epochs=30)
        document = check(
            Document(
                objective=Choice(key="gaussian_sine"),
                descents=[first, branch],
                view=View(descent=1, random_starts=200),
            )
        )
        made = chance_job(document, plan(document))
        assert made is not None
        return made

    slow, fast = job(0.001), job(2.5)
    bins = [list(one.run(CancelToken()))[-1].tally.bins for one in (slow, fast)]
    assert not np.array_equal(*bins)
    assert slow.key != fast.key
    assert slow.key == job(0.001).key


def test_it_is_counted_while_it_is_seen_and_stops_at_a_word(window, qtbot):
    window.open_lesson("random_starts", 4)
    qtbot.waitUntil(lambda: window._snapshot.chance is not None and window._snapshot.chance.done)
    chancer = window.controller.chance
    assert window._snapshot.chance.tally.count == 10_000
    window.show_chart("chance", False)
    assert not chancer._shown
    wanted = chancer._wanted
    window.intents.edit(Message("Draw anew"), changes.with_next_seed)
    assert chancer._wanted == wanted  # nobody looks, nobody counts
    window.show_chart("chance", True)
    qtbot.waitUntil(lambda: chancer.found is not None and chancer.found.key != wanted)
    window.intents.stop_requested.emit()
    assert not chancer._runner.busy
