"""Names one after the other, and what stands for a person."""

from collections.abc import Iterable

from indonesian.numbers import angka

# Academic degrees and honours stand before the name with a full stop ("Dr.", "Ir.", "H.") and
# after it behind a comma ("S.Kom.", "M.T."): neither belongs to the initials.
TITLES = {"dr", "drs", "dra", "drg", "drh", "prof", "ir", "h", "hj", "kh", "apt", "ns", "r", "rr"}


def daftar(words):
    """Words one after the other: "a", "a dan b", "a, b, dan c"."""
    words = list(words)
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


def initials(name):
    """Two letters for a person: "Dr. Dewi Pramesti, M.T." -> "DP", "Supriyadi" -> "S"."""
    bare = name.split(",")[0]
    words = [
        word
        for word in bare.replace(".", ". ").split()
        if word.rstrip(".").lower() not in TITLES or not word.endswith(".")
    ]
    words = [word for word in words if word[0].isalpha()] or bare.split()
    letters = [word[0].upper() for word in words]
    return "".join(letters[:1] + letters[-1:]) if len(letters) > 1 else "".join(letters)


NAMED_AT_MOST = 6


def named(things: Iterable, limit: int = NAMED_AT_MOST) -> str:
    """A, B, dan C; of a long list the first ones and how many more."""
    names = [str(thing) for thing in things]
    if len(names) > limit:
        names = [*names[: limit - 1], f"{angka(len(names) - limit + 1)} lainnya"]
    return daftar(names)
