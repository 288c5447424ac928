"""The front page of a masterplan: what it asks of whom, and what it costs."""

import re
from html import unescape

import pytest
from django.utils import timezone

from assignments.matrix import matrix
from masterplans.models import Decision, Masterplan, Stage, Status
from progress.completeness import Completeness
from regions.models import Membership, Role
from stages import freezing, workflow
from stages.models import Freezing
from tests import factories as make
from tests.assignments.worksheets import fill_first_stage
from tests.cohorts.making import cohort_with, new_terms
from tests.commitments.making import commitment_for, frozen, opened, put_signature
from tests.markup import one_line
from tests.plans import bring_to, give_dimensions


def page(browser, masterplan, path=""):
    response = browser.get(f"/masterplan/{masterplan.slug}/{path}")
    assert response.status_code == 200
    return one_line(response.content.decode())


def asked(browser, masterplan):
    """The request at the head of the page, as one reads it."""
    heading = re.search(r'<h1 id="minta">(.*?)</h1>', page(browser, masterplan), re.S)
    return unescape(heading[1]).strip()


def words(html):
    """The text of a page with single spaces, to look for sentences."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture
def dimensions(masterplan):
    return give_dimensions(masterplan)


# --- what is asked while the team writes ------------------------------------------------------


def test_a_coordinator_reads_how_many_things_are_left(ready, lead, signed_in):
    ready.issues.filter(dimension__code="branding").delete()
    ready.tows_strategies.all().delete()

    html = page(signed_in(lead), ready)

    assert "Dua hal lagi, lalu tahap 1 dapat diserahkan." in html
    assert "Smart Branding belum punya isu daerah." in html
    assert f'/analisis/isu/?kembali=syarat.{ready.slug}#d-branding"' in html
    assert "Belum dapat: masih ada dua hal di daftar syarat." in words(html)
    assert 'aria-disabled="true"' in html
    assert f'action="/masterplan/{ready.slug}/serahkan/"' not in html


def test_a_coordinator_of_a_ready_stage_can_hand_it_in(ready, lead, signed_in):
    html = page(signed_in(lead), ready)

    assert "Tahap 1 siap diserahkan." in html
    assert f'action="/masterplan/{ready.slug}/serahkan/"' in html
    assert "14 dari 14 syarat tahap 1 terpenuhi" in html


def test_a_writer_reads_what_her_own_agency_owes(masterplan, dimensions, agency, writer, signed_in):
    fill_first_stage(masterplan, agency, dimensions[0])
    masterplan.swot_entries.filter(kind="T").delete()

    html = page(signed_in(writer), masterplan)
    assert "Dinas Kesehatan belum melengkapi SWOT." in html
    assert f'href="/masterplan/{masterplan.slug}/kertas-kerja/">Buka Kertas Kerja' in html


def test_a_writer_who_has_done_everything_is_thanked(
    masterplan, dimensions, agency, writer, signed_in
):
    fill_first_stage(masterplan, agency, dimensions[0])

    sentence = asked(signed_in(writer), masterplan)
    assert sentence == "Isian Dinas Kesehatan untuk tahap 1 sudah lengkap."


def test_a_pokja_lead_reads_what_her_dimension_lacks(
    masterplan, dimensions, people, signed_in, ready
):
    pokja = people["dimension_lead"]
    ready.teams.create(dimension=dimensions[1], lead=pokja)
    assert "sudah lengkap" in asked(signed_in(pokja), ready)

    ready.tows_strategies.all().delete()
    ready.gap_rows.all().delete()

    sentence = asked(signed_in(pokja), ready)
    assert sentence == (
        "Smart Branding belum punya strategi TOWS dan kesenjangan setiap subdimensi."
    )


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("facilitator", "Daerah sedang menulis tahap 1; belum ada yang diminta dari Anda."),
        ("signatory", "Tahap 1 sedang ditulis."),
        ("viewer", "Tahap 1 sedang ditulis."),
        ("province_officer", "Tahap 1 sedang ditulis."),
        ("national", "Tahap 1 sedang ditulis."),
        ("dimension_lead", "Tahap 1 siap diserahkan oleh koordinator."),
    ],
)
def test_everybody_else_reads_where_the_region_stands(who, sentence, ready, people, signed_in):
    assert asked(signed_in(people[who]), ready) == sentence


def test_only_the_coordinator_sees_the_way_to_hand_in(ready, people, signed_in):
    for who, person in people.items():
        if who not in {"lead", "stranger", "guest"}:  # a narasumber opens no page of a plan
            assert "/serahkan/" not in page(signed_in(person), ready), who


# --- what is asked in the other states --------------------------------------------------------


def test_the_expert_is_asked_to_review(in_review, facilitator, signed_in):
    html = page(signed_in(facilitator), in_review)

    assert "Tahap 1 menunggu tinjauan Anda." in html
    assert f'href="/masterplan/{in_review.slug}/baca/putusan/"' in html


def test_the_team_reads_that_it_waits(in_review, lead, writer, signed_in):
    html = page(signed_in(lead), in_review)
    assert "Tahap 1 sedang ditinjau." in html
    assert f'action="/masterplan/{in_review.slug}/tarik/"' in html

    html = page(signed_in(writer), in_review)
    assert "Tahap 1 sedang ditinjau." in html
    assert "/tarik/" not in html


def test_a_region_without_an_expert_reads_that_nobody_reviews(in_review, lead, signed_in):
    Membership.objects.filter(role=Role.FACILITATOR).delete()

    assert "Belum ada tenaga ahli yang ditunjuk" in page(signed_in(lead), in_review)


def test_the_reason_of_a_return_stands_above_the_work(in_review, facilitator, lead, signed_in):
    workflow.return_stage(in_review, by=facilitator, note="Sumber isu <b>belum</b> disebut.")

    html = page(signed_in(lead), in_review)
    assert "Sumber isu &lt;b&gt;belum&lt;/b&gt; disebut." in html
    assert f"Dikembalikan oleh {facilitator}" in words(html)


def test_an_approved_plan_asks_the_coordinator_to_freeze(approved, people, signed_in):
    html = page(signed_in(people["lead"]), approved)
    assert "Masterplan disetujui. Bekukan edisi 1." in html
    assert f'action="/masterplan/{approved.slug}/bekukan/"' in html

    html = page(signed_in(people["viewer"]), approved)
    assert "Masterplan disetujui dan menunggu dibekukan." in html
    assert "/bekukan/" not in html


def test_a_freezing_under_way_shows_how_far_it_is(approved, lead, signed_in):
    running = freezing.request_freeze(approved, by=lead)
    Freezing.objects.filter(pk=running.pk).update(
        state="running", done=120, total=300, message="Buku 2, Bab III", heartbeat_at=timezone.now()
    )

    html = page(signed_in(lead), approved)
    assert "Edisi 1 sedang dibekukan." in html
    assert "Sedang dicetak: Buku 2, Bab III." in html
    assert 'value="120" max="300"' in html


def test_a_freezing_that_failed_says_why_and_offers_another(approved, lead, signed_in):
    failed = freezing.request_freeze(approved, by=lead)
    Freezing.objects.filter(pk=failed.pk).update(state="failed", message=freezing.BROKEN)

    html = page(signed_in(lead), approved)
    assert freezing.BROKEN in html
    assert f'action="/masterplan/{approved.slug}/bekukan/"' in html


def test_a_frozen_plan_leads_to_the_commitment_and_then_to_the_signature(
    approved, people, signed_in
):
    plan = frozen(approved, people["lead"])
    assert asked(signed_in(people["lead"]), plan) == (
        "Edisi 1 sudah dibekukan. Siapkan komitmennya."
    )
    assert asked(signed_in(people["viewer"]), plan) == "Edisi 1 sudah dibekukan."

    commitment = commitment_for(plan, people["signatory"], people["facilitator"])
    assert asked(signed_in(people["lead"]), plan) == (
        "Komitmen sudah ditulis. Buka untuk ditandatangani."
    )

    opened(commitment)
    assert asked(signed_in(people["signatory"]), plan) == "Komitmen menunggu tanda tangan Anda."
    assert asked(signed_in(people["lead"]), plan) == "Komitmen menunggu tanda tangan dua orang."
    assert f"{people['signatory'].name}, Bupati" in page(signed_in(people["lead"]), plan)

    for signatory in commitment.signatories.all():
        put_signature(signatory)
    workflow.mark_signed(plan, by=people["facilitator"])
    for who in ("lead", "signatory", "viewer"):
        assert asked(signed_in(people[who]), plan) == "Masterplan sudah ditandatangani semua pihak."


# --- who has filled what ----------------------------------------------------------------------


def test_the_emptiest_agencies_come_first_and_absent_ones_are_named(
    masterplan, dimensions, agency, writer, lead, signed_in
):
    diligent = make.AgencyFactory(region=masterplan.region, name="Dinas Rajin")
    make.MembershipFactory(region=masterplan.region, role=Role.WRITER, agency=diligent)
    make.IssueFactory(masterplan=masterplan, dimension=dimensions[0], agency=diligent)
    make.AgencyFactory(region=masterplan.region, short_name="Dishub")

    html = words(page(signed_in(lead), masterplan))

    assert html.index("Dinas Kesehatan") < html.index("Dinas Rajin")
    assert "2 Perangkat Daerah ikut menulis. 1 lainnya belum: Dishub." in html
    assert "Undang stafnya" in html


def test_a_cell_tells_done_partly_empty_and_not_asked(masterplan, dimensions, agency, writer):
    make.IssueFactory(masterplan=masterplan, dimension=dimensions[0], agency=agency)
    make.SwotEntryFactory(masterplan=masterplan, dimension=dimensions[0], agency=agency)
    section = make.SectionFactory(masterplan=masterplan)
    section.agencies.add(agency)

    [row] = matrix(Completeness(masterplan)).rows

    states = {cell.name: cell.state for cell in row.cells}
    assert states == {
        "isu daerah": "done",
        "SWOT": "part",
        "kesiapan": "none",
        "kesenjangan": "none",
        "regulasi": "none",
        "aplikasi": "none",
        "SDM TIK": "none",
        "belanja TIK": "none",
        "program": "dash",
        "target tahunan": "dash",
        "anggaran": "dash",
        "profil quick win": "dash",
        "bagian buku": "none",
        "catatan": "dash",
    }
    assert (row.done, len(row.asked)) == (1, 9)


def test_programs_of_an_agency_count_for_its_targets_and_budget(masterplan, lead, facilitator):
    plan = bring_to(masterplan, Stage.PROGRAMS, lead=lead, facilitator=facilitator)
    program = plan.programs.first()
    make.ProgramFactory(masterplan=plan, subdimension=program.subdimension, agency=program.agency)

    row = next(r for r in matrix(Completeness(plan)).rows if r.agency == program.agency)

    states = {cell.name: cell.state for cell in row.cells}
    assert (states["program"], states["target tahunan"]) == ("part", "part")
    assert states["anggaran"] == "part"


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("lead", ""),
        ("writer", ""),
        ("facilitator", ""),
        ("national", ""),
        ("facilitator", "baca/putusan/"),
        ("national", "baca/putusan/"),
    ],
)
def test_a_page_costs_the_same_for_one_row_as_for_fifty(
    who, path, approved, people, signed_in, django_assert_max_num_queries
):
    workflow.reopen_stage(approved, by=people["facilitator"], note="Uji.")

    def cost():
        browser = signed_in(people[who])
        page(browser, approved, path)  # what is asked once a session
        with django_assert_max_num_queries(32) as queries:
            page(browser, approved, path)
        return len(queries)

    before = cost()
    fill_more(approved, 50)
    assert cost() == before


def fill_more(plan, count):
    sub = plan.programs.first().subdimension
    for _ in range(count):
        program = make.complete_program(plan, sub)
        make.MembershipFactory(region=plan.region, role=Role.WRITER, agency=program.agency)
        make.IssueFactory(masterplan=plan, dimension=sub.dimension, agency=program.agency)
        make.QuickWinFactory(program=program, nominated_by=plan.created_by)


# --- taking steps on the page -----------------------------------------------------------------


def test_handing_in_from_the_page_moves_the_plan_and_says_so(ready, lead, signed_in):
    response = signed_in(lead).post(
        f"/masterplan/{ready.slug}/serahkan/", {"note": "Mohon ditinjau."}, follow=True
    )

    assert "Tahap 1 diserahkan kepada tenaga ahli." in one_line(response.content.decode())
    assert Masterplan.objects.get(pk=ready.pk).status == Status.REVIEW
    assert Decision.objects.get().note == "Mohon ditinjau."


def test_a_refused_hand_in_says_why_and_keeps_the_message(masterplan, lead, signed_in):
    response = signed_in(lead).post(
        f"/masterplan/{masterplan.slug}/serahkan/", {"note": "Mohon ditinjau."}
    )

    html = one_line(response.content.decode())
    assert "Kata kunci visi belum ditulis." in html
    assert "Mohon ditinjau.</textarea>" in html
    assert not Decision.objects.exists()


def test_a_step_that_came_too_late_gives_the_words_back(in_review, lead, signed_in):
    response = signed_in(lead).post(
        f"/masterplan/{in_review.slug}/serahkan/", {"note": "Pesan yang panjang."}
    )

    html = one_line(response.content.decode())
    assert "sedang ditinjau, jadi langkah ini tidak berlaku lagi" in html
    assert "Pesan yang panjang.</textarea>" in html


def test_freezing_from_the_page_is_queued_and_told_part_by_part(approved, lead, signed_in):
    browser = signed_in(lead)
    browser.post(f"/masterplan/{approved.slug}/bekukan/")
    asked_for = Freezing.objects.get()
    assert (asked_for.requested_by, asked_for.is_under_way) == (lead, True)

    path = f"/masterplan/{approved.slug}/pembekuan/"
    part = browser.get(path, headers={"HX-Request": "true"})
    assert "Menunggu giliran mesin cetak." in one_line(part.content.decode())
    assert "HX-Refresh" not in part.headers

    Freezing.objects.update(state="failed", message=freezing.BROKEN)
    part = browser.get(path, headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"
    assert browser.get(path).status_code == 302


def test_every_step_is_listed_with_its_reason(in_review, facilitator, lead, signed_in):
    workflow.return_stage(in_review, by=facilitator, note="Sumber isu belum disebut.")

    html = words(page(signed_in(lead), in_review, "riwayat-tahap/"))

    assert "Dikembalikan 1" in html
    assert "Sumber isu belum disebut." in html


def test_every_step_says_under_which_rules_it_was_taken(
    ready, lead, facilitator, national, signed_in
):
    cohort = cohort_with(ready, by=national)
    plan = workflow.submit_stage(ready, by=lead)
    new_terms(cohort, by=national, review_days=9)
    plan = workflow.return_stage(plan, by=facilitator, note="Sumber isu belum disebut.")
    workflow.submit_stage(plan, by=lead)
    cells = re.findall(
        r'data-label="Tahap">1<span class="sp-table__sub">([^<]*)<',
        page(signed_in(lead), plan, "riwayat-tahap/"),
    )
    assert [one.rpartition(" ")[2] for one in cells] == ["2", "1", "1"]
    assert cells[0] == "menurut aturan kohort 2023 versi 2"
