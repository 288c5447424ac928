"""Regions are nominated, and chosen or not, with a reason that the region reads."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from cohorts.choosing import decide, nominate, take_back, withdraw_nomination
from cohorts.letters import send_verdict
from cohorts.models import Nomination, Selection
from cohorts.opening import CohortError, open_cohort
from cohorts.plans import begin_masterplan
from letters.models import Letter
from masterplans.models import Masterplan
from regions.models import Level
from tests.factories import (
    DimensionSetFactory,
    MembershipFactory,
    OutlineFactory,
    ProvinceFactory,
    RegionFactory,
    UserFactory,
)
from tests.markup import one_line

PATIENCE = 20


@pytest.fixture
def cohort(national):
    return open_cohort(
        2023, by=national, outline=OutlineFactory(), dimension_set=DimensionSetFactory()
    )


@pytest.fixture
def nominated(cohort, people, region, national):
    return nominate(cohort, region, by=national)


def test_a_decision_has_its_reason_its_rules_and_its_letter(nominated, people, national):
    deputy = MembershipFactory(region=nominated.region, role="deputy").user
    found = decide(nominated, is_chosen=True, reason=" Data lengkap. ", by=national)
    assert (found.verdict, found.reason, found.terms.number) == ("chosen", "Data lengkap.", 1)

    for _ in range(2):  # a task may run twice
        send_verdict.func(found.pk)
    letters = Letter.objects.filter(subject__contains="terpilih untuk kohort 2023")
    assert {one.address for one in letters} == {people["lead"].email, deputy.email}
    assert "Data lengkap." in letters[0].text


SEES = {
    #  who                 before   after
    "lead": (False, True),
    "dimension_lead": (False, True),
    "writer": (False, True),
    "facilitator": (False, True),
    "signatory": (False, True),
    "viewer": (False, True),
    "province_officer": (False, True),
    "national": (False, True),
    "stranger": (None, None),  # 404: she does not know the page
}


def test_who_sees_the_reason_and_when(nominated, people, signed_in, national):
    """The table: nobody before the decision, then everybody who may see the region's page."""
    url = reverse("monitoring:region", args=[nominated.region.code])

    def looks():
        pages = {who: signed_in(people[who]).get(url) for who in SEES}
        return {
            who: "Kesiapan di atas rata-rata." in page.content.decode()
            if page.status_code == 200
            else None
            for who, page in pages.items()
        }

    assert looks() == {who: before for who, (before, _) in SEES.items()}
    decided = decide(nominated, is_chosen=False, reason="Kesiapan di atas rata-rata.", by=national)
    assert looks() == {who: after for who, (_, after) in SEES.items()}
    take_back(decided, reason="Salah ketik.", by=national)
    assert not any(looks().values())


def test_the_region_reads_that_nothing_is_decided_yet(nominated, people, signed_in):
    page = signed_in(people["lead"]).get(nominated.region.get_absolute_url())
    assert "belum diputuskan" in one_line(page.content.decode())


def test_a_region_is_nominated_once_a_cohort(nominated, national, region):
    with pytest.raises(CohortError, match="sudah dinominasikan untuk kohort 2023"):
        nominate(nominated.cohort, region, by=national)
    other = open_cohort(2024, by=national)
    assert nominate(other, region, by=national).pk != nominated.pk


def test_what_is_decided_is_neither_decided_again_nor_withdrawn(nominated, national):
    with pytest.raises(CohortError, match="Tulis alasan keputusan"):
        decide(nominated, is_chosen=True, reason=" ", by=national)
    decide(nominated, is_chosen=True, reason="Siap.", by=national)
    for step in (
        lambda: decide(nominated, is_chosen=False, reason="Tidak.", by=national),
        lambda: withdraw_nomination(nominated, by=national),
    ):
        with pytest.raises(CohortError, match=f"{national} sudah memutuskan: .* terpilih"):
            step()
    taken = take_back(nominated, reason="Keliru.", by=national)
    assert (taken.verdict, taken.reason, taken.terms) == (Selection.OPEN, "", None)
    withdraw_nomination(taken, by=national)
    assert not Nomination.objects.exists()


