"""S1, W2, O3: the codes by which people name SWOT rows in the field, and how they are read.

Rows are numbered within their dimension and kind, in the order of the worksheet. Numbers move
when rows are moved, so a form carries what they were when she opened it (`Codes.token`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from analyses.models import SwotEntry, SwotKind, TowsLink, TowsStrategy
from masterplans.models import Masterplan
from revisions.tokens import digest

CODE = re.compile(r"([SWOT])\s*\.?-?\s*(\d{1,3})", re.IGNORECASE)
SEPARATORS = re.compile(r"\b(?:dan|x)\b|[\s,;+&/×()]+", re.IGNORECASE)
MOVED = (
    "Nomor SWOT berubah sejak halaman ini dibuka. Muat ulang halaman, lalu pilih lagi; kode yang"
    " tersimpan tetap seperti semula."
)


class Codes:
    """The SWOT rows of a masterplan with their codes; one query."""

    def __init__(self, masterplan: Masterplan):
        self.by_dimension: dict[int, dict[str, SwotEntry]] = defaultdict(dict)
        counts: dict[tuple, int] = defaultdict(int)
        entries = masterplan.swot_entries.standing().select_related("dimension")
        in_order = sorted(
            entries, key=lambda row: (row.dimension.order, SwotKind.values.index(row.kind))
        )
        self.code: dict[int, str] = {}
        for entry in in_order:
            counts[entry.dimension_id, entry.kind] += 1
            code = f"{entry.kind}{counts[entry.dimension_id, entry.kind]}"
            self.by_dimension[entry.dimension_id][code] = entry
            self.code[entry.pk] = code

    def of(self, dimension_key: int) -> list[tuple[str, SwotEntry]]:
        """Code and row of every entry of a dimension."""
        return list(self.by_dimension[dimension_key].items())

    def written(self, entries) -> str:
        """ "S1, O2" for these rows; one that was merged is named by the row it went into."""
        keys = {entry.merged_into_id or entry.pk for entry in entries}
        return ", ".join(code for key, code in self.code.items() if key in keys)

    def token(self, dimension_key: int) -> str:
        """What the numbers mean now: how many rows of each kind, and which."""
        return ".".join(
            f"{kind}{len(keys)}-{digest(' '.join(keys))}"
            for kind in SwotKind.values
            if (keys := self._keys(dimension_key, kind))
        )

    def read(self, text: str, dimension_key: int, *, token: str = "") -> list[SwotEntry]:
        """The rows that a text names. Raises ValueError with a sentence.

        With `token` the codes must still mean what they meant when it was made.
        """
        if not dimension_key:
            raise ValueError("Pilih dimensinya lebih dahulu.")
        known = self.by_dimension[dimension_key]
        rest = SEPARATORS.sub("", CODE.sub("", text))
        if rest:
            raise ValueError(f"“{text.strip()}” tidak dikenal. Tulis kode, misalnya S1, O2.")
        found, missing = [], []
        for kind, number in CODE.findall(text):
            code = f"{kind.upper()}{int(number)}"
            if token and not self._still(code[0], dimension_key, token):
                raise ValueError(MOVED)
            (found if code in known else missing).append(known.get(code, code))
        if missing:
            raise ValueError(f"{' dan '.join(missing)} tidak ada dalam SWOT dimensi ini.")
        return list(dict.fromkeys(found))

    def _keys(self, dimension_key, kind):
        known = self.by_dimension[dimension_key]
        return [str(row.pk) for code, row in known.items() if row.kind == kind]

    def _still(self, kind, dimension_key, token):
        """Rows that were added at the end move no number; a moved or removed one does."""
        seen = dict(part.split("-", 1) for part in token.split(".") if "-" in part)
        for name, digested in seen.items():
            if name[0] == kind and name[1:].isdecimal():
                keys = self._keys(dimension_key, kind)[: int(name[1:])]
                return digest(" ".join(keys)) == digested
        return True


def join_entries(strategy: TowsStrategy, keys: Iterable[int]) -> None:
    """Let a strategy join the SWOT rows with these keys and no others."""
    keys, linked = set(keys), set(strategy.links.values_list("entry_id", flat=True))
    strategy.links.exclude(entry__in=keys).delete()
    TowsLink.objects.bulk_create(
        TowsLink(strategy=strategy, entry_id=key) for key in sorted(keys - linked)
    )
    strategy._prefetched_objects_cache = {}
