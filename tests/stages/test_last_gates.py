"""The requirements of bimtek III and IV: complete programs, roadmap, quick wins, who will sign."""

import pytest

from masterplans.models import Section
from programs.completeness import missing
from programs.models import BudgetLine, Indicator, ScheduleYear, Target
from progress.counts import Counts
from quickwins import completeness
from quickwins.models import QuickWin, Standing
from regions.models import Official
from tests import factories as make
from tests.stages.checklist import gate, open_lines

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
    by_gate = {p.pk for p in Counts(routed).programs if p.missing}

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
    assert completeness.missing(QuickWin.objects.get(pk=quickwin.pk)), (
        "its own page must see it too"
    )


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
