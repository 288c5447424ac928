"""Names one after the other, and what stands for a person."""

import re
from collections.abc import Iterable

from indonesian.numbers import angka

# What stands before a name with a full stop: degrees, honours of religion and of birth. "M." and
# other single letters are initials of the name itself.
DOTTED = {
    "dr", "drs", "dra", "drg", "drh", "prof", "ir", "apt", "ns", "bdn", "hc", "h", "hj", "hi",
    "kh", "tgh", "tgk", "ust", "pdt", "kol", "may", "kapt", "jend", "r", "rr", "ra", "rm", "ray",
    "krt", "kra", "krmt", "kph", "kpa", "gkr", "gpa", "gph", "bpk", "ny", "tn", "sdr",
}  # fmt: skip
# These are no names, with a full stop or without.
WORDS = {
    "drs", "dra", "prof", "hj", "kiai", "kyai", "ustadz", "ustaz",
}  # fmt: skip
RANKS = {
    "kol", "may", "kapt", "jend", "brigjen", "mayjen", "letjen", "jenderal", "irjen", "komjen",
    "kombes", "akbp", "akp", "kompol", "iptu", "ipda", "kolonel", "letkol", "lettu", "letda",
    "laksamana", "laksda", "laksma", "marsekal", "marsda", "marsma",
}  # fmt: skip
# What follows a rank of police or army, and says of which force or arm.
FORCES = {
    "pol", "tni", "inf", "kav", "art", "arm", "arh", "czi", "cpl", "chb", "cba", "ckm", "cku",
    "caj", "chk", "laut", "mar", "pnb", "nav", "tek", "sus",
}  # fmt: skip
ASIDE = re.compile(r"\([^()]*\)")  # (H.C.), (Purn.)


def bare_name(name: str) -> str:
    """The name without degrees, ranks and honours: "Brigjen Pol. (Purn.) Drs. Edy, M.H." -> "Edy".

    They stand before it, most with a full stop, and after it behind a comma. At least one word
    is left. An abbreviation in the name ("M. Nur") is no degree.
    """
    words = ASIDE.sub(" ", name.partition(",")[0]).split()
    while (fewer := _without_first_title(words)) and fewer is not words:
        words = fewer
    return " ".join(" ".join(words).replace(".", ". ").split())


def _without_first_title(words):
    """The words after the title that they begin with; the same list when it is none."""
    first, *rest = words or [""]
    inner, is_dotted = first.lower().rstrip("."), first.endswith(".")
    force = len(rest) > 1 and rest[0].lower().rstrip(".") in FORCES
    if force and (inner in RANKS or inner in {"mayor", "kapten"}):
        return rest[1:]
    if inner in WORDS or inner in RANKS - DOTTED or (is_dotted and _is_dotted(inner)):
        return rest
    head, _, tail = first.partition(".")
    if tail and head.lower() in DOTTED:  # "Dr.Siti", "H.M. Nur"
        return [tail, *rest]
    return words


def _is_dotted(inner):
    return inner in DOTTED or inner.replace(".", "") in DOTTED


def titik(text) -> str:
    """The words with the full stop that ends their sentence: "Budi, S.T." has it already."""
    text = str(text).rstrip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def daftar(words, last="dan"):
    """Words one after the other: "a", "a dan b", "a, b, dan c"; `last` may be "atau"."""
    words = list(words)
    if len(words) < 3:
        return f" {last} ".join(words)
    return f"{', '.join(words[:-1])}, {last} {words[-1]}"


def initials(name):
    """Two letters for a person: "Dr. Dewi Pramesti, M.T." -> "DP", "Supriyadi" -> "S"."""
    words = bare_name(name).split()
    words = [word for word in words if word[0].isalpha()] or words
    letters = [word[0].upper() for word in words]
    return "".join(letters[:1] + letters[-1:]) if len(letters) > 1 else "".join(letters)


NAMED_AT_MOST = 6


def named(things: Iterable, limit: int = NAMED_AT_MOST) -> str:
    """A, B, dan C; of a long list the first ones and how many more."""
    names = [str(thing) for thing in things]
    if len(names) > limit:
        names = [*names[: limit - 1], f"{angka(len(names) - limit + 1)} lainnya"]
    return daftar(names)
