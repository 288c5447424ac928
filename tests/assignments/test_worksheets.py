"""Kertas Kerja of a writer: what is asked, what is done, and the one next step."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assignments.participation import assign_dimensions
from assignments.worksheets import Worksheets
from audit.models import Event
from audit.trail import record
from bimtek.sessions import plan_session
from masterplans.models import Masterplan, Stage, Status
from progress.models import NothingToEnter
from stages import workflow
from stages.overview import StageOverview
from tests import factories as make
from tests.assignments.worksheets import (
    another_writer,
    fill_first_stage,
    heading,
    open_page,
    tasks,
    words,
)
from tests.commitments.making import frozen
from tests.markup import one_line
from tests.plans import bring_to, give_dimensions


@pytest.fixture
def dimensions(masterplan):
    return give_dimensions(masterplan)


@pytest.fixture
def takes_part(masterplan, dimensions, agency, lead):
    """Dinas Kesehatan takes part in both dimensions."""
    assign_dimensions(masterplan, {agency: dimensions}, by=lead)
    return masterplan


def button(html):
    """The one primary button: its words and its address."""
    found = re.findall(r'<a class="btn btn-primary" href="([^"]+)">([^<]+)</a>', html)
    assert len(found) == 1
    return found[0][1], found[0][0]


# --- what is asked ----------------------------------------------------------------------------


def test_a_writer_begins_at_her_worksheets(takes_part, writer, signed_in):
    response = signed_in(writer).get("/", follow=True)

    assert response.redirect_chain == [(f"/masterplan/{takes_part.slug}/kertas-kerja/", 302)]
    assert '<a href="/masterplan/banjarnegara-2024/kertas-kerja/" aria-current="page">' in (
        one_line(response.content.decode())
    )


def test_the_coordinator_begins_at_the_overview(masterplan, lead, signed_in):
    response = signed_in(lead).get("/", follow=True)

    assert response.redirect_chain == [(f"/masterplan/{masterplan.slug}/", 302)]


def test_each_task_says_what_is_missing_with_a_count(
    takes_part, dimensions, agency, writer, signed_in
):
    own = {"masterplan": takes_part, "agency": agency, "dimension": dimensions[0]}
    make.IssueFactory(**own)
    make.SwotEntryFactory(**own, kind="S")
    make.SwotEntryFactory(**own, kind="W")

    html = open_page(signed_in(writer), takes_part)

    assert heading(html) == "Lengkapi delapan isian ini untuk tahap 1."
    assert tasks(html)[:2] == [
        ("Isu daerah", "Tulis isu untuk Smart Branding.", "1 dari 2 dimensi"),
        (
            "SWOT",
            "Smart Governance belum punya peluang dan ancaman. Smart Branding belum punya"
            " kekuatan, kelemahan, peluang, dan ancaman.",
            "2 dari 8 sisi",
        ),
    ]
    empty = {title: state for title, _, state in tasks(html)[2:]}
    assert empty.pop("Kesenjangan") == "0 dari 2 dimensi"
    assert list(empty.values()) == ["Belum diisi"] * 5
    assert "0 dari 8 isian tahap 1 sudah selesai" in html


def test_the_one_button_leads_to_the_very_place(takes_part, dimensions, agency, writer, signed_in):
    make.IssueFactory(masterplan=takes_part, agency=agency, dimension=dimensions[0])

    label, address = button(open_page(signed_in(writer), takes_part))

    assert label == "Lanjutkan isu daerah"
    worksheet = f"/masterplan/{takes_part.slug}/analisis/isu/"
    assert address == f"{worksheet}?dimensi=governance,branding#d-branding"
    assert 'id="d-branding"' in one_line(signed_in(writer).get(address).content.decode())


def test_every_open_task_leads_to_a_page_that_opens(takes_part, agency, writer, signed_in):
    html = open_page(signed_in(writer), takes_part)

    links = re.findall(r'<a class="btn btn-sm btn-outline-primary" href="([^"]+)">', html)
    assert len(links) == 8
    for link in links:
        assert signed_in(writer).get(link).status_code == 200, link


def test_an_agency_without_dimensions_is_asked_for_one_row(
    masterplan, dimensions, writer, signed_in
):
    html = open_page(signed_in(writer), masterplan)

    assert tasks(html)[0] == (
        "Isu daerah",
        "Tulis paling sedikit satu isu dengan angkanya.",
        "Belum diisi",
    )


def test_without_an_assignment_the_dimensions_are_those_of_its_rows_and_programs(
    masterplan, dimensions, agency, writer, signed_in
):
    make.ProgramFactory(
        masterplan=masterplan, agency=agency, subdimension=dimensions[1].subdimensions.first()
    )

    html = open_page(signed_in(writer), masterplan)

    assert tasks(html)[0][:2] == ("Isu daerah", "Tulis isu untuk Smart Branding.")


def test_a_row_that_was_merged_counts_for_the_agency_that_wrote_it(
    takes_part, dimensions, agency, writer, signed_in
):
    assign = {"masterplan": takes_part, "dimension": dimensions[0]}
    kept = make.IssueFactory(**assign)
    make.IssueFactory(**assign, agency=agency, merged_into=kept)

    assert tasks(open_page(signed_in(writer), takes_part))[0][2] == "1 dari 2 dimensi"


def test_programs_say_what_they_lack_and_lead_to_their_form(
    masterplan, agency, writer, lead, facilitator, signed_in
):
    plan = bring_to(masterplan, Stage.PROGRAMS, lead=lead, facilitator=facilitator)
    sub = plan.programs.first().subdimension
    bare = make.ProgramFactory(
        masterplan=plan, agency=agency, subdimension=sub, name="Banter", description=""
    )
    make.ProgramFactory(
        masterplan=plan, agency=agency, subdimension=sub, name="Lain", description=""
    )

    html = open_page(signed_in(writer), plan)

    found = {title: (sentence, state) for title, sentence, state in tasks(html)}
    assert found["Program"] == (
        "Banter belum punya uraian singkat dan tahun pelaksanaan."
        " Satu program lain juga belum lengkap.",
        "0 dari 2 program",
    )
    assert found["Indikator dan target tahunan"][0].startswith(
        "Banter belum punya indikator, nilai awal, dan target tahunan."
    )
    assert f"/program/{bare.pk}/ubah/?kembali=kertas.{plan.slug}#isi-indicators" in html


def test_quick_win_profiles_are_asked_for_in_the_third_stage(
    masterplan, agency, writer, lead, facilitator, signed_in
):
    plan = bring_to(masterplan, Stage.ROADMAP, lead=lead, facilitator=facilitator)
    program = make.complete_program(plan, plan.programs.first().subdimension, agency=agency)
    quickwin = make.QuickWinFactory(program=program, nominated_by=lead, background="Sudah.")

    html = open_page(signed_in(writer), plan)

    [(title, sentence, state)] = tasks(html)
    assert (title, state) == ("Profil quick win", "1 dari 14 isian")
    assert sentence == (
        f"Quick win {program} belum punya tujuan, manfaat, penerima manfaat, dan 10 lainnya."
    )
    assert button(html)[1] == f"/masterplan/{plan.slug}/quick-win/{quickwin.pk}/ubah/"


def test_a_section_given_to_the_agency_is_a_task_until_it_has_words(
    masterplan, agency, writer, signed_in
):
    section = make.SectionFactory(masterplan=masterplan, outline__stage=Stage.ANALYSIS)
    section.agencies.add(agency)
    later = make.SectionFactory(masterplan=masterplan, outline__stage=Stage.ROADMAP)
    later.agencies.add(agency)

    found = tasks(open_page(signed_in(writer), masterplan))[-1]

    assert found == ("Bagian buku", f"Tulis bagian {section.outline}.", "Belum diisi")


def test_the_next_bimtek_is_named_with_its_distance(takes_part, lead, writer, signed_in):
    first = timezone.localdate() + timedelta(days=11)
    plan_session(
        takes_part, stage=2, first_day=first, last_day=first + timedelta(days=1),
        place="Aula Baperlitbang", by=lead,
    )  # fmt: skip

    html = open_page(signed_in(writer), takes_part)

    assert heading(html) == "Lengkapi delapan isian ini sebelum Bimtek II."
    assert "(11 hari lagi)" in words(html)
    assert "Aula Baperlitbang, luring" in words(html)


def test_how_far_the_others_are_stands_beside(takes_part, dimensions, writer, signed_in):
    other, _ = another_writer(takes_part, "Dinas Rajin")
    fill_first_stage(takes_part, other, dimensions[0])

    html = open_page(signed_in(writer), takes_part)

    assert "Rata-rata Perangkat Daerah di Kabupaten Banjarnegara: 4 dari 8." in words(html)


# --- what is done -----------------------------------------------------------------------------


def test_what_is_done_says_when_and_by_whom(
    takes_part, dimensions, agency, writer, lead, signed_in
):
    fill_first_stage(takes_part, agency, *dimensions)
    issue = takes_part.issues.order_by("-changed_at").first()
    record(writer, "finding.added", issue, kind="isu")
    application = takes_part.applications.get()
    record(lead, "finding.changed", application, kind="aplikasi")

    html = open_page(signed_in(writer), takes_part)

    assert heading(html) == "Tidak ada yang diminta dari Dinas Kesehatan sekarang."
    assert "8 dari 8 isian tahap 1 sudah selesai" in html
    rows = [words(row) for row in re.findall(r'<tr role="row">(.*?)</tr>', html, re.S)[1:]]
    assert any(r.startswith("Isu daerah") and r.endswith(f"{writer} Selesai") for r in rows)
    assert any(r.startswith("Daftar aplikasi") and r.endswith(f"{lead} Selesai") for r in rows)


def test_what_an_earlier_stage_got_stays_listed_and_is_asked_no_more(
    masterplan, agency, writer, lead, facilitator, signed_in
):
    plan = bring_to(masterplan, Stage.PROGRAMS, lead=lead, facilitator=facilitator)

    html = open_page(signed_in(writer), plan)

    assert [title for title, *_ in tasks(html)] == ["Program"]
    assert "Isu daerah</a>" in html
    assert "0 dari 1 isian tahap 2 sudah selesai" in html


def test_an_agency_may_say_that_it_has_nothing_and_take_it_back(
    takes_part, agency, writer, signed_in
):
    browser = signed_in(writer)
    address = reverse("assignments:nothing", args=[takes_part.slug, agency.pk])

    browser.post(address, {"isian": "aplikasi", "dari": "kertas"})

    html = open_page(browser, takes_part)
    assert "Daftar aplikasi" not in [title for title, *_ in tasks(html)]
    assert "Tidak ada" in html
    assert NothingToEnter.objects.get().by == writer
    assert Event.objects.filter(verb="task.nothing", actor=writer).count() == 1

    browser.post(address, {"isian": "aplikasi", "batal": "1", "dari": "kertas"})
    assert "Daftar aplikasi" in [title for title, *_ in tasks(open_page(browser, takes_part))]


def test_a_statement_that_there_is_nothing_gives_way_to_a_row(
    takes_part, dimensions, agency, writer, signed_in
):
    NothingToEnter.objects.create(masterplan=takes_part, agency=agency, task="aplikasi", by=writer)
    fill_first_stage(takes_part, agency, *dimensions)

    html = open_page(signed_in(writer), takes_part)
    assert "Batalkan pernyataan" not in html


@pytest.mark.parametrize("task", ["isu", "bagian", "karangan", ""])
def test_nobody_can_say_that_she_has_no_issues(task, takes_part, agency, writer, signed_in):
    address = reverse("assignments:nothing", args=[takes_part.slug, agency.pk])

    assert signed_in(writer).post(address, {"isian": task}).status_code == 400
    assert not NothingToEnter.objects.exists()


def test_a_writer_speaks_for_her_own_agency_alone(takes_part, agency, signed_in):
    _, stranger = another_writer(takes_part, "Dinas Lain")
    address = reverse("assignments:nothing", args=[takes_part.slug, agency.pk])

    assert signed_in(stranger).post(address, {"isian": "aplikasi"}).status_code == 403
    html = open_page(signed_in(stranger), takes_part, f"kertas-kerja/{agency.pk}/")
    assert "Nyatakan tidak ada" not in html
    assert heading(html) == "Dinas Kesehatan: delapan hal masih diminta."


def test_an_agency_of_another_region_has_no_page(takes_part, elsewhere, people, signed_in):
    foreign = make.AgencyFactory(region=elsewhere)

    for who in ("lead", "national"):
        path = f"/masterplan/{takes_part.slug}/kertas-kerja/{foreign.pk}/"
        assert signed_in(people[who]).get(path).status_code == 404
        assert signed_in(people[who]).post(
            f"{path}tidak-ada/", {"isian": "aplikasi"}
        ).status_code in (
            403,
            404,
        )


def test_who_writes_for_two_agencies_sees_both(takes_part, dimensions, agency, writer):
    """A role names one agency; the page is made for as many as the rules give her."""
    other, _ = another_writer(takes_part, "Dinas Perhubungan")
    overview = StageOverview(
        Masterplan.objects.select_related("region").get(pk=takes_part.pk), writer
    )

    work = Worksheets(overview, overview.matrix.of({agency.pk, other.pk}))

    assert work.names == "Dinas Kesehatan dan Dinas Perhubungan"
    assert len(work.tasks) == 16
    assert work.ask().title == "Lengkapi 16 isian ini untuk tahap 1."


# --- when nothing can be written --------------------------------------------------------------


def test_in_review_nothing_is_asked_and_nothing_can_be_filled_in(
    masterplan, agency, writer, lead, facilitator, signed_in
):
    plan = bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)

    html = open_page(signed_in(writer), plan)

    assert heading(html) == "Tidak ada yang diminta dari Dinas Kesehatan sekarang."
    assert "Tahap 1 sedang ditinjau tenaga ahli." in html
    assert tasks(html) == []
    assert "Nyatakan tidak ada" not in html
    address = reverse("assignments:nothing", args=[plan.slug, agency.pk])
    response = signed_in(writer).post(address, {"isian": "aplikasi"}, follow=True)
    assert "tidak sedang ditulis" in one_line(response.content.decode())
    assert not NothingToEnter.objects.exists()


def test_a_returned_stage_shows_its_reason(masterplan, writer, lead, facilitator, signed_in):
    plan = bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)
    workflow.return_stage(plan, by=facilitator, note="Sumber isu belum disebut.")

    assert "Sumber isu belum disebut." in open_page(signed_in(writer), plan)


@pytest.mark.slow
def test_a_frozen_plan_leads_to_its_books(masterplan, writer, lead, facilitator, signed_in):
    plan = bring_to(
        masterplan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator
    )
    plan = frozen(plan, lead)

    html = open_page(signed_in(writer), plan)

    assert heading(html) == "Tidak ada yang diminta dari Dinas Kesehatan sekarang."
    assert "Masterplan sudah dibekukan dan menunggu tanda tangan." in html
    assert f'href="/masterplan/{plan.slug}/dokumen/">Unduh buku' in html


def test_her_page_costs_the_same_with_fifty_programs(
    masterplan, agency, writer, lead, facilitator, signed_in, queries_of
):
    plan = bring_to(masterplan, Stage.ROADMAP, lead=lead, facilitator=facilitator)
    sub = plan.programs.first().subdimension
    make.QuickWinFactory(program=make.complete_program(plan, sub, agency=agency), nominated_by=lead)
    browser, path = signed_in(writer), f"/masterplan/{plan.slug}/kertas-kerja/"
    before = queries_of(browser, path)

    for _ in range(50):
        program = make.complete_program(plan, sub, agency=agency)
        make.QuickWinFactory(program=program, nominated_by=lead)
        make.IssueFactory(masterplan=plan, dimension=sub.dimension, agency=agency)

    assert queries_of(browser, path) == before <= 32
