"""The Korean translation is complete, keeps every placeholder, and is up to date with the sources."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from gdgui.engine.message import Message
from gdgui.ui import language

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources" / "translations" / "gdgui_ko.ts"
HANGUL = re.compile("[가-힣]")

# Names that Korean writes in Latin letters, and texts that are nothing but values and signs.
SAME_IN_KOREAN = {
    "CSV",
    "MP4",
    "cm",
    "AMSGrad",
    "AdaBelief",
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamW",
    "Adamax",
    "Home, End",
    "Lion",
    "NAdam",
    "PyTorch",
    "RAdam",
    "RMSprop",
    "Rprop",
}
SIGNS = re.compile(r"[\s\d(),.;:/×·%=+−–—→…′₀-₉xyηN-]*")


@cache
def packaging() -> ModuleType:
    """packaging/translations.py; the folder is no package."""
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        import translations
    finally:
        sys.path.pop(0)
    return translations


@cache
def collected() -> tuple[str, ...]:
    """Every marked text, as lupdate finds them in the sources."""
    return tuple(packaging().collect())


@cache
def korean() -> dict[str, str]:
    return dict(packaging().read(CATALOGUE))


def placeholders(text: str) -> list[tuple[str, str, str]]:
    """Name, format and conversion of each placeholder."""
    fields = string.Formatter().parse(text)
    return sorted({(name, spec or "", how or "") for _, name, spec, how in fields if name is not None})


def test_the_catalogue_is_up_to_date_with_the_sources() -> None:
    gone = sorted(set(korean()) - set(collected()))
    new = sorted(set(collected()) - set(korean()))
    assert (new, gone) == ([], []), "run: python packaging/translations.py update"


def test_every_text_has_a_finished_translation() -> None:
    assert [text for text, translation in korean().items() if not translation.strip()] == []
    messages = list(ElementTree.parse(CATALOGUE).iter("message"))
    assert messages
    for message in messages:
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None


def test_there_is_one_message_a_text_in_one_empty_context_and_no_comment() -> None:
    root = ElementTree.parse(CATALOGUE).getroot()
    assert root.get("language") == "ko_KR"
    assert [context.findtext("name") for context in root.iter("context")] == [""]
    sources = [message.findtext("source") for message in root.iter("message")]
    assert len(sources) == len(set(sources))
    # The program asks for the text alone, and would not find one that has a comment.
    assert [element.tag for element in root.iter("comment")] == []


def test_translations_keep_every_placeholder_with_its_format() -> None:
    for text, translation in korean().items():
        assert placeholders(translation) == placeholders(text), text


def test_translations_are_korean() -> None:
    for text, translation in korean().items():
        if HANGUL.search(translation):
            continue
        bare = re.sub(r"\{[^}]*\}", "", text)
        assert text == translation, text
        assert text in SAME_IN_KOREAN or SIGNS.fullmatch(bare), f"not translated: {text}"


def test_the_list_of_what_is_the_same_in_korean_is_not_longer_than_it_must_be() -> None:
    assert {text for text in SAME_IN_KOREAN if HANGUL.search(korean().get(text, "가"))} == set()


def test_translations_end_as_their_texts_do() -> None:
    """A full stop, a question mark, an ellipsis; the spaces around, and the lines."""
    for text, translation in korean().items():
        assert translation == translation.strip() or text != text.strip(), text
        assert translation.count("\n") == text.count("\n"), text
        for end in (".", "?", "…", ":"):
            last, korean_last = text.rstrip(), translation.rstrip()
            assert last.endswith(end) == korean_last.endswith(end), text


def test_a_key_of_a_menu_stands_in_its_translation() -> None:
    """“&File” is “파일(&F)”: the same key under every language."""
    for text, translation in korean().items():
        keys = re.findall(r"&(\w)", text)
        assert [k.upper() for k in re.findall(r"&(\w)", translation)] == [k.upper() for k in keys], text


def test_no_particle_stands_behind_a_placeholder_as_if_its_sound_were_known() -> None:
    """이/가, 을/를, 은/는, 와/과 and 으로/로 depend on the last sound of what is put in."""
    particle = re.compile(r"\}(?:이|가|을|를|은|는|와|과|로|으로)(?=[\s.,)…]|$)")
    for text, translation in korean().items():
        assert not particle.search(translation), f"{text}: {translation}"


def test_a_minimum_is_a_place_and_a_least_value_is_a_value() -> None:
    """극소점 lies on the x axis, 최솟값 on the other one; “local minimum” alone is a set phrase."""
    for text, translation in korean().items():
        values = re.search("최솟값|최댓값|극솟값|극댓값", translation)
        if re.search("(mini|maxi)m(um|a)", text) and not text.startswith("Empirical local minimum"):
            assert not values, f"{text}: {translation}"
        if "least value" in text.lower():
            assert values, f"{text}: {translation}"


# ------------------------------------------------------------------ what lupdate finds


def marked(path: Path) -> Iterator[tuple[ast.Call, ast.expr]]:
    """Every call of Message or tr with a text, and that text's expression."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in ("Message", "tr"):
                yield node, node.args[0]


