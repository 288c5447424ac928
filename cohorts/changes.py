"""What a version of the rules says differently from the one before it, in words."""

from dataclasses import dataclass

from cohorts.models import Cohort, TermsVersion
from cohorts.terms import FIGURES, Terms, terms_in


@dataclass(frozen=True)
class RuleChange:
    """A version with what it changed; the first one changed nothing."""

    version: TermsVersion
    changes: list[str]


def history(cohort: Cohort) -> list[RuleChange]:
    """Every version of a cohort's rules, the newest first. One query."""
    versions = cohort.versions.select_related("outline", "dimension_set", "by", "cohort")
    found, before = [], None
    for version in versions.order_by("number"):
        terms = terms_in(version)
        found.append(RuleChange(version, _differences(before, terms, version) if before else []))
        before = terms
    return found[::-1]


def rules_in_words(terms: Terms) -> list[tuple[str, str]]:
    """(what, how much) of every figure."""
    return [
        (figure.label, f"{getattr(terms, name)} {figure.unit}") for name, figure in FIGURES.items()
    ]


def _differences(before, now, version):
    changes = [
        f"{figure.label}: {getattr(before, name)} menjadi {getattr(now, name)} {figure.unit}."
        for name, figure in FIGURES.items()
        if getattr(before, name) != getattr(now, name)
    ]
    if before.outline != now.outline:
        changes.insert(0, f"Kerangka buku menjadi {version.outline}.")
    if before.dimension_set != now.dimension_set:
        changes.insert(0, f"Perangkat dimensi menjadi {version.dimension_set}.")
    return changes
