"""The rules under which a masterplan is written: those of its cohort, or the usual ones.

A figure is a line of `Terms`: the form, the list of what changed from version to version, copying
and reading follow from it. Rooms above ask `terms_of(masterplan)` and compare with a figure where
they had a constant.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from cohorts.models import Cohort, DecisionTerms, TermsVersion
from masterplans.models import Decision, Masterplan, Verb
from masterplans.prepared_queries import PreparedQuery


@dataclass(frozen=True)
class Figure:
    """How a figure is asked for: its label, its unit in words, and between which numbers."""

    label: str
    unit: str
    least: int
    most: int


def _figure(usual: int, label: str, unit: str, least: int = 1, most: int = 12) -> int:
    return field(default=usual, metadata={"figure": Figure(label, unit, least, most)})


@dataclass(frozen=True)
class Terms:
    """What holds for one masterplan now. The usual figures are those of the field (domain §3, §4).

    `cohort_year` and `number` say whose rules these are: None and 0 for a plan without a cohort.
    """

    outline: int  # the key of the books' outline, and its version
    outline_version: str
    dimension_set: int  # the key of the set of dimensions, and its version
    dimension_set_version: str
    cohort_year: int | None = None
    number: int = 0  # of the version of the rules, from 1
    version: int | None = None  # the key of the `TermsVersion`
    quickwins_per_dimension: int = _figure(  # chosen in a dimension; another number needs a reason
        1, "Quick win untuk satu dimensi", "quick win", most=5
    )
    nominees_per_dimension: int = _figure(  # at least so many stand for choice (26 for 6 is usual)
        1, "Calon quick win setiap dimensi, paling sedikit", "calon", most=20
    )
    programs_per_subdimension: int = _figure(  # at least so many
        1, "Program setiap subdimensi, paling sedikit", "program", most=20
    )
    quickwin_months: int = _figure(  # a quick win is done in so many: its months, a criterion
        12, "Lama sebuah quick win, paling lama", "bulan"
    )
    months_between_stages: int = _figure(1, "Jarak antara dua bimtek", "bulan")
    months_until_decree: int = _figure(  # from the Nota Kesepakatan to the SK of Dewan and Tim
        2, "Batas SK Dewan dan Tim sesudah Nota Kesepakatan", "bulan"
    )
    review_days: int = _figure(7, "Lama tinjauan tenaga ahli", "hari", most=90)
    stale_days: int = _figure(  # nothing was written for so long: somebody should ask
        90, "Dianggap terhenti sesudah tanpa perubahan", "hari", least=7, most=365
    )
    criterion_weights: tuple[tuple[str, int], ...] = ()  # of quick wins: `cohorts.criteria`

    @property
    def words(self) -> str:
        """For the middle of a sentence: "aturan kohort 2023 versi 2"."""
        if self.cohort_year is None:
            return "aturan umum"
        return f"aturan kohort {self.cohort_year} versi {self.number}"


FIGURES: dict[str, Figure] = {
    one.name: one.metadata["figure"] for one in fields(Terms) if "figure" in one.metadata
}
USUAL: dict[str, int] = {one.name: one.default for one in fields(Terms) if one.name in FIGURES}


RULES = "nomination__cohort__versions__"
OF_PLAN = ("outline", "outline__version", "dimension_set", "dimension_set__version")
OF_COHORT = ("outline", "outline__version", "dimension_set", "dimension_set__version", "figures")


def _plans_and_rules(**which):
    found = Masterplan.objects.filter(**which).order_by("pk", f"-{RULES}number").distinct("pk")
    return found.values_list(
        "pk",
        *OF_PLAN,
        *("nomination__cohort__year", f"{RULES}number", f"{RULES}pk"),
        *(f"{RULES}{name}" for name in OF_COHORT),
    )


_read = PreparedQuery(lambda masterplan: _plans_and_rules(pk=masterplan))


def terms_of(masterplan: Masterplan) -> Terms:
    """The rules that hold for what comes next in this plan: one query, kept on the object.

    A plan without a cohort has the usual ones, with its own outline and dimensions.
    """
    if not hasattr(masterplan, "read_terms"):
        masterplan.read_terms = _terms_from(*_read(masterplan)[0])
    return masterplan.read_terms


def put_terms(plans: Iterable[Masterplan]) -> None:
    """Read the rules of many plans at once, so that `terms_of` asks no query about each."""
    known = {plan.pk: plan for plan in plans if not hasattr(plan, "read_terms")}
    for row in _plans_and_rules(pk__in=list(known)) if known else ():
        known[row[0]].read_terms = _terms_from(*row)


def _terms_from(_, *row):
    plan, whose, (*books, figures) = row[:4], row[4:7], row[7:]
    return _terms(books, whose, figures) if whose[2] else Terms(*plan)


def terms_in(version: TermsVersion) -> Terms:
    """What one version of a cohort's rules says, whether it is the newest or not."""
    books = (version.outline_id, version.outline.version)
    dimensions = (version.dimension_set_id, version.dimension_set.version)
    whose = (version.cohort.year, version.number, version.pk)
    return _terms((*books, *dimensions), whose, version.figures)


def terms_for(masterplan: Masterplan, stage: int) -> Terms:
    """The rules by which one tahap is judged: a tahap that was handed in keeps those of that day.

    One that is being written has the newest. Costs a query where the rules were ever changed.
    """
    return terms_by_stage(masterplan).get(stage, terms_of(masterplan))


def terms_by_stage(masterplan: Masterplan) -> dict[int, Terms]:
    """By tahap: the rules under which it was handed in, where it is not being written now."""
    if terms_of(masterplan).number < 2:
        return {}
    handed_in = DecisionTerms.objects.filter(
        decision__masterplan=masterplan, decision__verb=Verb.SUBMITTED
    ).select_related("decision", "terms__cohort", "terms__outline", "terms__dimension_set")
    present, is_open = masterplan.stage, masterplan.is_open
    return {
        one.decision.stage: terms_in(one.terms)
        for one in handed_in.order_by("decision__at", "decision")
        if one.decision.stage < present or not is_open
    }


def hold_terms(masterplan: Masterplan) -> None:
    """Lock the cohort of a plan against new rules until the transaction ends.

    So a step is judged by the version that it is then said to have been taken under.
    """
    cohorts = Cohort.objects.filter(nominations__masterplan=masterplan)
    list(cohorts.order_by().select_for_update(of=("self",), no_key=True))


def remember_terms(decision: Decision, terms: Terms) -> None:
    """Write down under which rules a step was taken; nothing for a plan without a cohort."""
    if terms.version is not None:
        DecisionTerms.objects.create(decision=decision, terms_id=terms.version)


def _terms(books, whose, figures):
    said = json.loads(figures) if isinstance(figures, str) else figures
    known = USUAL | {name: said[name] for name in USUAL if name in said}
    weights = tuple(sorted(said.get("criterion_weights", {}).items()))
    return Terms(*books, *whose, **known, criterion_weights=weights)
