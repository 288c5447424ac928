"""People come in by invitation, and only so."""

import re
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from audit.models import Event
from letters.models import Letter
from regions import invitations
from regions.models import Invitation, Membership, Role
from tests.markup import one_line

PASSWORD = "tiga kata mudah diingat"


def work():
    """Let a real worker do what waits."""
    call_command("db_worker", batch=True, interval=0.01, startup_delay=False, verbosity=0)


@pytest.fixture
def letters(settings):
    def read():
        return "\n".join(
            path.read_text().replace("=\n", "").replace("=3D", "=")
            for path in sorted(settings.MAIL_DIR.glob("*"))
        )

    return read


@pytest.fixture
def link(region, lead, letters, transactional_db):
    """Somebody invited, the letter sent by the worker; the path of its link."""
    invitations.invite(
        region, email="baru@contoh.example", name="Baru, S.T.", role="viewer", by=lead
    )
    work()
    return re.search(r"http://[^/]+(/undangan/\S+/)", letters())[1]


@pytest.mark.django_db(transaction=True)
def test_the_link_of_the_letter_lets_a_new_person_in_with_her_role(link, region, client):
    page = client.get(link)
    assert "Baru, S.T." in one_line(page.content.decode())

    answer = client.post(link, {"name": "Baru Sekali, S.T.", "password": PASSWORD})

    person = User.objects.get(email="baru@contoh.example")
    assert answer.url == reverse("home")
    assert person.name == "Baru Sekali, S.T."
    assert Membership.objects.get(user=person).role == Role.VIEWER
    assert Event.objects.filter(verb="invitation.accepted", actor=person).exists()


@pytest.mark.django_db(transaction=True)
def test_a_link_works_once(link, client):
    client.post(link, {"name": "Baru", "password": PASSWORD})

    answer = client.get(link)

    assert answer.status_code == 410
    assert "tidak berlaku lagi" in one_line(answer.content.decode())


@pytest.mark.django_db(transaction=True)
def test_an_expired_link_is_refused_with_a_sentence(link, client):
    Invitation.objects.update(
        expires_at=timezone.now() - timedelta(minutes=1),
        invited_at=timezone.now() - timedelta(days=15),
    )

    assert client.get(link).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_sending_again_makes_the_old_link_useless(link, lead, client, letters):
    invitations.resend(Invitation.objects.get(), by=lead)
    work()

    assert client.get(link).status_code == 410
    newest = re.findall(r"http://[^/]+(/undangan/\S+/)", letters())
    assert any(client.get(path).status_code == 200 for path in newest)


@pytest.mark.django_db(transaction=True)
def test_the_database_holds_no_working_link(link):
    secret = link.rstrip("/").rsplit("/", 1)[1]
    tables = (DBTaskResult, Invitation, Letter)
    kept = "".join(str(list(table.objects.values())) for table in tables)

    assert "baru@contoh.example" in kept
    assert secret not in kept


@pytest.mark.django_db(transaction=True)
def test_a_weak_password_is_refused_and_the_name_is_kept(link, client):
    page = one_line(
        client.post(link, {"name": "Nama Dibetulkan", "password": "12345"}).content.decode()
    )

    assert "Nama Dibetulkan" in page
    assert not User.objects.filter(email="baru@contoh.example").exists()


@pytest.mark.django_db(transaction=True)
def test_the_link_does_not_sign_in_somebody_who_has_an_account(
    region, lead, writer, client, letters
):
    invitations.invite(region, email=writer.email, name=writer.name, role="viewer", by=lead)
    work()
    path = re.search(r"http://[^/]+(/undangan/\S+/)", letters())[1]

    client.post(path)

    assert Membership.objects.filter(user=writer, role=Role.VIEWER).exists()
    assert "_auth_user_id" not in client.session


def test_inviting_somebody_who_holds_the_role_is_refused_with_a_sentence(
    region, lead, signed_in, people
):
    page = signed_in(lead).post(
        reverse("regions:invite", args=[region.code]),
        {"name": "X", "email": people["viewer"].email.upper(), "role": "viewer"},
    )

    assert "sudah memegang peran itu" in one_line(page.content.decode())
    assert not Invitation.objects.exists()


def test_a_writer_must_belong_to_an_agency(region, lead, signed_in):
    page = signed_in(lead).post(
        reverse("regions:invite", args=[region.code]),
        {"name": "X", "email": "x@contoh.example", "role": "writer"},
    )

    assert "Pilih Perangkat Daerah" in one_line(page.content.decode())


