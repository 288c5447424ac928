"""What the page of an import shows: counts in a sentence, then the rows, fifty at a time."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count

from accounts.indonesian import angka
from sheets.importing import taken
from sheets.models import Import, ImportRow, RowState

ON_A_PAGE = 50
PARTS = (  # address, states, words
    ("bentrok", RowState.CLASH, "Bentrok"),
    ("ditolak", RowState.REFUSED, "Ditolak"),
    ("berubah", RowState.CHANGED, "Berubah"),
    ("baru", RowState.NEW, "Baru"),
)
FEW = 6  # cells of a new row that are shown at once


@dataclass(frozen=True)
class Part:
    """One list of the page: what stands in its address, its name, how many."""

    slug: str
    label: str
    count: int
    is_here: bool


@dataclass(frozen=True)
class Preview:
    """Everything that the page shows of a file that was read."""

    title: str
    sentence: str
    parts: list[Part]
    here: str
    page: Page
    taken: int
    refused: int
    clashes: int

    @property
    def is_empty(self) -> bool:
        """Nothing would change, and nothing is wrong."""
        return not self.parts


def preview_of(imported: Import, *, asked: str = "", page: str | None = None) -> Preview:
    """The preview, opened at one of its lists: first what asks for a decision."""
    counts = dict(imported.rows.order_by().values_list("state").annotate(count=Count("pk")))
    present = [(slug, state, label) for slug, state, label in PARTS if counts.get(state)]
    here = next((one for one in present if one[0] == asked), present[0] if present else None)
    rows = imported.rows.filter(state=here[1]) if here else ImportRow.objects.none()
    count = taken(imported).count()
    return Preview(
        title=_title(counts),
        sentence=_sentence(counts, imported.same),
        parts=[Part(slug, label, counts[state], slug == here[0]) for slug, state, label in present],
        here=here[0] if here else "",
        page=Paginator(rows.order_by("number", "pk"), ON_A_PAGE).get_page(page),
        taken=count,
        refused=counts.get(RowState.REFUSED, 0),
        clashes=counts.get(RowState.CLASH, 0),
    )


def _title(counts):
    if not counts:
        return "Tidak ada perubahan."
    if counts.get(RowState.CLASH):
        return f"Putuskan {_rows(counts[RowState.CLASH])} yang bentrok, lalu terapkan."
    if set(counts) == {RowState.REFUSED}:
        return "Tidak ada yang dapat diterapkan."
    return "Periksa perubahan ini, lalu terapkan."


def _sentence(counts, same):
    told = [
        f"{_rows(counts[state])} {word}"
        for state, word in (
            (RowState.NEW, "baru"),
            (RowState.CHANGED, "berubah"),
            (RowState.CLASH, "bentrok"),
            (RowState.REFUSED, "ditolak"),
        )
        if counts.get(state)
    ]
    told.append(f"{_rows(same)} tidak berubah" if same or not told else "tidak ada baris lain")
    words = told[0] if len(told) == 1 else f"{', '.join(told[:-1])}, dan {told[-1]}"
    return f"{words[:1].upper()}{words[1:]}. Belum ada yang diterapkan."


def _rows(count):
    return f"{angka(count)} baris"
