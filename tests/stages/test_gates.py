"""Every requirement of every gate: met by a filled plan; open, by name, when something lacks."""

import pytest
from django.urls import resolve

from indonesian import many, named
from masterplans.models import Masterplan, Section, SectionKind, Stage
from programs.models import BudgetLine, ScheduleYear
from progress.completeness import Completeness
from quickwins.models import QuickWin
from regions.models import Official, Role
from stages import gates
from tests import factories as make
from tests.plans import bring_to
from tests.stages.checklist import gate, open_lines

# --- the whole list ---------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("plan", ["analysed", "planned", "routed", "finished"])
def test_a_filled_plan_has_nothing_open(plan, request):
    assert open_lines(request.getfixturevalue(plan)) == []


def test_an_empty_plan_reads_what_bimtek_one_asks_for(masterplan):
    make.SectionFactory(masterplan=masterplan)

    texts = open_lines(masterplan)

    assert "Sembilan unsur kesiapan belum dinilai." in texts
    assert "Kata kunci visi belum ditulis." in texts
    assert any(text.startswith("Bagian 1.") and "belum ditulis" in text for text in texts)


def test_every_open_line_links_to_a_page_of_the_site(masterplan, lead, facilitator):
    bring_to(masterplan, Stage.COMMITMENT, lead=lead, facilitator=facilitator)
    empty(masterplan)
    fresh = Masterplan.objects.select_related("region").get(pk=masterplan.pk)
    found = Completeness(fresh)
    lines = [gates.placed(fresh, line) for stage in Stage for line in found.requirements(stage)]

    assert len([line for line in lines if not line.is_met]) >= 15
    for line in lines:
        if not line.is_met:
            assert resolve(str(line.url).split("#")[0].split("?")[0]), line.text


def empty(masterplan):
    """Take out of a full plan what the gates ask for."""
    masterplan.vision = masterplan.vision_keywords = ""
    masterplan.save(update_fields=["vision", "vision_keywords"])
    for related in ("issues", "swot_entries", "tows_strategies", "readiness_items", "gap_rows"):
        getattr(masterplan, related).all().delete()
    for related in ("quickwin_ideas", "phases", "missions", "alignments", "aims"):
        getattr(masterplan, related).all().delete()
    masterplan.programs.exclude(pk=masterplan.programs.first().pk).delete()
    masterplan.programs.update(description="")
    BudgetLine.objects.filter(program__masterplan=masterplan).delete()
    masterplan.sections.update(body="")
    Official.objects.filter(region=masterplan.region).delete()


def test_the_checklist_costs_the_same_for_one_program_as_for_fifty(
    finished, django_assert_max_num_queries
):
    def cost():
        plan = Masterplan.objects.select_related("region__parent").get(pk=finished.pk)
        with django_assert_max_num_queries(15) as queries:
            gates.checklist(plan)
        return len(queries)

    before = cost()
    sub = finished.programs.first().subdimension
    for _ in range(50):
        program = make.complete_program(finished, sub)
        make.MembershipFactory(region=finished.region, role=Role.WRITER, agency=program.agency)
    assert cost() == before


# --- bimtek I ---------------------------------------------------------------------------------


def test_a_dimension_without_issues_is_named(analysed):
    analysed.issues.filter(dimension__code="branding").delete()

    line = gate(analysed, "Smart Branding belum punya isu daerah.")
    assert line.is_blocking
    assert str(line.url).endswith("/analisis/isu/#d-branding")


def test_several_dimensions_are_counted_and_named(analysed):
    analysed.issues.all().delete()

    line = gate(analysed, "Dua dimensi belum punya isu daerah.")
    assert line.detail == "Smart Governance dan Smart Branding"


@pytest.mark.parametrize("kind", "SWOT")
def test_swot_lacks_when_one_of_its_four_kinds_lacks(analysed, kind):
    analysed.swot_entries.filter(dimension__code="governance", kind=kind).delete()

    assert gate(analysed, "Smart Governance belum punya SWOT yang lengkap").is_blocking


def test_swot_written_by_nobody_in_particular_is_not_enough(analysed):
    analysed.swot_entries.filter(dimension__code="branding").update(agency=None)

    line = gate(analysed, "Smart Branding belum punya baris SWOT dari Perangkat Daerah.")
    assert line.is_blocking


def test_an_agency_that_wrote_nothing_is_a_warning_not_a_wall(analysed):
    idle = make.AgencyFactory(region=analysed.region, short_name="Dishub")
    make.MembershipFactory(region=analysed.region, role=Role.WRITER, agency=idle)

    line = gate(analysed, "Dishub belum mengisi isu atau SWOT.")
    assert (line.is_met, line.is_blocking) == (False, False)
    assert "Boleh diserahkan dengan alasan." in line.detail
    assert gates.unmet(Masterplan.objects.get(pk=analysed.pk)) == []


def test_an_agency_for_which_nobody_writes_is_not_waited_for(analysed):
    make.AgencyFactory(region=analysed.region, short_name="Dishub")

    assert open_lines(analysed) == []


def test_a_dimension_without_a_tows_strategy_is_named(analysed):
    analysed.tows_strategies.filter(dimension__code="governance").delete()

    assert gate(analysed, "Smart Governance belum punya strategi TOWS.").is_blocking


def test_a_head_of_readiness_without_a_score_is_named(analysed):
    analysed.readiness_items.filter(head="social").delete()

    assert gate(analysed, "Infrastruktur sosial belum dinilai.").is_blocking


