"""The members of a decree: typed, pasted, twice, and made members of the region in one step."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from letters.models import Letter
from mandates.joining import JoinError, Wish, join, proposals
from mandates.models import MandateKind, MandateMember
from mandates.pasted_people import read_people
from regions.models import Membership, Role
from tests.factories import (
    DimensionFactory,
    MandateFactory,
    MandateMemberFactory,
    MembershipFactory,
    OfficialFactory,
    UserFactory,
)
from tests.markup import one_line

ANNEX = """No\tNama\tJabatan\tKedudukan dalam Tim\tInstansi\tSurel
1\tDr. Siti Rahma'wati, S.E., M.Si.\tKepala Dinas Kesehatan\tKetua\tDinkes\tsiti@contoh.go.id
2\t\tKepala Bappeda\tPengarah\t\t
3\tDrs. Budi Santoso, M.T.\tDosen\tAnggota Pokja Smart Governance\tUniversitas Jenderal Soedirman\t
4\tdr. SITI RAHMAWATI\tKepala Dinas Kesehatan\tAnggota\tDinkes\t
5\tAgus Salim\tStaf\tBendahara Umum\tDinkes\t
6\tRina Wulandari\tStaf\tAnggota pokja\tDinkes\t
"""


@pytest.fixture
def team(region):
    DimensionFactory()
    return MandateFactory(region=region, kind=MandateKind.TEAM)


@pytest.fixture
def address(team):
    def give(page, *args):
        return reverse(f"mandates:{page}", args=[team.region.code, team.pk, *args])

    return give


def test_an_annex_of_a_decree_is_read_line_by_line(team, agency):
    lines, unused = read_people(ANNEX, team)
    assert unused == ["No"]
    told = [line.problem for line in lines]
    assert told[:3] == ["", "", ""]
    assert "Sudah tercatat di baris 2" in told[3]
    assert "Kedudukan “Bendahara Umum” tidak dikenal" in told[4]
    assert told[5] == "Dimensi pokjanya belum disebut."
    head, office, lecturer = (line.made(team) for line in lines[:3])
    assert (head.name, head.role, head.agency) == (
        "Dr. Siti Rahma'wati, S.E., M.Si.", "head", agency,
    )  # fmt: skip
    assert (office.name, office.position, office.role) == ("", "Kepala Bappeda", "steering")
    assert (lecturer.role, lecturer.dimension) == ("pokja", "governance")
    assert lecturer.institution == "Universitas Jenderal Soedirman"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Siti, S.Kom.; Kepala Dinkes; Sekretaris", ("Siti, S.Kom.", "Kepala Dinkes", "secretary")),
        ("Kepala Dinas Kesehatan; Anggota", ("", "Kepala Dinas Kesehatan", "member")),
        ("Kepala Dinkes; Siti; Ketua", ("Siti", "Kepala Dinkes", "head")),
        ("Budi; Ketua pokja; Smart Governance", ("Budi", "", "pokja_head")),
    ],
)
def test_without_headings_a_cell_is_known_by_what_it_says(team, line, found):
    (one,), _ = read_people(line, team)
    assert (one.person, one.position, one.role) == found


def test_a_pasted_list_is_looked_at_before_it_is_added(team, agency, lead, signed_in, address):
    browser = signed_in(lead)
    html = browser.post(address("member_list"), {"text": ANNEX}).content.decode()
    assert "3 anggota siap ditambahkan" in html
    assert not team.members.exists()
    picked = {"text": ANNEX, "simpan": "1", "pilih": ["2", "3", "4"]}
    for _ in range(2):  # a double click
        browser.post(address("member_list"), picked)
    assert [one.order for one in team.members.all()] == [1, 2, 3]


def test_a_member_twice_is_refused_with_a_sentence_and_kept(team, lead, signed_in, address):
    MandateMemberFactory(mandate=team, name="Dr. Siti Rahma'wati, S.E., M.Si.", role="head")
    data = {"name": "SITI RAHMA'WATI, S.E.", "position": "Kepala yang diketik", "role": "member"}
    html = signed_in(lead).post(address("member_add"), data).content.decode()
    assert "Sudah tercatat dalam dokumen ini" in html
    assert "Kepala yang diketik" in html
    assert team.members.count() == 1


def test_members_are_added_changed_and_taken_off(team, lead, signed_in, address):
    browser = signed_in(lead)
    data = {"name": "", "position": "Kepala Bappeda", "role": "steering"}
    browser.post(address("member_add"), data)
    member = team.members.get()
    browser.post(address("member_edit", member.pk), data | {"name": "Ir. Budi, M.T."})
    member.refresh_from_db()
    assert member.name == "Ir. Budi, M.T."
    browser.post(address("member_remove", member.pk))
    assert not team.members.exists()


# --- memberships in one step

PLACES = {
    "head": Role.LEAD, "vice_head": Role.DEPUTY, "secretary": Role.DEPUTY,
    "pokja_head": Role.DIMENSION_LEAD, "pokja": Role.POKJA_MEMBER,
    "patron": "", "steering": "", "adviser": "", "vice_secretary": "", "member": "",
}  # fmt: skip


def test_the_team_proposes_roles_and_the_council_none(team, region):
    for place in PLACES:
        dimension = "governance" if place.startswith("pokja") else ""
        MandateMemberFactory(mandate=team, role=place, dimension=dimension)
    assert {one.member.role: one.role for one in proposals(team)} == PLACES
    council = MandateFactory(region=region, kind="council")
    MandateMemberFactory(mandate=council, role="head")
    assert [one.role for one in proposals(council)] == [""]


def test_a_member_list_becomes_memberships_in_one_step(
    team, region, agency, people, lead, signed_in, address
):
    """New people are invited, members get their role at once, nobody twice on a double click."""
    known = UserFactory(email="tahu@contoh.go.id")
    MembershipFactory(region=region, user=known, role=Role.VIEWER)
    held = OfficialFactory(region=region, user=people["dimension_lead"])
    new = MandateMemberFactory(mandate=team, role="head", name="Dr. Rahma'wati, S.E., M.Si.")
    deputy = MandateMemberFactory(mandate=team, role="secretary", email=known.email)
    pokja = MandateMemberFactory(
        mandate=team, role="pokja_head", dimension="governance", official=held
    )
    writer = MandateMemberFactory(mandate=team, agency=agency)
    rest = MandateMemberFactory(mandate=team)
    data = {
        f"anggota-{new.pk}-pick": "on", f"anggota-{new.pk}-email": "rahma@contoh.go.id",
        f"anggota-{new.pk}-role": "lead",
        f"anggota-{deputy.pk}-pick": "on", f"anggota-{deputy.pk}-email": known.email,
        f"anggota-{deputy.pk}-role": "deputy",
        f"anggota-{pokja.pk}-pick": "on", f"anggota-{pokja.pk}-email": held.user.email,
        f"anggota-{pokja.pk}-role": "dimension_lead",
        f"anggota-{writer.pk}-pick": "on", f"anggota-{writer.pk}-email": "staf@contoh.go.id",
        f"anggota-{writer.pk}-role": "writer", f"anggota-{writer.pk}-agency": agency.pk,
        f"anggota-{rest.pk}-email": "lain@contoh.go.id",
    }  # fmt: skip
    browser = signed_in(lead)
    html = browser.get(address("joining")).content.decode()
    assert "Sudah anggota: Ketua pokja" in one_line(html)
    assert html.count(" checked") == 1  # the others have no address, no role, or are members
    html = browser.post(address("joining"), data, follow=True).content.decode()
    assert "Dua undangan dikirim." in html
    assert f"Langsung mendapat perannya: {deputy.name}" in html
    html = browser.post(address("joining"), data, follow=True).content.decode()
    assert "Nol undangan dikirim." in html
    assert region.invitations.count() == Letter.objects.count() == 2
    assert Membership.objects.get(user=known, role=Role.DEPUTY)
    new.refresh_from_db()
    assert new.email == "rahma@contoh.go.id"


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"email": ""}, "Tulis surelnya."),
        ({"email": "bukan alamat"}, "alamat surel"),
        ({"role": ""}, "Pilih perannya."),
        ({"role": Role.WRITER}, "Pilih Perangkat Daerah"),
        ({"role": Role.POKJA_MEMBER}, "Pilih dimensi pokjanya."),
    ],
)
def test_what_hinders_one_invites_nobody(team, region, lead, wish, sentence):
    first, second = MandateMemberFactory.create_batch(2, mandate=team)
    good = Wish(first, "satu@contoh.go.id", Role.LEAD)
    bad = Wish(second, **{"email": "dua@contoh.go.id", "role": Role.LEAD} | wish)
    with pytest.raises(JoinError, match=sentence):
        join(team, [good, bad], by=lead)
    assert not region.invitations.exists()


def test_one_address_is_of_one_person_and_an_office_signs_in_nowhere(team, lead):
    one, other = MandateMemberFactory.create_batch(2, mandate=team)
    office = MandateMemberFactory(mandate=team, name="", position="Kepala Bappeda")
    wishes = [Wish(who, "satu@contoh.go.id", Role.LEAD) for who in (one, other)]
    with pytest.raises(JoinError, match="sudah dipakai untuk"):
        join(team, wishes, by=lead)
    with pytest.raises(JoinError, match="menyebut jabatannya saja"):
        join(team, [Wish(office, "tiga@contoh.go.id", Role.LEAD)], by=lead)


def test_an_agreement_names_no_members(region, lead, signed_in):
    agreement = MandateFactory(region=region)
    where = reverse("mandates:member_add", args=[region.code, agreement.pk])
    assert signed_in(lead).get(where).status_code == 404
    assert not MandateMember.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_press_at_once_invite_once(team, region, lead):
    wish = Wish(MandateMemberFactory(mandate=team), "satu@contoh.go.id", Role.DEPUTY)
    steps = []

    def press():
        try:
            steps.append(join(team, [wish], by=lead))
        finally:
            connection.close()

    both = [threading.Thread(target=press) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(len(step.invited) for step in steps) == [0, 1]
    assert region.invitations.count() == 1
