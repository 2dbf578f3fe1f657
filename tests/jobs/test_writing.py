"""What is written is told."""

from __future__ import annotations

from pathlib import Path

from gdgui.jobs.job import CancelToken
from gdgui.jobs.writing import WritingJob, Written


def test_a_job_tells_what_was_written() -> None:
    paths = [Path("a"), Path("b")]
    assert list(WritingJob(lambda token: paths).run(CancelToken())) == [Written(tuple(paths))]
