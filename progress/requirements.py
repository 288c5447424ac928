"""A line of a checklist: a sentence, whether it holds, and by name what keeps it from holding."""

from dataclasses import dataclass

from indonesian import many, named
from regions.addresses import address

ALLOWED = "Boleh diserahkan dengan alasan."


@dataclass(frozen=True)
class Subject:
    """Something that lacks something: its name in a sentence, and whose it is."""

    name: str
    dimension: int | None = None
    agency: int | None = None
    program: int | None = None

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class Requirement:
    """One line of the checklist: a sentence, whether it holds, what is missing, and where.

    An open line says which `subjects` it is about. `predicate` is what is wrong with one of them
    ("belum lengkap"), `one` the word before its name, `noun` what several are called. `short` is
    what a dimension has not, as a word in a row of words: "isu daerah".
    """

    text: str
    is_met: bool
    detail: str = ""
    url: object = ""
    is_warning: bool = False
    subjects: tuple[Subject, ...] = ()
    noun: str = ""
    predicate: str = ""
    one: str = ""
    short: str = ""
    kind: str = ""  # the name of the question, and its tahap: said by `Completeness`
    stage: int = 0

    @property
    def ok(self) -> bool:
        """The word of components/check.html."""
        return self.is_met

    @property
    def is_blocking(self) -> bool:
        return not self.is_met and not self.is_warning

    def about(self, subject: Subject) -> str:
        """The sentence about one of its subjects."""
        return f"{self.one}{subject} {self.predicate}." if self.predicate else self.text

    def in_dimension(self, dimension) -> str:
        """The sentence about what belongs to one dimension; "" when nothing of it is open."""
        own = [subject for subject in self.subjects if subject.dimension == dimension.pk]
        if len(own) < 2:
            return self.about(own[0]) if own else ""
        return f"{many(len(own), f'{self.noun} {dimension}')} {self.predicate}."


@dataclass(frozen=True)
class Address:
    """The address of a page, made when it is shown: most lines of a list never are."""

    page: str
    args: tuple
    within: str = ""  # "#…" or "?…"

    def __str__(self):
        return address(self.page, *self.args) + self.within


def place(masterplan, page: str, *args, within: str = "") -> Address:
    """The address of a page of this masterplan."""
    return Address(page, (masterplan.slug, *args), within)


def requirement_about(subjects, noun, predicate, met, url="", **more) -> Requirement:
    """A requirement about a list of things that lack something: one is named in the sentence."""
    if not subjects:
        return Requirement(met, is_met=True, **more)
    more |= {"url": url, "subjects": tuple(subjects), "noun": noun, "predicate": predicate}
    if len(subjects) == 1:
        return Requirement(f"{more.get('one', '')}{subjects[0]} {predicate}.", is_met=False, **more)
    text = f"{many(len(subjects), noun)} {predicate}."
    return Requirement(text, is_met=False, **{"detail": named(subjects)} | more)


def dimensions_without(counts, found, predicate, met, page, short) -> Requirement:
    """Every dimension must be among `found`."""
    missing = [dimension for dimension in counts.dimensions if dimension.pk not in found]
    within = f"#d-{missing[0].code}" if missing else ""
    subjects = [Subject(str(one), dimension=one.pk) for one in missing]
    url = place(counts.masterplan, page, within=within)
    return requirement_about(subjects, "dimensi", predicate, met, url, short=short)


def subdimensions_without(counts, found, predicate, met, page, short) -> Requirement:
    """Every sub-dimension must be among `found`."""
    missing = [sub for sub in counts.subdimensions if sub.pk not in found]
    within = f"#d-{missing[0].dimension.code}" if missing else ""
    subjects = [Subject(f"{sub} ({sub.dimension})", dimension=sub.dimension_id) for sub in missing]
    url = place(counts.masterplan, page, within=within)
    return requirement_about(
        subjects, "subdimensi", predicate, met, url, one="Subdimensi ", short=short
    )
