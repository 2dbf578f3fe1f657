"""Films: frames one after the other, as GIF, APNG, MP4, or as a picture a step.  No Qt.

Frames are taken from an iterator one by one, so that whoever paints them need not hold them all; where
it raises, nothing is left behind.  Pillow is imported when a film is written, ffmpeg is looked for.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from gdgui.document.file import beside, write_through
from gdgui.engine.message import InputError, Message

if TYPE_CHECKING:
    from PIL.Image import Image

HOLD = 1.5
"""Seconds for which the last frame stands before a film begins anew."""

STEP = re.compile(r"step-\d{3,}\.png")
"""What the pictures of a film are called."""

FASTEST = 50.0
"""Frames a second: a GIF counts in hundredths, and what is shorter than two of them is not obeyed."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Frame(Struct, frozen=True):
    """A picture: four bytes (red, green, blue, opacity) a pixel, row by row."""

    width: int
    height: int
    pixels: bytes


Writer = Callable[[Path, Iterator[Frame], int, float], list[Path]]


def write_film(path: Path, kind: str, frames: Iterable[Frame], count: int, rate: float) -> list[Path]:
    """Writes a film of `count` frames, `rate` of them a second, and returns what was written.

    `kind` is a key of WRITERS.  Raises InputError where `rate` or `count` makes no sense or ffmpeg is
    missing, OSError where the file cannot be written, and whatever `frames` raises; there is then no
    new file, and an old one is as it was.
    """
    if not 0 < rate <= FASTEST:
        raise InputError(
            Message(
                "a film has {rate} frames a second; allowed are numbers above 0 and up to {most}",
                {"rate": rate, "most": FASTEST},
            )
        )
    if count < 1:
        raise InputError(Message("a film needs at least one frame"))
    return WRITERS[kind](path, iter(frames), count, rate)


def ffmpeg() -> str | None:
    """Where ffmpeg is, or None."""
    return shutil.which("ffmpeg")


def write_gif(path: Path, frames: Iterator[Frame], count: int, rate: float) -> list[Path]:
    """An animated GIF of at most 256 colours a frame, which begins anew for ever."""
    from PIL import Image

    def pictures() -> Iterator[Image.Image]:
        for frame in frames:
            # Without dithering: its noise would differ from frame to frame.
            yield _image(frame).convert("RGB").quantize(256, dither=Image.Dither.NONE)

    def fill(stream: BinaryIO) -> None:
        found = pictures()
        next(found).save(
            stream,
            format="GIF",
            save_all=True,
            append_images=found,
            duration=[10 * hundredths for hundredths in _durations(count, rate)],
            loop=0,
        )

    write_through(path, fill)
    return [path]


def write_apng(path: Path, frames: Iterator[Frame], count: int, rate: float) -> list[Path]:
    """An animated PNG in all colours, which begins anew for ever.

    Each frame after the first holds no more than the rectangle that has changed (W3C, PNG third
    edition, 11.3.3: acTL, fcTL, fdAT).
    """
    from PIL import ImageChops

    def fill(stream: BinaryIO) -> None:
        stream.write(SIGNATURE)
        number = itertools.count()
        former: Image | None = None
        for frame, hundredths in zip(frames, _durations(count, rate), strict=True):
            picture = _image(frame).convert("RGB")
            if former is None:
                box = (0, 0, frame.width, frame.height)
            else:
                # One frame has to stand for each, also where nothing has changed.
                box = ImageChops.difference(picture, former).getbbox() or (0, 0, 1, 1)
            head, data = _encoded(picture.crop(box))
            if former is None:
                stream.write(_chunk(b"IHDR", head))
                stream.write(_chunk(b"acTL", struct.pack(">II", count, 0)))
            width, height = box[2] - box[0], box[3] - box[1]
            place = (next(number), width, height, box[0], box[1])
            stream.write(_chunk(b"fcTL", struct.pack(">IIIIIHHBB", *place, hundredths, 100, 0, 0)))
            for part in data:
                if former is None:
                    stream.write(_chunk(b"IDAT", part))
                else:
                    stream.write(_chunk(b"fdAT", struct.pack(">I", next(number)) + part))
            former = picture
        stream.write(_chunk(b"IEND", b""))

    write_through(path, fill)
    return [path]


