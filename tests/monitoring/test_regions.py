"""The list of regions: whose they are, in which order, filtered, page by page."""

import pytest
from django.urls import reverse

from masterplans.models import Stage, Status
from tests.factories import MasterplanFactory, MembershipFactory, ProvinceFactory, RegionFactory
from tests.markup import one_line
from tests.plans import bring_to

LIST = reverse("monitoring:regions")


def codes(response):
    return [region.code for region in response.context["page"]]


def plan_in(region, lead, **said):
    return MasterplanFactory(region=region, created_by=lead, **said)


def test_a_member_sees_her_region_only(people, lead, signed_in):
    assert codes(signed_in(lead).get(LIST)) == ["33.04"]


def test_a_province_officer_sees_the_regions_of_her_province_and_no_other(people, signed_in):
    RegionFactory(code="33.07", name="Wonosobo")

    response = signed_in(people["province_officer"]).get(LIST)

    assert codes(response) == ["33", "33.04", "33.07"]
    assert "Ambon" not in one_line(response.content.decode())


def test_a_national_officer_sees_them_all_in_pages_of_25(people, national, signed_in):
    for number in range(120):
        RegionFactory(code=f"33.{number + 100}", name=f"Contoh {number:03}")
    browser = signed_in(national)

    pages = [codes(browser.get(LIST, {"halaman": number})) for number in range(1, 6)]

    assert [len(page) for page in pages] == [25, 25, 25, 25, 24]
    assert len(set().union(*pages)) == 124
    assert codes(browser.get(LIST, {"halaman": "99"})) == pages[-1]
    assert codes(browser.get(LIST, {"halaman": "x"})) == pages[0]


def test_regions_in_review_stand_first_then_those_with_a_plan(
    people, masterplan, elsewhere, national, lead, facilitator, signed_in
):
    plan_in(elsewhere, lead)
    browser = signed_in(national)
    assert codes(browser.get(LIST))[:2] == ["33.04", "81.71"]

    bring_to(
        elsewhere.masterplans.get(),
        Stage.ANALYSIS,
        Status.REVIEW,
        lead=lead,
        facilitator=facilitator,
    )
    assert codes(browser.get(LIST))[:2] == ["81.71", "33.04"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({"cari": "banjar"}, ["33.04"]),
        ({"provinsi": "81"}, ["81", "81.71"]),
        ({"tahap": "1"}, ["33.04"]),
        ({"tahap": "2"}, []),
        ({"keadaan": "writing"}, ["33.04"]),
        ({"keadaan": "none"}, ["33", "81", "81.71"]),
        ({"cari": "ambon", "keadaan": "none"}, ["81.71"]),
        ({"cari": "Kota Ambon"}, ["81.71"]),
        ({"cari": "kab.  banjar"}, ["33.04"]),
        ({"cari": "Kota Banjarnegara"}, []),
        ({"cari": "81.71"}, ["81.71"]),
        ({"cari": "8171"}, ["81.71"]),
        ({"cari": "81."}, ["81", "81.71"]),
    ],
)
def test_filters_narrow_the_list(people, masterplan, national, signed_in, question, found):
    assert codes(signed_in(national).get(LIST, question)) == found


def test_a_filter_that_finds_nothing_says_so_and_can_be_lifted(people, national, signed_in):
    text = one_line(signed_in(national).get(LIST, {"cari": "zzz"}).content.decode())

    assert "Tidak ada daerah yang cocok." in text
    assert "Hapus saringan" in text


def test_a_filter_that_makes_no_sense_is_no_error(people, national, signed_in):
    question = {"provinsi": "xx", "tahap": "9", "keadaan": "?"}

    assert len(codes(signed_in(national).get(LIST, question))) == 4


def test_turning_the_page_keeps_the_filter(people, national, signed_in):
    for number in range(60):
        RegionFactory(code=f"33.{number + 100}", name=f"Contoh {number:03}")

    text = one_line(signed_in(national).get(LIST, {"cari": "contoh"}).content.decode())

    assert "cari=contoh&amp;halaman=2" in text


def test_an_expert_begins_with_who_waits_longest(region, elsewhere, people, lead, signed_in):
    expert = people["facilitator"]
    MembershipFactory(region=elsewhere, user=expert, role="facilitator")
    third = RegionFactory(code="33.07", name="Wonosobo")
    MembershipFactory(region=third, user=expert, role="facilitator")
    ambon, banjarnegara, wonosobo = [plan_in(one, lead) for one in (elsewhere, region, third)]
    for plan in (ambon, banjarnegara):
        bring_to(plan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=expert)

    response = signed_in(expert).get(LIST)

    assert response.context["portfolio"]["waiting"] == [ambon, banjarnegara]
    assert response.context["portfolio"]["working"] == [wonosobo]
    assert "Dua daerah menunggu tinjauan Anda. Kota Ambon lebih dahulu." in one_line(
        response.content.decode()
    )


def test_an_expert_for_whom_nobody_waits_is_told_so(masterplan, facilitator, signed_in):
    text = one_line(signed_in(facilitator).get(LIST).content.decode())

    assert "Tidak ada yang menunggu tinjauan Anda." in text
    assert masterplan.get_absolute_url() in text


def test_fifty_regions_cost_no_more_queries_than_one(people, national, signed_in, queries_of):
    browser = signed_in(national)
    few = queries_of(browser, LIST)
    for number in range(50):
        region = RegionFactory(
            code=f"33.{number + 100}", parent=ProvinceFactory(code="33"), name=f"Contoh {number}"
        )
        MasterplanFactory(region=region, created_by=national)

    assert queries_of(browser, LIST) == few
    assert few <= 25


def test_fifty_regions_of_an_expert_cost_no_more_queries_than_one(
    masterplan, facilitator, signed_in, queries_of
):
    browser = signed_in(facilitator)
    few = queries_of(browser, LIST)
    for number in range(50):
        region = RegionFactory(code=f"33.{number + 100}", name=f"Contoh {number}")
        MembershipFactory(region=region, user=facilitator, role="facilitator")
        MasterplanFactory(region=region, created_by=facilitator)

    assert queries_of(browser, LIST) == few
    assert few <= 25