SOURCES = sorted((ROOT / "gdgui").rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_text_stands_as_a_literal_where_lupdate_finds_it(path: Path) -> None:
    for call, text in marked(path):
        where = f"{path.name}:{call.lineno}"
        if isinstance(text, ast.Constant):
            assert text.value in collected(), f"{where}: lupdate does not find {text.value!r}"
        else:
            # A Message that comes from elsewhere is fine; a text made up here is not.
            inside = [n for n in ast.walk(text) if isinstance(n, ast.Constant | ast.JoinedStr)]
            strings = [n for n in inside if isinstance(getattr(n, "value", ""), str)]
            made = isinstance(text, ast.IfExp | ast.BinOp | ast.JoinedStr | ast.BoolOp)
            assert not (made and strings), f"{where}: write a call for each text"


# ------------------------------------------------------------------ what the program loads


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    target = tmp_path / "gdgui_ko.qm"
    tool = str(packaging().tool("lrelease"))
    done = subprocess.run(
        [tool, str(CATALOGUE), "-qm", str(target)], capture_output=True, text=True, check=True
    )
    assert "unfinished" not in done.stdout.replace("0 unfinished", "")
    return target


def test_the_compiled_catalogue_translates_every_text(compiled: Path, qapp: QCoreApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(compiled))
    for text, translation in korean().items():
        assert translator.translate("", text) == translation


def test_a_sentence_with_a_sentence_inside_is_korean_all_through(
    compiled: Path, qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "resource", lambda *parts: compiled.parent)
    (compiled.parent / CATALOGUE.name).write_bytes(CATALOGUE.read_bytes())
    try:
        assert language.install("ko") == "ko"
        inner = Message("a whole number from {low}", {"low": "1"})
        outer = Message("{value} is not allowed; allowed is {allowed}", {"value": 0, "allowed": inner})
        shown = language.tr(outer)
        assert HANGUL.search(shown)
        assert not re.search("[A-Za-z]", shown)
        assert "0" in shown
        assert "1" in shown
    finally:
        language.install("en")


# ------------------------------------------------------------------ the tool


def test_update_keeps_what_is_translated_and_drops_what_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool: Any = packaging()
    catalogue = tmp_path / "gdgui_xx.ts"
    catalogue.write_text('<TS version="2.1" language="xx"></TS>', encoding="utf-8")
    tool.write(catalogue, {"a < b & 'c'\n\n“d”": "A", "gone": "B"})
    monkeypatch.setattr(tool, "collect", lambda: ["new", "a < b & 'c'\n\n“d”"])
    tool.update([catalogue])
    assert tool.read(catalogue) == {"new": "", "a < b & 'c'\n\n“d”": "A"}
    written = catalogue.read_bytes()
    assert b'language="xx"' in written
    tool.update([catalogue])
    assert catalogue.read_bytes() == written