def test_a_chosen_region_begins_under_the_outline_and_dimensions_of_its_cohort(
    nominated, national, people, region
):
    OutlineFactory(version="terbaru")
    DimensionSetFactory(version="terbaru")
    decided = decide(nominated, is_chosen=True, reason="Siap.", by=national)
    years = {"title": "Masterplan", "first_year": 2023, "last_year": 2032}
    plan = begin_masterplan(region, by=people["lead"], **years)
    decided.refresh_from_db()
    terms = decided.terms
    assert (plan.outline_id, plan.dimension_set_id) == (terms.outline_id, terms.dimension_set_id)
    assert decided.masterplan == plan
    with pytest.raises(CohortError, match="sudah menulis masterplan"):
        take_back(decided, reason="Keliru.", by=national)

    later = begin_masterplan(region, by=people["lead"], **years | {"first_year": 2024})
    assert later.outline.version == "terbaru"
    assert not Nomination.objects.filter(masterplan=later).exists()


def test_the_page_keeps_what_was_typed_when_another_officer_was_faster(
    nominated, national, signed_in
):
    browser, other = signed_in(national), UserFactory(is_national=True, name="Petugas Kedua")
    url = reverse("cohorts:nomination", args=[2023, nominated.region.code])
    answer = browser.post(url, {"verdict": "chosen", "reason": ""})
    assert "Tulis alasan keputusan; daerah membacanya." in answer.content.decode()
    decide(nominated, is_chosen=False, reason="Belum ada SK.", by=other)
    answer = browser.post(url, {"verdict": "chosen", "reason": "Visi pemimpin kuat."})
    html = one_line(answer.content.decode())
    for words in (f"{other} sudah memutuskan", "Belum ada SK.", "Visi pemimpin kuat."):
        assert words in html
    nominated.refresh_from_db()
    assert (nominated.verdict, nominated.decided_by) == (Selection.PASSED, other)


def test_a_list_is_read_by_names_codes_and_short_names(nominated, national, signed_in):
    west = ProvinceFactory(code="32", name="Jawa Barat")
    ProvinceFactory(code="34", name="Daerah Istimewa Yogyakarta")
    RegionFactory(code="32.05", name="Garut", parent=west)
    RegionFactory(code="33.28", name="Tegal")
    RegionFactory(code="33.76", name="Tegal", level=Level.CITY)
    pasted = (
        "1. Kab. Garut\n2. DIY\n32\tJawa Barat\nTegal\nKota Tegal\n33.28\n"
        "Kab. Garut; Jawa Barat\nBanjarnegara\nWakanda\n33.28\tGarut"
    )
    browser = signed_in(national)
    url = reverse("cohorts:nominate_many", args=[2023])
    html = one_line(browser.post(url, {"text": pasted}).content.decode())
    for sentence in (
        "5 daerah siap ditambahkan",
        "Ada Kabupaten Tegal dan Kota Tegal. Tulis yang mana.",
        "Sudah ada di baris 1.",
        "Sudah dinominasikan untuk kohort 2023.",
        "“Wakanda” tidak dikenal sebagai daerah.",
        "“33.28” dan “Garut” bukan daerah yang sama.",
    ):
        assert sentence in html
    assert Nomination.objects.count() == 1
    ready = ["1", "2", "3", "5", "6"]
    browser.post(url, {"text": pasted, "simpan": "1", "pilih": ready})
    found = Nomination.objects.exclude(pk=nominated.pk).order_by("region__code")
    assert [str(one.region) for one in found] == [
        "Provinsi Jawa Barat", "Kabupaten Garut", "Kabupaten Tegal", "Kota Tegal",
        "Provinsi Daerah Istimewa Yogyakarta",
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_decide_at_once_one_wins_and_the_other_is_told():
    officers = [UserFactory(is_national=True) for _ in range(2)]
    cohort = open_cohort(
        2023, by=officers[0], outline=OutlineFactory(), dimension_set=DimensionSetFactory()
    )
    nominated = nominate(cohort, RegionFactory(), by=officers[0])

    def alone(officer, is_chosen):
        try:
            return decide(nominated, is_chosen=is_chosen, reason="Alasan.", by=officer)
        except CohortError as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        deeds = [pool.submit(alone, one, bool(at)) for at, one in enumerate(officers)]
        answers = [deed.result(PATIENCE) for deed in deeds]

    [told] = [answer for answer in answers if isinstance(answer, str)]
    [won] = [answer for answer in answers if not isinstance(answer, str)]
    assert told.startswith(f"{won.decided_by} sudah memutuskan: ")
    assert Masterplan.objects.count() == 0
    assert Nomination.objects.get().verdict == won.verdict
