"""What the page of an import shows: counts in a sentence, then the rows, fifty at a time."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count

from indonesian import angka, daftar, many
from masterplans.models import Revision
from sheets.importing import faulty_rows, taken
from sheets.models import Import, ImportRow, RowState

ON_A_PAGE = 50
PARTS = (  # address, states, words
    ("ditolak", RowState.REFUSED, "Ditolak"),
    ("bentrok", RowState.CLASH, "Bentrok"),
    ("berubah", RowState.CHANGED, "Berubah"),
    ("baru", RowState.NEW, "Baru"),
)


@dataclass(frozen=True)
class PreviewPart:
    """One list of the page: what stands in its address, its name, how many."""

    slug: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Preview:
    """Everything that the page shows of a file that was read."""

    title: str
    sentence: str
    parts: list[PreviewPart]
    chosen: str
    page: Page
    taken: int
    faulty: str
    clashes: int

    @property
    def is_empty(self) -> bool:
        """Nothing would change, and nothing is wrong."""
        return not self.parts


def preview_of(imported: Import, *, asked: str = "", page: str | None = None) -> Preview:
    """The preview, opened at one of its lists: first what asks for a decision."""
    counts = dict(imported.rows.order_by().values_list("state").annotate(count=Count("pk")))
    present = [(slug, state, label) for slug, state, label in PARTS if counts.get(state)]
    chosen = next((one for one in present if one[0] == asked), present[0] if present else None)
    rows = imported.rows.filter(state=chosen[1]) if chosen else ImportRow.objects.none()
    count = taken(imported).count()
    shown = Paginator(rows.order_by("number", "pk"), ON_A_PAGE).get_page(page)
    _name_the_others(imported, shown.object_list)
    return Preview(
        title=_title(counts),
        sentence=_sentence(counts, imported.same),
        parts=[
            PreviewPart(slug, label, counts[state], slug == chosen[0])
            for slug, state, label in present
        ],
        chosen=chosen[0] if chosen else "",
        page=shown,
        taken=count,
        faulty=faulty_rows(imported),
        clashes=counts.get(RowState.CLASH, 0),
    )


def _name_the_others(imported, rows):
    """Gives each clashing row `who`: the person who wrote into it last."""
    keys = [row.key for row in rows if row.state == RowState.CLASH]
    if not keys:
        return
    found = Revision.objects.taken().filter(
        masterplan=imported.masterplan_id, kind=imported.kind, object_id__in=keys
    )
    newest = found.select_related("author").order_by("object_id", "-number").distinct("object_id")
    names = {one.object_id: one.author for one in newest}
    for row in rows:
        row.who = names.get(row.key)


def _title(counts):
    if not counts:
        return "Tidak ada perubahan."
    if refused := counts.get(RowState.REFUSED):
        return f"Perbaiki {_rows(refused)} di berkas, lalu unggah lagi."
    if counts.get(RowState.CLASH):
        return f"Putuskan {_rows(counts[RowState.CLASH])} yang bentrok, lalu terapkan."
    return "Periksa perubahan ini, lalu terapkan."


def _sentence(counts, same):
    found = [
        (counts[state], word)
        for state, word in (
            (RowState.NEW, "baru"),
            (RowState.CHANGED, "berubah"),
            (RowState.CLASH, "bentrok"),
            (RowState.REFUSED, "ditolak"),
        )
        if counts.get(state)
    ]
    not_yet = " Belum ada yang diterapkan." if found else ""
    if same or not found:
        found.append((same, "tidak berubah"))
    (count, word), *others = found
    rest = (f"{_rows(count)} {word}" for count, word in others)
    return f"{daftar([many(count, f'baris {word}'), *rest])}.{not_yet}"


def _rows(count):
    return f"{angka(count)} baris"
