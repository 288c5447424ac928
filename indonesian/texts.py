"""Texts as people read them: without signs that nobody sees.

Such signs come with what is pasted, or are put there to make two names look alike: blanks without
width, letters without ink, signs that turn the direction of what follows.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches

CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff"
# A blank without width, hyphens that show only at a line's end, joiners, marks and turns of
# direction, letters without ink (Hangul fillers, blank Braille), tags, private signs.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
NEVER = re.compile(f"[{CONTROL}{UNSEEN}]")
# They join letters of other scripts and parts of one picture; in a name they only hide.
JOINERS = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
BREAK = "\u200b"  # where a line may end, seen by nobody
TAGS = re.compile(r"(<[^>]*>)")
ENDLESS, PIECES = re.compile(r"[^\s&;\u200b]{120,}"), re.compile(r".{1,60}")
LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
LONGEST_NAME = 200


def seen(text: str) -> str:
    """The signs that somebody sees, and white space as it is."""
    return NEVER.sub("", text)


def unified_lines(text: object) -> str:
    """A text without signs that nobody sees, its lines ended in one way, with its margins."""
    return seen(LINE_ENDS.sub("\n", str(text)))


def plain_text(text: object) -> str:
    """A text without signs that nobody sees, its lines ended in one way, without margins.

    Tabs and line ends inside it stay.
    """
    return unified_lines(text).strip()


def loose(text: object) -> str:
    """What two spellings of a word share: "Sub-Dimensi " and "sub dimensi"."""
    return re.sub(r"[\W_]+", "", str(text).casefold())


def plain_line(text: object) -> str:
    """A name: a plain text on one line, whose every white space is one blank."""
    return " ".join(JOINERS.sub("", plain_text(text)).split())


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """The one of the known words that was perhaps meant; none for what is longer than a name."""
    if len(word) > LONGEST_NAME:  # comparing costs more than the square of its length
        return None
    return next(iter(get_close_matches(word, known, n=1, cutoff=alike)), None)


def with_breaks(html: str) -> str:
    """HTML in which words without an end have places where a line may end.

    Who sets type looks for such a place in a word, which costs the square of its length.
    """
    parts = TAGS.split(html)
    return "".join(one if one[:1] == "<" else ENDLESS.sub(_in_pieces, one) for one in parts)


def _in_pieces(word):
    return BREAK.join(PIECES.findall(word[0]))
