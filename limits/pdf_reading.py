"""Looks whether a PDF is whole, in a process of its own: a small one may unpack to gigabytes.

Run by `limits`. qpdf passes over wrong sums and repairs what it can, so the sums of packed parts
and the data of photographs are looked at here. What no format can tell: decision 0039.
"""

import io
import sys
import threading
import zlib

import pikepdf

from limits import child
from limits.messages import read_message, write_message
from limits.redrawing import is_damaged_photo

LIMITS = child.Limits(memory=768 * 2**20, seconds=20)
ONE_AT_A_TIME = threading.Lock()  # of a web process
AT_ONCE = 2**20  # bytes unpacked
WHOLE, LOCKED, EMPTY, BROKEN, TOO_DEAR = "whole", "locked", "empty", "broken", "too dear"


def state_of(content: bytes) -> str:
    """WHOLE, LOCKED (by a password), EMPTY (no page), BROKEN, or TOO_DEAR to be looked at."""
    with ONE_AT_A_TIME:
        try:
            told, _ = child.ask("limits.pdf_reading", {}, content, limits=LIMITS)
        except (child.TooLongError, child.TooLargeError):
            return TOO_DEAR
        except child.ChildError:
            return BROKEN
    return told["state"]


def main() -> None:
    """Read a PDF, write its state."""
    _, content = read_message(sys.stdin.buffer)
    write_message(sys.stdout.buffer, {"state": _look(content)})


def _look(content):
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if not document.pages:
                return EMPTY
            streams = (one for one in document.objects if isinstance(one, pikepdf.Stream))
            return BROKEN if any(map(_is_damaged, streams)) else WHOLE
    except pikepdf.PasswordError:
        return LOCKED
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return BROKEN


def _is_damaged(stream):
    filters = stream.get("/Filter", [])
    names = [str(filters)] if isinstance(filters, pikepdf.Name) else [str(one) for one in filters]
    packed = stream.read_raw_bytes()
    if not packed or not names:
        return False
    if names[0] == "/FlateDecode":
        return _is_wrongly_packed(packed)
    return names == ["/DCTDecode"] and is_damaged_photo(packed)


def _is_wrongly_packed(packed):
    """By the sum at its end; that some programs leave it away harms nothing."""
    try:
        return not (_ends(packed, zlib.MAX_WBITS) or _ends(packed[2:], -zlib.MAX_WBITS))
    except zlib.error:
        return True


def _ends(packed, bits):
    unpacking = zlib.decompressobj(bits)
    while packed and not unpacking.eof:
        unpacking.decompress(packed, AT_ONCE)
        packed = unpacking.unconsumed_tail
    return unpacking.eof


if __name__ == "__main__":
    main()
