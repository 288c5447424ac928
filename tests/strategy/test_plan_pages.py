"""Title and years, vision, alignment, teams: whole parts, saved from the version that was shown."""

import re

import pytest
from django.urls import reverse

from audit.models import Event
from masterplans.models import Masterplan, Stage, Status
from regions.models import Role
from strategy.documents import IdentityDocument
from tests import plans
from tests.factories import (
    AlignmentFactory,
    DimensionFactory,
    MasterplanFactory,
    MembershipFactory,
    MissionFactory,
    PhaseFactory,
)


@pytest.fixture
def closed(masterplan, lead, facilitator):
    plans.bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)
    return masterplan


class Form:
    """A page's form as a browser without JavaScript sees it: its fields, changed and sent."""

    def __init__(self, browser, masterplan, name):
        self.browser = browser
        self.address = reverse(f"strategy:{name}", args=[masterplan.slug])
        self.read(browser.get(self.address))

    def read(self, response):
        self.response = response
        self.page = response.content.decode()
        self.fields = {}
        for tag, name in re.findall(
            r'(<(?:input|textarea|select)[^>]*name="([^"]+)"[^>]*>)', self.page
        ):
            value = re.search(r'\svalue="([^"]*)"', tag)
            self.fields[name] = value[1] if value else ""
        for name, text in re.findall(
            r'<textarea\s+name="([^"]+)"[^>]*>\n?(.*?)</textarea>', self.page, re.S
        ):
            self.fields[name] = text
        for name, options in re.findall(
            r'<select\s+name="([^"]+)"[^>]*>(.*?)</select>', self.page, re.S
        ):
            chosen = re.search(r'value="([^"]*)"\s+selected', options)
            self.fields[name] = chosen[1] if chosen else ""
        self.fields.pop("csrfmiddlewaretoken", None)

    def send(self, follow=True, **changes):
        values = self.fields | {name.replace("__", "-"): value for name, value in changes.items()}
        self.read(self.browser.post(self.address, values, follow=follow))
        return self.page


# --- title, years, phases -----------------------------------------------------------------------


def test_title_years_and_phases_are_saved(masterplan, lead, signed_in):
    form = Form(signed_in(lead), masterplan, "identity")

    page = form.send(
        title="Banjarnegara Cerdas",
        last_year=2030,
        jangka__0__name="Awal",
        jangka__0__first_year=2024,
        jangka__0__last_year=2030,
    )

    masterplan.refresh_from_db()
    assert "Perubahan disimpan." in page
    assert (masterplan.title, masterplan.last_year) == ("Banjarnegara Cerdas", 2030)
    assert [str(p) for p in masterplan.phases.all()] == ["Awal"]
    assert Event.objects.about(masterplan).get().verb == "masterplan.identity_changed"


def test_one_more_row_comes_without_javascript_and_keeps_what_was_typed(
    masterplan, lead, signed_in
):
    form = Form(signed_in(lead), masterplan, "identity")

    page = form.send(tambah="1", title="Judul baru", jangka__0__name="Jangka pendek")

    assert "jangka-1-name" in form.fields
    assert form.fields["title"] == "Judul baru"
    assert form.fields["jangka-0-name"] == "Jangka pendek"
    assert "perlu diperbaiki" not in page
    masterplan.refresh_from_db()
    assert masterplan.title == "Masterplan Smart City"


def test_a_row_that_is_emptied_is_removed(masterplan, lead, signed_in):
    PhaseFactory(masterplan=masterplan, order=1, name="Awal", first_year=2024, last_year=2028)
    PhaseFactory(masterplan=masterplan, order=2, name="Akhir", first_year=2029, last_year=2033)
    form = Form(signed_in(lead), masterplan, "identity")

    form.send(
        jangka__0__last_year=2033,
        jangka__1__name="",
        jangka__1__first_year="",
        jangka__1__last_year="",
    )

    assert [(p.order, p.name, p.last_year) for p in masterplan.phases.all()] == [(1, "Awal", 2033)]


