"""How a line of a checklist is worded: who lacks what, by name, with a link to the very place."""

from dataclasses import dataclass

from django.urls import reverse_lazy
from django.utils.text import format_lazy

from assignments.facts import Facts
from indonesian import many, named


@dataclass(frozen=True)
class Requirement:
    """One line of the checklist: a sentence, whether it holds, what is missing, and where."""

    text: str
    is_met: bool
    detail: str = ""
    url: str = ""
    is_warning: bool = False

    @property
    def ok(self) -> bool:
        """The word of components/check.html."""
        return self.is_met

    @property
    def is_blocking(self) -> bool:
        return not self.is_met and not self.is_warning


def place(facts: Facts, page: str, *args, within: str = ""):
    """The address of a page of this masterplan, made when it is shown; `within` is "#…" or "?…"."""
    return format_lazy("{}{}", reverse_lazy(page, args=[facts.masterplan.slug, *args]), within)


def lacking(things, noun, lacks, met, url="") -> Requirement:
    """A requirement about a list of things that lack something: one is named in the sentence."""
    if not things:
        return Requirement(met, is_met=True)
    if len(things) == 1:
        return Requirement(f"{things[0]} {lacks}.", is_met=False, url=url)
    return Requirement(f"{many(len(things), noun)} {lacks}.", False, detail=named(things), url=url)


def dimensions_without(facts, found, lacks, met, page) -> Requirement:
    """Every dimension must be among `found`."""
    missing = [dimension for dimension in facts.dimensions if dimension.pk not in found]
    within = f"#d-{missing[0].code}" if missing else ""
    return lacking(missing, "dimensi", lacks, met, place(facts, page, within=within))


def subdimensions_without(facts, found, lacks, met, page) -> Requirement:
    """Every sub-dimension must be among `found`."""
    missing = [sub for sub in facts.subdimensions if sub.pk not in found]
    names = [f"{sub} ({sub.dimension})" for sub in missing]
    within = f"#d-{missing[0].dimension.code}" if missing else ""
    if len(names) == 1:
        names = [f"Subdimensi {names[0]}"]
    return lacking(names, "subdimensi", lacks, met, place(facts, page, within=within))
