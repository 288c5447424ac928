"""Small tables: each is filled in place, pasted, and taken to Excel and back, by the same books."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from mandates.models import BodyRole
from programs.models import ParticipatingRegion
from sheets.models import Import
from sheets.registry import book_of
from sheets.workbook import written
from tests.factories import MandateFactory, MandateMemberFactory, ProgramFactory
from tests.markup import one_line
from tests.rosters.filling import apply_paste, grid_url, typed
from tests.sheets.conftest import Office, upload

pytestmark = pytest.mark.django_db


# --- programs of an alignment row


def test_a_mission_names_its_programs_in_the_table_by_their_names(
    masterplan, alignment, programs, lead, signed_in
):
    browser, url = signed_in(lead), grid_url(masterplan, "keselarasan")
    html = one_line(browser.get(url).content.decode())
    assert "Mewujudkan tata kelola yang bersih" in html
    boxes = typed(masterplan, "keselarasan", lead, alignment.pk, programs="sapawarga; Banter")

    assert browser.post(url, boxes).status_code == 302

    named = alignment.named.values_list("program__name", flat=True)
    assert set(named) == {"Banter", "Sapawarga"}


def test_a_word_that_is_no_program_is_told_and_stays(
    masterplan, alignment, programs, lead, signed_in
):
    boxes = typed(masterplan, "keselarasan", lead, alignment.pk, programs="Bantar")

    answer = signed_in(lead).post(grid_url(masterplan, "keselarasan"), boxes)

    html = one_line(answer.content.decode())
    assert answer.status_code == 422
    assert "Mungkin maksudnya “Banter”" in html
    assert "Bantar</textarea>" in html
    assert not alignment.named.exists()


def test_pasted_missions_find_their_rows_and_an_unknown_one_is_refused(
    masterplan, alignment, programs, lead, signed_in
):
    browser = signed_in(lead)
    text = (
        "Misi\tDimensi\tProgram\n"
        f"mewujudkan tata kelola yang BERSIH\t{alignment.dimension.name}\tBanter; Sapawarga"
    )
    html, imported = apply_paste(browser, masterplan, "keselarasan", text)
    assert imported.state == "applied"
    assert "Banter; Sapawarga" in html
    assert alignment.named.count() == 2

    html, imported = apply_paste(
        browser, masterplan, "keselarasan", text.replace("BERSIH", "kotor")
    )
    assert "Baris keselarasan ini belum ada." in html
    assert imported.state == "ready"  # a file goes in whole or not at all


# --- who takes part in a program of a province


def test_only_a_province_has_a_table_of_participants(masterplan, programs, lead, signed_in):
    assert signed_in(lead).get(grid_url(masterplan, "yang-ikut")).status_code == 404


def test_participants_are_pasted_and_their_villages_changed_in_place(
    masterplan, programs, places, lead, signed_in
):
    browser = signed_in(lead)
    text = (
        "Program\tKabupaten/kota\tDesa\n"
        "Sapawarga\tGarut\tCikajang, Cisurupan\n"
        "\tKabupaten Tasikmalaya\t\n"  # joined cells: the program stands in the first row
    )
    _, imported = apply_paste(browser, masterplan, "yang-ikut", text)
    assert imported.state == "applied"
    garut, tasik = ParticipatingRegion.objects.all()
    assert (garut.program.name, garut.villages) == ("Sapawarga", "Cikajang, Cisurupan")
    assert (tasik.region, tasik.villages) == (places[1], "")

    boxes = typed(masterplan, "yang-ikut", lead, tasik.pk, villages="Singaparna")
    url = reverse("rosters:row", args=[masterplan.slug, "yang-ikut", tasik.pk])
    answer = browser.post(url, boxes, headers={"X-Simpul-Save": str(lead.pk)})
    assert answer.json()["state"] == "saved"
    _, imported = apply_paste(browser, masterplan, "yang-ikut", text)
    assert imported.state == "ready"  # nothing to apply: an empty cell that is pasted empties none
    assert ParticipatingRegion.objects.get(region=places[1]).villages == "Singaparna"


def test_a_stale_row_shows_both_texts_and_the_same_words_clash_with_nobody(
    masterplan, programs, places, lead, signed_in
):
    one = ParticipatingRegion.objects.create(
        program=programs[0], region=places[0], villages="Cikajang"
    )
    browser = signed_in(lead)
    boxes = typed(masterplan, "yang-ikut", lead, one.pk, villages="Cisurupan")
    ParticipatingRegion.objects.update(villages="Banyuresmi")
    url = reverse("rosters:row", args=[masterplan.slug, "yang-ikut", one.pk])
    by_script = {"headers": {"X-Simpul-Save": str(lead.pk)}}

    answer = browser.post(url, boxes, **by_script)

    assert answer.status_code == 409
    told = answer.json()
    assert "Banyuresmi" in told["html"]
    assert told["values"] == {f"r{one.pk}-villages": "Banyuresmi"}
    one.refresh_from_db()
    assert one.villages == "Banyuresmi"
    again = boxes | {f"r{one.pk}-version": told["base"]}
    assert browser.post(url, again, **by_script).json()["state"] == "saved"
    one.refresh_from_db()
    assert one.villages == "Cisurupan"
    assert browser.post(url, boxes, **by_script).json()["state"] == "saved"  # a double click


def test_a_writer_sees_no_row_of_another_agency(masterplan, programs, places, people, signed_in):
    foreign = ProgramFactory(masterplan=masterplan, name="Milik lain")
    ParticipatingRegion.objects.create(program=foreign, region=places[0])
    html = signed_in(people["writer"]).get(grid_url(masterplan, "yang-ikut")).content.decode()
    assert "Milik lain" not in html


# --- members of an SK


@pytest.fixture
def team(masterplan):
    return MandateFactory(region=masterplan.region, kind="team")


def test_members_go_to_excel_and_come_back(masterplan, team, programs, lead, signed_in):
    old = MandateMemberFactory(mandate=team, name="Drs. Budi Santoso, M.T.", role="head")
    office = Office(written(book_of(masterplan, "sk-tim", lead)))
    office.put("Anggota", 2, Jabatan="Kepala Baperlitbang")
    office.add("Anggota", Nama="Siti Rahma, S.E.", Jabatan="Kadis Kominfo", Kedudukan="Sekretaris")
    office.add("Anggota", Nama="BUDI SANTOSO", Jabatan="Camat", Kedudukan="Anggota")
    browser = signed_in(lead)
    page = reverse("sheets:page", args=[masterplan.slug, "sk-tim"])

    answer = browser.post(page, {"berkas": upload(office.saved())})

    html = one_line(browser.get(answer.url).content.decode())
    assert "Orang atau jabatan ini sudah tercatat dalam SK yang sama." in html
    office.book["Anggota"].delete_rows(4)
    browser.post(page, {"berkas": upload(office.saved())})
    imported = Import.objects.latest("pk")
    browser.post(reverse("sheets:apply", args=[masterplan.slug, imported.pk]))
    old.refresh_from_db()
    assert old.position == "Kepala Baperlitbang"
    assert [(one.name, one.role) for one in team.members.all()] == [
        ("Drs. Budi Santoso, M.T.", "head"), ("Siti Rahma, S.E.", "secretary"),
    ]  # fmt: skip


def test_a_pokja_without_its_dimension_is_told_at_its_box(
    masterplan, team, programs, lead, signed_in
):
    one = MandateMemberFactory(mandate=team)
    boxes = typed(masterplan, "sk-tim", lead, one.pk, role="pokja", name="Dr. Nama Baru")
    url = reverse("rosters:row", args=[masterplan.slug, "sk-tim", one.pk])

    told = signed_in(lead).post(url, boxes, headers={"X-Simpul-Save": str(lead.pk)}).json()

    assert list(told["messages"]) == [f"r{one.pk}-dimension"]
    one.refresh_from_db()
    assert one.role == BodyRole.MEMBER


def test_the_decree_leads_to_its_table_and_without_a_plan_says_why_not(
    masterplan, team, region, lead, signed_in
):
    browser = signed_in(lead)
    url = reverse("decree:members", args=[region.code, team.pk])
    assert browser.get(url).url == grid_url(masterplan, "sk-tim")
    masterplan.delete()
    html = browser.get(url, follow=True).content.decode()
    assert "terbuka sesudah masterplan daerah ini dimulai" in html


def test_every_table_goes_to_excel(masterplan, team, alignment, places, lead):
    for kind in ("keselarasan", "yang-ikut", "sk-tim"):
        book = load_workbook(io.BytesIO(written(book_of(masterplan, kind, lead))))
        assert book.sheetnames[0] == "Petunjuk"
