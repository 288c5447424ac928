"""Where the words of a note stand now: found again in a text that others go on writing.

A quotation is kept with some words before and after it (TextQuoteSelector of the W3C's Web
Annotation) and how far from the beginning it stood. White space never counts: a selection that
goes over cells or paragraphs has other spaces than the text. Pure functions; no row is read.
"""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum

from rapidfuzz.distance import Indel, Levenshtein

LONGEST = 4000  # letters of a quotation
CONTEXT = 64  # letters kept before and after it
UNKNOWN = -1  # a quotation that was typed by hand and not found: nothing is known of its place

_NEAR = 40  # letters of the context that are compared
_SURE, _LIKELY = 0.9, 0.5  # how alike a context, or the words, must be
_LONG = 24  # letters that hardly stand twice by chance
_SOME = 12
_MOST_PLACES = 300
_SEED, _SEEDS = 8, 64
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\S+")


class AnchorState(Enum):
    """What became of the words that a note was written on."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Anchor:
    """The words that were selected, those around them, and where they began (without spaces).

    `part` is the box of a form in which they stand, "" the text of a section.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    position: int = 0
    part: str = ""


@dataclass(frozen=True)
class Passage:
    """Where the words stand now: from `start` to `end` of the text, which says `words`."""

    state: AnchorState
    start: int = 0
    end: int = 0
    words: str = ""


GONE = Passage(AnchorState.GONE)


def squeezed(text: str) -> str:
    """A text without any white space."""
    return _SPACE.sub("", text)


