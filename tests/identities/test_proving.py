"""An account is an official's only when an invitation, a second person and a code say so."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from identities.models import Confirmation, EndedProof, IdentityProof
from identities.proofs import identity_of, proof_of
from identities.proving import IdentityError, confirm, enter_code, invite_official
from identities.waiting import code_for, waiting_for_confirmation
from regions.invitations import accept
from regions.models import Invitation, Official, Role
from tests.factories import PASSWORD, AgencyFactory, MembershipFactory, OfficialFactory, UserFactory
from tests.identities.making import accepted, prove
from tests.markup import one_line

ADDRESS = "bupati@banjarnegarakab.go.id"


@pytest.fixture
def bupati(region):
    return OfficialFactory(
        region=region,
        name="Drs. H. Suryanto, M.Si.",
        position="Bupati Banjarnegara",
        is_head_of_region=True,
        email=ADDRESS,
    )


@pytest.fixture
def officer(region):
    officer = UserFactory(name="Petugas Provinsi")
    MembershipFactory(user=officer, region=region.parent, role=Role.PROVINCE_OFFICER)
    return officer


@pytest.fixture
def invited(bupati, lead):
    """The bupati has followed the invitation that the coordinator sent to the official address."""
    invite_official(bupati, by=lead)
    accept(Invitation.objects.get(), password=PASSWORD, name=bupati.name)
    return Official.objects.select_related("user", "region").get(pk=bupati.pk)


def test_from_the_invitation_to_the_proof(bupati, lead, officer):
    assert identity_of(bupati).lacks == f"Belum diundang ke {ADDRESS}."
    invite_official(bupati, by=lead)
    assert identity_of(bupati).lacks == f"Undangan ke {ADDRESS} belum diterima."
    user = accept(Invitation.objects.get(), password=PASSWORD, name=bupati.name)
    bupati.refresh_from_db()
    assert (bupati.user, identity_of(bupati).lacks) == (user, "Menunggu konfirmasi orang kedua.")
    assert [one.official for one in waiting_for_confirmation(officer)] == [bupati]

    confirmation, code = confirm(bupati, handover="letter", by=officer)
    assert "belum diketik" in identity_of(bupati).lacks
    assert not waiting_for_confirmation(officer)
    assert code not in str(Confirmation.objects.values())
    assert code_for(user) == confirmation
    proof = enter_code(confirmation, code=code.lower().replace("-", " "), by=user)

    assert proof_of(user, bupati) == proof
    assert (proof.email, proof.confirmed_by, proof.confirmed_as) == (ADDRESS, officer, "province")
    assert (proof.way, identity_of(bupati).lacks) == ("invitation", "")
    assert proof_of(lead, bupati) is None
    assert enter_code(confirmation, code="", by=user) == proof  # a double click


def test_who_is_no_second_person_confirms_nobody(invited, lead, facilitator, region, people):
    national_inviter = UserFactory(is_national=True)
    other = OfficialFactory(region=region, name="Kadis", user=UserFactory(), position="Kepala")
    accepted(other, by=national_inviter)
    for who, whom, why in [
        (lead, invited, "oleh petugas nasional, petugas provinsi, atau Sekretaris Daerah"),
        (facilitator, invited, "oleh petugas nasional"),
        (invited.user, invited, "Identitas Anda sendiri"),
        (national_inviter, other, "Anda yang mengundangnya"),
    ]:
        with pytest.raises(IdentityError, match=why):
            confirm(whom, by=who)
    assert not Confirmation.objects.exists()


def a_sekda(region, user, confirmed_as=""):
    official = OfficialFactory(
        region=region, name="Sekda", position="Sekretaris Daerah", user=user, agency=AgencyFactory()
    )
    if confirmed_as:
        prove(official, confirmed_as=confirmed_as)
    return official


def test_the_sekda_confirms_once_an_officer_has_confirmed_her(invited, region):
    sekda = UserFactory()
    official = a_sekda(region, sekda)
    with pytest.raises(IdentityError, match="yang identitasnya sudah dikonfirmasi"):
        confirm(invited, by=sekda)
    prove(official, confirmed_as="sekda")  # by one who may have made herself a Sekda
    with pytest.raises(IdentityError, match="yang identitasnya sudah dikonfirmasi"):
        confirm(invited, by=sekda)


def test_a_sekda_who_coordinates_does_not_confirm_the_head_of_region(invited, region):
    sekda = UserFactory()
    a_sekda(region, sekda, "national")
    confirmation, _ = confirm(invited, by=sekda)
    assert confirmation.confirmed_as == "sekda"

    coordinator = UserFactory()
    a_sekda(region, coordinator, "national")
    MembershipFactory(user=coordinator, region=region, role=Role.DEPUTY)
    with pytest.raises(IdentityError, match="tidak dikonfirmasi oleh koordinator"):
        confirm(invited, by=coordinator)


def test_five_wrong_codes_end_it_and_a_new_one_makes_the_old_worthless(invited, officer):
    confirmation, code = confirm(invited, by=officer)
    for left in (4, 3, 2, 1):
        with pytest.raises(IdentityError, match=f"mencoba {left} kali"):
            enter_code(confirmation, code="2222-2222", by=invited.user)
    with pytest.raises(IdentityError, match="tidak cocok lima kali"):
        enter_code(confirmation, code="2222-2222", by=invited.user)
    with pytest.raises(IdentityError, match="tidak berlaku lagi"):
        enter_code(confirmation, code=code, by=invited.user)

    newer, second = confirm(invited, by=officer)
    with pytest.raises(IdentityError, match="untuk orang lain"):
        enter_code(newer, code=second, by=officer)
    assert enter_code(newer, code=second, by=invited.user).email == ADDRESS


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE regions_official SET email = 'lain@contoh.go.id' WHERE id = %(official)s",
        "UPDATE regions_official SET user_id = %(other)s WHERE id = %(official)s",
        "UPDATE accounts_user SET email = 'lain@contoh.go.id' WHERE id = %(user)s",
    ],
)
def test_another_account_or_address_asks_for_both_again(region, change):
    official = OfficialFactory(region=region, user=UserFactory())
    proof = prove(official)
    user, address = official.user, official.user.email
    given = {"official": official.pk, "user": user.pk, "other": UserFactory().pk}
    with connection.cursor() as cursor:
        cursor.execute(change, given)
        cursor.execute(
            "UPDATE regions_official SET email = %s, user_id = %s WHERE id = %s",
            [address, user.pk, official.pk],
        )
        cursor.execute("UPDATE accounts_user SET email = %s WHERE id = %s", [address, user.pk])

    official.refresh_from_db()
    assert proof_of(user, official) is None  # changed back as well
    assert EndedProof.objects.get().proof == proof
    assert identity_of(official).may_be_confirmed


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Drs. H. Suryanto, M.Si."},
        {"position": "Sekretaris Daerah"},
        {"is_head_of_region": True},
    ],
)
def test_who_is_proven_for_one_office_does_not_rename_herself_into_another(region, change):
    official = OfficialFactory(region=region, user=UserFactory())
    prove(official)
    Official.objects.filter(pk=official.pk).update(rank="Pembina", order=3)
    assert proof_of(official.user, official)
    Official.objects.filter(pk=official.pk).update(**change)

    assert proof_of(official.user, official) is None
    with pytest.raises(IdentityError, match="oleh petugas nasional"):
        confirm(OfficialFactory(region=region, email="x@y.go.id"), by=official.user)


def test_a_proof_is_written_once_and_nobody_proves_herself(region):
    official = OfficialFactory(region=region, user=UserFactory())
    prove(official)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        IdentityProof.objects.update(email="x@y.id")
    with pytest.raises(IntegrityError, match="tidak dapat diubah"), transaction.atomic():
        Confirmation.objects.update(code_hash="0" * 64)
    with pytest.raises(IntegrityError, match="nobody_confirms_herself"), transaction.atomic():
        Confirmation.objects.create(
            official=official, user=official.user, email="x@y.id", way="guest",
            confirmed_by=official.user, confirmed_as="national",
        )  # fmt: skip


def test_a_guest_is_confirmed_without_a_code(region, officer):
    rector = OfficialFactory(
        region=region, position="Rektor", institution="Unsoed", email="rektor@unsoed.ac.id"
    )
    assert identity_of(rector).may_be_confirmed
    confirmation, code = confirm(rector, by=officer)

    user = confirmation.user
    assert (code, user.email, user.has_usable_password()) == ("", "rektor@unsoed.ac.id", False)
    assert proof_of(user, rector).way == "guest"
    assert not user.memberships.exists()


# --- the pages --------------------------------------------------------------------------------


def text(response):
    return " ".join(one_line(response.content.decode()).split())


@pytest.mark.usefixtures("cache_table")
def test_the_second_person_begins_with_whom_she_confirms_and_prints_the_code_once(
    invited, officer, signed_in, region
):
    browser = signed_in(officer)
    first = browser.get(reverse("home"), follow=True)
    assert "Konfirmasi Anda ditunggu 1 orang." in text(first)

    page = reverse("identities:confirm", args=[region.code, invited.pk])
    assert ADDRESS in text(browser.get(page))
    assert browser.post(page, {"handover": "letter"}).status_code == 422
    letter = browser.post(page, {"is_hers": "on", "handover": "letter"})
    code = letter.context["code"]
    assert code in text(letter)
    assert "Drs. H. Suryanto, M.Si., Bupati Banjarnegara" in text(letter)

    browser = signed_in(invited.user)
    asked = browser.get(reverse("home"), follow=True)
    assert "Ketik kode yang diserahkan kepada Anda." in text(asked)
    wrong = browser.post(reverse("identities:code"), {"code": "AAAA-AAAA"})
    assert wrong.status_code == 422
    done = browser.post(reverse("identities:code"), {"code": code}, follow=True)
    assert "Identitas Anda terbukti." in text(done)


@pytest.mark.usefixtures("cache_table")
def test_the_list_says_what_lacks_for_each_and_asks_the_database_as_often_for_twelve(
    invited, lead, signed_in, region, django_assert_max_num_queries
):
    OfficialFactory.create_batch(12, region=region)
    browser = signed_in(lead)
    with django_assert_max_num_queries(25):
        page = browser.get(reverse("identities:officials", args=[region.code]))

    assert "Menunggu konfirmasi orang kedua." in text(page)
    assert "Surel dinasnya belum dicatat." in text(page)
    assert "Konfirmasi<" not in text(page)  # not for the coordinator
