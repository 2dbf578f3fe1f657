"""How quickly the packaged program starts: what is made of the measurements."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))

import start_time  # noqa: E402
from start_time import Start  # noqa: E402
from steps import Trouble  # noqa: E402


def pair(mine: float, its: float) -> tuple[Start, Start]:
    return Start(mine, mine + 1), Start(its, its)


def test_the_median_of_the_pairs_counts_and_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    # A machine that is busy during one pair slows both; during one start it spoils one pair.
    pairs = [pair(1.2, 1.0), pair(3.6, 3.0), pair(9.0, 1.0)]
    assert start_time.judged(pairs) == pytest.approx(1.2)
    said = capsys.readouterr().err
    assert "a bare pyqtgraph window 1.00 s; ratio 1.20, where 1.25 is the goal" in said


def test_past_the_goal_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    start_time.check(lambda: 1.2)
    assert capsys.readouterr().err == ""
    start_time.check(lambda: 1.5)
    assert "more slowly than it should: 1.50 times" in capsys.readouterr().err


def test_far_past_it_the_build_fails_where_it_is_so_twice() -> None:
    ratios = iter((2.3, 1.5))
    start_time.check(lambda: next(ratios))
    with pytest.raises(Trouble, match=r"2\.30 times as long"):
        start_time.check(lambda: 2.3)
