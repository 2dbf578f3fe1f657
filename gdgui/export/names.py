"""What exported files and folders are called."""

from __future__ import annotations

from collections.abc import Iterable

SUMMARY = "summary.csv"


def descent_file(number: int, form: str) -> str:
    """The table or film of a descent, numbered from 1, in a format."""
    return f"descent-{number}{suffix_of(form)}"


def sweep_file(number: int, form: str) -> str:
    """The table or film of a sweep, numbered from 1, in a format."""
    return f"sweep-{number}{suffix_of(form)}"


def suffix_of(form: str) -> str:
    """What the name of a file in this format ends in; nothing for a folder of pictures.

    A film as APNG is a PNG to every program that knows no films.
    """
    return {"apng": ".png", "comma": ".comma.csv", "steps": ""}.get(form, f".{form}")


def script_file(suffix: str) -> str:
    """The program that reproduces everything: `py`, or `ipynb` for a notebook."""
    return f"reproduce.{suffix}"


def scene_folder(number: int) -> str:
    """Where a scene of a lesson goes, numbered from 1; the first has no folder of its own."""
    return "" if number == 1 else f"scene-{number}"


def different(names: Iterable[str]) -> list[str]:
    """The names, those that were there before with a number: also where case does not count.

    A name that would be no new folder, like `..`, or end in dots, which not every system can, gets
    another.

    >>> different(["mine", "Mine", "other", ".."])
    ['mine', 'Mine-2', 'other', 'document']
    """
    taken: set[str] = set()
    result = []
    for given in names:
        name = given.rstrip(". ") or "document"
        number, unique = 1, name
        while unique.casefold() in taken:
            number += 1
            unique = f"{name}-{number}"
        taken.add(unique.casefold())
        result.append(unique)
    return result