def test_another_regions_agency_cannot_be_chosen(region, lead, signed_in, elsewhere):
    foreign = elsewhere.agencies.create(name="Dinas Ambon", short_name="Dinam")

    page = signed_in(lead).post(
        reverse("regions:invite", args=[region.code]),
        {"name": "X", "email": "x@contoh.example", "role": "writer", "agency": foreign.pk},
    )

    assert not Invitation.objects.exists()
    assert "form-text" in one_line(page.content.decode())


@pytest.mark.django_db(transaction=True)
def test_of_two_who_follow_a_link_at_the_same_moment_the_second_is_told_so(link):
    """Both have the form open; both press at once."""
    start, answers = threading.Barrier(2), []

    def follow(name):
        start.wait()
        try:
            answers.append(Client().post(link, {"name": name, "password": PASSWORD}))
        finally:
            connection.close()

    both = [threading.Thread(target=follow, args=[name]) for name in ("Satu", "Dua")]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(answer.status_code for answer in answers) == [302, 410]
    gone = next(answer for answer in answers if answer.status_code == 410)
    assert "Tautan ini tidak berlaku lagi." in one_line(gone.content.decode())
    assert Membership.objects.filter(user__email="baru@contoh.example").count() == 1


def test_a_link_that_was_followed_while_the_form_was_open_is_gone(region, lead, client, db):
    """The same race, put in order: found, followed by somebody else, then sent."""
    invitation = invitations.invite(
        region, email="baru@contoh.example", name="Baru", role="viewer", by=lead
    )
    invitations.accept(invitation, password=PASSWORD)

    with pytest.raises(invitations.InvitationError, match="sudah dipakai"):
        invitations.accept(invitation, password=PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_two_invitations_to_one_new_address_make_one_account(region, elsewhere, lead, people):
    first = invitations.invite(region, email="baru@x.example", name="A", role="viewer", by=lead)
    second = invitations.invite(
        elsewhere, email="baru@x.example", name="B", role="viewer", by=people["stranger"]
    )
    start, faults = threading.Barrier(2), []

    def accept(invitation):
        start.wait()
        try:
            invitations.accept(invitation, password=PASSWORD)
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    both = [threading.Thread(target=accept, args=[one]) for one in (first, second)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert faults == []
    assert User.objects.get(email="baru@x.example").memberships.count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_invitation_that_is_withdrawn_before_it_is_sent_is_not_sent(region, lead, letters):
    invitation = invitations.invite(
        region, email="baru@contoh.example", name="Baru", role="viewer", by=lead
    )
    invitations.withdraw(invitation, by=lead)
    work()

    assert letters() == ""
    assert Letter.objects.get().state == "dropped"


def test_inviting_again_leaves_one_invitation_and_one_letter_that_wait(region, lead):
    for _ in range(2):
        invitations.invite(region, email="baru@contoh.example", name="Baru", role="viewer", by=lead)

    assert Invitation.objects.unanswered().count() == 1
    assert Letter.objects.waiting().count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_list_shows_who_has_not_answered_with_the_fate_of_the_letter(
    region, lead, signed_in, link
):
    Letter.objects.update(state="failed", last_error="Server surel menolak: 550 5.1.1 Unknown")

    page = one_line(
        signed_in(lead).get(reverse("regions:members", args=[region.code])).content.decode()
    )

    assert "1 undangan belum diterima" in page
    assert "550 5.1.1 Unknown" in page


@pytest.mark.django_db(transaction=True)
def test_an_expired_invitation_stays_on_the_list_and_works_again_when_resent(
    region, lead, signed_in, link, letters, client
):
    Invitation.objects.update(
        expires_at=timezone.now() - timedelta(minutes=1),
        invited_at=timezone.now() - timedelta(days=15),
    )
    browser, address = signed_in(lead), reverse("regions:members", args=[region.code])
    assert "Kedaluwarsa" in one_line(browser.get(address).content.decode())

    browser.post(
        reverse("regions:invitation_resend", args=[region.code, Invitation.objects.get().pk])
    )
    work()

    assert "Kedaluwarsa" not in one_line(browser.get(address).content.decode())
    newest = re.findall(r"http://[^/]+(/undangan/\S+/)", letters())
    assert any(client.get(path).status_code == 200 for path in newest)


@pytest.mark.django_db(transaction=True)
def test_the_list_tells_who_accepted_which_invitation_and_when(
    region, lead, signed_in, link, client
):
    client.post(link, {"name": "Baru Sekali", "password": PASSWORD})

    page = one_line(
        signed_in(lead).get(reverse("regions:members", args=[region.code])).content.decode()
    )

    assert f"Menerima undangan {lead}" in page
    assert "Baru Sekali" in page
    assert "belum diterima" not in page
