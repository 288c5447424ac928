"""Draws an uploaded picture anew, in a process of its own with little memory and little time.

A picture of fifty million pixels needs several hundred megabytes while it is open; a web process
that opened it would keep them. Run by `limits` it reads a picture and writes what it became; it
knows nothing of Django. Other than in the process that prints books, Pillow refuses a picture here
of which a part is missing or broken. What no format can tell: decision 0039.
"""

import io
import os
import sys
import threading
from dataclasses import dataclass

from PIL import Image, ImageOps

from limits import child
from limits.messages import read_message, write_message

WIDEST = 2400  # pixels: 30 cm at 200 dots an inch, more than a printed page is wide
MOST_PIXELS = 50_000_000
# A picture of the largest size needs half of this memory.
LIMITS = child.Limits(memory=1024**3, seconds=15)
TOO_MANY, BROKEN = 3, 4  # how the program ends
DAMAGED = ("Corrupt JPEG data", "Premature end")  # words of libjpeg
ONE_AT_A_TIME = threading.Lock()  # of a web process: a gigabyte for each would be too much


class TooManyPixels(Exception):  # noqa: N818 - as `UploadRefused`
    """More than are ever printed."""


class BrokenPicture(Exception):  # noqa: N818 - as `UploadRefused`
    """It cannot be opened, or a part of it is missing."""


@dataclass(frozen=True)
class Redrawn:
    """A picture and nothing else, not larger than is printed."""

    mime: str
    width: int
    height: int
    content: bytes


def redraw(content: bytes) -> Redrawn:
    """The picture upright, at most `WIDEST`, without metadata; photographs stay JPEG.

    Raises TooManyPixels, BrokenPicture.
    """
    with ONE_AT_A_TIME:
        try:
            told, drawn = child.ask("limits.redrawing", {}, content, limits=LIMITS)
        except child.FailedError as error:
            raise (TooManyPixels if error.code == TOO_MANY else BrokenPicture) from error
        except child.ChildError as error:
            raise BrokenPicture from error
    return Redrawn(**told, content=drawn)


def main() -> int:
    """Read a picture, write what it becomes; the number says how it went."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    _, content = read_message(sys.stdin.buffer)
    try:
        with _opened(content) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return TOO_MANY
        with _opened(content) as picture:
            picture.verify()  # the sums of a PNG's parts, which decoding passes over
            if picture.format == "JPEG" and is_damaged_photo(content):
                return BROKEN
        with _opened(content) as picture:
            mime, drawn, out = _drawn_anew(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return TOO_MANY
    except Exception:
        return BROKEN
    told = {"mime": mime, "width": drawn.width, "height": drawn.height}
    write_message(sys.stdout.buffer, told, out)
    return 0


def is_damaged_photo(content: bytes) -> bool:
    """Whether the data of a JPEG do not add up to its picture; Pillow passes over that.

    Signs between its parts, which some cameras leave, harm nothing.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each would reserve addresses
    from simplejpeg import decode_jpeg  # brings numpy along

    try:  # all data are read; what they become is kept small
        decode_jpeg(
            content, colorspace="GRAY", fastdct=True, min_height=1, min_width=1, min_factor=8
        )
    except ValueError as error:
        return str(error).startswith(DAMAGED) and "extraneous" not in str(error)
    return False


def _opened(content):
    return Image.open(io.BytesIO(content), formats=["PNG", "JPEG", "WEBP"])


def _drawn_anew(picture):
    is_photo = picture.format == "JPEG"
    picture.draft("RGB", (WIDEST, WIDEST))  # JPEG: decode no more than is needed
    see_through = "A" in picture.getbands() or "transparency" in picture.info
    if picture.mode.startswith("I"):  # greys of 16 bits: Pillow would cut them off, not scale them
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    elif picture.mode not in ("L", "RGB", "RGBA", "LA") or "transparency" in picture.info:
        picture = picture.convert("RGBA" if see_through else "RGB")
    picture.thumbnail((WIDEST, WIDEST))
    upright = ImageOps.exif_transpose(picture)
    drawn = upright.convert("RGBA" if see_through else "RGB")
    # Into a new image: nothing but the pixels comes along.
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)
    out = io.BytesIO()
    if is_photo:
        bare.save(out, "JPEG", quality=88, optimize=True)
    else:
        bare.save(out, "PNG", optimize=True)
    return "image/jpeg" if is_photo else "image/png", bare, out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
