"""All regions of a cohort in one table, on the page and as a workbook."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cohorts.models import Cohort, Selection
from indonesian import many
from monitoring.cohort_book import cohort_workbook
from monitoring.cohort_figures import cohort_rows, fill_in, newest_terms
from monitoring.cohort_forms import CohortFilter
from monitoring.cohort_pictures import over_provinces
from regions.access import get_for

PAGE = 60  # a cohort of 2 provinces and 50 stands on one page
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table(request, year):
    """Every nominated region of a cohort, best score first."""
    cohort = get_for(request.user, "cohorts.view_cohort", Cohort.objects, year=year)
    rows = cohort_rows(cohort)
    form = _filter(request, rows)
    page = Paginator(form.apply(rows), PAGE).get_page(request.GET.get("halaman"))
    fill_in(page.object_list)
    context = {
        "cohort": cohort,
        "form": form,
        "page": page,
        "total": len(rows),
        "picture": over_provinces(rows),
        "asks": _asks(cohort, rows),
        "unasked": _unasked(cohort, rows),
        "next": next((row for row in rows if not row.nomination.is_decided), None),
    }
    return render(request, "monitoring/cohort.html", context)


def download(request, year):
    """The same rows as a workbook, by the same filter."""
    cohort = get_for(request.user, "cohorts.view_cohort", Cohort.objects, year=year)
    rows = cohort_rows(cohort)
    rows = fill_in(_filter(request, rows).apply(rows))
    response = HttpResponse(cohort_workbook(cohort, rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="kohort-{year}.xlsx"'
    return response


def _unasked(cohort, rows):
    """Which nominated regions were not asked to answer the instrument, and the page that asks."""
    instrument = newest_terms(cohort).instrument
    codes = [row.region.code for row in rows if row.result is None]
    if instrument is None or not instrument.is_open or not codes:
        return None
    page = reverse("instruments:ask_regions", args=[instrument.pk])
    return {"count": len(codes), "url": f"{page}?{urlencode({'daerah': ','.join(codes)})}"}


def _filter(request, rows):
    provinces = {row.province.code: row.province for row in rows}
    return CohortFilter(
        request.GET or None, provinces=[provinces[one] for one in sorted(provinces)]
    )


def _asks(cohort, rows):
    """What waits for the officer, in a sentence, and the numbers in another."""
    waiting = sum(not row.nomination.is_decided for row in rows)
    chosen = sum(row.nomination.verdict == Selection.CHOSEN for row in rows)
    without = sum(row.rank is None for row in rows)
    if not rows:
        return "Nominasikan daerah untuk kohort ini.", "Nama atau kode ditempel sekaligus."
    title = (
        f"{many(waiting, 'daerah')} menunggu keputusan." if waiting else "Semua sudah diputuskan."
    )
    why = f"{many(len(rows), 'daerah')} dinominasikan, {chosen} terpilih"
    return title, f"{why}, {without} belum punya nilai asesmen." if without else f"{why}."
