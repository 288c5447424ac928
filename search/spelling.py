"""Which words of a masterplan somebody may have meant who typed one that is not in it."""

from collections.abc import Iterable

from search.words import stem

MOST_MEANT = 3
SHORTEST = 3  # letters of which a word must have to be the beginning of another
SHORTEST_TYPED_WRONG = 4
SWAPPED = 0.9  # of an error, the commonest: "smrat" is rather "smart" than "surat"


def corrections(typed: str, vocabulary: Iterable[tuple[str, int]]) -> list[str]:
    """The words that begin with what was typed, or else those with the fewest typing errors.

    `vocabulary`: each word with the number of places that have it. A letter that is wrong, missing,
    too many or swapped with its neighbour is one error; words up to six letters may have one,
    longer ones two. Of words with the same stem only the most frequent is named.
    """
    vocabulary = [one for one in vocabulary if not one[0].isdecimal()]
    begun = [
        (0, -count, word)
        for word, count in vocabulary
        if len(typed) >= SHORTEST and word.startswith(typed)
    ]
    return _first_of_each_stem(sorted(begun) or _nearest(typed, vocabulary))


def _nearest(typed, vocabulary):
    if len(typed) < SHORTEST_TYPED_WRONG:
        return []
    limit, found = 1 if len(typed) <= 6 else 2, []
    letters = set(typed)
    for word, count in vocabulary:
        if abs(len(word) - len(typed)) > limit or len(letters - set(word)) > limit:
            continue
        if (errors := typing_errors(typed, word, limit)) <= limit:
            found.append((errors + (word[0] != typed[0]) / 2, -count, word))
    fewest = min((one[0] for one in found), default=0)
    return sorted(one for one in found if one[0] == fewest)


def _first_of_each_stem(ranked):
    firsts = {}
    for _, _, word in ranked:
        firsts.setdefault(stem(word), word)
    return list(firsts.values())[:MOST_MEANT]


def typing_errors(a: str, b: str, limit: int) -> float:
    """How many typing errors make one word of the other; `limit` + 1 when there are more."""
    before, last = [], list(range(len(b) + 1))
    for row, letter in enumerate(a, 1):
        line = [row]
        for column, other in enumerate(b, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == b[column - 2] and a[row - 2] == other:
                cost = min(cost, before[column - 2] + SWAPPED)
            line.append(cost)
        if min(line) > limit:
            return limit + 1
        before, last = last, line
    return min(last[-1], limit + 1)
