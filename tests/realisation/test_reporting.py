"""A year is reported by the owner, against what was frozen; a closed year stands."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.urls import reverse

from audit.models import Event
from editions.actions import keep_edition
from editions.canonical import canonical
from editions.snapshot import snapshot
from programs.models import Program
from realisation.actions import ReportRefused, close_year, reopen_year, report_year
from realisation.baseline import keep_baseline
from realisation.figures import lines_of, summary_of
from realisation.models import FrozenProgram, RealisedAmount, TrackedProgram, YearReport
from stages import workflow
from tests.markup import one_line
from tests.realisation.making import figures

YEAR = 2025


def test_freezing_keeps_what_each_program_planned_by_year_source_and_target(frozen_plan):
    edition = frozen_plan.editions.get()
    frozen = edition.frozen_programs.select_related("tracked__program")

    assert frozen.count() == frozen_plan.programs.count()
    assert {one.tracked.program_id for one in frozen} == {p.pk for p in frozen_plan.programs.all()}
    one = frozen.first()
    program = one.tracked.program
    assert one.name == program.name
    assert sorted(one.amounts.values_list("year", "source", "amount")) == sorted(
        program.budget.values_list("year", "source", "amount")
    )
    assert {target.value for target in one.targets.all()} == {
        target.value for indicator in program.indicators.all() for target in indicator.targets.all()
    }
    assert list(keep_baseline(edition)) == list(frozen)  # asked twice, kept once


@pytest.mark.parametrize("table", ["frozenprogram", "frozenamount", "frozentarget"])
def test_what_was_frozen_cannot_be_changed_by_raw_sql(table, frozen_plan):
    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE realisation_{table} SET id = id")  # noqa: S608 - our own names


def test_the_owner_reports_and_the_page_compares_with_what_was_frozen(
    tracked, frozen_plan, writer, people, signed_in
):
    frozen = tracked.frozen.get()
    planned = frozen.amounts.filter(year=YEAR).first()
    browser = signed_in(_owner(tracked, writer))
    where = reverse("realisation:report", args=[frozen_plan.slug, YEAR, tracked.pk])
    assert "Target beku" in browser.get(where).content.decode()

    sent = {
        "state": "running",
        "seen": 0,
        f"rupiah_{planned.source}": "1,5 miliar",
        "nilai_0": "35",
        "beneficiaries": "1.250",
        "note": "Berjalan di tiga kecamatan.",
    }
    answer = browser.post(where, sent)

    assert answer.url == reverse("realisation:year", args=[frozen_plan.slug, YEAR])
    report = YearReport.objects.get()
    assert (report.state, report.beneficiaries) == ("running", 1250)
    assert RealisedAmount.objects.get().amount == 1_500_000_000
    line = next(one for one in lines_of(frozen_plan, YEAR) if one.tracked == tracked)
    assert line.planned[planned.source] == planned.amount
    assert line.proposed == round(100 * line.reached[0].share)


def _owner(tracked, writer):
    """The writer writes for the agency of the program."""
    tracked.agency_id = writer.memberships.get().agency_id
    tracked.save()
    return writer


def test_a_change_of_the_plan_changes_nothing_of_what_was_frozen(frozen_plan, facilitator):
    before = {line.tracked.pk: line.planned_sum for line in lines_of(frozen_plan, YEAR)}
    workflow.reopen_stage(frozen_plan, by=facilitator, note="Edisi berikutnya.")
    frozen_plan.programs.update(name="Nama lain")

    lines = lines_of(frozen_plan, YEAR)
    assert {line.tracked.pk: line.planned_sum for line in lines} == before
    assert "Nama lain" not in {line.name for line in lines}


def test_somebody_of_another_office_reads_and_reports_nothing(
    tracked, frozen_plan, writer, signed_in
):
    browser = signed_in(writer)
    where = reverse("realisation:report", args=[frozen_plan.slug, YEAR, tracked.pk])
    other = frozen_plan.region.agencies.exclude(pk=writer.memberships.get().agency_id).first()
    TrackedProgram.objects.filter(pk=tracked.pk).update(agency=other)
    assert browser.get(where).status_code == 200
    assert browser.post(where, {"state": "done", "seen": 0}).status_code == 403
    assert not YearReport.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"state": "cancelled"}, "Tulis alasan mengapa program ini dibatalkan."),
        ({"own_percent": "80"}, "Tulis alasan mengapa kemajuannya lain dari usulan."),
        ({"own_percent": "180"}, "100"),
        ({"rupiah_apbd": "banyak"}, "angka"),
        ({"seen": "7"}, "baru mengubah laporan ini"),
    ],
)
def test_what_cannot_be_gets_a_sentence_and_changes_nothing(
    changes, sentence, tracked, frozen_plan, lead, signed_in
):
    where = reverse("realisation:report", args=[frozen_plan.slug, YEAR, tracked.pk])
    sent = {"state": "running", "seen": "0", "note": "Kalimat ini tetap."} | changes
    html = one_line(signed_in(lead).post(where, sent).content.decode())
    assert sentence in html
    assert "Kalimat ini tetap." in html
    assert not YearReport.objects.exists()


def test_a_coordinator_corrects_and_the_trail_names_both(tracked, lead, writer):
    report_year(tracked, YEAR, figures(apbd=100), seen=0, by=writer)
    report_year(tracked, YEAR, figures(apbd=200, state="done"), seen=1, by=lead)

    said = Event.objects.filter(verb="realisation.reported").order_by("pk")
    assert [(one.actor, one.data["money"]) for one in said] == [(writer, 100), (lead, 200)]
    assert RealisedAmount.objects.get().amount == 200


def test_two_who_report_at_once_do_not_write_over_each_other(tracked, lead, writer):
    report_year(tracked, YEAR, figures(apbd=100), seen=0, by=writer)
    with pytest.raises(ReportRefused, match="baru mengubah laporan ini"):
        report_year(tracked, YEAR, figures(apbd=200), seen=0, by=lead)
    assert RealisedAmount.objects.get().amount == 100


def test_nothing_of_a_closed_year_changes_before_it_is_reopened_with_a_reason(
    tracked, frozen_plan, lead
):
    report_year(tracked, YEAR, figures(apbd=100), seen=0, by=lead)
    close_year(frozen_plan, YEAR, by=lead)
    close_year(frozen_plan, YEAR, by=lead)  # a double click

    with pytest.raises(ReportRefused, match="sudah ditutup"):
        report_year(tracked, YEAR, figures(apbd=200), seen=1, by=lead)
    for change in (
        "UPDATE realisation_realisedamount SET amount = 1",
        "DELETE FROM realisation_realisedamount",
        "UPDATE realisation_yearreport SET state = 'done'",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    with pytest.raises(ReportRefused, match="Tulis alasan"):
        reopen_year(frozen_plan, YEAR, reason=" ", by=lead)

    reopen_year(frozen_plan, YEAR, reason="Audit BPK.", by=lead)
    report_year(tracked, YEAR, figures(apbd=200), seen=1, by=lead)
    assert Event.objects.get(verb="realisation.year_reopened").data["reason"] == "Audit BPK."


@pytest.mark.parametrize("year", [2023, 2099])
def test_a_year_outside_of_the_plan_or_not_yet_come_is_refused(year, tracked, lead):
    with pytest.raises(ReportRefused, match="tidak dapat dilaporkan"):
        report_year(tracked, year, figures(), seen=0, by=lead)


def test_a_plan_that_was_never_frozen_says_so_and_takes_nothing(masterplan, lead, signed_in):
    html = signed_in(lead).get(reverse("realisation:summary", args=[masterplan.slug]))
    assert "Belum ada yang dapat dilaporkan." in html.content.decode()


def test_a_program_that_came_after_freezing_is_reported_and_marked_as_new(
    frozen_plan, lead, facilitator, signed_in
):
    first = frozen_plan.programs.first()
    workflow.reopen_stage(frozen_plan, by=facilitator, note="Edisi berikutnya.")
    new = Program.objects.create(
        masterplan=frozen_plan, subdimension=first.subdimension, agency=first.agency,
        name="Sambat Online", kind="service",
    )  # fmt: skip
    browser = signed_in(lead)
    where = reverse("realisation:year", args=[frozen_plan.slug, YEAR])
    assert "Sambat Online" in browser.get(where).content.decode()

    begun = browser.post(
        reverse("realisation:track", args=[frozen_plan.slug, new.pk]), {"tahun": YEAR}
    )
    browser.post(begun.url, {"state": "running", "seen": 0})

    html = one_line(browser.get(where).content.decode())
    assert "Baru sesudah dibekukan" in html
    assert FrozenProgram.objects.filter(tracked__program=new).count() == 0


def test_the_summary_counts_what_runs_is_late_and_meets_its_target(
    frozen_plan, lead, signed_in, queries_of
):
    lines = lines_of(frozen_plan, YEAR)
    target = lines[0].reached[0].target
    report_year(
        lines[0].tracked,
        YEAR,
        figures(apbd=500, values={target.indicator: target.value}),
        seen=0,
        by=lead,
    )
    report_year(lines[1].tracked, YEAR, figures(state="delayed"), seen=0, by=lead)
    found = summary_of(frozen_plan, YEAR)

    assert found.running == 2
    assert lines[1].tracked in [line.tracked for line in found.late]
    assert found.met == 1
    assert found.realised == 500
    assert found.planned == sum(line.planned_sum for line in lines)
    where = reverse("realisation:summary", args=[frozen_plan.slug]) + f"?tahun={YEAR}"
    assert queries_of(signed_in(lead), where) <= 25


def test_an_own_figure_stands_beside_the_proposal(tracked, frozen_plan, lead, signed_in):
    said = figures(apbd=0, own_percent=60, own_reason="Pekerjaan fisik lebih dahulu.")
    report_year(tracked, YEAR, said, seen=0, by=lead)
    where = reverse("realisation:report", args=[frozen_plan.slug, YEAR, tracked.pk])
    html = one_line(signed_in(lead).get(where).content.decode())
    assert "Kemajuan 60% menurut pelapor (Pekerjaan fisik lebih dahulu.); usulan menurut" in html


def test_values_keep_two_decimals(tracked, lead):
    target = tracked.frozen.get().targets.first()
    said = figures(values={target.indicator: Decimal("84.65")})
    report = report_year(tracked, YEAR, said, seen=0, by=lead)
    assert report.values.get().value == Decimal("84.65")


def test_a_program_that_the_next_edition_drops_keeps_its_figures_and_is_not_called_new(
    frozen_plan, lead, facilitator, signed_in
):
    line = lines_of(frozen_plan, YEAR)[-1]
    report_year(line.tracked, YEAR, figures(apbd=700), seen=0, by=lead)
    plan = workflow.reopen_stage(frozen_plan, by=facilitator, note="Evaluasi tahun kedua.")
    Program.objects.get(pk=line.tracked.program_id).delete()
    keep_edition(plan, content=canonical(snapshot(plan))[0], by=lead)

    page = reverse("realisation:year", args=[plan.slug, YEAR])
    html = one_line(signed_in(lead).get(page).content.decode())

    assert "Tidak ada lagi dalam edisi terbaru" in html
    assert "Baru sesudah dibekukan" not in html
    assert [one.realised_sum for one in lines_of(plan, YEAR) if one.is_dropped] == [700]
    dropped = [one.tracked for one in lines_of(plan, YEAR - 1) if one.is_dropped]
    assert dropped == []  # nothing was said of it in that year
