"""Sentences come in the language in use, and numbers are read as people write them."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QTranslator

from gdgui.engine.message import Message
from gdgui.ui import language
from gdgui.ui.language import brief, duration, exact, is_ambiguous, number, parse_number, tr


@pytest.fixture
def english(qapp):
    language.install("en")
    yield
    language.install("en")


def test_values_are_put_in():
    assert tr("diverged at epoch {epoch}", epoch=12) == "diverged at epoch 12"


def test_a_message_in_a_message_is_rendered():
    inner = Message("a number from {low}", {"low": 0})
    assert tr(Message("allowed is {allowed}", {"allowed": inner})) == "allowed is a number from 0"
    assert tr("allowed is {allowed}", allowed=inner) == "allowed is a number from 0"


def test_a_number_in_a_sentence_has_a_real_minus_sign():
    assert tr("at {x}", x=-1.5) == "at −1.5"
    assert tr("at {x:.3f}", x=-1.5) == "at −1.500"
    assert tr("at {x:.1e}", x=-1.5e-7) == "at −1.5e−7"


def test_a_sentence_without_values_may_have_braces():
    assert tr("{x} stays") == "{x} stays"


def test_english_and_korean_are_there_under_their_own_names(qapp):
    assert dict(language.languages()) == {"en": "English", "ko": "한국어"}
    assert language.languages()[0][0] == "en"


def test_the_chosen_language_is_the_one_in_use(english):
    assert language.install("ko") == "ko"
    assert language.current() == "ko"
    assert language.install("en") == "en"
    assert language.current() == "en"


def test_an_unknown_language_is_english(english):
    assert language.install("tlh") == "en"


def test_without_a_choice_the_system_is_asked(english, monkeypatch):
    class Locale:
        @staticmethod
        def system():
            return Locale()

        def uiLanguages(self):
            return ["fr-FR", "ko-KR", "en-US"]

    monkeypatch.setattr(language, "QLocale", type("L", (Locale,), {"__call__": None}))
    monkeypatch.setattr(language, "languages", lambda: (("en", "English"), ("ko", "한국어")))
    assert language.install(None) == "ko"


def test_qt_s_own_texts_are_translated_and_come_back(english):
    source = ("QPlatformTheme", "Cancel")
    before = QCoreApplication.translate(*source)
    language.install("ko")
    assert QCoreApplication.translate(*source) != before
    language.install("en")
    assert QCoreApplication.translate(*source) == before


def test_no_translator_piles_up(english, qapp):
    for _ in range(5):
        language.install("ko")
        QCoreApplication.sendPostedEvents(None, 52)
    assert len(qapp.findChildren(QTranslator)) <= 2


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.05, "0.05"),
        (-1.428870, "−1.42887"),
        (120.0, "120"),
        (0.001, "0.001"),
        (1.2e-5, "1.2e−5"),
        (-1.2e-5, "−1.2e−5"),
        (3e7, "3e7"),
        (1e100, "1e100"),
        (1 / 3, "0.333333"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "NaN"),
    ],
)
def test_numbers_are_shown_for_people(value, shown):
    assert number(value) == shown


def test_the_digits_of_a_shown_number_can_be_chosen():
    assert number(-1.428870, 3) == "−1.43"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e-3", 1e-3),
        ("1E3", 1000.0),
        ("0.001", 0.001),
        ("1/3", 1 / 3),
        ("-1/3", -1 / 3),
        ("1 / 3", 1 / 3),
        ("1.5/0,5", 3.0),
        ("0,5", 0.5),
        ("0,001", 0.001),
        ("1,5", 1.5),
        ("−2", -2.0),
        ("1e−3", 1e-3),
        ("+5", 5.0),
        ("  7  ", 7.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("0e5", 0.0),
    ],
)
def test_what_people_write_is_read(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", ".", ",", "abc", "1e", "1e-", "1/", "/3", "1/0", "1/2/3", "1 2", "--5", "5-",
        "inf", "-inf", "nan", "Infinity", "1e999", "1e-999", "1/1e999", "0x10", "1_000", "٣", "½",
        "1,000", "12,345", "-1,000", "1,000,000", "1.2.3", "1,2,3", "2*3", "2+3", "__import__('os')",
        "1;2", "1\n2", "π",
    ],
)  # fmt: skip
def test_everything_else_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        parse_number(text)


def test_a_comma_that_may_separate_thousands_is_not_guessed():
    assert is_ambiguous("1,000")
    assert is_ambiguous(" −12,345 ")
    assert not is_ambiguous("0,001")
    assert not is_ambiguous("1,5")
    assert not is_ambiguous("1,0005")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_to_be_edited_reads_back_to_the_last_bit(value):
    assert parse_number(exact(value)) == value


@given(st.integers(-(2**31), 2**31))
def test_a_whole_number_to_be_edited_reads_back(value):
    assert int(parse_number(exact(value))) == value
    assert exact(float(value)) == str(value)


@given(st.text(max_size=20))
def test_no_text_makes_reading_fail_in_another_way(text):
    try:
        value = parse_number(text)
    except ValueError:
        return
    assert math.isfinite(value)


def test_a_number_that_is_shown_can_be_typed_again():
    values = [-1.5, 0.05, 1.2e-5, -3e7, 1e-300]
    assert [parse_number(number(v)) for v in values] == values
    assert all(parse_number(number(a)) != parse_number(number(b)) for a, b in pairwise(values))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1, "0.1"),
        (120, "120"),
        (2**60, str(2**60)),
        (0.1 + 0.2, "0.3"),
        (0.48600000000000004, "0.486"),
        (-1.5393804002589986, "-1.53938…"),
        (1.9999999999, "1.99999…"),
        (-1.2345678901234e-10, "-1.234e-10…"),
        (3e22 / 7, "4.28571e21…"),
        (-0.000123456789, "-0.0001234…"),
        (0.12345678901, "0.123456…"),
        (0.123456789, "0.123456789"),
    ],
)
def test_a_number_in_a_field_is_as_short_as_one_would_write_it(value, text):
    assert brief(value) == text


def test_whole_numbers_in_a_sentence_have_their_thousands_set_apart_everywhere():
    assert tr("{a} of {b:,}, {c}", a=333953, b=2_500, c=Message("up to {d}", {"d": 4_000_000})) == (
        "333,953 of 2,500, up to 4,000,000"
    )
    assert tr("{a:d} and {b}, {c}, {d}", a=2026, b=True, c=-1_000, d="123456") == (
        "2026 and True, −1,000, 123456"
    )


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.52, "0.52 s"),
        (12.3, "12 s"),
        (90.0, "1.5 min"),
        (2460.0, "41 min"),
        (7000.0, "1.9 h"),
        (4e6, "1,111 h"),
    ],
)
def test_a_duration_is_told_in_the_unit_that_one_would_say(seconds, text):
    assert duration(seconds) == text
