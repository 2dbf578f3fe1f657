"""The language of the window: translated sentences, and numbers as people write and read them.

A language is one `.ts` file in `resources/translations`; English is what stands in the sources.
"""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gdgui.engine.message import Message
from gdgui.resources import resource

ENGLISH = "en"
MINUS = "−"

_PREFIX = "gdgui_"
# The language in use is kept with the application, so that it ends with it.
_PROPERTY = "gdgui_language"
_TRANSLATOR = "gdgui_translator"

_DECIMAL = r"(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?"
_NUMBER = re.compile(rf"([+-]?{_DECIMAL})(?:\s*/\s*({_DECIMAL}))?")
# One and a half, or one thousand five hundred?  Whoever guesses is wrong half of the time.
_AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")


class _Shown(float):
    """A number in a sentence: with a real minus sign, whatever the format asked for."""

    def __format__(self, spec: str) -> str:
        return _tidy(super().__format__(spec)) if spec else number(self)


class _Count(int):
    """A whole number in a sentence: its thousands are set apart, as English and Korean both do it."""

    def __format__(self, spec: str) -> str:
        return _tidy(format(int(self), spec or ","))


def tr(source: str | Message, **values: object) -> str:
    """`source` in the language in use, with `values` put in by `str.format`.

    A value may be a Message itself.  A float is shown by `number`, and a whole number with its
    thousands set apart, unless the sentence gives it a format of its own; what only names something,
    as a seed does, comes as text.

    >>> tr("diverged at epoch {epoch}", epoch=12)
    'diverged at epoch 12'
    """
    message = Message(source, values) if isinstance(source, str) else source
    return _readable(message).render(_translate)


