"""What goes into the packaged program, and what PyInstaller would put in although nothing uses it.

PyInstaller follows imports, and takes along every plugin of Qt and every library that one of those
asks for: a GTK theme brings forty libraries with it.  Here stands what we keep; it is asked for each
file, so that a new version of Qt with new plugins makes the program no larger.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

EXCLUDED_MODULES = (
    # Qt that only optional parts of pyqtgraph look for
    "PySide6.QtNetwork", "PySide6.QtTest", "PySide6.QtPrintSupport", "PySide6.QtQml", "PySide6.QtQuick",
    # libraries that numpy, pyqtgraph, SymPy and Pillow use where they are installed
    "IPython", "OpenGL", "cupy", "gmpy2", "h5py", "jax", "matplotlib", "numba", "pandas", "scipy",
    "PIL._avif", "PIL._webp", "PIL._imagingtk", "PIL.ImageTk",
    # what msgspec would take before Python's own typing, for 6 ms of every start
    "typing_extensions",
    # tools for development that stand in the same environment
    "hypothesis", "mypy", "pip", "pkg_resources", "pytest", "setuptools", "wheel",
    "numpy.distutils", "numpy.f2py", "pyqtgraph.examples", "pyqtgraph.opengl", "PyInstaller",
    # of Python itself; without the first two there is no OpenSSL, and hashlib and uuid have functions
    # of their own; readline is for terminals
    "_hashlib", "_ssl", "_uuid", "readline",
    "ensurepip", "idlelib", "lib2to3", "pydoc_data", "tkinter", "turtledemo", "venv",
)

# Of pyqtgraph what gdgui.ui.lazy_qt passes over, and what nothing else needs then.  An empty window of
# pyqtgraph needs it.
PASSED_OVER = (
    "multiprocessing", "pyqtgraph.imageview", "pyqtgraph.multiprocess", "pyqtgraph.parametertree",
    "pyqtgraph.widgets.RemoteGraphicsView", "concurrent.futures.process",
)

# Folder of Qt's plugins: what is kept of it.  A folder that is not named is left out.
PLUGINS = {
    # offscreen is what `gdgui export` and the self-test paint on
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    # pictures in and out: PNG is in Qt itself, SVG for the icons and the formulas
    "imageformats": ("qsvg",),
    "iconengines": ("qsvgicon",),
    # Korean is typed through ibus; its messages go over D-Bus, which is no network
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    # the file dialog of the desktop
    "platformthemes": ("qxdgdesktopportal",),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("bradient", "adwaita"),
    "styles": ("qmodernwindowsstyle", "qmacstyle"),
}

LANGUAGES = ("en", "ko")

# Of the system's libraries a Linux desktop has the large ones, and must use its own: a bundled
# libstdc++ older than the graphics driver's keeps the driver from loading, a bundled fontconfig does
# not understand newer settings.  Carried are those that a desktop may lack, and what Python needs.
CARRIED_LIBRARIES = (
    "libpython3", "libffi", "libbz2", "liblzma", "libexpat", "libmpdec",
    "libxcb-cursor", "libxcb-icccm", "libxcb-image", "libxcb-keysyms", "libxcb-render-util",
    "libxcb-util", "libxcb-xkb", "libxkbcommon-x11",
)

# Libraries that came along with plugins and modules which are left out; opengl32sw paints OpenGL in
# software on Windows, and we paint without it.
_LEFT_OVER = (
    "Qt6Network", "Qt6Test", "Qt6EglFS", "Qt6EglFs", "Qt6WlShell", "opengl32sw", "d3dcompiler",
    "avif", "webp", "sharpyuv",
)

_LIBRARY = re.compile(r"(?P<name>lib.+?)(?:\.so)(?:\.[0-9.]+)?$")
_TESTS = frozenset({"test", "tests", "testing"})
# Libraries whose own code imports their tests' helpers.
_NEED_TESTING = ("numpy.testing", "sympy.testing", "unittest")


def keeps(destination: str, source: str = "") -> bool:
    """Whether the file that would become `destination`, a path inside the program's folder, is kept.

    `source` is where it was found; it tells a library of the system from one of a Python package.
    """
    path = PurePosixPath(destination.replace("\\", "/"))
    parts = path.parts
    if "plugins" in parts[:-2]:
        folder = parts[parts.index("plugins") + 1]
        name = path.name.split(".")[0].removeprefix("lib")
        return name in PLUGINS.get(folder, ())
    if path.suffix == ".qm":
        return _is_wanted_translation(path)
    if _TESTS.intersection(parts[:-1]) or path.suffix in (".pyi", ".pxd"):
        return False
    if path.name.removeprefix("lib").startswith(_LEFT_OVER):
        return False
    if ".dist-info" in destination:  # a library that asks for its own version reads this file alone
        return path.name == "METADATA"
    return _is_wanted_library(path, source.replace("\\", "/"))


def may_be_stripped(destination: str) -> bool:
    """Whether `strip` leaves a library that works.

    Wheels carry libraries of others in folders numpy.libs and the like, moved about inside by
    patchelf; strip tears those apart, and the loader refuses them (page alignment).
    """
    return ".libs/" not in destination.replace("\\", "/")


def keeps_module(name: str) -> bool:
    """Whether a module is kept: all but the test suites of libraries."""
    if name.startswith(_NEED_TESTING):
        return not name.endswith(".tests") and ".tests." not in name
    return not _TESTS.intersection(name.split("."))


def _is_wanted_translation(path: PurePosixPath) -> bool:
    """Ours, and of Qt's those of its windows and dialogs in our languages."""
    if "gdgui" in path.parts:
        return True
    return path.stem in {f"qtbase_{language}" for language in LANGUAGES}


def _is_wanted_library(path: PurePosixPath, source: str) -> bool:
    """Whether a shared library is kept; what is no library of a Linux system is."""
    match = _LIBRARY.fullmatch(path.name)
    if match is None or not _is_of_the_system(source):
        return True
    return match["name"].startswith(CARRIED_LIBRARIES)


def _is_of_the_system(source: str) -> bool:
    """Whether a library lies in one of the folders of a Linux system, not in a Python's."""
    return source.startswith(("/lib", "/usr/lib")) and "-packages/" not in source
