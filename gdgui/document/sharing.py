"""A document as a short text that can be pasted into a message, and back.

The text is a prefix with the version of this form, and the file's bytes, compressed (zlib) and written
in 64 letters (base64, the kind that is safe in addresses).  What comes back is checked as a file is.
"""

from __future__ import annotations

import base64
import binascii
import zlib

from gdgui.document.file import LARGEST_FILE, decode, encode
from gdgui.document.model import Document
from gdgui.engine.message import InputError, Message

PREFIX = "gdlab1:"


def to_text(document: Document) -> str:
    """The document as one line of letters, digits, - and _."""
    packed = zlib.compress(encode(document), 9)
    return PREFIX + base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")


def from_text(text: str) -> Document:
    """The document in a text that `to_text` made; spaces and line breaks that crept in do no harm.

    Raises InputError where the text is something else, is not whole, or holds no document.
    """
    letters = "".join(text.split())
    if not letters.startswith(PREFIX):
        raise InputError(Message("the text is no shared document: it does not begin with “gdlab1:”"))
    letters = letters.removeprefix(PREFIX)
    broken = InputError(Message("the shared text is not whole: a part is missing or was changed"))
    try:
        packed = base64.b64decode(letters + "=" * (-len(letters) % 4), b"-_", validate=True)
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(packed, LARGEST_FILE + 1)
    except (binascii.Error, ValueError, zlib.error):
        raise broken from None
    if len(content) > LARGEST_FILE:
        raise InputError(Message("the document in the text is too large"))
    if not unpacking.eof:
        raise broken
    return decode(content)
