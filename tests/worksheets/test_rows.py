"""Writing rows of the analyses: who may, what is refused, and that nothing typed is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags

from analyses.models import Issue, ReadinessItem, SwotEntry, TowsStrategy
from audit.models import Event
from tests.factories import (
    AgencyFactory,
    DimensionFactory,
    DimensionSetFactory,
    IssueFactory,
    MembershipFactory,
    SwotEntryFactory,
)
from tests.markup import one_line


def test_a_writer_adds_an_issue_for_her_agency(at, typed, writer, agency, signed_in):
    response = signed_in(writer).post(at("add", "isu"), typed())

    issue = Issue.objects.get()
    assert response.url == at("issues")
    assert (issue.title, issue.agency) == ("Posyandu jauh dari dusun", agency)
    assert Event.objects.get(verb="finding.added").target_id == issue.pk


def test_a_writer_is_offered_her_own_agency_only(at, typed, writer, agency, region, signed_in):
    other = AgencyFactory(region=region, name="Dinas Pariwisata")

    response = signed_in(writer).post(at("add", "isu"), typed(agency=other.pk))

    assert response.status_code == 422
    assert "agency" in response.context["form"].errors
    assert list(response.context["form"].fields["agency"].queryset) == [agency]
    assert not Issue.objects.exists()


def test_a_writer_changes_rows_of_her_agency_and_no_others(
    at, typed, masterplan, dimensions, writer, agency, region, signed_in
):
    own = IssueFactory(masterplan=masterplan, dimension=dimensions[0], agency=agency)
    foreign = IssueFactory(
        masterplan=masterplan, dimension=dimensions[0], agency=AgencyFactory(region=region)
    )
    browser = signed_in(writer)

    assert browser.get(at("edit", "isu", own.pk)).status_code == 200
    assert browser.post(at("edit", "isu", foreign.pk), typed()).status_code == 403
    assert browser.post(at("remove", "isu", foreign.pk)).status_code == 403
    listed = one_line(browser.get(at("issues")).content.decode())
    assert at("edit", "isu", own.pk) in listed
    assert at("edit", "isu", foreign.pk) not in listed
    assert Issue.objects.get(pk=foreign.pk).title == foreign.title


def test_a_reader_sees_rows_and_no_way_to_change_them(
    at, masterplan, dimensions, people, signed_in
):
    issue = IssueFactory(masterplan=masterplan, dimension=dimensions[0])

    listed = one_line(signed_in(people["viewer"]).get(at("issues")).content.decode())

    assert issue.title in listed
    assert at("edit", "isu", issue.pk) not in listed
    assert at("add", "isu") not in listed


def test_an_agency_of_another_region_is_refused(at, typed, lead, elsewhere, signed_in):
    foreign = AgencyFactory(region=elsewhere)

    response = signed_in(lead).post(at("add", "isu"), typed(agency=foreign.pk))

    assert response.status_code == 422
    assert "agency" in response.context["form"].errors
    assert not Issue.objects.exists()


def test_a_dimension_of_another_set_is_refused(at, typed, lead, signed_in):
    foreign = DimensionFactory(set=DimensionSetFactory(version="lain"), code="lain")

    response = signed_in(lead).post(at("add", "isu"), typed(dimension=foreign.pk))

    assert response.status_code == 422
    assert "dimension" in response.context["form"].errors
    assert not Issue.objects.exists()


def test_the_form_asks_for_a_dimension_instead_of_taking_the_first(at, typed, lead, signed_in):
    response = signed_in(lead).post(at("add", "isu"), typed(dimension=""))

    assert response.context["form"].errors["dimension"] == ["Pilih dimensi."]
    assert "37 dusun" in one_line(response.content.decode())
    assert not Issue.objects.exists()


def test_the_row_to_come_says_what_its_heading_says(at, lead, dimensions, signed_in):
    browser = signed_in(lead)
    blocks = browser.get(at("swot")).context["sheet"].blocks

    new = {leaf.key: leaf.group.fixed for block in blocks for leaf in block.leaves}
    assert new["branding-W"] == {"dimension": str(dimensions[1].pk), "kind": "W"}

    form = browser.get(at("add", "swot"), {"dimension": dimensions[1].pk, "kind": "W"})
    assert form.context["form"]["dimension"].value() == str(dimensions[1].pk)
    assert form.context["form"]["kind"].value() == "W"


def test_the_next_row_begins_where_the_last_one_ended(at, lead, dimensions, agency, signed_in):
    row = {
        "dimension": dimensions[1].pk,
        "kind": "O",
        "text": "Program nasional layanan digital.",
        "agency": agency.pk,
        "again": "1",
    }

    response = signed_in(lead).post(at("add", "swot"), row, follow=True)

    form = response.context["form"]
    kept = [form[name].value() for name in ("dimension", "kind", "agency")]
    assert kept == [str(dimensions[1].pk), "O", str(agency.pk)]
    assert not form["text"].value()
    assert SwotEntry.objects.get().kind == "O"


def test_a_strategy_keeps_the_entries_it_joins(at, lead, masterplan, dimensions, agency, signed_in):
    strength = SwotEntryFactory(masterplan=masterplan, dimension=dimensions[0], kind="S")
    chance = SwotEntryFactory(masterplan=masterplan, dimension=dimensions[0], kind="O")
    row = {
        "dimension": dimensions[0].pk,
        "kind": "SO",
        "text": "Memperluas layanan sampai ke desa.",
        "agency": agency.pk,
        "entries": [strength.pk, chance.pk],
    }

    signed_in(lead).post(at("add", "tows"), row)

    assert set(TowsStrategy.objects.get().entries.all()) == {strength, chance}


def test_a_strategy_joins_entries_of_its_own_dimension_only(
    at, lead, masterplan, dimensions, agency, signed_in
):
    foreign = SwotEntryFactory(masterplan=masterplan, dimension=dimensions[1], kind="S")
    row = {
        "dimension": dimensions[0].pk,
        "kind": "SO",
        "text": "Memperluas layanan sampai ke desa.",
        "agency": agency.pk,
        "entries": [foreign.pk],
    }

    response = signed_in(lead).post(at("add", "tows"), row)

    sentence = ["Pilih baris SWOT dari dimensi yang sama."]
    assert response.context["form"].errors["entries"] == sentence
    assert not TowsStrategy.objects.exists()


@pytest.mark.parametrize("score", ["5", "-1", "dua"])
def test_readiness_is_judged_from_0_to_4(at, lead, agency, dimensions, signed_in, score):
    row = {"head": "people", "statement": "Ada.", "score": score, "agency": agency.pk}

    response = signed_in(lead).post(at("add", "kesiapan"), row)

    assert "score" in response.context["form"].errors
    assert not ReadinessItem.objects.exists()


def test_the_proof_is_an_address_of_the_web(at, lead, agency, dimensions, signed_in):
    row = {"head": "people", "statement": "Ada.", "score": "2", "agency": agency.pk}

    response = signed_in(lead).post(
        at("add", "kesiapan"), row | {"evidence_url": "javascript:alert(1)"}
    )

    assert "evidence_url" in response.context["form"].errors
    assert not ReadinessItem.objects.exists()


def test_a_form_that_comes_after_the_stage_was_handed_in_keeps_what_was_typed(
    at, typed, masterplan, dimensions, writer, agency, hand_in, signed_in
):
    issue = IssueFactory(masterplan=masterplan, dimension=dimensions[0], agency=agency)
    hand_in()
    before = Issue.objects.count()
    browser = signed_in(writer)

    for address in (at("add", "isu"), at("edit", "isu", issue.pk)):
        response = browser.post(address, typed(description="Kalimat yang panjang dan berharga."))
        assert response.status_code == 409
        text = one_line(response.content.decode())
        assert "Kalimat yang panjang dan berharga." in text
        assert "Masterplan ini tidak sedang ditulis" in text
        assert browser.get(address).status_code == 403

    assert Issue.objects.count() == before
    assert not Issue.objects.filter(description__startswith="Kalimat").exists()


def test_nothing_is_removed_from_a_closed_plan(
    at, masterplan, dimensions, lead, hand_in, signed_in
):
    issue = IssueFactory(masterplan=masterplan, dimension=dimensions[0])
    hand_in()

    assert signed_in(lead).post(at("remove", "isu", issue.pk)).status_code == 403
    assert Issue.objects.filter(pk=issue.pk).exists()


def test_who_saves_second_sees_both_and_overwrites_only_knowingly(
    at, typed, masterplan, dimensions, lead, people, agency, signed_in
):
    issue = IssueFactory(masterplan=masterplan, dimension=dimensions[0], agency=agency)
    first, second = signed_in(lead), signed_in(people["dimension_lead"])
    address = at("edit", "isu", issue.pk)
    read = [browser.get(address).context["form"]["base"].value() for browser in (first, second)]

    first.post(address, typed(title="Tulisan pertama", base=read[0]))
    refused = second.post(address, typed(title="Tulisan kedua", base=read[1]))

    assert refused.status_code == 409
    text = strip_tags(refused.content.decode())
    assert "Tulisan pertama" in text
    assert "Tulisan kedua" in text
    assert str(lead) in text
    issue.refresh_from_db()
    assert issue.title == "Tulisan pertama"

    base = refused.context["form"]["base"].value()
    second.post(address, typed(title="Tulisan kedua", base=base))
    issue.refresh_from_db()
    assert issue.title == "Tulisan kedua"


def test_who_saves_a_row_that_was_removed_keeps_her_text(
    at, typed, masterplan, dimensions, lead, people, agency, signed_in
):
    issue = IssueFactory(masterplan=masterplan, dimension=dimensions[0], agency=agency)
    signed_in(lead).post(at("remove", "isu", issue.pk))

    browser = signed_in(people["dimension_lead"])
    response = browser.post(at("edit", "isu", issue.pk), typed(title="Masih di sini"))

    assert response.status_code == 409
    assert "Masih di sini" in one_line(response.content.decode())
    assert f'action="{at("add", "isu")}"' in one_line(response.content.decode())
    assert browser.post(at("edit", "isu", 10**9), typed()).status_code == 404


def test_a_removed_row_stays_readable_in_the_trail(at, masterplan, dimensions, lead, signed_in):
    issue = IssueFactory(masterplan=masterplan, dimension=dimensions[0], title="Jalan rusak")

    signed_in(lead).post(at("remove", "isu", issue.pk))

    event = Event.objects.get(verb="finding.removed")
    assert event.data["text"] == "Jalan rusak"
    assert not Issue.objects.exists()


def test_the_database_knows_no_readiness_above_4(masterplan):
    item = ReadinessItem(masterplan=masterplan, head="people", statement="Ada.", score=9)
    with pytest.raises(ValidationError, match="Nilai kesiapan"):
        item.validate_constraints()


def test_somebody_who_belongs_to_two_regions_cannot_write_into_the_other(
    at, typed, masterplan, elsewhere, people, signed_in
):
    stranger = people["stranger"]
    assert signed_in(stranger).post(at("add", "isu"), typed()).status_code == 404
    MembershipFactory(region=masterplan.region, user=stranger, role="viewer")

    assert signed_in(stranger).post(at("add", "isu"), typed()).status_code == 403
    assert not Issue.objects.exists()
