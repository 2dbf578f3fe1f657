"""The words on the command line, read: what each command allows, and one line about what is wrong.

Not imported where there are no words: whoever double-clicks the program waits for no parser.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from gdgui import __version__
from gdgui.headless.terminal import WrongOptions
from gdgui.resources import resource

KINDS = ("objectives", "gradients", "schedules", "optimizers", "measures", "lessons")

DESCRIPTION = "A desktop laboratory for gradient descent."

EPILOG = """\
without a window:
  gdgui show LESSON|FILE            print the document as JSON
  gdgui export LESSON|FILE --out DIR [--formats csv,npz,png,…] [--set PATH=VALUE …] [--size WxH …]
  gdgui catalogue KIND [--json]     objectives, gradients, schedules, optimizers, measures, lessons
  gdgui --self-test                 load every entry, resource and translation; paint the window once
"""


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong and what is allowed, instead of a usage on several."""

    def __init__(self, prog: str, **others: Any) -> None:
        super().__init__(prog=prog, allow_abbrev=False, **others)
        self.add_argument(
            "--language", choices=languages(), help="of the window, the figures, and lessons' titles"
        )

    def error(self, message: str) -> NoReturn:
        usage = " ".join(self.format_usage().split())
        raise WrongOptions(f"{message}; {usage}")


def languages() -> tuple[str, ...]:
    """Every language that there is: English, and one for each file of translations."""
    files = resource("translations").glob("gdgui_*.*")
    found = {path.stem.removeprefix("gdgui_") for path in files if path.suffix in (".ts", ".qm")}
    return ("en", *sorted(found - {"en"}))


def window_options(words: Sequence[str]) -> argparse.Namespace:
    """What `gdgui [LESSON|FILE]` is asked for."""
    parser = Parser(
        "gdgui",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="gdgui [LESSON|FILE] [--language LANGUAGE] [--window] [--self-test] [--version], "
        "or gdgui show|export|catalogue …",
    )
    parser.add_argument("target", metavar="LESSON|FILE", nargs="?", help="what the window opens with")
    parser.add_argument(
        "--window", action="store_true", help="say in the window, too, what is wrong with LESSON|FILE"
    )
    parser.add_argument("--self-test", action="store_true", help="try every part of the program")
    parser.add_argument("--version", action="version", version=f"gdgui {__version__}")
    options = parser.parse_args(words)
    if options.self_test and options.target is not None:
        parser.error("--self-test takes no LESSON|FILE")
    return options


def show_options(words: Sequence[str]) -> argparse.Namespace:
    """What `gdgui show` is asked for."""
    parser = Parser("gdgui show", description="Print the document as JSON, every default in it.")
    parser.add_argument("target", metavar="LESSON|FILE")
    parser.add_argument("--scene", type=int, metavar="N", help="a lesson's scene (default: the first)")
    return parser.parse_intermixed_args(words)


def export_options(words: Sequence[str]) -> argparse.Namespace:
    """What `gdgui export` is asked for."""
    parser = Parser("gdgui export", description="Write tables and figures of lessons and files.")
    parser.add_argument(
        "targets", metavar="LESSON|FILE", nargs="*", help="several get a folder each inside DIR"
    )
    parser.add_argument("--out", metavar="DIR", required=True, type=Path, help="is created")
    parser.add_argument("--lessons", action="store_true", help="every lesson, each in its own folder")
    parser.add_argument(
        "--formats",
        metavar="csv,npz,png",
        default="csv,npz,png",
        help="of csv, comma (CSV with decimal commas), npz; png, svg, pdf (each chart, and all "
        "together); gif, apng, mp4, steps (films of the descents and the sweep; steps: a PNG for each "
        "frame); py and ipynb (a program for numpy and matplotlib that gives the same numbers); "
        "csv,npz,png by default",
    )
    parser.add_argument(
        "--set",
        metavar="PATH=VALUE",
        action="append",
        default=[],
        help="a path into what show prints (descents.0.start) or one of the first descent's "
        "(schedule.rate); a JSON value, else text",
    )
    parser.add_argument("--scene", type=int, metavar="N", help="a lesson's scene (default: all)")
    looks = parser.add_argument_group("figures and films")
    looks.add_argument("--size", metavar="WxH", help="960x600 (pixels) or 16x10cm")
    looks.add_argument("--scale", type=float, metavar="S", help="pixels of an image for each of these")
    looks.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    looks.add_argument("--print", action="store_true", help="white, with black text")
    looks.add_argument("--transparent", action="store_true", help="without a background")
    looks.add_argument("--caption", action="store_true", help="the parameters beneath")
    looks.add_argument("--rate", type=float, default=20.0, metavar="R", help="frames a second")
    looks.add_argument("--epochs", metavar="A:B[:STEP]", help="which epochs a film shows")
    return parser.parse_intermixed_args(words)


def catalogue_options(words: Sequence[str]) -> argparse.Namespace:
    """What `gdgui catalogue` is asked for."""
    parser = Parser("gdgui catalogue", description="Print what there is to choose from.")
    parser.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    parser.add_argument("--json", action="store_true", help="everything, not keys and titles alone")
    return parser.parse_intermixed_args(words)
