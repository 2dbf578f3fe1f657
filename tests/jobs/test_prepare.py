"""Documents that are prepared beside the window: made once, and not at all for nobody."""

from __future__ import annotations

import pytest

from gdgui.document.model import default
from gdgui.engine.descent import Cancelled
from gdgui.jobs.job import CancelToken
from gdgui.jobs.prepare import Prepared, PrepareJob, prepared


def test_what_nobody_wants_any_more_is_not_made() -> None:
    made: list[int] = []

    def make() -> Prepared:
        made.append(1)
        return prepared(default())

    token = CancelToken()
    assert list(PrepareJob(make).run(token)) == []
    assert made == [1]
    token.cancel()
    with pytest.raises(Cancelled):
        PrepareJob(make).run(token)
    assert made == [1]
