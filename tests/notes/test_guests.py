"""A narasumber reads the sections she was invited for, writes notes there, and nothing else."""

import pytest
from django.core import mail
from django.urls import reverse

from letters.models import Letter
from masterplans.actions import write_section
from notes.actions import answer_note
from notes.guests import end_guest, invite_guest
from notes.models import GuestSection, Note
from regions.invitations import accept
from regions.memberships import revoke
from regions.models import Invitation, Membership
from revisions.tokens import Token
from tests import factories as make
from tests.markup import one_line

BODY = (
    "<p>Rencana induk disusun bersama.</p>"
    '<figure><img src="/masterplan/banjarnegara-2024/isi/berkas/1/" alt="Peta desa"></figure>'
)


@pytest.fixture
def section(masterplan, lead):
    section = make.SectionFactory(masterplan=masterplan, outline__title="Infrastruktur")
    write_section(section, html=BODY, token=Token(0), by=lead)
    return section


@pytest.fixture
def other(masterplan):
    return make.SectionFactory(masterplan=masterplan, outline__title="Anggaran")


@pytest.fixture
def lecturer(section, lead, signed_in):
    """Invited on the page, and come by the link of her letter."""
    where = reverse("notes:guests", args=[section.masterplan.slug])
    browser = signed_in(lead)
    typed = {"name": "Dr. Ratna", "email": "Ratna@kampus.example", "sections": [section.pk]}
    assert browser.post(where, typed).status_code == 302
    return accept(Invitation.objects.get(), password="sandi-yang-panjang")


def page(pk):
    return reverse("guests:section", args=[pk])


def test_she_reads_her_sections_writes_there_and_hears_the_answer(
    section, other, lecturer, lead, writer, signed_in
):
    browser = signed_in(lecturer)
    assert browser.get("/").url == reverse("guests:sections")
    assert page(section.pk) in browser.get(reverse("guests:sections")).content.decode()
    html = one_line(browser.get(page(section.pk)).content.decode())
    assert "Rencana induk disusun bersama." in html
    assert "[Gambar: Peta desa]" in html
    assert "/isi/berkas/" not in html

    browser.post(page(section.pk), {"text": "Siapa saja?", "exact": "bersama", "weight": "must"})

    note = Note.objects.get()
    assert (note.by, note.exact, note.weight) == (lecturer, "bersama", "should")
    answer_note(note, text="Seluruh dinas.", by=writer)
    told = Letter.objects.get(address=lecturer.email, subject__contains="Jawaban")
    assert page(section.pk) in told.text
    assert "Seluruh dinas." in browser.get(page(section.pk)).content.decode()
    listed = one_line(browser.get(reverse("guests:sections")).content.decode())
    assert "Satu catatan, 1 dijawab" in listed
    browser.post(reverse("guests:answer", args=[section.pk, note.pk]), {"text": "Baik."})
    note.refresh_from_db()
    assert note.state == "waiting"
    assert "Siapa saja?" in signed_in(lead).get(note.get_absolute_url()).content.decode()


def test_nothing_else_opens_to_her(section, other, lecturer, facilitator, signed_in):
    plan, browser = section.masterplan, signed_in(lecturer)
    foreign = Note.objects.create(
        masterplan=plan,
        kind="bagian",
        row_id=section.pk,
        place_name="x",
        text="Rahasia",
        by=facilitator,
    )

    for path in (
        page(other.pk),
        section.get_absolute_url(),
        plan.get_absolute_url(),
        reverse("notes:notes", args=[plan.slug]),
        foreign.get_absolute_url(),
        reverse("masterplans:attachment", args=[plan.slug, 1]),
        f"/daerah/{plan.region.code}/",
    ):
        assert browser.get(path).status_code == 404, path
    answering = reverse("guests:answer", args=[section.pk, foreign.pk])
    assert browser.post(answering, {"text": "x"}).status_code == 404
    assert "Rahasia" not in browser.get(page(section.pk)).content.decode()
    assert browser.get(reverse("monitoring:regions")).content.decode().count("Banjarnegara") == 0


def test_it_ends_with_the_section_and_with_the_role(section, lecturer, lead, signed_in):
    browser = signed_in(lecturer)
    membership = Membership.objects.get(user=lecturer)

    revoke(membership, by=lead)
    assert browser.get(page(section.pk)).status_code == 404
    Membership.objects.create(user=lecturer, region=section.region, role="guest")
    assert browser.get(page(section.pk)).status_code == 200
    end_guest(GuestSection.objects.get(), by=lead)
    assert browser.get(page(section.pk)).status_code == 404


def test_who_reads_already_is_told_of_more_and_invited_once(section, other, lecturer, lead):
    before = Letter.objects.count()

    for _twice in range(2):
        invite_guest(
            section.masterplan, [section, other], email=lecturer.email, name="Dr. Ratna", by=lead
        )

    assert Letter.objects.count() == before + 1
    assert GuestSection.objects.of(lecturer).count() == 2
    assert Invitation.objects.count() == 1
    assert mail.outbox == [] if hasattr(mail, "outbox") else True


def test_the_role_is_not_given_without_sections(region, lead, signed_in):
    html = signed_in(lead).get(f"/daerah/{region.code}/undang/").content.decode()

    assert 'value="guest"' not in html
