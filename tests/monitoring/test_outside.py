"""Masterplans made outside Simpul are known and counted; a region without coordinator gets one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from monitoring.figures import state_counts
from monitoring.models import OutsidePlan
from monitoring.outside import OutsidePlanError, record_outside_plan
from regions.models import Invitation, Role
from tests.factories import MembershipFactory, RegionFactory
from tests.markup import one_line
from tests.progress.walking import head_of

LIST = reverse("monitoring:regions")
THIS_YEAR = timezone.localdate().year
SAID = {
    "title": "Masterplan Smart City Wonosobo",
    "first_year": THIS_YEAR - 2,
    "last_year": THIS_YEAR + 3,
    "legal_basis": "Peraturan Bupati Wonosobo Nomor 5 Tahun 2023",
}


@pytest.fixture
def wonosobo(people):
    return RegionFactory(
        code="33.07", name="Wonosobo", parent=people["lead"].memberships.first().region.parent
    )


@pytest.fixture
def officer(people, wonosobo, signed_in):
    """The browser of the officer of its province."""
    return signed_in(people["province_officer"])


def test_a_province_reads_how_many_have_no_masterplan(masterplan, officer):
    html = officer.get(LIST).content.decode()

    assert head_of(html)[0] == "Dua daerah belum punya masterplan."
    assert "1 dari 3 daerah punya masterplan" in one_line(html)


def test_a_plan_from_elsewhere_counts_and_is_shown(masterplan, people, wonosobo, officer):
    page = reverse("monitoring:outside_add", args=[wonosobo.code])
    file = SimpleUploadedFile("buku.pdf", b"no pdf", content_type="application/pdf")
    refused = officer.post(page, SAID | {"upload": file})
    assert "Berkas ini bernama .pdf, tetapi isinya bukan PDF." in refused.content.decode()
    assert not OutsidePlan.objects.exists()

    saved = officer.post(page, SAID, follow=True)

    assert f"{SAID['first_year']}–{SAID['last_year']} dicatat" in saved.content.decode()
    assert SAID["legal_basis"] in saved.content.decode()
    html = one_line(officer.get(LIST).content.decode())
    assert head_of(html)[0] == "Satu daerah belum punya masterplan."
    assert "2 dari 3 daerah punya masterplan" in html
    assert "di luar Simpul" in html
    assert [one.code for one in officer.get(LIST, {"keadaan": "outside"}).context["page"]] == [
        wonosobo.code
    ]
    assert Event.objects.filter(verb="outside_plan.recorded").count() == 1


def test_a_plan_from_elsewhere_that_is_over_counts_no_more(people, wonosobo):
    lead = people["lead"]
    record_outside_plan(wonosobo, **SAID | {"first_year": 2015, "last_year": 2019}, by=lead)

    assert state_counts(people["province_officer"])["outside"] == 0


def test_what_makes_no_sense_is_refused_in_a_sentence_and_by_the_table(people, wonosobo):
    lead = people["lead"]
    with pytest.raises(OutsidePlanError, match="Tahun terakhir tidak boleh sebelum"):
        record_outside_plan(wonosobo, **SAID | {"last_year": THIS_YEAR - 5}, by=lead)
    record_outside_plan(wonosobo, **SAID, by=lead)
    with pytest.raises(OutsidePlanError, match="sudah dicatat"):
        record_outside_plan(wonosobo, **SAID, by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutsidePlan.objects.create(
            region=wonosobo, title="x", first_year=2024, last_year=2020, recorded_by=lead
        )


def test_the_row_says_who_coordinates_and_invites_where_nobody_does(
    masterplan, people, wonosobo, officer
):
    html = one_line(officer.get(LIST).content.decode())

    assert people["lead"].name in html
    page = reverse("regions:invite", args=[wonosobo.code])
    assert f'href="{page}?peran=lead"' in html

    said = {"name": "Rina", "email": "rina@wonosobo.example", "role": "lead", "agency": ""}
    officer.post(page, said)
    assert Invitation.objects.get().role == Role.LEAD
    assert "Sudah diundang" in officer.get(LIST).content.decode()


def test_an_officer_of_a_province_invites_a_coordinator_and_nobody_else(wonosobo, officer):
    page = reverse("regions:invite", args=[wonosobo.code])

    officer.post(page, {"name": "Rina", "email": "r@w.example", "role": "writer", "agency": ""})
    assert not Invitation.objects.exists()

    MembershipFactory(region=wonosobo, role=Role.LEAD)
    assert officer.get(page).status_code == 403


def test_the_filter_of_a_province_holds_the_own_province_alone(
    wonosobo, officer, national, signed_in
):
    def provinces(browser):
        return [one.code for one in browser.get(LIST).context["form"].fields["provinsi"].queryset]

    assert provinces(officer) == ["33"]
    assert "33" in provinces(signed_in(national))


def test_no_role_stands_in_an_invitation_unasked(people, region, signed_in):
    html = signed_in(people["lead"]).get(reverse("regions:invite", args=[region.code]))

    assert html.context["form"]["role"].value() in ("", None)
    assert html.context["form"].fields["role"].choices[0] == ("", "Pilih peran")


def test_offices_without_staff_are_invited_one_line_each(people, region, agency, signed_in):
    quiet = [region.agencies.create(name=f"Dinas {n}", short_name=f"D{n}") for n in "AB"]
    browser = signed_in(people["lead"])
    page = reverse("regions:invite_staff", args=[region.code])

    lines = browser.get(page).context["lines"]
    assert {line.agency for line in lines} >= set(quiet)
    assert agency not in {line.agency for line in lines}  # the writer's own

    half = browser.post(page, {f"pd-{quiet[0].pk}-name": "Rina"})
    assert "Tulis surelnya juga." in half.content.decode()
    browser.post(
        page,
        {f"pd-{quiet[0].pk}-name": "Rina", f"pd-{quiet[0].pk}-email": "rina@dinas.example"},
    )

    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.agency) == (Role.WRITER, quiet[0])
    assert quiet[0] not in {line.agency for line in browser.get(page).context["lines"]}