def write_mp4(path: Path, frames: Iterator[Frame], count: int, rate: float) -> list[Path]:
    """An MP4 by ffmpeg, which is given the frames as they come.  The last one stands for a while."""
    program = ffmpeg()
    if program is None:
        raise InputError(no_ffmpeg())
    first = next(frames)
    temporary = beside(path, ".mp4")
    command = [
        *(program, "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgba"),
        *("-s", f"{first.width}x{first.height}", "-r", repr(rate), "-i", "-", "-an"),
        # Most players want two by two pixels to share a colour, and so even sides.
        *("-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-pix_fmt", "yuv420p", "-f", "mp4", str(temporary)),
    ]
    try:
        with tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=errors, stderr=errors)
            try:
                _pour(process, itertools.chain([first], frames), round(HOLD * rate))
            except BaseException:
                process.kill()
                raise
            finally:
                assert process.stdin is not None
                # What is left in its buffer has no reader where the program has ended.
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.close()
                process.wait()
            if process.returncode:
                errors.seek(0)
                said = errors.read().decode(errors="replace").strip().splitlines()
                raise OSError(f"ffmpeg failed: {said[-1] if said else process.returncode}")
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return [path]


def no_ffmpeg() -> Message:
    """Why there are no MP4 films here."""
    return Message("MP4 needs the program ffmpeg, which is not installed here; GIF and APNG do not")


def write_pictures(path: Path, frames: Iterator[Frame], count: int, rate: float) -> list[Path]:
    """A folder with a PNG for each frame, numbered from 1; `rate` does not matter.

    They are gathered in a folder of their own, which takes the place of one that held an earlier film.
    Raises InputError where that held anything else.
    """
    digits = max(len(str(count)), 3)
    path.parent.mkdir(parents=True, exist_ok=True)
    _refuse_others(path)
    gathered = beside(path, ".new")
    gathered.mkdir()
    try:
        names = []
        for number, frame in enumerate(frames, 1):
            names.append(f"step-{number:0{digits}}.png")
            _image(frame).save(gathered / names[-1])
        _refuse_others(path)
        _take_place(path, gathered)
    finally:
        shutil.rmtree(gathered, ignore_errors=True)
    return [path / name for name in names]


def _take_place(path: Path, gathered: Path) -> None:
    """Puts a folder where another may be; where that fails, the other is there again."""
    if not path.exists():
        gathered.replace(path)
        return
    former = path.replace(gathered.with_suffix(".old"))
    try:
        gathered.replace(path)
    except BaseException:
        former.replace(path)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _refuse_others(path: Path) -> None:
    """Whether a folder may be replaced: it is not there, or holds the pictures of a film alone."""
    if not os.path.lexists(path):
        return
    if not path.is_dir() or any(not STEP.fullmatch(entry.name) for entry in path.iterdir()):
        raise InputError(
            Message(
                "{path} holds something else than the pictures of a film; choose another name",
                {"path": str(path)},
            )
        )


WRITERS: Mapping[str, Writer] = {
    "gif": write_gif,
    "apng": write_apng,
    "mp4": write_mp4,
    "steps": write_pictures,
}


def _image(frame: Frame) -> Image:
    from PIL import Image

    return Image.frombytes("RGBA", (frame.width, frame.height), frame.pixels)


def _durations(count: int, rate: float) -> list[int]:
    """How long each frame stands, in hundredths of a second: rounded, and right in their sum."""
    ends = [round(100 * k / rate) for k in range(count + 1)]
    durations = [max(end - start, 2) for start, end in itertools.pairwise(ends)]
    durations[-1] += round(100 * HOLD)
    return durations


def _encoded(picture: Image) -> tuple[bytes, list[bytes]]:
    """The header of a PNG, and its compressed rows."""
    stream = BytesIO()
    picture.save(stream, format="PNG")
    content, place = stream.getvalue(), len(SIGNATURE)
    head, data = b"", []
    while place < len(content):
        (length,) = struct.unpack_from(">I", content, place)
        kind, body = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            head = body
        elif kind == b"IDAT":
            data.append(body)
        place += 12 + length
    return head, data


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _pour(process: subprocess.Popen[bytes], frames: Iterable[Frame], more: int) -> None:
    """Gives a program all frames, the last one some more times."""
    assert process.stdin is not None
    last = b""
    with contextlib.suppress(BrokenPipeError):  # it has ended, and says why
        for frame in frames:
            last = frame.pixels
            process.stdin.write(last)
        for _ in range(more):
            process.stdin.write(last)
