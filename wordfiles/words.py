"""The words of one paragraph, gathered as HTML gives them: blanks are one, ends have none."""

import re
from dataclasses import dataclass, field

from wordfiles.elements import PLAIN, Letters, R, run, text_run, w

BLANKS = re.compile(r"[ \t\n\r\f]+")
LINE = "\v"  # the end of a line, while blanks are put together


@dataclass(frozen=True)
class WordLink:
    """Where some words lead: to a place of the file, or out of it."""

    anchor: str = ""
    key: str = ""  # of the relation to an address


@dataclass
class Words:
    """Pieces of one paragraph: letters, and what stands among them."""

    pieces: list = field(default_factory=list)
    _is_blank: bool = True  # what comes next follows a blank, or begins the paragraph

    def add(self, text: str | None, letters: Letters = PLAIN, link: WordLink | None = None) -> None:
        """Words as they stand in HTML."""
        if not text:
            return
        text = BLANKS.sub(" ", text)
        if self._is_blank:
            text = text.removeprefix(" ")
        if text:
            self._is_blank = text.endswith(" ")
            self.pieces.append((text, letters, link))

    def gap(self, letters: Letters = PLAIN) -> None:
        """A blank, unless there is one."""
        self.add(" ", letters)

    def line(self, letters: Letters = PLAIN) -> None:
        """The end of a line within the paragraph."""
        self.pieces.append((LINE, letters, None))
        self._is_blank = True

    def put(self, element) -> None:
        """Something that is no letter: a picture, the sign of a note, a field."""
        self.pieces.append((element, None, None))
        self._is_blank = False

    def __bool__(self):
        return any(
            not isinstance(piece, str) or piece.strip(f" {LINE}") for piece, *_ in self.pieces
        )

    @property
    def text(self) -> str:
        """What they say."""
        said = (piece.replace(LINE, " ") for piece, *_ in self.pieces if isinstance(piece, str))
        return " ".join("".join(said).split())

    @property
    def runs(self) -> list:
        """The elements of the paragraph."""
        found, open_link, holder = [], None, None
        for piece, letters, link in self._trimmed():
            made = piece if not isinstance(piece, str) else _run(piece, letters)
            if link is None:
                found.append(made)
            else:
                if link is not open_link:
                    found.append(holder := _holder(link))
                holder.append(made)
            open_link = link
        return found

    def _trimmed(self):
        """Without blanks and ends of lines at the end, and without a blank before one."""
        kept = list(self.pieces)
        while kept and isinstance(kept[-1][0], str) and not kept[-1][0].strip(f" {LINE}"):
            kept.pop()
        for at, (piece, letters, link) in enumerate(kept):
            following = kept[at + 1][0] if at + 1 < len(kept) else LINE
            if isinstance(piece, str) and piece != LINE and following == LINE:
                piece = piece.rstrip(" ")
            if not isinstance(piece, str) or piece:
                yield piece, letters, link


def _run(text, letters):
    if text == LINE:
        return run(w("br"), letters=letters)
    return text_run(text.replace(" ", "\xa0") if letters.is_whole else text, letters)


def _holder(link):
    if link.anchor:
        return w("hyperlink", anchor=link.anchor, history=1)
    holder = w("hyperlink", history=1)
    holder.set(f"{R}id", link.key)
    return holder
