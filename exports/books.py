"""A snapshot of a masterplan becomes a Book: its outline gives the order, its rows the content."""

import datetime as dt
from collections.abc import Mapping, Sequence

from exports.analysis_data import agency_names
from exports.book_content import (
    BookBlock,
    BookContent,
    BookSection,
    Captions,
    Chapter,
    Foreword,
    Todo,
)
from exports.book_data import NOTHING, BookData
from exports.generators import APPENDED, GENERATORS, OWED, SectionPlace
from exports.section_html import printed_words
from frontmatter.abbreviations import abbreviations_in, short_names_in, texts_of
from frontmatter.forewords import FRONT, front_of, speaker_of, words_of
from indonesian import MONTHS, tanggal

DAYS = ("frozen_on", "printed_on")
DRAFT = "Draf, belum dibekukan"
GENERATED = "generated"  # the kind of a section that is made from data


class NoSuchBook(LookupError):  # noqa: N818 - it is about what was asked for
    """The outline of the masterplan has no book with this number."""


def build_book(
    snapshot: dict,
    number: int,
    *,
    frozen_on=None,
    printed_on,
    lacks: Mapping[str, Sequence[str]] = NOTHING,
    scans: Mapping[str, Sequence[str]] = NOTHING,
) -> BookContent:
    """Everything that Buku `number` of this snapshot says; nothing else is read.

    A draft says at the parts that are made from data what the list of what is missing says of
    them: `lacks`, sentences by the name of the generator (`progress.owed`).
    `frozen_on` is the day of freezing for the book of an edition; without it the book calls itself
    a draft on its cover and at the foot of every page. `printed_on` gives the month on the cover.
    `scans` are the words on the pages of each scan that can be printed, by its SHA-256.
    Raises NoSuchBook for one that the outline does not have.
    """
    outline = next((book for book in snapshot["books"] if book["number"] == number), None)
    if outline is None:
        raise NoSuchBook(number)
    plan, data = snapshot["masterplan"], BookData(snapshot, scans)
    is_draft = frozen_on is None
    builder = _Builder(outline, data, is_draft=is_draft, lacks=lacks if is_draft else NOTHING)
    edition = f"Edisi {plan['edition']}, dibekukan {tanggal(frozen_on)}" if frozen_on else DRAFT
    day = frozen_on or printed_on
    month = f"{plan['place']}, {MONTHS[day.month - 1]} {day.year}"
    chapters = tuple(builder.chapter(one) for one in outline["chapters"] if one["number"] != FRONT)
    when = f"{plan['place']}, {tanggal(frozen_on)}" if frozen_on else month
    forewords = tuple(builder.forewords(front_of(outline), when))
    return BookContent(
        number=number,
        title=outline["title"],
        subtitle=outline["subtitle"],
        plan_title=plan["title"],
        region=data.region,
        years=data.period,
        owner=f"Pemerintah {data.region}",
        province=plan["province"],
        emblem=data.emblem,
        edition=edition,
        place_and_date=month,
        chapters=chapters,
        is_draft=is_draft,
        forewords=forewords,
        abbreviations=abbreviations_in(texts_of((forewords, chapters)), short_names_in(snapshot)),
        day=day,
    )


def read_case(case: dict) -> dict:
    """What `build_book` takes, of what a process was told: days were written as ISO has them."""
    days = {name: case[name] and dt.date.fromisoformat(case[name]) for name in DAYS}
    return case | days


class _Builder:
    """Turns the chapters of one book of the outline into chapters of a Book."""

    def __init__(self, outline, data, *, is_draft, lacks):
        self.is_draft, self.lacks = is_draft, lacks
        self.data = data
        # The short book lists its programs in a line each; then its other parts are short as well.
        self.brief = any(
            section["generator"] in {"summary_programs", "dimension_spreads"}
            for chapter in outline["chapters"]
            for section in chapter["sections"]
        )

    def chapter(self, chapter) -> Chapter:
        captions = Captions(chapter["number"])
        sections = chapter["sections"]
        writers = dict.fromkeys(
            section["usual_writer"] for section in sections if section["usual_writer"]
        )
        return Chapter(
            number=chapter["number"],
            title=chapter["title"],
            lead=chapter["lead"],
            sections=tuple(self._section(section, captions) for section in sections),
            owed_by=", ".join(writers),
        )

    def forewords(self, sections, when):
        """What stands before the contents; one that nobody wrote is owed where it is required."""
        captions = Captions(FRONT)
        for section in sections:
            blocks: tuple[BookBlock, ...] = ()
            if words := words_of(section, self.data.snapshot["books"]):
                blocks = (printed_words(words, captions),)
            elif self.is_draft and section["required"]:
                blocks = (self._nothing(section),)
            if blocks:
                speaker = speaker_of(section, self.data.snapshot["team"])
                title, anchor = section["title"], f"bagian-{section['slug']}"
                yield Foreword(title, anchor, blocks, when, speaker.office, speaker.name)

    def _section(self, section, captions) -> BookSection:
        number, generator = section["number"], section["generator"]
        blocks: list[BookBlock] = []
        if section["html"]:
            blocks.append(printed_words(section["html"], captions))
        place = SectionPlace(number, captions, self.brief)
        if append := APPENDED.get(section.get("slug")):
            blocks += append(self.data, place)
        if section["kind"] == GENERATED:
            generated = list(GENERATORS[generator](self.data, place))
            lacks = self.lacks.get(generator, ())
            if not generated and not lacks:
                lacks = (OWED[generator],)
            blocks += [Todo(sentence, _writer(section)) for sentence in lacks] + generated
        elif not blocks:
            blocks.append(self._nothing(section))
        return BookSection(
            number, section["title"], f"bagian-{number.replace('.', '-')}", tuple(blocks)
        )

    def _nothing(self, section) -> Todo:
        if not self.is_draft or not section["required"]:
            return Todo("Bagian ini tidak diisi.")
        return Todo("Bagian ini belum ditulis.", _writer(section))


def _writer(section) -> str:
    """Who owes a section: the agencies that it was given to, else who usually writes it."""
    return agency_names(section["agencies"]) or section["usual_writer"]
