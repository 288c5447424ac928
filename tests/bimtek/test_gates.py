"""Every requirement of every gate: met by a filled plan; open, by name, when something lacks."""

import pytest
from django.urls import resolve

from bimtek import gates
from bimtek.facts import Facts
from bimtek.questions import missing_from
from bimtek.requirements import many, named
from masterplans.models import Masterplan, Section, SectionKind, Stage
from programs.completeness import missing
from programs.models import BudgetLine, Indicator, ScheduleYear, Target
from quickwins import standing
from quickwins.models import QuickWin, Standing
from regions.models import Official, Role
from tests import factories as make
from tests.plans import bring_to


def gate(masterplan, text):
    """The one line of the checklist that begins so."""
    masterplan = Masterplan.objects.select_related("region").get(pk=masterplan.pk)
    lines = [line for line in gates.checklist(masterplan) if line.text.startswith(text)]
    assert len(lines) == 1, [line.text for line in gates.checklist(masterplan)]
    return lines[0]


def open_lines(masterplan):
    masterplan = Masterplan.objects.select_related("region").get(pk=masterplan.pk)
    return [line.text for line in gates.checklist(masterplan) if not line.is_met]


def at_stage(stage):
    @pytest.fixture
    def plan(masterplan, lead, facilitator):
        """A plan in this stage, whose gate is met."""
        return bring_to(masterplan, stage, lead=lead, facilitator=facilitator)

    return plan


analysed = at_stage(Stage.ANALYSIS)
planned = at_stage(Stage.PROGRAMS)
routed = at_stage(Stage.ROADMAP)
finished = at_stage(Stage.COMMITMENT)


# --- the whole list ---------------------------------------------------------------------------


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
    facts = Facts(fresh)
    lines = [ask(facts) for questions in gates.GATES.values() for ask in questions]

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


# --- bimtek III -------------------------------------------------------------------------------


def strip_targets(program):
    Target.objects.filter(indicator__program=program, year=2024).delete()


def strip_indicators(program):
    Indicator.objects.filter(program=program).delete()


def strip_baseline(program):
    Indicator.objects.filter(program=program).update(baseline=None)


def strip_budget(program):
    BudgetLine.objects.filter(program=program).delete()


def strip_money(program):
    BudgetLine.objects.filter(program=program).update(amount=0)


def strip_outcome(program):
    type(program).objects.filter(pk=program.pk).update(outcome="")


@pytest.mark.parametrize(
    ("strip", "named_as"),
    [
        (strip_targets, "target tahunan"),
        (strip_indicators, "indikator, nilai awal, dan target tahunan"),
        (strip_baseline, "nilai awal"),
        (strip_budget, "anggaran"),
        (strip_money, "anggaran"),
        (strip_outcome, "hasil bagi warga"),
    ],
)
def test_an_incomplete_program_is_named_with_what_it_lacks(routed, strip, named_as):
    program = routed.programs.last()
    strip(program)

    line = gate(routed, f"Program {program} belum lengkap.")
    assert (line.is_blocking, line.detail) == (True, f"Belum ada: {named_as}.")
    assert missing(routed.programs.get(pk=program.pk)), "programs.completeness must see it too"


def test_gate_and_program_page_agree_on_what_is_complete(routed):
    bare = make.ProgramFactory(masterplan=routed, subdimension=routed.programs.first().subdimension)
    by_gate = {p.pk for p in Facts(routed).programs if missing_from(p)}

    assert by_gate == {p.pk for p in routed.programs.all() if missing(p)} == {bare.pk}


def test_an_empty_year_of_the_roadmap_is_named(routed):
    ScheduleYear.objects.filter(program__masterplan=routed, year=2031).delete()

    assert gate(routed, "Peta jalan tahun 2031 masih kosong.").is_blocking


def test_a_program_outside_the_plan_is_named(routed):
    program = routed.programs.last()
    make.ScheduleYearFactory(program=program, year=2040)

    assert gate(routed, f"Program {program} berjalan di luar 2024–2033.").is_blocking


def test_without_any_quick_win_the_stage_is_not_ready(routed):
    QuickWin.objects.of(routed).update(standing=Standing.NOMINATED)

    assert gate(routed, "Belum ada quick win yang dipilih.").is_blocking


def test_a_dimension_that_chose_none_is_a_warning(routed):
    QuickWin.objects.of(routed).filter(program__subdimension__dimension__code="branding").update(
        standing=Standing.NOMINATED
    )

    line = gate(routed, "Smart Branding belum memilih: lazimnya satu")
    assert (line.is_met, line.is_blocking) == (False, False)


@pytest.mark.parametrize(("reason", "is_met"), [("Dua sektor unggulan.", True), ("", False)])
def test_two_quick_wins_in_a_dimension_want_a_reason(routed, reason, is_met):
    first = QuickWin.objects.of(routed).first()
    sibling = routed.programs.filter(
        subdimension__dimension=first.program.subdimension.dimension
    ).exclude(pk=first.program_id)
    make.QuickWinFactory(
        program=sibling.first(), standing=Standing.CHOSEN, reason=reason, **profile()
    )

    assert gate(routed, "Smart Governance memilih").is_met == is_met


def profile():
    return dict.fromkeys(QuickWin.PROFILE_FIELDS, "Uraian.")


@pytest.mark.parametrize(
    ("strip", "lacks"),
    [
        (lambda q: QuickWin.objects.filter(pk=q.pk).update(uniqueness=" "), "keunikan"),
        (lambda q: q.risks.all().delete(), "risiko"),
        (lambda q: q.milestones.all().delete(), "tonggak"),
    ],
)
def test_a_chosen_quick_win_needs_its_profile(routed, strip, lacks):
    quickwin = QuickWin.objects.of(routed).last()
    strip(quickwin)

    line = gate(routed, f"Quick win {quickwin} belum punya profil lengkap.")
    assert (line.is_blocking, line.detail) == (True, f"Belum ada: {lacks}.")
    assert standing.missing(QuickWin.objects.get(pk=quickwin.pk)), "its own page must see it too"


def test_a_nominee_that_was_not_chosen_needs_no_profile(routed):
    program = routed.programs.exclude(quickwin__isnull=False).first()
    make.QuickWinFactory(program=program)

    assert open_lines(routed) == []


# --- bimtek IV --------------------------------------------------------------------------------


def test_the_head_of_region_must_be_known_before_the_last_hand_in(finished):
    Official.objects.filter(region=finished.region).delete()

    line = gate(finished, "Bupati belum tercatat sebagai pejabat")
    assert line.is_blocking
    assert str(line.url) == f"{finished.region.get_absolute_url()}#pejabat"


def test_the_summary_book_must_be_written(finished):
    Section.objects.filter(masterplan=finished, outline__stage=4).update(body="")

    assert "belum ditulis." in " ".join(open_lines(finished))


def test_all_three_earlier_stages_must_still_hold(finished):
    finished.issues.all().delete()
    finished.missions.all().delete()
    BudgetLine.objects.filter(program__masterplan=finished).delete()

    assert [line[:34] for line in open_lines(finished)] == [
        "Isi tahap 1 tidak lengkap lagi: sa",
        "Isi tahap 2 tidak lengkap lagi: sa",
        "Isi tahap 3 tidak lengkap lagi: sa",
    ]


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
    ("number", "text"), [(1, "Satu dimensi"), (10, "Sepuluh dimensi"), (11, "11 dimensi")]
)
def test_numbers_up_to_ten_are_words(number, text):
    assert many(number, "dimensi") == text
