"""Perangkat Daerah as people write them: by name, short name, or made of syllables (Dinkes)."""

import re
from dataclasses import dataclass

from indonesian.texts import nearest
from regions.models import Agency, Region


@dataclass(frozen=True)
class AgencyFound:
    """What was meant. `note`: what to know first; `problem`: why none is, in a sentence."""

    agency: Agency | None = None
    note: str = ""
    problem: str = ""


class AgencyNames:
    """The names of the Perangkat Daerah of a region. One query, however many are looked for."""

    def __init__(self, region: Region):
        self.region = region
        self.known: dict[str, set[Agency]] = {}
        for agency in region.agencies.all():
            for word in (agency.short_name, agency.name):
                self.known.setdefault(spelled(word), set()).add(agency)

    def exact(self, words: str) -> set[Agency]:
        """Those that are called so, with or without the name of the region."""
        typed = spelled(words)
        bare = typed.removesuffix(spelled(str(self.region))).strip()
        return self.known.get(typed) or self.known.get(bare) or set()

    def find(self, words: str) -> AgencyFound:
        """The one that is meant, if it still is there."""
        found, note = self.exact(words), ""
        if not found and (found := self._abbreviated(spelled(words))):
            note = f"“{words}” dibaca sebagai {min(found, key=str)}."
        if not found:
            return AgencyFound(problem=self._unknown(words))
        if len(found) > 1:
            return AgencyFound(
                problem=f"“{words}” cocok dengan lebih dari satu. Pakai nama singkatnya."
            )
        agency = next(iter(found))
        problem = "" if agency.is_active else f"{agency} sudah tidak aktif."
        return AgencyFound(agency, note, problem)

    def _unknown(self, words):
        near = nearest(spelled(words), self.known, alike=0.7)
        hint = f" Mungkin maksudnya {min(self.known[near], key=str)}?" if near else ""
        return f"Perangkat Daerah “{words}” tidak ada di daerah ini.{hint}"

    def _abbreviated(self, typed):
        """The one agency whose name a word abbreviates by syllables, else nothing."""
        if " " in typed or len(typed) < 4:
            return set()
        found = {
            agency
            for name, agencies in self.known.items()
            if " " in name and _is_made_of(typed, name.split())
            for agency in agencies
        }
        return found if len(found) == 1 else set()


def spelled(words: str) -> str:
    """What two spellings of a name share: no capitals, no signs."""
    return " ".join(re.sub(r"[^\w\s]", " ", words.casefold()).split())


def _is_made_of(short, words):
    """Whether a short word is the beginnings of all these words, one after the other."""
    if not words or not short:
        return not words and not short
    first, rest = words[0], words[1:]
    if first == "dan" and _is_made_of(short, rest):
        return True
    return any(
        short.startswith(first[:length]) and _is_made_of(short[length:], rest)
        for length in range(2, min(len(first), len(short)) + 1)
    )
