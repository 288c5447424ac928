"""What the contents page shows: the books with the state of every section."""

from dataclasses import dataclass, field
from itertools import groupby

from django.conf import settings
from django.urls import reverse

from masterplans.completeness import SectionState, state_of
from masterplans.models import Masterplan, Section, Status
from regions.models import Agency
from regions.rules import agencies_of, is_lead, is_writer
from revisions.html_text import count_words


@dataclass
class SectionLine:
    """One section on the contents page."""

    section: Section
    words: int
    agencies: list[Agency]
    state: SectionState
    is_mine: bool
    is_owed: bool  # by an agency that the reader writes for

    @property
    def is_written(self) -> bool:
        return not self.state.is_empty

    @property
    def waits(self) -> bool:
        """Whether somebody has to write it: narrative, empty, and required or given to her."""
        return self.state.is_missing or self.is_owed

    @property
    def is_short(self) -> bool:
        """Begun, but shorter than the outline asks."""
        return self.is_written and self.words < self.section.outline.words_min


@dataclass
class Contents:
    """Every section of a masterplan in the order of the books."""

    masterplan: Masterplan
    lines: list[SectionLine] = field(default_factory=list)

    def shown(self, choice: str) -> list[SectionLine]:
        """The lines that a filter of the page leaves."""
        keep = {
            "saya": lambda line: line.is_mine,
            "kosong": lambda line: line.waits,
            "tahap": lambda line: line.section.outline.stage == self.masterplan.stage,
        }.get(choice, lambda line: True)
        return [line for line in self.lines if keep(line)]

    @property
    def due(self) -> list[SectionLine]:
        """What has to be written up to this stage."""
        stage = self.masterplan.stage
        return [line for line in self.lines if line.state.is_required and line.state.is_due(stage)]

    @property
    def owed(self) -> list[SectionLine]:
        """What the reader's agencies were asked to write up to this stage, and have not."""
        stage = self.masterplan.stage
        return [line for line in self.lines if line.is_owed and line.state.is_due(stage)]


def contents_of(masterplan: Masterplan, user) -> Contents:
    """Read the contents once: three queries, however many sections there are."""
    mine = agencies_of(user, masterplan.region)
    sections = (
        Section.objects.filter(masterplan=masterplan)
        .in_order()
        .select_related("outline__chapter__book", "changed_by")
        .prefetch_related("agencies")
    )
    contents = Contents(masterplan)
    for section in sections:
        section.masterplan = masterplan
        state = state_of(section)
        contents.lines.append(
            SectionLine(
                section=section,
                words=count_words(section.body),
                agencies=list(section.agencies.all()),
                state=state,
                is_mine=not mine.isdisjoint(state.agencies),
                is_owed=state.is_owed_by(mine) and not section.is_generated,
            )
        )
    return contents


def in_books(lines: list[SectionLine]) -> list[tuple]:
    """The lines as `(book, [(chapter, lines), …])`, in their order."""
    books = []
    for book, in_book in groupby(lines, key=lambda line: line.section.outline.chapter.book):
        chapters = groupby(in_book, key=lambda line: line.section.outline.chapter)
        books.append((book, [(chapter, list(found)) for chapter, found in chapters]))
    return books


def asked_of(user, contents: Contents) -> dict:
    """The first block of the contents page, for this person."""
    masterplan, due = contents.masterplan, contents.due
    written = sum(line.is_written for line in due)
    frame = {
        "kicker": f"Isi buku · tahap {masterplan.stage}",
        "far_text": f"{written} dari {len(due)} bagian sampai tahap {masterplan.stage} terisi",
        "far_done": written,
        "far_total": len(due),
    }
    if not masterplan.is_open:
        return frame | _closed(masterplan)
    waiting = [line for line in due if line.waits]
    return frame | (_asked_to_write(contents.owed) or _request_of_team(user, masterplan, waiting))


def _asked_to_write(mine):
    if not mine:
        return None
    return {
        "title": f"Tulis {_sections(len(mine))} yang ditugaskan kepada Anda.",
        "why": _names(mine),
        "do_label": f"Tulis bagian {mine[0].section.outline.number}",
        "do_url": mine[0].section.get_absolute_url(),
    }


def _request_of_team(user, masterplan, waiting):
    """What is still missing, for those to whom nothing is assigned."""
    if not waiting:
        return {
            "title": f"Semua bagian sampai tahap {masterplan.stage} sudah terisi.",
            "why": "Baca sekali lagi sebelum tahap ini diserahkan dari halaman Ringkasan.",
        }
    empty = f"{_sections(len(waiting)).capitalize()} sampai tahap {masterplan.stage} belum diisi."
    ask = {"title": empty}
    if is_lead(user, masterplan):
        ask |= {"do_label": "Lihat yang belum diisi", "do_url": "?tampil=kosong"}
        if unassigned := sum(not line.agencies for line in waiting):
            title = f"Tunjuk penulis untuk {_sections(unassigned)}."
            do = {
                "do_label": "Tunjuk penulis",
                "do_url": reverse(settings.LINKS["writers"], args=[masterplan.slug]),
            }
            return ask | do | {"title": title, "why": empty}
        return ask | {"why": "Semuanya sudah punya penulis."}
    if is_writer(user, masterplan):
        ask["why"] = "Belum ada yang ditugaskan kepada Anda. Bagian tanpa penulis boleh Anda tulis."
    return ask


def asked_in(section: Section, *, may_write: bool, words: int) -> dict:
    """The first block of a section's page, for somebody who may write it or only read."""
    outline = section.outline
    agencies = ", ".join(str(agency) for agency in section.agencies.all())
    chapter = outline.chapter
    given = f"ditugaskan kepada {agencies}" if agencies else "belum ditugaskan"
    ask = {"kicker": f"{chapter.place} · {given}"}
    if not may_write:
        why = "" if section.masterplan.is_open else _closed(section.masterplan)["why"]
        return ask | {"title": f"Baca bagian {outline}.", "why": why}
    if section.is_generated:
        why = "Tabelnya disusun otomatis saat buku dicetak. Pengantar boleh dikosongkan."
        return ask | {"title": f"Tulis pengantar bagian {outline}.", "why": why}
    if section.is_empty:
        return ask | {"title": f"Tulis bagian {outline}."}
    if words < outline.words_min:
        why = f"Baru {words} kata; bagian ini lazimnya paling sedikit {outline.words_min} kata."
        return ask | {"title": f"Lengkapi bagian {outline}.", "why": why}
    return ask | {"title": f"Periksa dan rapikan bagian {outline}."}


def _closed(masterplan):
    return {
        "title": "Baca isi masterplan; saat ini tidak dapat diubah.",
        "why": {
            Status.REVIEW: "Tahap ini sedang ditinjau tenaga ahli.",
            Status.APPROVED: "Isinya sudah disetujui dan menunggu dibekukan.",
            Status.FROZEN: "Isinya sudah dibekukan untuk ditandatangani.",
            Status.SIGNED: "Masterplan ini sudah ditandatangani.",
        }[Status(masterplan.status)],
    }


def _sections(count):
    return f"{count} bagian" if count != 1 else "satu bagian"


def _names(lines, most=3):
    names = "; ".join(str(line.section.outline) for line in lines[:most])
    more = len(lines) - most
    return f"{names}; dan {more} bagian lain." if more > 0 else f"{names}."