def _readable(message: Message) -> Message:
    def shown(value: object) -> object:
        if isinstance(value, Message):
            return _readable(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return _Count(value)
        return _Shown(value) if isinstance(value, float) else value

    return Message(message.source, {name: shown(value) for name, value in message.values.items()})


def _translate(source: str) -> str:
    return QCoreApplication.translate("", source)


def install(language: str | None = None) -> str:
    """Makes `language` the one in use, and returns it.

    None asks the system; a language that we do not have is English.  Widgets that stand already keep
    their texts: the window rebuilds itself.  Raises RuntimeError without an application.
    """
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("there is no application yet whose language could be set")
    for former in app.findChildren(QTranslator, _TRANSLATOR):
        QCoreApplication.removeTranslator(former)
        former.deleteLater()
    known = [code for code, _ in languages()]
    chosen = language if language is not None else _of_the_system(known)
    if chosen not in known:
        chosen = ENGLISH
    if chosen != ENGLISH:
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        # Qt asks the translator that was installed last first.
        _load(app, f"qtbase_{chosen}", qt)
        _load(app, f"{_PREFIX}{chosen}", str(resource("translations")))
    app.setProperty(_PROPERTY, chosen)
    return chosen


def _load(app: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    translator.setObjectName(_TRANSLATOR)
    # An empty translation, and Qt's own where a frozen program left it out, is no fault.
    if translator.load(f"{name}.qm", folder):
        QCoreApplication.installTranslator(translator)


def _of_the_system(known: list[str]) -> str:
    for name in QLocale.system().uiLanguages():
        code = re.split("[-_]", name)[0]
        if code in known:
            return code
    return ENGLISH


def languages() -> tuple[tuple[str, str], ...]:
    """Every language that there is: its code, and what its speakers call it; English first."""
    files = [*resource("translations").glob(f"{_PREFIX}*.ts")]
    files += resource("translations").glob(f"{_PREFIX}*.qm")
    codes = sorted({path.stem.removeprefix(_PREFIX) for path in files} - {ENGLISH})
    return ((ENGLISH, "English"), *((code, _own_name(code)) for code in codes))


def _own_name(code: str) -> str:
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:] if name else code


def current() -> str:
    """The code of the language in use."""
    app = QCoreApplication.instance()
    code = None if app is None else app.property(_PROPERTY)
    return code if isinstance(code, str) else ENGLISH


LONGEST, MOST_DIGITS = 11, 6
"""Characters of a number in a field, and those of its digits that are shown where there are more."""


def number(value: float, digits: int = 6) -> str:
    """`value` to be read, rounded to `digits` significant digits.

    >>> number(-0.5), number(12.0), number(1.2e-5), number(3e7)
    ('−0.5', '12', '1.2e−5', '3e7')
    """
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    return _tidy(f"{value + 0.0:.{digits}g}") if value else "0"


def duration(seconds: float) -> str:
    """How long something takes, as one would say it: 0.5 s, 12 s, 4 min, 1.5 h."""
    if seconds < 60.0:
        return tr("{time} s", time=number(seconds, 2))
    if seconds < 3600.0:
        return tr("{time} min", time=_few_digits(seconds / 60.0))
    return tr("{time} h", time=_few_digits(seconds / 3600.0))


def _few_digits(value: float) -> str:
    return number(round(value, 1)) if value < 10.0 else f"{value:,.0f}"


def exact(value: float) -> str:
    """`value` to be edited: the shortest text that reads back as the very same number.

    The minus sign is the one on the keyboard, since such a text is copied elsewhere.

    >>> exact(0.1), exact(120), exact(1e-10), exact(-2.0)
    ('0.1', '120', '1e-10', '-2')
    """
    text = repr(float(value)) if not isinstance(value, int) else str(value)
    return re.sub(r"e([+-]?)0*", _exponent, text.removesuffix(".0"))


def brief(value: float) -> str:
    """`value` where it can be edited but is not: as `exact`, but no longer than one can read.

    What arithmetic leaves behind in the sixteenth digit is left away; digits that matter are cut off
    where they are many, and dots stand for them.

    >>> brief(0.1), brief(0.48600000000000004), brief(1.5393804002589986), brief(1e-10)
    ('0.1', '0.486', '1.53938…', '1e-10')
    """
    text = exact(value)
    if len(text) <= LONGEST or isinstance(value, int) or not math.isfinite(value):
        return text
    near = exact(float(f"{value:.15g}"))
    if len(near) <= LONGEST:
        return near
    digits, power = f"{abs(value):.17e}".split("e")
    for most in range(MOST_DIGITS, 1, -1):
        cut = math.copysign(float(f"{digits[: most + 1]}e{power}"), value)
        text = f"{exact(cut)}…"
        if len(text) <= LONGEST:
            break
    return text


def _exponent(match: re.Match[str]) -> str:
    return "e-" if match[1] == "-" else "e"


def _tidy(text: str) -> str:
    return re.sub(r"e([+-]?)0*(?=[0-9])", _exponent, text).replace("-", MINUS)


def parse_number(text: str) -> float:
    """The finite number that a person wrote: 1e-3, 0.001, 1/3, 0,5, −2, with spaces around it.

    Raises ValueError for everything else: words, infinities, a number too large or too small to be
    kept, and a comma that might as well separate thousands (1,000).
    """
    written = text.strip().replace(MINUS, "-")
    match = _NUMBER.fullmatch(written)
    if match is None:
        raise ValueError(f"{text!r} is not a number")
    above, below = match[1], match[2]
    if is_ambiguous(written):
        raise ValueError(f"the comma in {text!r} may be a decimal comma or separate thousands")
    value = _decimal(above)
    if below is not None:
        divisor = _decimal(below)
        if divisor == 0:
            raise ValueError(f"{text!r} divides by zero")
        value /= divisor
    if not math.isfinite(value):
        raise ValueError(f"{text!r} is too large")
    if value == 0 and re.search("[1-9]", re.split("[eE/]", above)[0]):
        raise ValueError(f"{text!r} is too small to tell from zero")
    return value


def is_ambiguous(text: str) -> bool:
    """Whether a comma in `text` may be a decimal comma or separate thousands, as in 1,000."""
    parts = text.strip().replace(MINUS, "-").split("/")
    return any(_AMBIGUOUS.fullmatch(part.strip()) for part in parts)


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))
