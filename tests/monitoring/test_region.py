"""One region from outside its masterplan: its page, its people, its trail, and where home is."""

import pytest
from django.urls import reverse

from audit.trail import record
from cohorts.choosing import decide, nominate
from cohorts.opening import open_cohort
from tests.factories import (
    AgencyFactory,
    DimensionSetFactory,
    MembershipFactory,
    OfficialFactory,
    OutlineFactory,
    RegionFactory,
    UserFactory,
)
from tests.markup import one_line

SCRIPT = "<script>alert(1)</script>"


def address(name, code="33.04"):
    return reverse(name, args=[code])


def test_a_region_without_a_plan_invites_its_coordinator_to_begin(people, lead, signed_in):
    text = one_line(signed_in(lead).get(address("monitoring:region")).content.decode())

    assert "Mulai masterplan daerah ini." in text
    assert address("newplan:create") in text
    read = one_line(signed_in(people["viewer"]).get(address("monitoring:region")).content.decode())
    assert address("newplan:create") not in read


def test_a_region_that_was_not_chosen_reads_it_first_and_why(region, people, national, signed_in):
    cohort = open_cohort(
        2023, by=national, outline=OutlineFactory(), dimension_set=DimensionSetFactory()
    )
    nominated = nominate(cohort, region, by=national)
    decide(nominated, is_chosen=False, reason="Jaringan belum ada.", by=national)
    text = one_line(signed_in(people["lead"]).get(address("monitoring:region")).content.decode())

    assert "Kabupaten Banjarnegara tidak terpilih untuk kohort 2023." in text
    assert text.index("Jaringan belum ada.") < text.index("sp-block")
    assert address("newplan:create") in text  # it may write all the same
    assert "Mulai masterplan daerah ini." not in text


def test_the_page_of_a_region_leads_to_its_plan_and_its_people(masterplan, lead, signed_in):
    text = one_line(signed_in(lead).get(address("monitoring:region")).content.decode())

    for where in (
        masterplan.get_absolute_url(),
        address("regions:members"),
        address("monitoring:trail"),
    ):
        assert f'href="{where}"' in text


def test_the_trail_is_offered_to_those_who_may_read_it(people, signed_in):
    text = one_line(signed_in(people["writer"]).get(address("regions:members")).content.decode())

    assert address("monitoring:trail") not in text


def test_the_coordinator_stands_first_among_the_members(region, people, lead, signed_in):
    MembershipFactory(region=region, role="viewer", user__name="Aan Pembaca")

    roles = [
        held.role for held in signed_in(lead).get(address("regions:members")).context["memberships"]
    ]

    assert roles == [
        "lead",
        "dimension_lead",
        "writer",
        "facilitator",
        "signatory",
        "viewer",
        "viewer",
        "guest",
    ]


def test_the_trail_tells_of_this_region_only_newest_first(region, elsewhere, lead, signed_in):
    for verb, where, name in (
        ("agency.added", region, "Dinsatu"),
        ("agency.added", elsewhere, "Dinambon"),
        ("agency.changed", region, "Dindua"),
    ):
        record(lead, verb, AgencyFactory(region=where, short_name=name))

    response = signed_in(lead).get(address("monitoring:trail"))

    told = [event.target_name for event in response.context["page"]]
    assert told == ["Dindua", "Dinsatu"]
    assert "menambah Perangkat Daerah" in one_line(response.content.decode())


def test_what_people_write_is_never_run(region, people, lead, signed_in):
    AgencyFactory(region=region, name=SCRIPT, short_name=SCRIPT[:30])
    official = OfficialFactory(region=region, name=SCRIPT, institution=SCRIPT)
    record(lead, "official.added", official)
    browser = signed_in(lead)

    for name in ("monitoring:region", "monitoring:trail"):
        text = one_line(browser.get(address(name)).content.decode())
        assert "&lt;script&gt;" in text
        assert SCRIPT not in text


@pytest.mark.parametrize("name", ["monitoring:region", "regions:members", "monitoring:trail"])
def test_fifty_rows_cost_no_more_queries_than_one(
    name, region, people, lead, signed_in, queries_of
):
    browser = signed_in(lead)

    def add(times):
        for _ in range(times):
            agency = AgencyFactory(region=region)
            official = OfficialFactory(region=region, agency=agency)
            MembershipFactory(region=region, role="writer", agency=agency)
            record(lead, "official.added", official)

    add(1)
    few = queries_of(browser, address(name))
    add(49)

    assert queries_of(browser, address(name)) == few
    assert few <= 25


def test_home_is_the_only_masterplan_of_a_member(masterplan, people, signed_in):
    for who in ("lead", "dimension_lead"):
        response = signed_in(people[who]).get(reverse("home"))
        assert response.url == masterplan.get_absolute_url()


def test_home_of_a_writer_is_what_is_asked_of_her(masterplan, writer, signed_in):
    response = signed_in(writer).get(reverse("home"))

    assert response.url == reverse("assignments:worksheets", args=[masterplan.slug])


def test_home_is_the_region_as_long_as_it_has_no_plan(region, lead, signed_in, people):
    assert signed_in(lead).get(reverse("home")).url == region.get_absolute_url()


def test_home_of_officers_is_the_list_even_with_one_plan(masterplan, people, signed_in):
    for officer in ("national", "province_officer"):
        assert signed_in(people[officer]).get(reverse("home")).url == reverse("monitoring:regions")


def test_the_navigation_names_the_place(masterplan, people, lead, signed_in):
    browser = signed_in(lead)

    def current(where):
        return [item["label"] for item in browser.get(where).context["nav"] if item["current"]]

    assert current(reverse("monitoring:regions")) == ["Daerah"]
    assert current(address("monitoring:region")) == ["Tim"]
    assert current(address("regions:members")) == ["Tim"]
    assert current(reverse("commitments:detail", args=[masterplan.slug])) == ["Dokumen"]
    assert current(reverse("worksheets:board", args=[masterplan.slug])) == ["Analisis"]


def test_the_foot_leads_to_the_check_of_documents(client, db):
    text = one_line(client.get(reverse("verification:search")).content.decode())

    assert "Periksa keaslian dokumen" in text.split("<footer")[1]


def test_somebody_without_a_region_is_told_what_to_do(db, signed_in):
    RegionFactory()
    response = signed_in(UserFactory()).get(reverse("home"), follow=True)

    assert "Anda belum bergabung dengan daerah mana pun" in one_line(response.content.decode())
