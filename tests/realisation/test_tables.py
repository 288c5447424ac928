"""A year is reported in a table, pasted, and in Excel, with the checks of the form."""

import pytest
from django.urls import reverse

from indonesian import angka
from realisation.actions import close_year, report_year
from realisation.figures import lines_of
from realisation.models import RealisedAmount, RealisedValue, YearReport
from sheets.models import Import
from sheets.registry import book_of
from sheets.workbook import written
from tests.markup import one_line
from tests.realisation.making import figures
from tests.rosters.filling import apply_paste, typed
from tests.sheets.conftest import Office, upload

YEAR = 2025


@pytest.fixture
def book(frozen_plan, lead):
    return book_of(frozen_plan, f"realisasi-{YEAR}", lead)


def table(plan, kind, *more):
    return reverse("rosters:grid", args=[plan.slug, f"{kind}-{YEAR}"]) + "".join(more)


def test_the_table_has_every_program_and_saves_a_row_by_itself(
    tracked, frozen_plan, lead, signed_in
):
    browser = signed_in(lead)
    where = table(frozen_plan, "realisasi")
    said = {"state": "running", "rupiah_apbd": "1,5 miliar", "note": "Jalan."}

    browser.post(where, typed(frozen_plan, f"realisasi-{YEAR}", lead, tracked.pk, **said))

    report = YearReport.objects.get()
    assert (report.tracked, report.state, report.note) == (tracked, "running", "Jalan.")
    assert RealisedAmount.objects.get().amount == 1_500_000_000


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"state": "cancelled"}, "Tulis alasan mengapa program ini dibatalkan."),
        ({"state": "", "note": "Jalan."}, "Pilih keadaannya."),
        ({"state": "running", "rupiah_apbd": "banyak"}, "banyak"),
    ],
)
def test_what_cannot_be_is_told_at_its_row(said, sentence, tracked, frozen_plan, lead, signed_in):
    browser = signed_in(lead)
    where = table(frozen_plan, "realisasi")
    sent = typed(frozen_plan, f"realisasi-{YEAR}", lead, tracked.pk, **said)
    answer = browser.post(where, sent)
    assert sentence in one_line(answer.content.decode())
    assert not YearReport.objects.filter(state="cancelled").exists()


def test_values_of_indicators_have_a_table_of_their_own(tracked, frozen_plan, lead, signed_in):
    browser = signed_in(lead)
    where = table(frozen_plan, "capaian")
    target = tracked.frozen.get().targets.get(year=YEAR)
    sent = typed(frozen_plan, f"capaian-{YEAR}", lead, target.pk, value="61,5")

    browser.post(where, sent)

    assert str(RealisedValue.objects.get().value) == "61.50"
    html = one_line(browser.get(where).content.decode())
    assert f"Target {angka(target.value)}" in html


def test_a_workbook_brings_the_year_back(book, frozen_plan, lead, signed_in):
    office = Office(written(book))
    office.put("Realisasi", 2, Keadaan="Selesai", APBD=750_000_000)
    browser = signed_in(lead)
    page = reverse("sheets:page", args=[frozen_plan.slug, book.kind])

    answer = browser.post(page, {"berkas": upload(office.saved())})

    assert answer.status_code == 302
    imported = Import.objects.get()
    browser.post(reverse("sheets:apply", args=[frozen_plan.slug, imported.pk]))
    assert YearReport.objects.get().state == "done"
    assert RealisedAmount.objects.get().amount == 750_000_000


def test_pasted_rows_find_their_programs(tracked, frozen_plan, lead, signed_in):
    known = f"Program\tKeadaan\tAPBD\n{tracked.name}\tBerjalan\t1.250.000.000"
    text = f"{known}\nProgram lain\tSelesai\t5"
    html, imported = apply_paste(signed_in(lead), frozen_plan, f"realisasi-{YEAR}", text)
    assert imported.state != "applied"  # a row that nobody froze stands in the way
    assert "Program lain" in html
    _, imported = apply_paste(signed_in(lead), frozen_plan, f"realisasi-{YEAR}", known)
    assert imported.state == "applied"
    assert RealisedAmount.objects.get().amount == 1_250_000_000


def test_a_closed_year_takes_no_row(book, tracked, frozen_plan, lead, signed_in):
    report_year(tracked, YEAR, figures(apbd=5), seen=0, by=lead)
    close_year(frozen_plan, YEAR, by=lead)
    browser = signed_in(lead)
    where = table(frozen_plan, "realisasi")
    sent = typed(frozen_plan, f"realisasi-{YEAR}", lead, tracked.pk, note="Lain.")
    html = one_line(browser.post(where, sent).content.decode())
    assert "sudah ditutup" in html
    assert YearReport.objects.get().note == ""
    assert not book.is_open


@pytest.mark.parametrize("kind", ["realisasi-2099", "realisasi-x", "capaian-"])
def test_a_year_that_is_not_reported_has_no_table(kind, frozen_plan, lead, signed_in):
    where = reverse("rosters:grid", args=[frozen_plan.slug, kind])
    assert signed_in(lead).get(where).status_code == 404


def test_another_office_fills_its_own_rows_alone(frozen_plan, writer):
    book = book_of(frozen_plan, f"realisasi-{YEAR}", writer)
    own = writer.memberships.get().agency_id
    may = {row.key for row in book.rows() if book.may_write(row)}
    lines = lines_of(frozen_plan, YEAR)
    assert may == {line.tracked.pk for line in lines if line.tracked.agency_id == own}
