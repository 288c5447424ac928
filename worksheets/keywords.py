"""The words that the agencies want in the vision: who named which, and why."""

import re
from dataclasses import dataclass, field

from analyses.models import VisionKeyword
from masterplans.models import Masterplan


@dataclass
class NamedWord:
    """One word, however it was spelled, with the rows in which it was named."""

    word: str
    rows: list[VisionKeyword] = field(default_factory=list)
    is_used: bool = False  # stands among the keywords on the page of the vision

    @property
    def agencies(self) -> list:
        return list(dict.fromkeys(row.agency for row in self.rows if row.agency))

    @property
    def reasons(self) -> list[VisionKeyword]:
        return [row for row in self.rows if row.reason]


def named_words(masterplan: Masterplan) -> list[NamedWord]:
    """Every word once; those that most agencies named come first. One query."""
    used = {_plain(word) for word in re.split(r"[,;\n]", masterplan.vision_keywords)}
    found: dict[str, NamedWord] = {}
    rows = VisionKeyword.objects.standing().filter(masterplan=masterplan)
    for row in rows.select_related("agency").order_by("order", "pk"):
        key = _plain(row.word)
        found.setdefault(key, NamedWord(row.word, is_used=key in used)).rows.append(row)
    return sorted(found.values(), key=lambda one: (-len(one.agencies), one.word.lower()))


def _plain(word):
    return " ".join(word.lower().split())
