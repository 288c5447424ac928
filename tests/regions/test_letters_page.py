"""What the coordinator sees of the letters of her region, and how she sends one again."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import NewsMail
from audit.models import Event
from letters.actions import send_letter
from letters.models import Letter, LetterState
from regions import invitations
from regions.models import Invitation
from tests.factories import UserFactory
from tests.markup import one_line

TEXT = "Rahasia dapur tim pelaksana."


def work():
    call_command("db_worker", batch=True, interval=0.01, startup_delay=False, verbosity=0)


def write(region, *people, **more):
    return send_letter(
        "letters/mail/step",
        to=people,
        subject="Tahap 1 dikembalikan",
        path="/",
        region=region,
        title="Masterplan",
        sentence=TEXT,
        button="Buka",
        **more,
    )


@pytest.fixture
def see(region, lead, signed_in):
    def see(**query):
        page = signed_in(lead).get(reverse("regions:letters", args=[region.code]), query)
        return one_line(page.content.decode())

    return see


def test_she_sees_who_got_what_and_the_reason_of_a_failure(region, people, see):
    write(region, people["writer"])
    Letter.objects.update(
        state=LetterState.FAILED, last_error="Server surel menolak: 550 5.1.1 Unknown"
    )

    page = see()

    assert people["writer"].email in page
    assert "Tahap 1 dikembalikan" in page
    assert "550 5.1.1 Unknown" in page
    assert "Satu surat tidak sampai." in page
    assert TEXT not in page


def test_letters_of_other_regions_and_of_accounts_are_not_hers(region, elsewhere, people, see):
    write(elsewhere, people["stranger"])
    write(None, people["viewer"])

    page = see()

    assert people["stranger"].email not in page
    assert people["viewer"].email not in page


def test_the_list_is_searched_and_filtered(region, people, see):
    write(region, people["writer"], people["viewer"])
    Letter.objects.filter(person=people["viewer"]).update(state=LetterState.GIVEN_UP)

    assert people["viewer"].email not in see(cari=people["writer"].name)
    assert people["writer"].email not in see(keadaan="bermasalah")
    assert "Tidak ada surat yang cocok." in see(cari="tiada")


@pytest.mark.django_db(transaction=True)
def test_a_refused_letter_is_sent_again_and_told_in_the_trail(region, people, lead, signed_in):
    (letter,) = write(region, people["writer"])
    Letter.objects.update(state=LetterState.FAILED, attempts=1, last_error="550")

    signed_in(lead).post(reverse("regions:letter_resend", args=[region.code, letter.pk]))
    work()

    letter.refresh_from_db()
    assert (letter.state, letter.again) == (LetterState.SENT, 1)
    assert Event.objects.get(verb="letter.resent").data["person"] == people["writer"].name


@pytest.mark.django_db(transaction=True)
def test_an_invitation_sent_again_has_a_new_link_and_shows_none(
    region, lead, signed_in, settings, see, client
):
    invitations.invite(region, email="baru@contoh.example", name="Baru", role="viewer", by=lead)
    work()
    hash_before = Invitation.objects.get().secret_hash

    signed_in(lead).post(
        reverse("regions:letter_resend", args=[region.code, Letter.objects.get().pk])
    )
    work()

    assert Invitation.objects.get().secret_hash != hash_before
    mails = "".join(path.read_text() for path in settings.MAIL_DIR.glob("*"))
    links = re.findall(r"/undangan/[^/\s]+/", mails.replace("=\n", ""))
    assert links
    assert not any(link in see() for link in links)
    assert Letter.objects.get().text == ""


def test_a_letter_of_another_region_cannot_be_sent_again(region, elsewhere, lead, signed_in):
    (letter,) = write(elsewhere, "x@contoh.example")

    answer = signed_in(lead).post(reverse("regions:letter_resend", args=[region.code, letter.pk]))

    assert answer.status_code == 404


def test_the_list_costs_the_same_for_1_and_for_25_letters(region, lead, signed_in, queries_of):
    browser, address = signed_in(lead), reverse("regions:letters", args=[region.code])
    write(region, UserFactory())
    few = queries_of(browser, address)

    write(region, *UserFactory.create_batch(40))

    assert queries_of(browser, address) == few <= 20


def test_a_person_chooses_how_news_comes(people, signed_in):
    browser = signed_in(people["writer"])
    page = one_line(browser.get(reverse("accounts:mail")).content.decode())
    assert people["writer"].email in page

    browser.post(reverse("accounts:mail"), {"news_mail": "off"})

    people["writer"].refresh_from_db()
    assert people["writer"].news_mail == NewsMail.OFF
