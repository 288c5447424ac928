"""The page of a document's history: any two sittings compared, and either taken again."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404, QueryDict
from django.template.loader import render_to_string

from masterplans.actions import write_section
from masterplans.documents import SectionDocument
from revisions.history import keep
from revisions.models import Outcome
from revisions.pages import History, restore_chosen
from revisions.tokens import Token
from tests.factories import SectionFactory

TEXTS = ["Warga antre.", "Warga antre lama.", "Warga tidak antre."]


@pytest.fixture
def document(masterplan, writer):
    """The text of a section, saved three times with the button."""
    section = SectionFactory(masterplan=masterplan)
    for number, text in enumerate(TEXTS):
        write_section(section, html=f"<p>{text}</p>", token=Token(number), by=writer)
    section.refresh_from_db()
    return SectionDocument(section)


@pytest.fixture
def shown(document, writer):
    """`shown(ke=…)`: the history as the page has it."""

    def history(user=writer, **query):
        return History(document, {name: str(value) for name, value in query.items()}, user=user)

    return history


@pytest.fixture
def press(document, rf, writer):
    """`press("12:body")` is a button of the page; the answer are its sentences."""

    def button(pakai, by=writer):
        request = rf.post("/", {"pakai": pakai, "base": str(document.token())})
        request.user = by
        for middleware in (SessionMiddleware, MessageMiddleware):
            middleware(lambda request: None).process_request(request)
        restore_chosen(request, document)
        return [str(message) for message in get_messages(request)]

    return button


def words(paragraphs):
    return " ".join(piece.text.strip() for pieces in paragraphs for piece in pieces)


def test_without_a_choice_the_newest_is_shown_with_what_it_changed(shown):
    history = shown()

    assert [(line.changed, line.is_current) for line in history.sittings] == [
        (["Isi bagian"], True),
        (["Isi bagian"], False),
        ([], False),
    ]
    (change,) = history.changes
    assert (change.part, change.label) == ("body", "Isi bagian")
    assert "lama" in words(change.old)
    assert "tidak" in words(change.new)
    assert (change.old_is_current, change.new_is_current) == (False, True)


def test_any_two_are_compared_also_beyond_the_page(shown, document, monkeypatch):
    monkeypatch.setattr("revisions.pages.ON_A_PAGE", 1)
    newest, _, oldest = document.revisions()

    history = shown(dari=oldest.pk, ke=newest.pk)
    assert (history.old, history.new) == (oldest, newest)
    assert len(history.sittings) == 1
    assert history.sittings[0].before.number == 2
    assert shown(ke=oldest.pk, halaman=2).old is None


def test_a_first_text_alone_is_only_compared_when_somebody_asks(masterplan, writer):
    section = SectionFactory(masterplan=masterplan)
    write_section(section, html="<p>Satu.</p>", token=Token(0), by=writer)
    only = section.revisions.get()

    assert History(SectionDocument(section), {}, user=writer).changes == []
    asked = History(SectionDocument(section), {"ke": str(only.pk)}, user=writer)
    assert words(asked.changes[0].new) == "Satu."


def test_what_was_not_hers_to_write_is_shown_to_its_author_alone(shown, document, writer, lead):
    keep(document, {"body": "<p>Terlambat.</p>"}, outcome=Outcome.DENIED, by=writer)
    keep(document, {"body": "<p>Terlambat.</p>"}, outcome=Outcome.CLOSED, by=writer)

    outcomes = [
        [line.revision.outcome for line in shown(user).sittings if line.revision.refused]
        for user in (writer, lead)
    ]
    assert outcomes == [["closed", "denied"], ["closed"]]


def test_a_box_or_the_whole_is_taken_again(press, document):
    oldest = document.revisions().last()

    assert press(f"{oldest.pk}:body") == ["Isian lama dipakai lagi."]
    assert document.read() == {"body": "<p>Warga antre.</p>"}
    newest = document.revisions().first()
    assert newest.restored_from == oldest
    press(str(document.revisions()[1].pk))
    assert document.read() == {"body": "<p>Warga tidak antre.</p>"}


def test_what_somebody_changed_meanwhile_is_not_taken_back_unseen(
    document, press, lead, monkeypatch
):
    oldest, began = document.revisions().last(), document.token()
    write_section(document.section, html="<p>Baru.</p>", token=began, by=lead)
    monkeypatch.setattr(document, "token", lambda: began)

    assert press(f"{oldest.pk}:body") == [
        f"{lead} baru saja mengubah Isi bagian. Bandingkan dahulu, lalu pakai lagi bila perlu."
    ]
    assert document.read() == {"body": "<p>Baru.</p>"}


@pytest.mark.parametrize("asked", ["x", "0", "99999999999999999999", "0:body"])
def test_a_revision_that_there_is_not_is_not_taken(press, asked):
    with pytest.raises(Http404):
        press(asked)


def test_a_history_that_is_asked_for_nothing_changes_nothing(press, document):
    before = document.read()

    press("")

    assert document.read() == before


def test_the_page_has_a_button_for_each_text_that_is_not_there_now(shown, document):
    oldest = document.revisions().last()
    page = {"history": shown(ke=oldest.pk), "address": "/pakai/", "may_restore": True}

    html = render_to_string(
        "revisions/_history.html", page | {"csrf_token": "x", "query": QueryDict()}
    )

    assert f'value="{oldest.pk}:body"' in html
    assert "Dipakai sekarang" in html
    page["may_restore"] = False
    assert "pakai-lagi" not in render_to_string("revisions/_history.html", page)
