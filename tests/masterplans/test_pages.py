"""The pages of the text: what each person reads, what is asked of her, nothing typed is lost."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from assignments.section_writers import assign_section
from masterplans.actions import write_section
from masterplans.models import Attachment, Stage, Status
from revisions.models import Outcome
from revisions.tokens import Token
from tests import plans
from tests.factories import (
    AgencyFactory,
    MasterplanFactory,
    SectionFactory,
)
from tests.markup import one_line


@pytest.fixture
def section(masterplan):
    return SectionFactory(masterplan=masterplan, outline__title="Latar belakang")


@pytest.fixture
def closed(masterplan, section, lead, facilitator):
    plans.bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)
    section.refresh_from_db()
    return masterplan


def read(response):
    return one_line(response.content.decode())


def png():
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(out, "PNG")
    return SimpleUploadedFile("peta.png", out.getvalue())


def contents_of(masterplan, **query):
    return reverse("masterplans:contents", args=[masterplan.slug], query=query or None)


# --- contents -----------------------------------------------------------------------------------


def test_the_contents_page_asks_a_writer_for_her_empty_sections(
    section, agency, writer, lead, signed_in
):
    SectionFactory(masterplan=section.masterplan, outline__title="Dasar hukum")
    assign_section(section, agencies=[agency], by=lead)

    page = read(signed_in(writer).get(contents_of(section.masterplan)))

    assert "Tulis satu bagian yang ditugaskan kepada Anda." in page
    assert "0 dari 2 bagian sampai tahap 1 terisi" in page
    assert f'href="{section.get_absolute_url()}"' in page


def test_the_contents_page_tells_a_lead_what_nobody_writes(section, lead, signed_in):
    page = read(signed_in(lead).get(contents_of(section.masterplan)))

    assert "Tunjuk penulis untuk satu bagian." in page
    assert "Satu bagian sampai tahap 1 belum diisi." in page


def test_the_contents_page_shows_the_state_of_every_section(section, writer, lead, signed_in):
    SectionFactory(
        masterplan=section.masterplan,
        outline__kind="generated",
        outline__generator="programs",
        outline__title="Program per dimensi",
    )
    short = SectionFactory(masterplan=section.masterplan, outline__words_min=50)
    write_section(short, html="<p>Baru tiga kata.</p>", token=Token(0), by=writer)

    page = read(signed_in(lead).get(contents_of(section.masterplan)))

    assert "Belum diisi" in page
    assert "Disusun dari data" in page
    assert "Draf, 3 kata" in page
    assert writer.name in page


def test_the_contents_can_be_narrowed_to_mine_and_to_the_empty(
    section, agency, writer, lead, signed_in
):
    other = SectionFactory(masterplan=section.masterplan, outline__title="Dasar hukum")
    assign_section(section, agencies=[agency], by=lead)
    write_section(section, html="<p>Sudah.</p>", token=Token(0), by=writer)
    browser = signed_in(writer)

    mine = read(browser.get(contents_of(section.masterplan, tampil="saya")))
    empty = read(browser.get(contents_of(section.masterplan, tampil="kosong")))

    assert (section.outline.title in mine, other.outline.title in mine) == (True, False)
    assert (section.outline.title in empty, other.outline.title in empty) == (False, True)
    assert "1 dari 2 bagian tampil." in mine


def test_the_contents_of_a_closed_plan_say_why_nobody_writes(closed, lead, signed_in):
    page = read(signed_in(lead).get(contents_of(closed)))

    assert "saat ini tidak dapat diubah" in page
    assert "Tahap ini sedang ditinjau tenaga ahli." in page


def test_the_contents_cost_the_same_for_one_section_as_for_fifty(
    masterplan, agency, writer, lead, signed_in, queries_of
):
    browser = signed_in(lead)

    def cost_with(count):
        for _ in range(count - masterplan.sections.count()):
            section = SectionFactory(masterplan=masterplan)
            section.agencies.add(agency)
            write_section(section, html="<p>Ada.</p>", token=Token(0), by=writer)
        return queries_of(browser, contents_of(masterplan))

    assert cost_with(1) == cost_with(50) <= 25
    assert read(browser.get(contents_of(masterplan))).count("Terisi, 1 kata") == 50


def test_a_section_costs_the_same_with_one_revision_as_with_thirty(
    section, writer, lead, signed_in, queries_of
):
    browser = signed_in(lead)

    def cost_with(count):
        for number in range(section.revisions.count(), count):
            write_section(section, html=f"<p>Tulisan {number}.</p>", token=Token(number), by=writer)
        return queries_of(browser, section.get_absolute_url())

    assert cost_with(1) == cost_with(30) <= 25


# --- a section ----------------------------------------------------------------------------------


def test_saving_a_section_shows_when_it_was_saved_on_the_clock_of_the_region(
    section, writer, signed_in, region
):
    region.time_zone = "Asia/Makassar"
    region.save()
    page = read(
        signed_in(writer).post(
            section.get_absolute_url(), {"body": "<p>Satu.</p>", "token": 0}, follow=True
        )
    )

    section.refresh_from_db()
    assert section.body == "<p>Satu.</p>"
    assert "Bagian disimpan." in page
    assert "WITA" in page
    assert "Riwayat (1)" in page


def test_a_stale_save_shows_both_texts_and_keeps_both(section, writer, lead, signed_in):
    write_section(section, html="<p>Data dari 35 puskesmas.</p>", token=Token(0), by=lead)

    response = signed_in(writer).post(
        section.get_absolute_url(), {"body": "<p>Data dari seluruh RSUD.</p>", "token": 0}
    )

    page = read(response)
    assert response.status_code == 409
    assert "Pilih tulisan yang dipakai. Keduanya sudah tersimpan." in page
    assert "<mark>seluruh RSUD</mark>" in one_line(page)
    assert "<mark>35 puskesmas</mark>" in one_line(page)
    assert section.revisions.filter(outcome=Outcome.CLASH, author=writer).exists()


@pytest.mark.parametrize(("choice", "text"), [("mine", "Dari staf."), ("theirs", "Dari lead.")])
def test_one_press_keeps_either_text_and_the_other_stays_in_the_history(
    choice, text, section, writer, lead, signed_in
):
    write_section(section, html="<p>Dari lead.</p>", token=Token(0), by=lead)
    browser = signed_in(writer)
    browser.post(section.get_absolute_url(), {"body": "<p>Dari staf.</p>", "token": 0})
    mine = section.revisions.get(outcome=Outcome.CLASH)

    browser.post(
        reverse("masterplans:keep", args=[section.masterplan.slug, section.pk, mine.pk]),
        {"keep": choice, "token": 1},
    )

    section.refresh_from_db()
    assert section.body == f"<p>{text}</p>"
    kept = set(section.revisions.values_list("parts__body", flat=True))
    assert kept == {"<p>Dari staf.</p>", "<p>Dari lead.</p>"}


def test_taking_a_refused_text_is_refused_again_when_a_third_person_was_faster(
    section, writer, lead, signed_in
):
    write_section(section, html="<p>Dari lead.</p>", token=Token(0), by=lead)
    browser = signed_in(writer)
    browser.post(section.get_absolute_url(), {"body": "<p>Dari staf.</p>", "token": 0})
    write_section(section, html="<p>Dari yang ketiga.</p>", token=Token(1), by=lead)
    mine = section.revisions.get(outcome=Outcome.CLASH)

    response = browser.post(
        reverse("masterplans:keep", args=[section.masterplan.slug, section.pk, mine.pk]),
        {"keep": "mine", "token": 1},
    )

    section.refresh_from_db()
    assert response.status_code == 409
    assert section.body == "<p>Dari yang ketiga.</p>"


def test_a_text_typed_for_a_closed_plan_comes_back_and_changes_nothing(
    closed, section, lead, signed_in
):
    response = signed_in(lead).post(
        section.get_absolute_url(), {"body": "<p>Terlambat ditulis.</p>", "token": 1}
    )

    page = read(response)
    assert response.status_code == 409
    assert "&lt;p&gt;Terlambat ditulis.&lt;/p&gt;" in page
    assert "Tulisan Anda belum disimpan" in page
    section.refresh_from_db()
    assert section.body == "<p>Uraian bagian ini.</p>"


def test_a_text_typed_by_somebody_no_longer_assigned_comes_back(section, writer, lead, signed_in):
    other = AgencyFactory(region=section.region)
    assign_section(section, agencies=[other], by=lead)

    response = signed_in(writer).post(
        section.get_absolute_url(), {"body": "<p>Sudah diketik.</p>", "token": 0}
    )

    assert response.status_code == 403
    assert "&lt;p&gt;Sudah diketik.&lt;/p&gt;" in read(response)
    section.refresh_from_db()
    assert section.body == ""


def test_a_reader_reads_the_text_and_gets_no_box(section, writer, people, signed_in):
    write_section(section, html="<p>Untuk <em>dibaca</em>.</p>", token=Token(0), by=writer)

    page = read(signed_in(people["viewer"]).get(section.get_absolute_url()))

    assert "<p>Untuk <em>dibaca</em>.</p>" in page
    assert "<textarea" not in page


def test_a_text_that_came_past_the_verb_is_cleaned_when_it_is_shown(
    section, people, writer, signed_in
):
    write_section(section, html="<p>Satu.</p>", token=Token(0), by=writer)
    type(section).objects.filter(pk=section.pk).update(body="<p>A<script>alert(1)</script></p>")

    page = read(signed_in(people["viewer"]).get(section.get_absolute_url()))

    assert "<p>A</p>" in page
    assert "alert(1)" not in page


def test_guidance_and_example_stand_beside_the_text(section, writer, signed_in):
    section.outline.example = "Contoh dari Wanasari."
    section.outline.save()

    page = read(signed_in(writer).get(section.get_absolute_url()))

    assert section.outline.guidance in page
    assert "Contoh dari Wanasari." in page


def test_adding_a_picture_saves_the_text_and_puts_the_picture_at_its_end(
    section, writer, signed_in
):
    signed_in(writer).post(
        section.get_absolute_url(),
        {
            "body": "<p>Yang sedang diketik.</p>",
            "token": 0,
            "picture": png(),
            "picture_alt": "Peta desa",
            "tambah-gambar": "1",
        },
    )

    section.refresh_from_db()
    stored = Attachment.objects.get()
    assert section.body == (
        "<p>Yang sedang diketik.</p>"
        f'<figure><img src="{stored.get_absolute_url()}" alt="Peta desa">'
        "<figcaption>Peta desa</figcaption></figure>"
    )


def test_a_picture_that_is_refused_keeps_the_text_on_the_page(section, writer, signed_in):
    page = read(
        signed_in(writer).post(
            section.get_absolute_url(),
            {
                "body": "<p>Yang sedang diketik.</p>",
                "token": 0,
                "picture": SimpleUploadedFile("peta.png", b"<svg/>"),
                "picture_alt": "Peta",
                "tambah-gambar": "1",
            },
        )
    )

    assert "Gambar SVG tidak diterima." in page
    assert "&lt;p&gt;Yang sedang diketik.&lt;/p&gt;" in page
    section.refresh_from_db()
    assert section.body == ""


def test_a_document_cannot_be_put_into_a_text_as_a_picture(section, writer, signed_in):
    page = read(
        signed_in(writer).post(
            section.get_absolute_url(),
            {
                "body": "<p>Ketikan.</p>",
                "token": 0,
                "picture": SimpleUploadedFile("a.png", b"%PDF-1.4"),
                "picture_alt": "Peta",
            },
        )
    )

    assert "PDF ini rusak" in page
    assert not Attachment.objects.exists()


# --- who writes ---------------------------------------------------------------------------------


def test_a_lead_assigns_agencies_of_the_own_region_only(
    section, agency, elsewhere, lead, signed_in
):
    foreign = AgencyFactory(region=elsewhere, name="Dinas Ambon")
    address = reverse("assignments:assign", args=[section.masterplan.slug, section.pk])
    browser = signed_in(lead)

    assert "Dinas Ambon" not in read(browser.get(address))
    refused = browser.post(address, {"agencies": [foreign.pk]})
    browser.post(address, {"agencies": [agency.pk]})

    assert "tidak" in read(refused)
    assert list(section.agencies.all()) == [agency]


def test_a_writer_does_not_assign(section, writer, signed_in):
    address = reverse("assignments:assign", args=[section.masterplan.slug, section.pk])

    assert signed_in(writer).get(address).status_code == 403


def test_a_section_of_another_region_does_not_exist_for_a_stranger(section, people, signed_in):
    browser = signed_in(people["stranger"])

    assert browser.get(section.get_absolute_url()).status_code == 404
    assert browser.post(section.get_absolute_url(), {"body": "x", "token": 0}).status_code == 404
    assert browser.get(contents_of(section.masterplan)).status_code == 404


def test_a_section_is_not_reached_through_another_masterplan(section, region, lead, signed_in):
    other = MasterplanFactory(region=region, first_year=2034, last_year=2043)

    response = signed_in(lead).get(reverse("masterplans:section", args=[other.slug, section.pk]))

    assert response.status_code == 404
