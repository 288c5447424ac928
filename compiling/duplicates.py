"""Rows that say nearly the same: a suggestion for the pokja lead, who decides.

Two rows are alike when they share most of their telling words. That is cheap enough to ask with
every page, and a wrong suggestion costs a glance.
"""

import re
from collections import Counter
from itertools import combinations

from analyses.models import Finding
from compiling.actions import texts_of

ALIKE = 0.6  # of the words of both rows
SHORT = 3  # with fewer words all of them must be the same
MOST = 400  # rows; beyond that nobody reads a list of suggestions
WORD = re.compile(r"\w+")
EMPTY = (
    "ada adalah agar akan antara atas bagi bahwa banyak baru beberapa belum bisa dalam dan"
    " dapat dari daerah dengan di hanya hingga ini itu jadi juga karena ke kepada kurang"
    " lebih maka masih masyarakat melalui menjadi mereka oleh pada para perlu saat sangat"
    " satu sebagai secara sehingga sering serta seluruh setiap sudah tanpa telah terhadap"
    " tetapi tidak untuk yang kabupaten kota provinsi"
)
EMPTY_WORDS = frozenset(WORD.findall(EMPTY))
ENDINGS = re.compile(r"(?:nya|lah|kah|pun)$")


def telling_words(finding: Finding) -> frozenset[str]:
    """The words of the first text of a row that tell what it is about."""
    text = texts_of(finding)[0][1].lower()
    words = (ENDINGS.sub("", word) for word in WORD.findall(text))
    return frozenset(word for word in words if word not in EMPTY_WORDS)


def alike(rows: list[Finding]) -> list[list[Finding]]:
    """Groups of two or more rows of one list that say nearly the same, in the list's order."""
    words = {row: telling_words(row) for row in rows[:MOST]}
    group = {row: {row} for row in words}
    for one, other in combinations(words, 2):
        if group[one] is not group[other] and _same(words[one], words[other]):
            joined = group[one] | group[other]
            for row in joined:
                group[row] = joined
    found = Counter(id(members) for members in group.values())
    seen = {id(members): members for members in group.values()}
    return [[row for row in rows if row in seen[key]] for key, count in found.items() if count > 1]


def _same(one, other):
    if not one or not other:
        return False
    if min(len(one), len(other)) < SHORT:
        return one == other
    shared = len(one & other)
    return 2 * shared / (len(one) + len(other)) >= ALIKE
