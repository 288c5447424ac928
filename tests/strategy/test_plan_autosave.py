"""Vision, identity, alignment and teams save themselves, and two people lose nothing."""

import pytest
from django.urls import reverse

from audit.models import Event
from masterplans.models import Masterplan, Stage, Status
from revisions.models import Outcome
from strategy.documents import VisionDocument
from strategy.models import Alignment
from tests import plans
from tests.factories import AimFactory, AlignmentFactory, DimensionFactory, MembershipFactory
from tests.markup import one_line

pytestmark = pytest.mark.django_db


class Page:
    """An open page of one person: what stands in its form, and saving while she writes."""

    def __init__(self, browser, masterplan, name):
        self.browser = browser
        self.saving = {"X-Simpul-Save": browser.session["_auth_user_id"]}
        self.address = reverse(f"strategy:{name}", args=[masterplan.slug])
        form = browser.get(self.address).context["form"]
        boxes = [*form, *(form.rows.management_form if form.rows else ())]
        boxes += [field for row in form.rows or () for field in row]
        self.fields = {b.html_name: "" if b.value() is None else b.value() for b in boxes}

    def types(self, **changes):
        self.fields |= {name.replace("__", "-"): value for name, value in changes.items()}
        answer = self.browser.post(self.address, self.fields, headers=self.saving)
        told = answer.json()
        if told["state"] == "saved":
            self.fields["base"] = told["base"]
        return told


@pytest.fixture
def opened(masterplan, lead, signed_in):
    return lambda name, person=lead: Page(signed_in(person), masterplan, name)


@pytest.fixture
def retno(region):
    return MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user


def test_a_vision_is_saved_while_it_is_written_and_is_one_revision_and_one_line(opened, masterplan):
    open_page = opened("vision")
    for text in ("Banjar", "Banjarnegara mela", "Banjarnegara melayani"):
        assert open_page.types(vision=text)["state"] == "saved"

    masterplan.refresh_from_db()
    assert masterplan.vision == "Banjarnegara melayani"
    texts = [one.parts["vision"] for one in VisionDocument(masterplan).revisions()]
    assert texts == ["Banjarnegara melayani"]
    assert Event.objects.filter(verb="masterplan.vision_changed").count() == 1


def test_two_people_in_different_fields_do_not_stand_in_each_others_way(opened, masterplan, retno):
    mine, hers = opened("vision"), opened("vision", retno)

    assert hers.types(keywords="sehat")["state"] == "saved"
    assert mine.types(vision="Melayani")["state"] == "saved"
    assert mine.types(vision="Melayani warga")["state"] == "saved"

    masterplan.refresh_from_db()
    assert (masterplan.vision, masterplan.vision_keywords) == ("Melayani warga", "sehat")


def test_two_people_in_one_field_see_both_texts_and_both_stay_in_the_history(
    opened, masterplan, retno
):
    mine, hers = opened("vision"), opened("vision", retno)
    hers.types(vision="Menurut <b>Retno</b>")

    told = mine.types(vision="Menurut saya")

    masterplan.refresh_from_db()
    assert masterplan.vision == "Menurut <b>Retno</b>"
    assert (told["state"], told["who"]) == ("stale", "Retno Wulandari")
    assert "&lt;b&gt;" in told["html"]
    assert "<mark>" in one_line(told["html"])
    texts = {(r.parts["vision"], r.refused) for r in VisionDocument(masterplan).revisions()}
    assert texts == {("Menurut <b>Retno</b>", False), ("Menurut saya", True)}
    refused = VisionDocument(masterplan).revisions().get(outcome=Outcome.CLASH)
    address = reverse("strategy:part_history", args=[masterplan.slug, "visi"])
    shown = one_line(mine.browser.get(address, {"ke": refused.pk}).content.decode())
    assert "Tidak dipakai" in shown
    assert "<ins>Menurut saya</ins>" in shown
    mine.fields["base"] = told["base"]  # one click: mine
    assert mine.types()["state"] == "saved"
    masterplan.refresh_from_db()
    assert masterplan.vision == "Menurut saya"


def test_an_answer_that_was_lost_is_no_clash(opened, masterplan):
    open_page = opened("vision")
    before = open_page.fields["base"]
    open_page.types(vision="Melay")
    open_page.fields["base"] = before  # the answer never came

    assert open_page.types(vision="Melayani warga")["state"] == "saved"
    masterplan.refresh_from_db()
    assert masterplan.vision == "Melayani warga"


