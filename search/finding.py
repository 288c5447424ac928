"""Finds what a person asks for in one masterplan.

A masterplan has some six hundred entries. All of them are compared with what was asked: that is a
few milliseconds whatever the size of the nation, while an index over the words of all masterplans
would first find the hits of the whole country.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import BooleanField, FloatField, Func, Q, Value

from dimensions.models import Dimension
from masterplans.models import Masterplan
from search.models import Entry
from search.snippets import SnippetPiece, fragment, marked, snippet
from search.sources import SOURCES, SearchSource
from search.spelling import corrections
from search.words import stem, words_of

MOST_LETTERS = 200
MOST_TERMS = 10
PER_PAGE = 20

TOO_LONG = f"Kata yang dicari terlalu panjang. Tulis paling banyak {MOST_LETTERS} huruf."
NO_WORD = "Tidak ada kata yang dapat dicari. Tulis kata dengan huruf atau angka."
ONLY_STOP_WORDS = "Kata ini ada di setiap bagian. Tambahkan kata yang lebih khas."


class Holds(Func):
    """Whether a tsvector holds what a tsquery asks for."""

    template, arg_joiner = "(%(expressions)s::tsquery)", " @@ "
    output_field = BooleanField()


class Rank(Func):
    """How well a tsvector answers a tsquery."""

    template, arg_joiner = "ts_rank(%(expressions)s::tsquery)", ", "
    output_field = FloatField()


@dataclass
class Term:
    """One word that was asked for, and what else is taken for it."""

    word: str
    stems: set[str]
    agency_ids: list[int] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)

    @property
    def asked(self) -> str:
        """As PostgreSQL writes it; the stems are letters and digits only."""
        return " | ".join(f"'{one}'" for one in sorted(self.stems))

    @property
    def condition(self) -> Q:
        holds = Q(Holds("vector", Value(self.asked)))
        return holds | Q(agency_ids__overlap=self.agency_ids) if self.agency_ids else holds


@dataclass
class Hit:
    """One thing that was found, as the page shows it."""

    source: SearchSource
    address: str
    title: list[SnippetPiece]
    text: list[SnippetPiece]
    place: str
    dimension: Dimension | None = None
    agencies: list[str] = field(default_factory=list)


@dataclass
class Answer:
    """What was found; or `refusal`, a sentence why nothing could be looked for."""

    refusal: str = ""
    page: Page | None = None
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    kinds: list[tuple[SearchSource, int]] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)
    is_partial: bool = False  # nothing has all the words; these have some


def find(masterplan: Masterplan, asked: str, *, kind: str = "", page: str | None = None) -> Answer:
    """The entries with all the words, best first; those with some of them when none has all.

    A word stands for all words of its stem, and for the agencies that are named so. For a word that
    is nowhere, words that begin with it or are typed nearly so are looked for
    (`Answer.corrections`).
    """
    terms, refusal = _terms(asked)
    if refusal:
        return Answer(refusal=refusal)
    agencies = list(masterplan.region.agencies.all())
    _name_agencies(terms, agencies)
    rows = _rows(masterplan, terms)
    if missing := [n for n, term in enumerate(terms) if not any(row[3][n] for row in rows)]:
        rows = _widened(masterplan, terms, missing) or rows
    return _answer(masterplan, terms, rows, agencies, kind, page)


def _terms(asked):
    if len(asked) > MOST_LETTERS:
        return [], TOO_LONG
    words = dict.fromkeys(words_of(asked))
    terms = {root: Term(word, {root}) for word in words if (root := stem(word))}
    if terms:
        return list(terms.values())[:MOST_TERMS], ""
    return [], ONLY_STOP_WORDS if words else NO_WORD


def _name_agencies(terms, agencies):
    """Whoever names an agency ("dinkes", "dinas kesehatan") asks for what is the agency's."""
    asked = set().union(*(term.stems for term in terms))
    for agency in agencies:
        for name in (agency.short_name, agency.name):
            stems = {root for word in words_of(name) if (root := stem(word))}
            if stems and stems <= asked:
                for term in terms:
                    term.agency_ids += [agency.pk] if term.stems & stems else []


def _rows(masterplan, terms):
    """(key, source, rank, has each term) of everything that has one of the words."""
    everything = Value(" | ".join(term.asked for term in terms))
    flags = {f"has_{number}": term.condition for number, term in enumerate(terms)}
    found = (
        Entry.objects.filter(masterplan=masterplan)
        .annotate(rank=Rank("vector", everything), **flags)
        .filter(Q.create([(name, True) for name in flags], connector=Q.OR))
        .order_by("-rank", "source", "object_id")
        .values_list("pk", "source", "rank", *flags)
    )
    return [(key, source, rank, has) for key, source, rank, *has in found]


def _widened(masterplan, terms, missing):
    """The rows once more, when for words that are nowhere others could be meant."""
    vocabulary = _vocabulary(masterplan)
    for number in missing:
        term = terms[number]
        term.corrections = corrections(term.word, vocabulary)
        term.stems |= {stem(word) for word in term.corrections}
    return _rows(masterplan, terms) if any(term.corrections for term in terms) else []


def _vocabulary(masterplan):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, count(*) FROM search_entry, unnest(words) word"
            " WHERE masterplan_id = %s GROUP BY word",
            [masterplan.pk],
        )
        return cursor.fetchall()


def _answer(masterplan, terms, rows, agencies, kind, number):
    whole = [row for row in rows if all(row[3])]
    found = whole or sorted(rows, key=lambda row: -sum(row[3]))
    counts = Counter(row[1] for row in found)
    chosen = [row for row in found if not kind or SOURCES[row[1]].slug == kind]
    page = Paginator(chosen, PER_PAGE).get_page(number)
    stems = set().union(*(term.stems for term in terms))
    return Answer(
        page=page,
        hits=_hits(masterplan, [row[0] for row in page], stems, agencies),
        total=len(found),
        kinds=[(source, counts[table]) for table, source in SOURCES.items() if counts[table]],
        corrections=[word for term in terms for word in term.corrections],
        is_partial=bool(rows) and not whole,
    )


def _hits(masterplan, keys, stems, agencies):
    entries = Entry.objects.defer("vector", "words").in_bulk(keys)
    dimensions = {one.pk: one for one in masterplan.dimension_set.dimensions.all()}
    by_key = {agency.pk: agency for agency in agencies}
    return [
        _hit(masterplan.slug, entries[key], stems, dimensions, by_key)
        for key in keys
        if key in entries  # taken away since: by another search that has just read it anew
    ]


def _hit(slug, entry, stems, dimensions, agencies):
    source = SOURCES[entry.source]
    address = source.address(slug, entry.object_id)
    lead = fragment(entry.text, stems) or fragment(entry.title, stems)
    return Hit(
        source=source,
        address=f"{address}{'' if '#' in address or not lead else '#'}{lead}",
        title=marked(entry.title, stems),
        text=snippet(entry.text, stems),
        place=entry.place,
        dimension=dimensions.get(entry.dimension_id),
        agencies=[str(agencies[key]) for key in entry.agency_ids if key in agencies],
    )
