"""One revision a person and sitting: saving every second does not flood the history."""

from datetime import timedelta

import pytest
from django.db import InternalError, transaction
from django.utils import timezone

from audit.models import Event
from masterplans.actions import name_revision, write_section
from masterplans.models import Presence
from masterplans.presence import delete_old_presence, forget_presence, note_presence, others_at
from revisions.models import Outcome
from revisions.saving import Stale
from revisions.sittings import sittings
from revisions.tokens import Token
from tests.factories import SectionFactory
from tests.markup import one_line


@pytest.fixture
def section(masterplan):
    return SectionFactory(masterplan=masterplan)


def keeps_typing(section, by, *texts):
    for text in texts:
        saved = write_section(
            section,
            html=f"<p>{text}</p>",
            token=Token(section.revision_number),
            by=by,
            autosave=True,
        )
        section = saved.document.section
    return section


def let_time_pass(section, **ago):
    """As if the open revision had been saved that long ago."""
    before = timezone.now() - timedelta(**ago)
    section.revisions.filter(is_open=True).update(at=before, started_at=before)


def test_a_sitting_is_one_revision_and_one_line_in_the_trail(section, writer):
    section = keeps_typing(section, writer, "S", "Sa", "Sat", "Satu")

    only = section.revisions.get()
    assert (only.body, only.number, only.is_open) == ("<p>Satu</p>", 4, True)
    assert section.revision_number == 4
    assert Event.objects.filter(verb="section.written").count() == 1


def test_half_an_hour_later_a_new_revision_begins(section, writer):
    section = keeps_typing(section, writer, "Pagi")
    let_time_pass(section, minutes=31)
    keeps_typing(section, writer, "Siang")

    assert [one.body for one in section.revisions.all()] == ["<p>Siang</p>", "<p>Pagi</p>"]
    assert [one.is_open for one in section.revisions.all()] == [True, False]


def test_another_person_closes_the_sitting(section, writer, lead):
    section = keeps_typing(section, writer, "Staf")
    section = keeps_typing(section, lead, "Koordinator")
    keeps_typing(section, writer, "Staf lagi")

    assert section.revisions.count() == 3
    assert section.revisions.filter(is_open=True).count() == 1


def test_the_button_closes_the_sitting_without_a_second_revision(section, writer):
    section = keeps_typing(section, writer, "Satu")
    write_section(section, html="<p>Satu</p>", token=Token(1), by=writer)

    assert section.revisions.get().is_open is False


def test_a_closed_revision_can_be_neither_changed_nor_removed(section, writer):
    write_section(section, html="<p>Satu</p>", token=Token(0), by=writer)

    for deed in (
        lambda: section.revisions.update(parts={}),
        lambda: section.revisions.update(is_open=True),
        lambda: section.revisions.all().delete(),
    ):
        with pytest.raises(InternalError, match="closed revision"), transaction.atomic():
            deed()


def test_an_open_revision_stays_with_its_author(section, writer, lead):
    keeps_typing(section, writer, "Satu")

    with pytest.raises(InternalError, match="closed revision"), transaction.atomic():
        section.revisions.update(author=lead)


def test_a_name_may_be_given_to_a_closed_revision_and_closes_an_open_one(section, writer):
    section = keeps_typing(section, writer, "Satu")
    named = name_revision(section.revisions.get(), name="Sesudah bimtek I", by=writer)
    section = keeps_typing(section, writer, "Dua")

    named.refresh_from_db()
    assert (named.name, named.body, named.is_open) == ("Sesudah bimtek I", "<p>Satu</p>", False)
    assert section.revisions.count() == 2
    name_revision(named, name="", by=writer)
    assert not section.revisions.exclude(name="").exists()


def test_a_clash_closes_what_it_shows(section, writer, lead):
    section = keeps_typing(section, lead, "Koordinator")
    with pytest.raises(Stale) as clash:
        write_section(section, html="<p>Staf</p>", token=Token(0), by=writer, autosave=True)
    keeps_typing(section, lead, "Koordinator menghapus")

    assert clash.value.theirs == {"body": "<p>Koordinator</p>"}
    theirs = section.revisions.taken().last()
    assert (theirs.body, theirs.is_open) == ("<p>Koordinator</p>", False)
    assert section.revisions.filter(outcome=Outcome.CLASH, parts={"body": "<p>Staf</p>"}).exists()


def test_taking_an_older_text_again_makes_a_new_revision(section, writer):
    section = keeps_typing(section, writer, "Satu")
    let_time_pass(section, hours=1)
    section = keeps_typing(section, writer, "Dua")
    first = section.revisions.last()

    write_section(section, html=first.body, token=Token(2), by=writer, restored=first)

    assert section.revisions.count() == 3
    assert section.revisions.first().restored_from == first


def test_the_history_shows_a_line_a_sitting(section, writer, lead):
    for number, text in enumerate(["Satu", "Dua", "Tiga"]):
        write_section(section, html=f"<p>{text}</p>", token=Token(number), by=writer)
    write_section(section, html="<p>Empat</p>", token=Token(3), by=lead)

    shown = sittings(section.revisions.select_related("author"))

    assert [(one.author, len(one.revisions)) for one in shown] == [(lead, 1), (writer, 3)]


def test_people_are_seen_for_as_long_as_they_are_heard(masterplan, writer, lead):
    note_presence(masterplan, "bagian-1", by=writer, writes=True)
    note_presence(masterplan, "bagian-1", by=writer)
    assert [one.user for one in others_at(masterplan, "bagian-1", than=lead)] == [writer]
    assert not others_at(masterplan, "bagian-1", than=writer)
    assert not others_at(masterplan, "bagian-2", than=lead)

    forget_presence(masterplan, "bagian-1", by=writer)
    assert not others_at(masterplan, "bagian-1", than=lead)


def test_whoever_left_long_ago_is_forgotten(masterplan, writer, lead):
    note_presence(masterplan, "bagian-1", by=writer)
    note_presence(masterplan, "bagian-1", by=lead)
    Presence.objects.filter(user=writer).update(seen_at=timezone.now() - timedelta(minutes=3))

    assert delete_old_presence() == 1
    assert Presence.objects.get().user == lead


def test_any_two_revisions_are_compared_the_older_on_the_left(section, writer, signed_in):
    for number, text in enumerate(["Satu.", "Satu dua.", "Satu dua tiga."]):
        write_section(section, html=f"<p>{text}</p>", token=Token(number), by=writer)
    newest, _, oldest = section.revisions.all()
    address = f"/masterplan/{section.masterplan.slug}/isi/{section.pk}/riwayat/banding/"

    for pair in ({"dari": newest.pk, "ke": oldest.pk}, {"dari": oldest.pk, "ke": newest.pk}):
        assert "<ins>dua tiga" in one_line(signed_in(writer).get(address, pair).text)
    assert signed_in(writer).get(address, {"dari": newest.pk, "ke": 0}).status_code == 404
    assert signed_in(writer).get(address, {"dari": "x"}).status_code == 302


def test_a_version_is_named_on_its_page(section, writer, signed_in):
    write_section(section, html="<p>Satu.</p>", token=Token(0), by=writer)
    only = section.revisions.get()
    address = f"/masterplan/{section.masterplan.slug}/isi/{section.pk}/riwayat/{only.pk}/"

    signed_in(writer).post(f"{address}nama/", {"name": "Naskah rapat"})

    assert "Naskah rapat" in signed_in(writer).get(address).text
    refused = signed_in(writer).post(f"{address}nama/", {"name": "x" * 81}, follow=True)
    assert "paling panjang 80 huruf" in refused.text
