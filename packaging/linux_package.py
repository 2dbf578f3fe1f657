"""The Linux packages: what a desktop wants to know of a program, the .tar.xz and the .deb."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import struct
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from linux_dependencies import depends
from platforms import APPLICATION_ID, ICON_SIZES, MIME_TYPE
from steps import Trouble, ask, run

HERE = Path(__file__).resolve().parent
LINUX = HERE / "linux"
PICTURES = HERE / "pictures"

NOBODYS_ADDRESS = "https://gdgui.invalid/pictures"
"""AppStream takes no picture but from the web, and the project has no address there yet.  The ending
.invalid is reserved for names that lead nowhere (RFC 2606); `build.py --pictures URL` puts in a real
one.  The pictures themselves lie in the package's folder of documentation."""

MAINTAINER = "Gradient Descent Lab <maintainers@gdgui.invalid>"

# The filter for machine code and a larger dictionary save more than xz's slower presets would, and
# blocks let it use every core.
COMPRESSION = ("--threads=0", "--block-size=40MiB", "--x86", "--lzma2=preset=4,dict=32MiB")


@dataclass(frozen=True)
class Release:
    """What is packed: the version, the moment it was made (seconds since 1970), where pictures are."""

    version: str
    moment: int
    pictures: str = NOBODYS_ADDRESS

    @property
    def date(self) -> str:
        return time.strftime("%Y-%m-%d", time.gmtime(self.moment))

    @property
    def machine(self) -> str:
        return os.uname().machine


def filled(template: str, release: Release) -> str:
    """A text with its version, date and the like put in."""
    width, height = png_size(PICTURES / "three-schedules.png")
    values = {"VERSION": release.version, "DATE": release.date, "PICTURES": release.pictures,
              "WIDTH": str(width), "HEIGHT": str(height)}
    return re.sub("@([A-Z]+)@", lambda match: values[match[1]], template)


def png_size(picture: Path) -> tuple[int, int]:
    """Width and height of a PNG file."""
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    return width, height


def share(folder: Path, icons: Path, release: Release) -> None:
    """Fills `folder`, a /usr/share or the like, with all that makes a program part of a desktop."""
    def put(text: str, *place: str) -> None:
        path = folder.joinpath(*place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(filled(text, release), "utf-8")

    def source(name: str) -> str:
        return (LINUX / name).read_text("utf-8")

    put(source(f"{APPLICATION_ID}.desktop"), "applications", f"{APPLICATION_ID}.desktop")
    put(source(f"{APPLICATION_ID}.metainfo.xml"), "metainfo", f"{APPLICATION_ID}.metainfo.xml")
    put(source(f"{APPLICATION_ID}.mime.xml"), "mime", "packages", f"{APPLICATION_ID}.xml")
    document = MIME_TYPE.replace("/", "-")
    for kind, name, prefix, drawing in (
        ("apps", APPLICATION_ID, "", HERE.parent / "resources" / "icons" / "gdgui.svg"),
        ("mimetypes", document, "document-", HERE / "drawings" / "document.svg"),
    ):
        theme = folder / "icons" / "hicolor"
        for size in ICON_SIZES:
            place = theme / f"{size}x{size}" / kind
            place.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(icons / f"{prefix}{size}.png", place / f"{name}.png")
        (theme / "scalable" / kind).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(drawing, theme / "scalable" / kind / f"{name}.svg")
    manual = folder / "man" / "man1" / "gdgui.1.gz"
    manual.parent.mkdir(parents=True, exist_ok=True)
    manual.write_bytes(packed(filled(source("gdgui.1"), release)))


def packed(text: str) -> bytes:
    """A text as Debian wants it: gzip at its best, and without the hour of packing."""
    return gzip.compress(text.encode(), 9, mtime=0)


def archive(bundle: Path, icons: Path, release: Release, work: Path, destination: Path) -> Path:
    """Makes the .tar.xz with the scripts that install the program for one person."""
    name = f"gdgui-{release.version}-linux-{release.machine}"
    folder = fresh(work / name)
    shutil.copytree(bundle, folder / "gdgui", symlinks=True)
    share(folder / "share", icons, release)
    for script in ("install.sh", "uninstall.sh"):
        shutil.copy(LINUX / script, folder / script)
    shutil.copy(LINUX / "copyright", folder / "copyright")
    file = destination / f"{name}.tar.xz"
    run("sh", "-c", 'tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$1" '
        '--directory "$2" "$3" | xz --stdout ' + " ".join(COMPRESSION) + ' > "$4"',
        "sh", str(release.moment), str(work), name, str(file))
    return file


def deb(bundle: Path, icons: Path, release: Release, work: Path, destination: Path) -> Path:
    """Makes the .deb: the program in /usr/lib/gdgui, a link to it in /usr/bin."""
    root = fresh(work / "deb")
    program = root / "usr" / "lib" / "gdgui"
    program.parent.mkdir(parents=True)
    shutil.copytree(bundle, program, symlinks=True)
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / "gdgui").symlink_to("../lib/gdgui/gdgui")
    share(root / "usr" / "share", icons, release)
    documents = root / "usr" / "share" / "doc" / "gdgui"
    shutil.copytree(PICTURES, documents / "pictures")
    shutil.copyfile(LINUX / "copyright", documents / "copyright")
    (documents / "changelog.gz").write_bytes(packed(changelog(release)))
    overrides = root / "usr" / "share" / "lintian" / "overrides" / "gdgui"
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(LINUX / "lintian-overrides", overrides)
    tidy(root)
    architecture = ask("dpkg", "--print-architecture").strip()
    size = sum(path.lstat().st_size for path in root.rglob("*")) // 1024
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(control(release, architecture, size, depends(program)))
    (root / "DEBIAN" / "md5sums").write_text(checksums(root))
    file = destination / f"gdgui_{release.version}_{architecture}.deb"
    run("dpkg-deb", "--root-owner-group", "-Zxz", "-z1", "--build", str(root), str(file),
        SOURCE_DATE_EPOCH=str(release.moment))
    return file