def test_an_alignment_row_keeps_its_identity_and_the_aims_linked_to_it(opened, masterplan):
    row = AlignmentFactory(masterplan=masterplan, mission="Misi", dimension=DimensionFactory())
    aim = AimFactory(masterplan=masterplan, alignment=row)

    assert opened("alignment").types(selaras__0__mission="Misi yang diubah")["state"] == "saved"

    aim.refresh_from_db()
    assert aim.alignment == row
    assert aim.alignment.mission == "Misi yang diubah"


def test_a_new_alignment_row_is_made_once_and_goes_on_being_written(opened, masterplan):
    dimension, open_page = DimensionFactory(), opened("alignment")
    new = {"selaras__0__document": "rpjmd", "selaras__0__dimension": dimension.pk}

    before = open_page.fields["base"]
    open_page.types(**new, selaras__0__mission="Misi pert")
    open_page.fields["base"] = before  # the answer was lost; the same row is sent again
    assert open_page.types(selaras__0__mission="Misi pertama")["state"] == "saved"
    assert open_page.types(selaras__0__goal="Sasaran")["state"] == "saved"

    row = Alignment.objects.get()
    assert (row.mission, row.goal) == ("Misi pertama", "Sasaran")


def test_an_unfinished_row_waits_and_the_others_are_saved(opened, masterplan):
    AlignmentFactory(masterplan=masterplan, mission="Misi", dimension=DimensionFactory())

    told = opened("alignment").types(selaras__0__goal="Sasaran", selaras__1__mission="Misi kedua")

    assert told["state"] == "saved"
    assert set(told["messages"]) == {"selaras-1-document", "selaras-1-dimension"}
    assert Alignment.objects.get().goal == "Sasaran"


def test_a_row_is_removed_when_she_says_so_not_when_she_empties_it_to_write_it_anew(
    opened, masterplan
):
    AlignmentFactory(masterplan=masterplan, mission="Misi", dimension=DimensionFactory())
    open_page = opened("alignment")
    emptied = {f"selaras__0__{name}": "" for name in ("document", "dimension", "mission", "goal")}

    open_page.types(**emptied)
    assert Alignment.objects.get().mission == "Misi"
    open_page.types(selaras__0__remove="1")
    assert not Alignment.objects.exists()


def test_a_row_that_somebody_added_meanwhile_stays(opened, masterplan, retno):
    AlignmentFactory(masterplan=masterplan, mission="Satu", dimension=DimensionFactory())
    mine = opened("alignment")
    AlignmentFactory(masterplan=masterplan, mission="Dua", dimension=DimensionFactory())

    mine.types(selaras__0__mission="Satu, diubah")
    mine.types(selaras__0__mission="Satu, diubah lagi")

    assert [row.mission for row in Alignment.objects.order_by("pk")] == ["Satu, diubah lagi", "Dua"]


def test_wrong_years_are_told_and_the_title_is_saved(opened, masterplan):
    told = opened("identity").types(title="Judul baru", last_year="2025")

    assert told["state"] == "saved"
    assert "last_year" in told["messages"]
    before = masterplan.last_year
    masterplan.refresh_from_db()
    assert (masterplan.title, masterplan.last_year) == ("Judul baru", before)


def test_a_team_is_chosen_while_the_page_is_open(opened, masterplan, people):
    dimension = DimensionFactory()

    told = opened("teams").types(**{f"lead_{dimension.pk}": people["dimension_lead"].pk})

    assert told["state"] == "saved"
    assert masterplan.teams.get().lead == people["dimension_lead"]


def test_a_closed_plan_and_a_reader_are_refused_with_a_sentence(
    opened, masterplan, people, lead, facilitator, signed_in
):
    reader = signed_in(people["viewer"])
    address = reverse("strategy:vision", args=[masterplan.slug])
    saving = {"X-Simpul-Save": str(people["viewer"].pk)}
    told = reader.post(address, {"vision": "Lain"}, headers=saving).json()
    assert told["state"] == "refused"
    open_page = opened("vision")
    plans.bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)

    told = open_page.types(vision="Terlambat")

    assert told["state"] == "refused"
    assert "tidak sedang ditulis" in told["sentence"]
    assert Masterplan.objects.get().vision == ""
