"""A masterplan's tables become a Book: the outline gives the order, the rows give the content."""

from exports.book_content import Block, Book, Captions, Chapter, Section, Todo
from exports.gathering import Gathered
from exports.generators import GENERATORS, OWED, Place
from exports.pictures import MAX_BYTES, Images
from exports.section_html import printed_words
from indonesian import MONTHS, tanggal
from masterplans import rich_text
from masterplans.models import Masterplan, OutlineBook, SectionKind
from masterplans.models import Section as StoredSection

DRAFT = "Draf, belum dibekukan"
LONGEST_KEY = 18  # digits of a bigint; a longer number would be an error of the database


def outline_books(masterplan: Masterplan):
    """The books that this masterplan consists of, in order."""
    return OutlineBook.objects.filter(outline=masterplan.outline_id).order_by("number")


def build_book(masterplan: Masterplan, number: int, *, frozen_on=None, printed_on) -> Book:
    """Everything that Buku `number` says now, in a fixed number of queries.

    `frozen_on` is the day of freezing for the book of an edition; without it the book calls itself
    a draft on its cover and at the foot of every page. `printed_on` gives the month on the cover.
    Raises OutlineBook.DoesNotExist for a book that the outline does not have.
    """
    outline = outline_books(masterplan).prefetch_related("chapters__sections").get(number=number)
    stored = {
        section.outline_id: section
        for section in StoredSection.objects.filter(
            masterplan=masterplan, outline__chapter__book=outline
        ).prefetch_related("agencies")
    }
    builder = _Builder(masterplan, outline, stored, is_draft=frozen_on is None)
    region = masterplan.region
    edition = (
        f"Edisi {masterplan.edition_number}, dibekukan {tanggal(frozen_on)}" if frozen_on else DRAFT
    )
    day = frozen_on or printed_on
    return Book(
        number=number,
        title=outline.title,
        subtitle=outline.subtitle,
        region=str(region),
        years=masterplan.period,
        owner=f"Pemerintah {region}",
        province=region.parent.name if region.parent else "",
        edition=edition,
        place_and_date=f"{region.name}, {MONTHS[day.month - 1]} {day.year}",
        chapters=tuple(builder.chapter(chapter) for chapter in outline.chapters.all()),
        is_draft=frozen_on is None,
    )


def images_of(masterplan: Masterplan) -> Images:
    """Reads the stored pictures of this masterplan by key, and of no other."""

    def read(key):
        if not key.isdecimal() or len(key) > LONGEST_KEY:
            return None
        attachment = masterplan.attachments.filter(pk=key, mime__startswith="image/").first()
        if attachment is None:
            return None
        with attachment.file.open("rb") as file:
            return file.read(MAX_BYTES + 1), attachment.mime

    return read


class _Builder:
    """Turns the chapters of one outline book into chapters of a Book."""

    def __init__(self, masterplan, outline, stored, *, is_draft):
        self.masterplan = masterplan
        self.stored = stored
        self.is_draft = is_draft
        self.data = Gathered(masterplan)
        # The short book lists its programs in a line each; then its other parts are short as well.
        self.brief = any(
            section.generator == "summary_programs"
            for chapter in outline.chapters.all()
            for section in chapter.sections.all()
        )

    def chapter(self, chapter) -> Chapter:
        captions = Captions(chapter.number)
        sections = chapter.sections.all()
        writers = dict.fromkeys(
            section.usual_writer for section in sections if section.usual_writer
        )
        return Chapter(
            number=chapter.number,
            title=chapter.title,
            lead=chapter.lead,
            sections=tuple(self._section(section, captions) for section in sections),
            owed_by=", ".join(writers),
        )

    def _section(self, outline, captions) -> Section:
        blocks = self._written(outline, captions)
        if outline.kind == SectionKind.GENERATED:
            place = Place(outline.number, captions, self.brief)
            generated = list(GENERATORS[outline.generator](self.data, place))
            blocks += generated or [Todo(OWED[outline.generator], self._writer(outline))]
        elif not blocks:
            blocks = [self._nothing(outline)]
        anchor = f"bagian-{outline.number.replace('.', '-')}"
        return Section(outline.number, outline.title, anchor, tuple(blocks))

    def _written(self, outline, captions) -> list[Block]:
        section = self.stored.get(outline.pk)
        words = rich_text.clean(section.body, self.masterplan) if section else ""
        return [printed_words(words, captions)] if words else []

    def _nothing(self, outline) -> Todo:
        if not self.is_draft or not outline.required:
            return Todo("Bagian ini tidak diisi.")
        return Todo("Bagian ini belum ditulis.", self._writer(outline))

    def _writer(self, outline) -> str:
        """Who owes a section: the agencies that it was given to, else who usually writes it."""
        section = self.stored.get(outline.pk)
        agencies = ", ".join(str(agency) for agency in section.agencies.all()) if section else ""
        return agencies or outline.usual_writer
