"""What a version of the rules says differently from the one before it, in words."""

from dataclasses import dataclass

from cohorts.criteria import criteria_under
from cohorts.models import Cohort, TermsVersion
from cohorts.opening import BOOKS
from cohorts.terms import FIGURES, Terms, terms_in


@dataclass(frozen=True)
class RuleChange:
    """A version with what it changed; the first one changed nothing."""

    version: TermsVersion
    changes: list[str]


def history(cohort: Cohort) -> list[RuleChange]:
    """Every version of a cohort's rules, the newest first. One query."""
    versions = cohort.versions.select_related(*BOOKS, "by", "cohort")
    found, before = [], None
    for version in versions.order_by("number"):
        found.append(RuleChange(version, _differences(before, version) if before else []))
        before = version
    return found[::-1]


def rules_in_words(terms: Terms) -> list[tuple[str, str]]:
    """(what, how much) of every figure, and what each criterion weighs."""
    figures = [
        (figure.label, f"{getattr(terms, name)} {figure.unit}") for name, figure in FIGURES.items()
    ]
    return figures + [
        (f"Kriteria quick win: {row['name']}", f"bobot {row['weight']}")
        for row in criteria_under(terms)
    ]


def _differences(before, version):
    changes = [
        f"{TermsVersion._meta.get_field(name).verbose_name.capitalize()} menjadi"
        f" {getattr(version, name) or 'belum ditetapkan'}."
        for name in BOOKS
        if getattr(before, name) != getattr(version, name)
    ]
    then, now = terms_in(before), terms_in(version)
    changes += [
        f"{figure.label}: {getattr(then, name)} menjadi {getattr(now, name)} {figure.unit}."
        for name, figure in FIGURES.items()
        if getattr(then, name) != getattr(now, name)
    ]
    return changes + [
        f"Bobot {new['name']}: {old['weight']} menjadi {new['weight']}."
        for old, new in zip(criteria_under(then), criteria_under(now), strict=True)
        if old["weight"] != new["weight"]
    ]
