"""Other words put into a text in place of quoted ones. Pure functions; no row is read."""

import re
from html import escape, unescape

from notes.anchors import Anchor, AnchorState, Passages, squeezed
from revisions.html_text import plain_text

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[-a-z]+="[^"]*")*)\s*/?>')
SIGN = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);|.", re.IGNORECASE | re.DOTALL)
INLINE = frozenset({"strong", "em", "u", "sub", "sup", "a", "b", "i"})
EMPTY = re.compile(r"<(strong|em|u|sub|sup|a|b|i)(?:\s[^>]*)?></\1>")
CHANGED = "Kata-kata yang dikutip sudah diubah, jadi usulan ini tidak dapat diterima begitu saja."
TOO_WIDE = (
    "Usulan ini meliputi lebih dari satu paragraf, sel, gambar, atau catatan kaki."
    " Ubahlah sendiri di isiannya."
)


class CannotReplaceError(Exception):
    """The words cannot be replaced. The message is a sentence for the user."""


def replaced(text: str, anchor: Anchor, words: str) -> str:
    """A plain text with other words in place of the quoted ones. Raises CannotReplaceError."""
    passage = _unchanged(text, anchor)
    return text[: passage.start] + words + text[passage.end :]


def replaced_in_html(html: str, anchor: Anchor, words: str) -> str:
    """The same in a cleaned text of a section: within one paragraph, whatever is bold in it.

    Raises CannotReplaceError.
    """
    text = plain_text(html)
    passage = _unchanged(text, anchor)
    first = len(squeezed(text[: passage.start]))
    last = first + len(squeezed(text[passage.start : passage.end])) - 1
    letters = list(_letters(html))
    if "".join(letter for letter, *_ in letters) != squeezed(text):
        raise CannotReplaceError(TOO_WIDE)
    start, end = letters[first][1], letters[last][2]
    tags = list(TAG.finditer(html[start:end]))
    if any(tag[2] not in INLINE for tag in tags):
        raise CannotReplaceError(TOO_WIDE)
    inside = escape(" ".join(words.split()), quote=False) + "".join(tag[0] for tag in tags)
    found, before = html[:start] + inside + html[end:], ""
    while found != before:
        found, before = EMPTY.sub("", found), found
    return found


def _unchanged(text, anchor):
    passage = Passages(text).find(anchor)
    if passage.state != AnchorState.UNCHANGED:
        raise CannotReplaceError(CHANGED)
    return passage


def _letters(html):
    """Every letter that is read, without spaces, and where it stands in the HTML."""
    at, in_note = 0, False
    for tag in [*TAG.finditer(html), None]:
        for sign in SIGN.finditer(html, at, tag.start() if tag else len(html)):
            for letter in squeezed(unescape(sign[0])):
                yield letter, sign.start(), sign.end()
        if tag is None:
            return
        at = tag.end()
        is_note = tag[2] == "span"  # a footnote is read in brackets
        if is_note and not tag[1] and 'class="fn"' in tag[3]:
            in_note = True
            yield "[", tag.start(), tag.end()
        elif is_note and tag[1] and in_note:
            in_note = False
            yield "]", tag.start(), tag.end()
