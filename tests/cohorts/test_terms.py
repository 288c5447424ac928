"""The rules of a cohort are versions: what comes follows the newest, what was decided its own."""

import pytest
from django.db import InternalError, transaction
from django.urls import reverse

from cohorts.criteria import usual_criteria
from cohorts.models import DecisionTerms, TermsVersion
from cohorts.opening import CohortError, open_cohort
from cohorts.terms import USUAL, terms_of
from masterplans.models import Masterplan, Stage
from quickwins.criteria import expected_criteria
from stages import gates
from stages.workflow import advance_stage, return_stage, submit_stage
from tests.cohorts.making import cohort_with, new_terms
from tests.markup import one_line
from tests.plans import FILL, bring_to


def fresh(plan):
    return Masterplan.objects.get(pk=plan.pk)


def test_a_plan_without_a_cohort_has_the_usual_rules_by_one_query(
    masterplan, django_assert_num_queries
):
    plan = fresh(masterplan)
    with django_assert_num_queries(1):
        terms = terms_of(plan)
        assert terms_of(plan) is terms
    assert (terms.cohort_year, terms.number, terms.words) == (None, 0, "aturan umum")
    assert terms.outline == masterplan.outline_id
    assert {name: getattr(terms, name) for name in USUAL} == USUAL
    assert (terms.quickwins_per_dimension, terms.review_days, terms.stale_days) == (1, 7, 90)


def test_a_plan_of_a_cohort_has_the_newest_version_of_its_rules(
    masterplan, people, django_assert_num_queries
):
    cohort = cohort_with(masterplan, by=people["national"], review_days=10)
    new_terms(cohort, by=people["national"], review_days=14)
    plan = fresh(masterplan)
    with django_assert_num_queries(1):
        terms = terms_of(plan)
    assert (terms.cohort_year, terms.number, terms.review_days) == (2023, 2, 14)
    assert terms.words == "aturan kohort 2023 versi 2"
    assert terms.months_between_stages == USUAL["months_between_stages"]


def test_a_version_is_written_once(masterplan, people):
    cohort_with(masterplan, by=people["national"])
    with pytest.raises(InternalError), transaction.atomic():
        TermsVersion.objects.update(figures={})


def test_a_stage_that_was_handed_in_keeps_its_rules_and_says_which(masterplan, people):
    lead, expert, officer = people["lead"], people["facilitator"], people["national"]
    cohort = cohort_with(masterplan, by=officer)
    bring_to(masterplan, Stage.ROADMAP, lead=lead, facilitator=expert)
    new_terms(cohort, by=officer, programs_per_subdimension=3, quickwins_per_dimension=2)

    lines = gates.checklist(fresh(masterplan))
    by_start = {line.text[:11]: line for line in lines}
    assert by_start["Isi tahap 2"].text == (
        "Isi tahap 2 tetap lengkap menurut aturan kohort 2023 versi 1."
    )
    assert by_start["Isi tahap 2"].is_met
    unusual = next(line for line in lines if line.is_warning and not line.is_met)
    assert "lazimnya dua quick win untuk satu dimensi" in unusual.text  # what comes: the newest
    assert {one.terms.number for one in DecisionTerms.objects.all()} == {1}


def test_what_is_under_review_is_judged_as_it_was_handed_in(masterplan, people):
    lead, expert, officer = people["lead"], people["facilitator"], people["national"]
    cohort = cohort_with(masterplan, by=officer)
    bring_to(masterplan, Stage.PROGRAMS, lead=lead, facilitator=expert)
    FILL[Stage.PROGRAMS](masterplan)
    plan = submit_stage(masterplan, by=lead)
    new_terms(cohort, by=officer, programs_per_subdimension=3)
    assert not gates.unmet(fresh(masterplan))

    return_stage(plan, by=expert, note="Tambah program.")  # and now the newest rules hold
    [line] = gates.unmet(fresh(masterplan))
    assert "belum punya tiga program" in line.text
    assert list(DecisionTerms.objects.values_list("terms__number", flat=True)) == [1] * 4


