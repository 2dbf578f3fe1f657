"""The command line: opens the window, or works without one.

Exit status: 0 done; 2 the input is wrong, with one line that says where and what is allowed; 1 only
for our own failure; 130 after Ctrl+C.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from gdgui import __version__
from gdgui.resources import resource

KINDS = ("objectives", "gradients", "schedules", "optimizers", "measures", "lessons")

NEEDS_DISPLAY = ("", "xcb", "wayland")

DESCRIPTION = "A desktop laboratory for gradient descent."

EPILOG = """\
without a window:
  gdgui show LESSON|FILE            print the document as JSON
  gdgui export LESSON|FILE --out DIR [--formats csv,npz,png,…] [--set PATH=VALUE …] [--size WxH …]
  gdgui catalogue KIND [--json]     objectives, gradients, schedules, optimizers, measures, lessons
  gdgui --self-test                 load every entry, resource and translation; paint the window once
"""


class WrongOptions(Exception):  # noqa: N818 - the sentence is what matters
    """The words on the command line make no sense; the text says what is allowed."""


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


def window(words: Sequence[str]) -> int:
    """`gdgui [LESSON|FILE]`: opens the window, or tests the program."""
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
    # Nothing here takes more than one thread of numpy's linear algebra.  The others would be started
    # with it, and turn round while they wait, just when every core is wanted for the first picture.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if options.self_test:
        if options.target is not None:
            parser.error("--self-test takes no LESSON|FILE")
        if not has_display(sys.platform, os.environ):
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from gdgui.selftest import self_test

        status = self_test()
        # Python ends in any order, and Qt aborts over what is left of a window in the wrong one: the
        # test would seem to have failed, or to have crashed instead.
        sys.stdout.flush()
        os._exit(status)
    # Whoever double-clicks a file reads no terminal, and some systems give the program none.
    if options.target is not None and not options.window and sys.stderr is not None:
        from gdgui.document import target

        target.find(options.target)  # what is wrong with it is said here, and not in a window
    if not has_display(sys.platform, os.environ):
        raise WrongOptions(
            "there is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set; "
            "allowed without one is gdgui show, export, catalogue or --self-test"
        )
    # Nothing of what is imported now becomes garbage; the window has a collector of its own.
    gc.disable()
    try:
        from gdgui.ui.app import run

        return run(options.target, options.language)
    finally:
        gc.enable()


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be opened: Windows and macOS always have a screen, and Qt has platforms
    (offscreen, vnc …) that need none."""
    if not platform.startswith("linux"):
        return True
    plugin = environment.get("QT_QPA_PLATFORM", "").partition(":")[0].partition("-")[0]
    if plugin not in NEEDS_DISPLAY:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def show(words: Sequence[str]) -> int:
    """`gdgui show`: prints a checked document, every default in it."""
    parser = Parser("gdgui show", description="Print the document as JSON, every default in it.")
    parser.add_argument("target", metavar="LESSON|FILE")
    parser.add_argument("--scene", type=int, metavar="N", help="a lesson's scene (default: the first)")
    options = parser.parse_intermixed_args(words)

    from gdgui.document import file, target
    from gdgui.headless.request import only_scene
    from gdgui.headless.terminal import write

    document = only_scene(target.find(options.target), options.scene)
    write(file.encode(document).decode())
    return 0


def _export_parser() -> Parser:
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
    return parser


def export(words: Sequence[str]) -> int:
    """`gdgui export`: tables and figures."""
    options = _export_parser().parse_intermixed_args(words)

    from gdgui.export.appearance import Appearance
    from gdgui.headless.export import export as run
    from gdgui.headless.request import Request

    run(
        Request(
            words=tuple(options.targets),
            out=options.out,
            formats=options.formats,
            assignments=tuple(options.set),
            scene=options.scene,
            lessons=options.lessons,
            language=options.language or "en",
            size=options.size,
            epochs=options.epochs,
            appearance=Appearance(
                scale=options.scale,
                theme=options.theme,
                printed=options.print,
                transparent=options.transparent,
                caption=options.caption,
                rate=options.rate,
            ),
        )
    )
    return 0


def catalogue(words: Sequence[str]) -> int:
    """`gdgui catalogue`: what there is to choose from."""
    parser = Parser("gdgui catalogue", description="Print what there is to choose from.")
    parser.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    parser.add_argument("--json", action="store_true", help="everything, not keys and titles alone")
    options = parser.parse_intermixed_args(words)

    from gdgui.export.listing import as_json, entries, table
    from gdgui.headless.terminal import write

    listed = entries(options.kind, options.language or "en")
    write(as_json(listed) if options.json else table(listed))
    return 0


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "show": show,
    "export": export,
    "catalogue": catalogue,
}


def dispatch(words: Sequence[str]) -> int:
    """Runs the command that the first word names which is no option; without one, the window."""
    skip = False
    for place, word in enumerate(words):
        if not skip and not word.startswith("-"):
            if word in COMMANDS:
                return COMMANDS[word]([*words[:place], *words[place + 1 :]])
            break
        skip = word == "--language"
    return window(words)


def main(words: Sequence[str] | None = None) -> int:
    """Runs the program with `words`, those of the command line by default; gives the exit status."""
    from gdgui.headless import terminal

    try:
        terminal.prepare_streams()
        status = _run(sys.argv[1:] if words is None else words)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        terminal.drop_output()
        return 0


def _run(words: Sequence[str]) -> int:
    from gdgui.engine.message import InputError
    from gdgui.headless.terminal import complain

    try:
        return dispatch(words)
    except (InputError, WrongOptions) as error:
        complain(str(error))
        return 2
    except SystemExit as end:  # --help, --version, and a signal that ends us
        return end.code if isinstance(end.code, int) else 0
    except ImportError as error:
        complain(f"a part of the program cannot be loaded: {error}")
        return 1
    except MemoryError:
        complain("there is not enough memory for this; fewer cells or epochs need less")
        return 1
    except BrokenPipeError:
        raise
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        complain(f"{name}{error.strerror or error}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