class Passages:
    """One text, in which many quotations are looked for."""

    def __init__(self, text: str):
        self.text = text
        self._letters = squeezed(text)
        self._map = None

    def find(self, anchor: Anchor) -> Passage:
        """Where the words of a quotation stand now, changed or not, or that they are gone.

        Of words that stand there several times those with the same neighbours are meant.
        """
        wanted = _Wanted(anchor)
        if not wanted.exact or not self._letters:
            return GONE
        places = self._places(wanted.exact)
        if (sure := self._sure(wanted, places)) is not None:
            return self._passage(AnchorState.UNCHANGED, sure, sure + len(wanted.exact))
        between = self._between(wanted)
        if between is None:
            if (likely := self._likely(wanted, places)) is not None:
                return self._passage(AnchorState.UNCHANGED, likely, likely + len(wanted.exact))
            return self._whole_words(self._alike(wanted.exact))
        if between[0] >= between[1]:
            return GONE
        for at in places:  # words were put beside it, on both sides
            if between[0] <= at and at + len(wanted.exact) <= between[1]:
                return self._passage(AnchorState.UNCHANGED, at, at + len(wanted.exact))
        return self._passage(AnchorState.CHANGED, *between)

    def count(self, words: str) -> int:
        """How often these words stand there."""
        return len(self._places(squeezed(words)))

    def quote(self, words: str, anchor: Anchor | None = None) -> Anchor:
        """The anchor of words that stand in this text now, with their neighbours.

        What is not found keeps what is known of it.
        """
        anchor = anchor or Anchor(words, position=UNKNOWN)
        found = self.find(anchor)
        if found.state != AnchorState.UNCHANGED:
            return anchor
        return replace(self.anchor_at(found.start, found.end), part=anchor.part)

    def anchor_at(self, start: int, end: int) -> Anchor:
        """The anchor of what stands between two places of this text."""
        before, after = self.text[:start], self.text[end:]
        return Anchor(
            self.text[start:end].strip(),
            before[-CONTEXT:],
            after[:CONTEXT],
            len(squeezed(before)),
        )

    # --- the ways to find it

    def _places(self, exact):
        """Where these letters stand, at most some hundred times."""
        found, at = [], self._letters.find(exact) if exact else -1
        while at >= 0 and len(found) < _MOST_PLACES:
            found.append(at)
            at = self._letters.find(exact, at + 1)
        return found

    def _fit(self, wanted, at, end):
        """How alike the neighbours are: before, after."""
        before = self._letters[max(0, at - len(wanted.prefix)) : at]
        after = self._letters[end : end + len(wanted.suffix)]
        return _alike(wanted.prefix, before), _alike(wanted.suffix, after)

    def _best(self, wanted, places):
        """The place with the likest neighbours, the nearest of equals; with its likeness."""
        fits = [(self._fit(wanted, at, at + len(wanted.exact)), at) for at in places]
        return max(fits, key=lambda one: (sum(one[0]), -abs(one[1] - wanted.position)))

    def _sure(self, wanted, places):
        """The words with at least one neighbour untouched, or long ones that stand there once."""
        if not places:
            return None
        if wanted.is_bare or (len(places) == 1 and len(wanted.exact) >= _LONG):
            return places[0]
        (before, after), at = self._best(wanted, places)
        is_sure = max(before, after) >= _SURE or min(before, after) >= _LIKELY
        return at if is_sure else None

    def _likely(self, wanted, places):
        """The words among changed neighbours."""
        if not places:
            return None
        if len(places) == 1 and len(wanted.exact) >= _SOME:
            return places[0]
        fit, at = self._best(wanted, places)
        return at if max(fit) >= _LIKELY else None

    def _between(self, wanted):
        """What stands now between the two neighbours; nothing when they have come together."""
        if wanted.is_bare:
            return None
        begins = self._ends_of(wanted.prefix)
        ends = self._starts_of(wanted.suffix)
        most = 3 * len(wanted.exact) + 120
        pairs = []
        for begin in begins:
            place = bisect_right(ends, begin - 1)
            if place < len(ends) and ends[place] - begin <= most:
                pairs.append((begin, ends[place]))
        if not pairs:
            return None
        return max(
            pairs, key=lambda pair: (self._around(wanted, pair), -abs(pair[0] - wanted.position))
        )

    def _around(self, wanted, pair):
        before = self._letters[max(0, pair[0] - len(wanted.prefix)) : pair[0]]
        after = self._letters[pair[1] : pair[1] + len(wanted.suffix)]
        return _alike(wanted.prefix, before) + _alike(wanted.suffix, after)

    def _ends_of(self, prefix):
        if not prefix:
            return [0]
        tail = prefix[-16:]
        return [at + len(tail) for at in self._places(tail)]

    def _starts_of(self, suffix):
        if not suffix:
            return [len(self._letters)]
        return self._places(suffix[:16])

    def _alike(self, exact):
        """The stretch that is likest to words that stand nowhere as they were.

        Short pieces of them are looked for; where most of them stand at the right distance the
        two are compared letter by letter. So a text of 400 kB costs some milliseconds.
        """
        if len(exact) < _SOME:
            return None
        step = max(2, len(exact) // _SEEDS)
        votes, width = Counter(), max(16, len(exact) // 4)
        for offset in range(0, len(exact) - _SEED + 1, step):
            for at in self._places(exact[offset : offset + _SEED])[:_SEEDS]:
                votes[max(0, at - offset) // width] += 1
        if not votes:
            return None
        bin_ = max(votes, key=lambda one: votes[one] + votes[one + 1])
        begin = max(0, bin_ * width - width)
        window = self._letters[begin : begin + len(exact) + 4 * width]
        return self._trimmed(exact, window, begin)

    def _trimmed(self, exact, window, begin):
        """The part of a window from the first to the last piece that it has in common."""
        pieces = [
            (one.dest_start, one.dest_end)
            for one in Indel.opcodes(exact, window)
            if one.tag == "equal" and one.dest_end - one.dest_start >= 4
        ]
        if not pieces:
            return None
        start, end = pieces[0][0], pieces[-1][1]
        if Levenshtein.normalized_similarity(exact, window[start:end]) < _LIKELY:
            return None
        return begin + start, begin + end

    # --- from letters back to the text

    def _whole_words(self, found):
        """A changed passage that was found by its likeness, up to the ends of its words."""
        if found is None:
            return GONE
        rough = self._passage(AnchorState.CHANGED, *found)
        begin, end = rough.start, rough.end
        while begin > 0 and not self.text[begin - 1].isspace():
            begin -= 1
        while end < len(self.text) and not self.text[end].isspace():
            end += 1
        return Passage(AnchorState.CHANGED, begin, end, _SPACE.sub(" ", self.text[begin:end]))

    def _passage(self, state, start, end):
        begin, stop = self._place(start), self._place(end - 1) + 1
        return Passage(state, begin, stop, _SPACE.sub(" ", self.text[begin:stop]))

    def _place(self, letter):
        """Where a letter, counted without spaces, stands in the text."""
        if self._map is None:
            counted, starts, places = 0, [], []
            for word in _WORD.finditer(self.text):
                starts.append(counted)
                places.append(word.start())
                counted += len(word[0])
            self._map = starts, places
        starts, places = self._map
        word = bisect_right(starts, letter) - 1
        return places[word] + letter - starts[word]


class _Wanted:
    """An anchor without spaces, its context cut to what is compared."""

    def __init__(self, anchor):
        self.exact = squeezed(anchor.exact)
        self.prefix = squeezed(anchor.prefix)[-_NEAR:]
        self.suffix = squeezed(anchor.suffix)[:_NEAR]
        self.position = anchor.position
        self.is_bare = anchor.position == UNKNOWN and not self.prefix and not self.suffix


def _alike(kept, now):
    """How alike two contexts are, from 0 to 1; the edge of a text is alike to an edge."""
    if not kept:
        return 0.0 if now else 1.0
    return Levenshtein.normalized_similarity(kept, now)