@pytest.mark.parametrize(
    ("phases", "sentence"),
    [
        ([], "Tulis paling sedikit satu jangka."),
        ([("Awal", 2025, 2033)], "Awal seharusnya mulai tahun 2024"),
        ([("Awal", 2024, 2026), ("Akhir", 2028, 2033)], "Akhir seharusnya mulai tahun 2027"),
        ([("Awal", 2024, 2028), ("Akhir", 2028, 2033)], "Akhir seharusnya mulai tahun 2029"),
        ([("Awal", 2024, 2030)], "berakhir tahun 2033"),
        ([("Awal", 2033, 2024)], "Baris 1, tahun terakhir: Tahun terakhir tidak boleh"),
        ([("", 2024, 2033)], "Baris 1, nama jangka:"),
    ],
)
def test_phases_must_follow_each_other_through_all_years(
    phases, sentence, masterplan, lead, signed_in
):
    form = Form(signed_in(lead), masterplan, "identity")
    form.send(tambah="1")
    values = {"title": "Judul yang diketik"}
    for number, (name, first, last) in enumerate(phases):
        values[f"jangka-{number}-name"] = name
        values[f"jangka-{number}-first_year"] = first
        values[f"jangka-{number}-last_year"] = last

    page = form.send(**values)

    assert sentence in page
    assert form.fields["title"] == "Judul yang diketik"
    assert not masterplan.phases.exists()


def test_a_first_year_that_another_plan_has_is_refused(masterplan, region, lead, signed_in):
    MasterplanFactory(region=region, first_year=2020, last_year=2029)
    form = Form(signed_in(lead), masterplan, "identity")

    page = form.send(first_year=2020, last_year=2029)

    assert "Daerah ini sudah punya masterplan dengan tahun pertama itu." in page
    masterplan.refresh_from_db()
    assert masterplan.first_year == 2024


def test_saving_a_page_as_it_is_shown_changes_nothing(masterplan, lead, signed_in):
    PhaseFactory(masterplan=masterplan, name="Seluruhnya")
    MissionFactory(masterplan=masterplan, text="Misi pertama")
    AlignmentFactory(masterplan=masterplan, mission="Misi daerah", dimension=DimensionFactory())

    for name in ("identity", "vision", "alignment", "teams"):
        assert "Perubahan disimpan." in Form(signed_in(lead), masterplan, name).send()

    assert masterplan.phases.get().name == "Seluruhnya"
    assert masterplan.missions.get().text == "Misi pertama"
    assert masterplan.alignments.get().mission == "Misi daerah"


# --- vision and missions ------------------------------------------------------------------------


def test_vision_and_missions_are_saved_in_their_order(masterplan, lead, signed_in):
    form = Form(signed_in(lead), masterplan, "vision")
    form.send(tambah="1", misi__0__text="Misi kesatu")
    form.send(vision="Melayani warga", keywords="sehat, terhubung", misi__1__text="Misi kedua")

    masterplan.refresh_from_db()
    assert (masterplan.vision, masterplan.vision_keywords) == ("Melayani warga", "sehat, terhubung")
    assert [m.text for m in masterplan.missions.all()] == ["Misi kesatu", "Misi kedua"]


def test_a_stale_vision_is_refused_shows_what_is_stored_and_keeps_what_was_typed(
    masterplan, region, lead, signed_in
):
    second = MembershipFactory(region=region, role=Role.LEAD).user
    form = Form(signed_in(lead), masterplan, "vision")
    Form(signed_in(second), masterplan, "vision").send(vision="Visi yang lebih dahulu")

    page = form.send(vision="Visi yang diketik")

    masterplan.refresh_from_db()
    assert form.response.status_code == 409
    assert masterplan.vision == "Visi yang lebih dahulu"
    assert f"{second.name} menyimpan halaman ini ketika Anda masih mengisi" in page
    assert "Visi yang lebih dahulu" in page
    assert form.fields["vision"] == "Visi yang diketik"

    form.send()  # she has compared and wants hers
    masterplan.refresh_from_db()
    assert masterplan.vision == "Visi yang diketik"


def test_a_vision_typed_for_a_closed_plan_comes_back_and_changes_nothing(closed, lead, signed_in):
    browser = signed_in(lead)
    response = browser.post(
        reverse("strategy:vision", args=[closed.slug]),
        {"vision": "Terlambat diketik", "misi-TOTAL_FORMS": 0, "misi-INITIAL_FORMS": 0},
    )

    assert response.status_code == 409
    assert "Terlambat diketik" in response.content.decode()
    assert "Isian Anda masih ada" in response.content.decode()
    assert Masterplan.objects.get().vision == ""


