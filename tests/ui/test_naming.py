"""What descents are called."""

from __future__ import annotations

import pytest

from gdgui.document.model import Descent, Scheduled
from gdgui.ui import language
from gdgui.ui.naming import descent_name


@pytest.fixture
def korean(plain_look: None):
    language.install("ko")
    yield
    language.install("en")


def test_a_descent_without_a_name_is_called_after_its_rule_and_rate(plain_look):
    assert descent_name(Descent(schedule=Scheduled(parameters={"rate": 0.25}))) == "Constant 0.25"


@pytest.mark.parametrize(
    ("name", "shown"), [("Constant", "일정"), ("my own", "my own"), ("나의 것", "나의 것")]
)
def test_a_name_that_is_a_rules_is_shown_in_the_present_language(korean, name, shown):
    assert descent_name(Descent(name=name)) == shown
