"""A screen that nobody sees: an X server that keeps its picture in a file, which is read here.

Reading the file costs the program under test nothing, and needs no library and no window manager.
"""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from steps import Trouble

SIZE = (1366, 768)
"""The smallest screen that the program is made for."""


@dataclass(frozen=True)
class Picture:
    """What a screen showed: four bytes a pixel (blue, green, red, unused), in rows from the top."""

    width: int
    height: int
    pixels: bytes

    def colors(self) -> int:
        """How many different colours there are; a blank screen has one."""
        return len(set(struct.unpack(f"<{self.width * self.height}I", self.pixels)))

    def share_changed(self, other: Picture) -> float:
        """The part of the pixels, 0 to 1, that differ from those of `other`."""
        count = self.width * self.height
        mine = struct.unpack(f"<{count}I", self.pixels)
        its = struct.unpack(f"<{count}I", other.pixels)
        changed = sum(1 for one, two in zip(mine, its, strict=True) if one != two)
        return changed / count

    def save(self, path: Path) -> None:
        """Writes a PNG file."""
        rows = bytearray()
        for row in range(self.height):
            line = self.pixels[row * self.width * 4 : (row + 1) * self.width * 4]
            colors = bytearray(self.width * 3)
            colors[0::3], colors[1::3], colors[2::3] = line[2::4], line[1::4], line[0::4]
            rows += b"\0" + colors
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in chunks
        ))


class Screen:
    """A running X server: its display, and what it shows."""

    def __init__(self, display: str, file: Path) -> None:
        self.display = display
        with file.open("rb") as opened:
            self._memory = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        # The file is a window dump (XWD): a header of 32-bit numbers, a colour table, the pixels.
        header = struct.unpack(">25I", self._memory[:100])
        self.width, self.height, self._line = header[4], header[5], header[12]
        self._start = header[0] + header[19] * 12

    def close(self) -> None:
        self._memory.close()

    def environment(self) -> dict[str, str]:
        """This process's environment, with this screen as the only one."""
        environment = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        environment.pop("WAYLAND_DISPLAY", None)
        return environment

    def trace(self) -> int:
        """A number that changes when the picture does, from every 16th row: cheap enough to ask for
        hundreds of times a second."""
        number = 0
        for row in range(8, self.height, 16):
            place = self._start + row * self._line
            number = zlib.crc32(self._memory[place : place + self.width * 4], number)
        return number

    def picture(self) -> Picture:
        rows = (self._start + row * self._line for row in range(self.height))
        pixels = b"".join(self._memory[place : place + self.width * 4] for place in rows)
        return Picture(self.width, self.height, pixels)


@contextmanager
def screen(size: tuple[int, int] = SIZE) -> Iterator[Screen]:
    """Starts an X server, and ends it.  Raises Trouble where there is none to start."""
    with tempfile.TemporaryDirectory() as folder:
        reading, writing = os.pipe()
        # A server that starts anew whenever its last client leaves turns away who comes meanwhile.
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size[0]}x{size[1]}x24",
                   "-nolisten", "tcp", "-noreset", "-nocursor", "-fbdir", folder]
        try:
            server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
        except OSError as error:
            raise Trouble(f"The X server for tests, Xvfb, does not start: {error}") from error
        finally:
            os.close(writing)
        try:
            with os.fdopen(reading) as pipe:
                number = pipe.readline().strip()
            if not number:
                raise Trouble("The X server for tests, Xvfb, ended as soon as it started.")
            shown = Screen(f":{number}", Path(folder, "Xvfb_screen0"))
            try:
                yield shown
            finally:
                shown.close()
        finally:
            server.terminate()
            server.wait()
