"""A piece of a text around the words that were asked for, with these words marked."""

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote

from search.words import WORD, root_of

LENGTH = 220  # letters of a piece
BEFORE = 60  # letters that lead to the first word
MOST_HITS = 200  # of one text that are looked at for the best piece
PHRASE = 5  # words by which the browser finds the place
PLAIN = "-"  # means something in a text fragment


@dataclass(frozen=True)
class SnippetPiece:
    """Some letters, marked or not."""

    text: str
    is_marked: bool = False


def marked(text: str, stems: set[str]) -> list[SnippetPiece]:
    """The whole text in pieces: words of these stems are marked."""
    pieces, at = [], 0
    for hit in _hits(text, stems):
        if hit.start() > at:
            pieces.append(SnippetPiece(text[at : hit.start()]))
        pieces.append(SnippetPiece(hit[0], is_marked=True))
        at = hit.end()
    return [*pieces, SnippetPiece(text[at:])] if text[at:] else pieces


def snippet(text: str, stems: set[str]) -> list[SnippetPiece]:
    """The part of the text with the most different words of these stems; the beginning if none."""
    start = _best_start(list(islice(_hits(text, stems), MOST_HITS)))
    begin = max(0, start - BEFORE)
    if begin:
        begin = text.find(" ", begin, start) + 1 or begin
    end = len(text)
    if end - begin > LENGTH:
        end = text.rfind(" ", begin + LENGTH // 2, begin + LENGTH)
        end = begin + LENGTH if end < 0 else end
    part = " · ".join(
        " ".join(line.split()) for line in text[begin:end].split("\n") if line.strip()
    )
    before, after = "… " if begin else "", " …" if end < len(text) else ""
    return marked(f"{before}{part}{after}", stems)


def fragment(text: str, stems: set[str]) -> str:
    """What after `#` leads a browser to the first of these words: `:~:text=…`, or "" without any.

    Browsers that do not know it open the page at its beginning.
    """
    first = next(_hits(text, stems), None)
    if first is None:
        return ""
    line = re.split(r"[\t\n]", text[first.start() :], maxsplit=1)[0]
    last = [one.end() for one in WORD.finditer(line)][:PHRASE][-1]
    return ":~:text=" + quote(line[:last], safe="").replace(PLAIN, "%2D")


def _hits(text, stems):
    """The words of these stems, in their order."""
    forms = {word for word in set(WORD.findall(text)) if root_of(word) in stems}
    if not forms:
        return iter(())
    # WORD's own borders: a form is not found within a longer word.
    pattern = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    return re.finditer(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", text)


def _best_start(hits):
    best, most = 0, 0
    for number, hit in enumerate(hits):
        near = {
            root_of(other[0])
            for other in hits[number : number + 20]
            if other.start() - hit.start() < LENGTH - BEFORE
        }
        if len(near) > most:
            best, most = hit.start(), len(near)
    return best
