"""The command line: opens the window, or works without one.

Exit status: 0 done; 2 the input is wrong, with one line that says where and what is allowed; 1 only
for our own failure; 130 after Ctrl+C.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

NEEDS_DISPLAY = ("", "xcb", "wayland")


def window(words: Sequence[str]) -> int:
    """`gdgui [LESSON|FILE]`: opens the window, or tests the program."""
    # Nothing here takes more than one thread of numpy's linear algebra.  The others would be started
    # with it, and turn round while they wait, just when every core is wanted for the first picture.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    target = language = None
    told_inside = False
    if words:
        from gdgui.headless.options import window_options

        options = window_options(words)
        if options.self_test:
            return self_test()
        target, language, told_inside = options.target, options.language, options.window
    # Whoever double-clicks a file reads no terminal, and some systems give the program none.
    if target is not None and not told_inside and sys.stderr is not None:
        from gdgui.document.target import find

        find(target)  # what is wrong with it is said here, and not in a window
    if not has_display(sys.platform, os.environ):
        from gdgui.headless.terminal import WrongOptions

        raise WrongOptions(
            "there is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set; "
            "allowed without one is gdgui show, export, catalogue or --self-test"
        )
    # Nothing of what is imported now becomes garbage; the window has a collector of its own.
    gc.disable()
    try:
        from gdgui.ui.app import run

        return run(target, language)
    finally:
        gc.enable()


def self_test() -> NoReturn:
    """`gdgui --self-test`: tries every part of the program, and ends with the status that says how."""
    if not has_display(sys.platform, os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gdgui.selftest import self_test as tried

    status = tried()
    # Python ends in any order, and Qt aborts over what is left of a window in the wrong one: the
    # test would seem to have failed, or to have crashed instead.
    sys.stdout.flush()
    os._exit(status)


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
    from gdgui.document import file, target
    from gdgui.headless.options import show_options
    from gdgui.headless.request import only_scene
    from gdgui.headless.terminal import write

    options = show_options(words)
    document = only_scene(target.find(options.target), options.scene)
    write(file.encode(document).decode())
    return 0


def export(words: Sequence[str]) -> int:
    """`gdgui export`: tables and figures."""
    from gdgui.headless.options import export_options

    options = export_options(words)

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
    from gdgui.headless.options import catalogue_options

    options = catalogue_options(words)

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
    from gdgui.headless.terminal import WrongOptions, complain

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