def test_approval_remembers_the_rules_of_the_day_it_was_handed_in(masterplan, people):
    officer = people["national"]
    cohort = cohort_with(masterplan, by=officer)
    FILL[Stage.ANALYSIS](masterplan)
    plan = submit_stage(masterplan, by=people["lead"])
    new_terms(cohort, by=officer, review_days=9)
    advance_stage(plan, by=people["facilitator"])
    assert list(DecisionTerms.objects.values_list("terms__number", flat=True)) == [1, 1]


def test_last_years_rules_are_copied(masterplan, people):
    officer = people["national"]
    cohort = cohort_with(masterplan, by=officer, stale_days=60)
    new_terms(cohort, by=officer, review_days=5)
    terms = open_cohort(2024, by=officer).versions.get()
    assert (terms.number, terms.outline) == (1, masterplan.outline)
    assert (terms.figures["stale_days"], terms.figures["review_days"]) == (60, 5)


KEYS = [row["key"] for row in usual_criteria()]
BAD = [
    ({"review_days": 0}, "Lama tinjauan tenaga ahli: tulis angka antara 1 dan 90 (hari)."),
    ({"stale_days": 400}, "Dianggap terhenti sesudah tanpa perubahan: tulis angka antara 7 dan"),
    ({"reason": "  "}, "Tulis alasan perubahan aturan."),
    ({"criterion_weights": {"cost": -1}}, "Bobot kriteria tidak boleh kurang dari nol."),
    ({"criterion_weights": dict.fromkeys(KEYS, 0)}, "satu kriteria quick win harus berbobot."),
    ({"criterion_weights": {"cost": 10}}, "Tidak ada aturan yang berubah."),
    ({}, "Tidak ada aturan yang berubah."),
]


@pytest.mark.parametrize(("change", "sentence"), BAD)
def test_rules_that_make_no_sense_are_refused(masterplan, people, change, sentence):
    cohort = cohort_with(masterplan, by=people["national"])
    with pytest.raises(CohortError) as refusal:
        new_terms(cohort, by=people["national"], **change)
    assert sentence in str(refusal.value)
    assert cohort.versions.count() == 1


def test_a_year_has_one_cohort_and_is_a_year(masterplan, people):
    cohort_with(masterplan, by=people["national"])
    with pytest.raises(CohortError, match=r"Kohort tahun ini sudah dibuka\."):
        open_cohort(2023, by=people["national"])
    with pytest.raises(CohortError, match=r"Tulis tahun antara 2017 dan 2100\."):
        open_cohort(1, by=people["national"])


def typed(page):
    """What the boxes of the form on a page hold."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_weights_of_criteria_and_the_months_of_a_quick_win_are_boxes_of_the_rules(
    masterplan, national, signed_in
):
    cohort = cohort_with(masterplan, by=national)
    url, browser = reverse("cohorts:terms", args=[2023]), signed_in(national)
    boxes = typed(browser.get(url))
    assert (boxes["bobot_leverage"], boxes["quickwin_months"]) == (20, 12)

    reason = {"reason": "Disepakati dalam rapat."}
    page = browser.post(url, boxes | reason)
    assert "Tidak ada aturan yang berubah." in page.text
    page = browser.post(url, boxes | reason | {"bobot_cost": "101", "bobot_leverage": ""})
    assert page.status_code == 200
    assert {"bobot_cost", "bobot_leverage"} == set(page.context["form"].errors)
    assert 'value="101"' in page.text
    assert cohort.versions.count() == 1

    changed = boxes | reason | {"bobot_cost": "0", "bobot_leverage": "30", "quickwin_months": "6"}
    page = one_line(browser.post(url, changed, follow=True).text)
    for words in (
        "Bobot Daya ungkit: 20 menjadi 30.",
        "Bobot Biaya: 10 menjadi 0.",
        "Kriteria quick win: Kesiapan, selesai paling lama 6 bulan",
    ):
        assert words in page
    asked = {one.key: (one.name, one.weight) for one in expected_criteria(fresh(masterplan))}
    assert asked["leverage"] == ("Daya ungkit", 30)
    assert asked["feasibility"][0] == "Kesiapan, selesai paling lama 6 bulan"
    assert "cost" not in asked  # it weighs nothing, so nobody is asked