def test_a_score_without_evidence_is_named(analysed):
    analysed.readiness_items.filter(head="ict").update(evidence="")

    line = gate(analysed, "Infrastruktur TIK punya nilai tanpa bukti dukung.")
    assert line.is_blocking


def test_a_link_is_evidence_too(analysed):
    analysed.readiness_items.filter(head="ict").update(
        evidence="", evidence_url="https://contoh.example/bukti"
    )

    assert gate(analysed, "Setiap nilai kesiapan punya bukti dukung.").is_met


def test_a_subdimension_without_a_gap_row_is_named_with_its_dimension(analysed):
    analysed.gap_rows.filter(subdimension__code="branding-2").delete()

    line = gate(analysed, "Subdimensi Bagian 2 Branding (Smart Branding) belum punya baris")
    assert line.is_blocking


def test_a_vision_without_keywords_is_open(analysed):
    Masterplan.objects.filter(pk=analysed.pk).update(vision_keywords="  ")
    analysed.keyword_rows.all().delete()

    assert gate(analysed, "Kata kunci visi belum ditulis.").is_blocking


def test_a_dimension_without_an_idea_is_named(analysed):
    analysed.quickwin_ideas.filter(dimension__code="branding").delete()

    assert gate(analysed, "Smart Branding belum punya gagasan quick win.").is_blocking


@pytest.mark.parametrize(
    ("spans", "detail"),
    [
        ([(2024, 2026), (2028, 2033)], "Belum masuk jangka: 2027."),
        ([(2024, 2028), (2028, 2033)], "Masuk dua jangka: 2028."),
        ([(2023, 2033)], "Di luar masa masterplan: 2023."),
    ],
)
def test_phases_cover_every_year_exactly_once(analysed, spans, detail):
    analysed.phases.all().delete()
    for order, (first, last) in enumerate(spans, 1):
        make.PhaseFactory(masterplan=analysed, order=order, first_year=first, last_year=last)

    line = gate(analysed, "Jangka pendek, menengah, dan panjang belum tepat")
    assert (line.is_blocking, line.detail) == (True, detail)


def test_an_unwritten_section_of_this_stage_is_named_and_linked(analysed):
    section = Section.objects.get(masterplan=analysed)
    Section.objects.filter(pk=section.pk).update(body="")

    line = gate(analysed, f"Bagian {section.outline}")
    assert str(line.url) == section.get_absolute_url()


def test_sections_of_later_stages_and_generated_ones_are_not_asked_for_yet(analysed):
    chapter = make.OutlineChapterFactory(book__outline=analysed.outline)
    later = make.OutlineSectionFactory(chapter=chapter, stage=Stage.ROADMAP)
    table = make.OutlineSectionFactory(
        chapter=chapter, kind=SectionKind.GENERATED, generator="issues"
    )
    optional = make.OutlineSectionFactory(chapter=chapter, required=False)
    for outline in (later, table, optional):
        make.SectionFactory(masterplan=analysed, outline=outline)

    assert open_lines(analysed) == []


# --- bimtek II --------------------------------------------------------------------------------


def test_vision_and_missions_are_asked_for_by_name(planned):
    Masterplan.objects.filter(pk=planned.pk).update(vision="")
    assert gate(planned, "Visi belum ditulis.").is_blocking

    planned.missions.all().delete()
    assert gate(planned, "Visi dan misi belum ditulis.").is_blocking


def test_the_plan_that_is_not_aligned_with_is_named(planned):
    planned.alignments.filter(document="rtrw").delete()

    assert gate(planned, "Keselarasan dengan RTRW belum ditulis.").is_blocking


def test_an_aim_without_a_strategy_is_not_enough(planned):
    planned.aims.get(subdimension__code="governance-1").strategies.all().delete()

    line = gate(planned, "Subdimensi Bagian 1 Governance (Smart Governance) belum punya sasaran")
    assert line.is_blocking


def test_a_subdimension_without_a_program_is_named(planned):
    planned.programs.filter(subdimension__code="governance-1").delete()

    line = gate(planned, "Subdimensi Bagian 1 Governance (Smart Governance) belum punya program.")
    assert line.is_blocking


def test_a_program_without_years_or_description_is_named(planned):
    program = planned.programs.first()
    ScheduleYear.objects.filter(program=program).delete()
    assert gate(planned, f"Program {program} belum punya uraian atau tahun").is_blocking

    planned.programs.exclude(pk=program.pk).filter(pk=planned.programs.last().pk).update(
        description=" "
    )
    assert gate(planned, "Dua program belum punya uraian atau tahun").is_blocking


def test_a_dimension_without_a_nominee_is_named(planned):
    QuickWin.objects.of(planned).filter(program__subdimension__dimension__code="branding").delete()

    assert gate(planned, "Smart Branding belum punya calon quick win.").is_blocking


def test_what_was_approved_before_must_still_be_there(planned):
    planned.tows_strategies.all().delete()

    line = gate(planned, "Isi tahap 1 tidak lengkap lagi: satu hal.")
    assert line.detail == "Dua dimensi belum punya strategi TOWS."
    assert line.is_blocking


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["A"], "A"),
        (["A", "B"], "A dan B"),
        (["A", "B", "C"], "A, B, dan C"),
        (list("ABCDEF"), "A, B, C, D, E, dan F"),
        (list("ABCDEFGH"), "A, B, C, D, E, dan 3 lainnya"),
    ],
)
def test_names_are_listed_as_a_sentence_lists_them(names, text):
    assert named(names) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "Satu dimensi"), (12, "Dua belas dimensi"), (26, "Sebanyak 26 dimensi")],
)
def test_a_sentence_begins_with_a_word(number, text):
    assert many(number, "dimensi") == text
