"""A cohort is opened with its rules; later rules are a new version and change nothing decided."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.trail import record
from cohorts.criteria import weights_from
from cohorts.models import Cohort, TermsVersion
from cohorts.terms import FIGURES, USUAL
from dimensions.models import DimensionSet
from instruments.models import Instrument
from instruments.opening import copy_instrument
from masterplans.models import Outline

BOOKS = ("outline", "dimension_set", "instrument")  # what a version points to


class CohortError(Exception):
    """The step is not possible now. The message is meant for the user."""


@transaction.atomic
def open_cohort(
    year: int,
    *,
    by: User,
    outline: Outline | None = None,
    dimension_set: DimensionSet | None = None,
    instrument: Instrument | None = None,
    figures: Mapping[str, object] | None = None,
) -> Cohort:
    """Open the cohort of a year with its first version of the rules.

    What is left out is taken from the newest cohort before it, or is the usual; of its instrument
    a draft is made that asks the same. Raises CohortError when the year is none, is opened
    already, or no outline is loaded.
    """
    cohort = Cohort(year=year, opened_by=by)
    try:
        cohort.full_clean()
    except ValidationError as error:
        raise CohortError(" ".join(error.messages)) from error
    cohort.save()
    last = newest_before(year)
    outline = outline or (last.outline if last else Outline.objects.newest())
    dimension_set = dimension_set or (
        last.dimension_set if last else DimensionSet.objects.order_by("-pk").first()
    )
    if outline is None or dimension_set is None:
        raise CohortError("Kerangka buku belum dimuat. Hubungi pengelola Simpul.")
    if instrument is None and last and last.instrument:
        instrument = copy_instrument(last.instrument, by=by)
    figures = (last.figures if last else {}) if figures is None else figures
    books = {"outline": outline, "dimension_set": dimension_set, "instrument": instrument}
    version = _write(cohort, 1, books, figures, reason="", by=by)
    record(by, "cohort.opened", cohort, like=last.cohort.year if last else None, **version.figures)
    return cohort


@transaction.atomic
def change_terms(
    cohort: Cohort,
    *,
    seen: int,
    outline: Outline,
    dimension_set: DimensionSet,
    instrument: Instrument | None,
    figures: Mapping[str, object],
    reason: str,
    by: User,
) -> TermsVersion:
    """Write the next version of the rules, which counts for what is decided from now on.

    `seen` is the version that the officer changes. Raises CohortError when another one was written
    meanwhile, without a reason, for a figure outside its bounds, or when nothing is different.
    """
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    newest = cohort.versions.select_related("by", *BOOKS).first()
    if newest.number != seen:
        raise CohortError(
            f"{newest.by} baru saja menulis versi {newest.number} aturan ini. Tidak ada yang"
            " berubah; periksa versi itu lebih dahulu."
        )
    if not reason.strip():
        raise CohortError("Tulis alasan perubahan aturan.")
    books = {"outline": outline, "dimension_set": dimension_set, "instrument": instrument}
    were = {name: getattr(newest, name) for name in books}
    if (books, _completed(figures)) == (were, _completed(newest.figures)):
        raise CohortError("Tidak ada aturan yang berubah.")
    version = _write(cohort, seen + 1, books, figures, reason=reason.strip(), by=by)
    record(by, "cohort.terms_changed", cohort, version=version.number, reason=version.reason)
    return version


def newest_before(year: int) -> TermsVersion | None:
    """The rules of the last cohort before a year, as they are now."""
    versions = TermsVersion.objects.filter(cohort__year__lt=year)
    versions = versions.select_related("cohort", *BOOKS)
    return versions.order_by("-cohort__year", "-number").first()


def read_figures(figures: Mapping[str, object]) -> dict[str, object]:
    """Every figure, those that are left out as usual. Raises CohortError outside its bounds."""
    found = _completed(figures)
    for name, figure in FIGURES.items():
        value = found[name]
        if not figure.least <= value <= figure.most:
            raise CohortError(
                f"{figure.label}: tulis angka antara {figure.least} dan {figure.most}"
                f" ({figure.unit})."
            )
    weights = found["criterion_weights"].values()
    if any(weight < 0 for weight in weights):
        raise CohortError("Bobot kriteria tidak boleh kurang dari nol.")
    if not any(weights):
        raise CohortError("Paling sedikit satu kriteria quick win harus berbobot.")
    return found


def _completed(figures):
    found = {name: int(figures.get(name, usual)) for name, usual in USUAL.items()}
    return found | {"criterion_weights": weights_from(figures.get("criterion_weights", {}))}


def _write(cohort, number, books, figures, *, reason, by):
    return TermsVersion.objects.create(
        cohort=cohort,
        number=number,
        **books,
        figures=read_figures(figures),
        reason=reason,
        by=by,
    )
