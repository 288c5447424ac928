"""A text with what came and what went marked in its place: `<ins>` and `<del>` around words.

The text stays as it is built: lists, tables, bold and pictures are those of the new one, and only
runs of words are wrapped, so that what was sound HTML stays so. Words that went stand before those
that came.
"""

import re
from html import escape

from revisions.changes import changes, likeness
from revisions.diff import ALIKE, LETTERS_COMPARED
from revisions.html_blocks import blocks

TOKEN = re.compile(r'<(?:[^">]|"[^"]*")*>|&#?\w+;\s*|\w+(?:[.,\'’/-]\w+)*\s*|[^\w\s<]\s*|\s+|<')
OUTER = re.compile(r"<([a-z][a-z0-9]*)\b[^>]*>")
HOLDERS = {"ul", "ol", "li", "table", "tbody", "thead", "blockquote", "figure"}
LONG_HOLDERS = {"ul", "ol", "table", "tbody"}
SHARED = 0.2  # a list or table that shares so much is the same one, with other rows
RUN_COMPARED = 60  # blocks one beside the other, each with each, to find which became which


def mark_html(old: str, new: str) -> str:
    """The new one of two cleaned texts, marked where it says otherwise than the old one.

    Two texts too long to compare in half a second are shown as one that went and one that came.
    """
    if len(old) + len(new) > LETTERS_COMPARED:
        return wrap(old, "del") + wrap(new, "ins")
    return _blocks(blocks(old), blocks(new))


def mark_text(old: str, new: str) -> str:
    """The same of two plain texts; the ends of their lines become `<br>`."""
    marked = _words(escape(old), escape(new)) if old != new else escape(new)
    return marked.replace("\n", "<br>")


def wrap(html: str, tag: str) -> str:
    """The whole text with its words in `tag`."""
    return _written((token, tag if _is_word(token) else "") for token in TOKEN.findall(html))


def _blocks(old, new):
    out = []
    for is_same, start, end, other_start, other_end in changes(old, new):
        if is_same:
            out += new[other_start:other_end]
        else:
            out += _replaced(old[start:end], new[other_start:other_end])
    return "".join(out)


def _replaced(old, new):
    """Blocks that others took the place of: each with the first that is like it, in order."""
    if len(old) * len(new) > RUN_COMPARED**2:
        return [wrap(one, "del") for one in old] + [wrap(one, "ins") for one in new]
    out, next_old = [], 0
    for one in new:
        found = next((i for i in range(next_old, len(old)) if _alike(old[i], one)), None)
        if found is None:
            out.append(wrap(one, "ins"))
            continue
        out += [wrap(gone, "del") for gone in old[next_old:found]]
        out.append(_pair(old[found], one))
        next_old = found + 1
    return out + [wrap(gone, "del") for gone in old[next_old:]]


def _pair(old, new):
    """Two elements that are one: their inner elements are paired, or their words."""
    tag, other = OUTER.match(new), OUTER.match(old)
    name = tag and tag[1]
    if name in HOLDERS and other and other[1] == name:
        closing = f"</{name}>"
        inner = (html[len(start[0]) : -len(closing)] for html, start in ((old, other), (new, tag)))
        inner_old, inner_new = inner
        if inner_new.startswith("<") and inner_old.startswith("<"):
            return tag[0] + _blocks(blocks(inner_old), blocks(inner_new)) + closing
    return _words(old, new)


def _alike(old, new):
    a, b = _bare(old), _bare(new)
    tags = [found and found[1] for found in map(OUTER.match, (old, new))]
    wanted = SHARED if tags[1] in LONG_HOLDERS else ALIKE
    return tags[0] == tags[1] and (likeness(a, b) >= wanted or not (a or b))


def _bare(html):
    return [token.strip() for token in TOKEN.findall(html) if _is_word(token)]


def _words(old, new):
    """The tokens of the new one; words that came are marked, words that went come before them."""
    gone = [token for token in TOKEN.findall(old) if _is_word(token)]
    tokens = TOKEN.findall(new)
    came = [token for token in tokens if _is_word(token)]
    if not came:
        return _written((token, "del") for token in gone) + new
    before, is_new = _placed(gone, came)
    return _written(_told(tokens, came, before, is_new))


def _placed(gone, came):
    """What went before the word of each place (and after the last), and which words are new."""
    before, is_new = {}, set()
    bare = [[token.strip() for token in side] for side in (gone, came)]
    for is_same, start, end, other_start, other_end in changes(*bare):
        if not is_same:
            before[other_start] = gone[start:end]
            is_new |= set(range(other_start, other_end))
    return before, is_new


def _told(tokens, came, before, is_new):
    place = 0
    for token in tokens:
        if not _is_word(token):
            yield token, ""
            continue
        yield from ((one, "del") for one in before.get(place, ()))
        yield token, "ins" if place in is_new else "same"
        place += 1
        if place == len(came):
            yield from ((one, "del") for one in before.get(place, ()))


def _written(told):
    """Tokens with their mark; a run of one mark is one element."""
    out, open_mark = [], ""
    for token, mark in told:
        mark = mark if mark in ("ins", "del") else ""
        if mark != open_mark:
            out.append(f"</{open_mark}>" if open_mark else "")
            out.append(f"<{mark}>" if mark else "")
            open_mark = mark
        out.append(token)
    out.append(f"</{open_mark}>" if open_mark else "")
    return "".join(out)


def _is_word(token):
    """Words and pictures; not the tags around them, nor the space between them."""
    if token.startswith("<") and len(token) > 1:
        return token.startswith("<img")
    return bool(token.strip())