def test_a_reader_reads_the_vision_and_cannot_write_it(masterplan, people, signed_in):
    MissionFactory(masterplan=masterplan, text="Misi pertama")
    Masterplan.objects.update(vision="Visi daerah")
    browser = signed_in(people["viewer"])
    address = reverse("strategy:vision", args=[masterplan.slug])

    page = browser.get(address).content.decode()

    assert "Visi daerah" in page
    assert "Misi pertama" in page
    assert "<textarea" not in page
    assert browser.post(address, {"vision": "Lain"}).status_code == 403


# --- alignment ----------------------------------------------------------------------------------


def test_alignment_rows_are_saved(masterplan, lead, signed_in):
    dimension = DimensionFactory()
    form = Form(signed_in(lead), masterplan, "alignment")

    form.send(
        selaras__0__document="rpjmd",
        selaras__0__dimension=dimension.pk,
        selaras__0__mission="Misi RPJMD",
        selaras__0__goal="Sasaran",
    )

    row = masterplan.alignments.get()
    assert (row.document, row.dimension, row.mission, row.goal) == (
        "rpjmd", dimension, "Misi RPJMD", "Sasaran",
    )  # fmt: skip


def test_an_alignment_row_without_a_dimension_says_which_row(masterplan, lead, signed_in):
    form = Form(signed_in(lead), masterplan, "alignment")

    page = form.send(selaras__0__document="rpjmd", selaras__0__mission="Misi RPJMD")

    assert "Baris 1, dimensi yang menjawab:" in page
    assert form.fields["selaras-0-mission"] == "Misi RPJMD"
    assert not masterplan.alignments.exists()


def test_the_alignment_page_costs_the_same_for_one_row_as_for_forty(
    masterplan, lead, signed_in, queries_of
):
    dimension, browser = DimensionFactory(), signed_in(lead)
    address = reverse("strategy:alignment", args=[masterplan.slug])

    def cost_with(count):
        for _ in range(count - masterplan.alignments.count()):
            AlignmentFactory(masterplan=masterplan, dimension=dimension)
        return queries_of(browser, address)

    assert cost_with(1) == cost_with(40) <= 25


# --- teams --------------------------------------------------------------------------------------


def test_a_lead_of_a_working_group_is_chosen_among_the_members(masterplan, people, lead, signed_in):
    dimension = DimensionFactory()
    form = Form(signed_in(lead), masterplan, "teams")

    assert people["dimension_lead"].name in form.page
    assert people["facilitator"].name not in form.page
    assert people["stranger"].name not in form.page
    form.send(**{f"lead_{dimension.pk}": people["dimension_lead"].pk})

    assert masterplan.teams.get().lead == people["dimension_lead"]


def test_somebody_from_elsewhere_cannot_be_made_lead_of_a_working_group(
    masterplan, people, lead, signed_in
):
    dimension = DimensionFactory()
    form = Form(signed_in(lead), masterplan, "teams")

    form.send(**{f"lead_{dimension.pk}": people["stranger"].pk})

    assert not masterplan.teams.exists()


@pytest.mark.parametrize("name", ["identity", "vision", "alignment", "teams"])
def test_only_a_lead_changes_what_the_plan_stands_on(name, masterplan, people, signed_in):
    address = reverse(f"strategy:{name}", args=[masterplan.slug])

    for role, status in (
        ("writer", 403), ("dimension_lead", 403), ("facilitator", 403), ("national", 403),
        ("stranger", 404),
    ):  # fmt: skip
        assert signed_in(people[role]).post(address, {}).status_code == status
    assert not Event.objects.about(masterplan).exists()


def test_the_coordinator_says_what_the_plan_is_called_and_the_history_keeps_it(
    masterplan, lead, signed_in
):
    assert masterplan.concept == "Smart City"
    form = Form(signed_in(lead), masterplan, "identity")

    form.send(
        naming="regency",
        jangka__0__name="Awal",
        jangka__0__first_year=2024,
        jangka__0__last_year=2033,
    )

    masterplan.refresh_from_db()
    assert masterplan.concept == "Smart Regency"
    document = IdentityDocument(masterplan)
    assert document.read()["naming"] == "regency"
    assert document.display("naming", "regency", {}) == "Smart Regency"