def control(release: Release, architecture: str, size: int, depends: Iterable[str]) -> str:
    """What dpkg reads: name, version, what has to be there, and what it is."""
    return f"""\
Package: gdgui
Version: {release.version}
Architecture: {architecture}
Maintainer: {MAINTAINER}
Installed-Size: {size}
Depends: {', '.join(depends)}
Recommends: hicolor-icon-theme
Section: education
Priority: optional
Description: laboratory for gradient descent
 Pick a function, set a learning rate, press Space, and watch the points roll
 down the curve. Then ask what happens when the start, the learning rate or the
 number of epochs changes: one parameter over a range gives a curve, two give a
 heatmap, and a click on any cell replays the descent behind it.
 .
 Comes with lessons in English and Korean, and needs no network.
"""


def changelog(release: Release) -> str:
    """The entry that Debian wants for every version."""
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(release.moment))
    return (f"gdgui ({release.version}) unstable; urgency=medium\n\n"
            f"  * Version {release.version}.\n\n -- {MAINTAINER}  {day}\n")


def tidy(root: Path) -> None:
    """Gives files and folders the rights that they have on a system; libraries are not executable."""
    for path in [root, *root.rglob("*")]:
        if path.is_symlink():
            continue
        executable = path.is_dir() or path == root / "usr" / "lib" / "gdgui" / "gdgui"
        path.chmod(0o755 if executable else 0o644)


def checksums(root: Path) -> str:
    """The md5sums of a package, in the form of md5sum."""
    names = sorted(
        path.relative_to(root).as_posix() for path in (root / "usr").rglob("*")
        if path.is_file() and not path.is_symlink()
    )
    return ask("md5sum", *names, folder=root)


# -- small helpers


def fresh(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def font_files(names: Sequence[str], folders: Iterable[Path]) -> list[Path]:
    """Where the named font files lie.  Raises Trouble for one that is nowhere."""
    found = []
    for name in names:
        place = next((path for folder in folders for path in sorted(folder.rglob(name))), None)
        if place is None:
            raise Trouble(f"The Korean font {name} is not here; Debian's fonts-nanum brings it.")
        found.append(place)
    return found
