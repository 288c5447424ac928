"""People come in by invitation, and only so."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from audit.models import Event
from regions import invitations
from regions.models import Invitation, Membership, Role

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
    assert "Baru, S.T." in page.content.decode()

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
    assert "tidak berlaku lagi" in answer.content.decode()


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
    kept = str(list(DBTaskResult.objects.values())) + str(list(Invitation.objects.values()))

    assert secret not in kept


@pytest.mark.django_db(transaction=True)
def test_a_weak_password_is_refused_and_the_name_is_kept(link, client):
    page = client.post(link, {"name": "Nama Dibetulkan", "password": "12345"}).content.decode()

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

    assert "sudah memegang peran itu" in page.content.decode()
    assert not Invitation.objects.exists()


def test_a_writer_must_belong_to_an_agency(region, lead, signed_in):
    page = signed_in(lead).post(
        reverse("regions:invite", args=[region.code]),
        {"name": "X", "email": "x@contoh.example", "role": "writer"},
    )

    assert "Pilih Perangkat Daerah" in page.content.decode()


def test_another_regions_agency_cannot_be_chosen(region, lead, signed_in, elsewhere):
    foreign = elsewhere.agencies.create(name="Dinas Ambon", short_name="Dinam")

    page = signed_in(lead).post(
        reverse("regions:invite", args=[region.code]),
        {"name": "X", "email": "x@contoh.example", "role": "writer", "agency": foreign.pk},
    )

    assert not Invitation.objects.exists()
    assert "form-text" in page.content.decode()
