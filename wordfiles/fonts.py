"""The letters of the books, as a Word file carries them: veiled by a key (ECMA-376, 17.8.1)."""

from functools import cache

from typesetting.pictures import own_file

KEY = "6D1F2C52-4B1E-4C7B-9B36-5A1D7A0C1B{:02d}"  # as in parts/word/fontTable.xml
# In the order of its keys. Latin letters; all of the Open Font License, which allows it.
FACES = (
    "plus-jakarta-sans-latin-400-normal.ttf",
    "plus-jakarta-sans-latin-700-normal.ttf",
    "plus-jakarta-sans-latin-400-italic.ttf",
    "source-serif-4-latin-400-normal.ttf",
    "source-serif-4-latin-400-italic.ttf",
)
VEILED = 32  # bytes


@cache
def embedded_fonts() -> dict[str, bytes]:
    """The parts of a Word file that hold them, by name."""
    return {
        f"word/fonts/font{number}.odttf": _veiled(own_file(f"fonts/{name}").content, number)
        for number, name in enumerate(FACES, 1)
    }


def _veiled(font, number):
    key = bytes.fromhex(KEY.format(number).replace("-", ""))[::-1]
    head = bytes(byte ^ key[at % len(key)] for at, byte in enumerate(font[:VEILED]))
    return head + font[VEILED:]
