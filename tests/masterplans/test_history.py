"""Every save can be looked up, compared and taken again."""

import pytest
from django.urls import reverse

from masterplans.actions import write_section
from revisions.tokens import Token
from tests.factories import SectionFactory
from tests.markup import one_line


@pytest.fixture
def section(masterplan):
    return SectionFactory(masterplan=masterplan, outline__title="Latar belakang")


def read(response):
    return one_line(response.content.decode())


def test_the_history_lists_every_save_with_author_and_marks_the_refused(
    section, writer, lead, signed_in
):
    write_section(section, html="<p>Satu.</p>", token=Token(0), by=lead)
    browser = signed_in(writer)
    browser.post(section.get_absolute_url(), {"body": "<p>Dua.</p>", "token": 0})

    page = read(
        browser.get(
            reverse("masterplans:section_history", args=[section.masterplan.slug, section.pk])
        )
    )

    assert f"Tulisan {lead.name}" in page
    assert "Tulisan yang tidak dipakai" in page
    assert lead.name in page
    assert writer.name in page


def test_a_revision_shows_which_words_came_and_went(section, writer, lead, signed_in):
    write_section(section, html="<p>Data dari seluruh puskesmas.</p>", token=Token(0), by=lead)
    write_section(section, html="<p>Data dari 35 puskesmas.</p>", token=Token(1), by=writer)
    newest = section.revisions.first()

    page = read(signed_in(lead).get(revision_of(section, newest)))

    assert "Data dari <del>seluruh </del><ins>35 </ins>puskesmas." in one_line(page)


def test_an_older_text_can_be_taken_again(section, writer, signed_in):
    write_section(section, html="<p>Yang pertama.</p>", token=Token(0), by=writer)
    write_section(section, html="<p>Yang kedua.</p>", token=Token(1), by=writer)
    first = section.revisions.last()

    signed_in(writer).post(f"{revision_of(section, first)}pakai/", {"keep": "mine"})

    section.refresh_from_db()
    assert (section.body, section.revision_number) == ("<p>Yang pertama.</p>", 3)


def test_a_revision_of_another_section_is_not_found(section, writer, signed_in):
    other = SectionFactory(masterplan=section.masterplan)
    write_section(other, html="<p>Lain.</p>", token=Token(0), by=writer)

    response = signed_in(writer).get(revision_of(section, other.revisions.get()))

    assert response.status_code == 404


def revision_of(section, revision):
    return reverse("masterplans:revision", args=[section.masterplan.slug, section.pk, revision.pk])
