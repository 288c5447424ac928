"""A row of the grid as the script saves it: merged box by box, kept when it loses, sent twice."""

import uuid

import pytest

from analyses.codes import Codes
from analyses.models import Issue, ReadinessItem, SwotEntry, TowsStrategy
from audit.models import Event
from compiling.actions import token_of
from tests.factories import (
    AgencyFactory,
    IssueFactory,
    MasterplanFactory,
    ReadinessItemFactory,
    SwotEntryFactory,
    TowsStrategyFactory,
)
from tests.markup import one_line
from tests.worksheets.reading import base_of, marks_in, revisions_of

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@pytest.fixture
def save(signed_in):
    """`save(person, address, **boxes)` is what autosave.js sends, and the answer to it."""

    def send(person, address, **boxes):
        browser = signed_in(person)
        return browser.post(address, boxes, headers={"X-Simpul-Save": str(person.pk)})

    return send


@pytest.fixture
def issue(masterplan, dimensions, agency):
    return IssueFactory(
        masterplan=masterplan, dimension=dimensions[0], agency=agency, title="Antrean panjang"
    )


def test_only_the_boxes_that_were_sent_are_changed(save, at, writer, issue):
    answer = save(writer, at("edit", "isu", issue.pk), base=base_of(issue), source="BPS 2023")

    issue.refresh_from_db()
    assert answer.json()["state"] == "saved"
    assert (issue.title, issue.source) == ("Antrean panjang", "BPS 2023")
    assert marks_in(answer) == token_of(issue).marks


def test_two_people_who_fill_different_boxes_are_joined(save, at, writer, lead, issue):
    base = base_of(issue)
    save(lead, at("edit", "isu", issue.pk), base=base, title="Antrean panjang", source="BPS")

    answer = save(
        writer, at("edit", "isu", issue.pk), base=base, title="Antrean tiga jam", source=""
    )

    issue.refresh_from_db()
    assert (issue.title, issue.source) == ("Antrean tiga jam", "BPS")
    assert answer.json()["state"] == "saved"
    assert answer.json()["values"] == {"source": "BPS"}

    again = save(
        writer,
        at("edit", "isu", issue.pk),
        base=answer.json()["base"],
        title="Antrean tiga jam lebih",
        source="BPS",
    )
    issue.refresh_from_db()
    assert again.json()["state"] == "saved"
    assert (issue.title, issue.source) == ("Antrean tiga jam lebih", "BPS")


def test_the_same_box_changed_twice_shows_both_and_overwrites_neither(
    save, at, writer, lead, issue
):
    base = base_of(issue)
    save(lead, at("edit", "isu", issue.pk), base=base, title="Antrean dua jam", source="BPS")

    answer = save(writer, at("edit", "isu", issue.pk), base=base, title="Antrean tiga jam")

    clash = answer.json()
    issue.refresh_from_db()
    assert answer.status_code == 409
    assert (clash["state"], clash["who"]) == ("stale", str(lead))
    assert "<mark>dua</mark>" in one_line(clash["html"]).replace(" </mark>", "</mark>")
    assert "<mark>tiga</mark>" in one_line(clash["html"]).replace(" </mark>", "</mark>")
    assert clash["values"]["title"] == "Antrean dua jam"
    assert issue.title == "Antrean dua jam"
    told = {(one.parts["title"], one.refused) for one in revisions_of(issue)}
    assert told == {
        ("Antrean panjang", False),
        ("Antrean dua jam", False),
        ("Antrean tiga jam", True),
    }

    kept = save(
        writer, at("edit", "isu", issue.pk), base=clash["base"], title="Antrean tiga jam", source=""
    )
    issue.refresh_from_db()
    assert kept.json()["state"] == "saved"
    assert (issue.title, issue.source) == ("Antrean tiga jam", "BPS")


def test_one_person_in_two_windows_does_not_fight_herself(save, at, writer, issue):
    base = base_of(issue)
    first = save(writer, at("edit", "isu", issue.pk), base=base, title="Baru", source="").json()
    second = save(
        writer, at("edit", "isu", issue.pk), base=base, title="Antrean panjang", source="BPS"
    ).json()

    issue.refresh_from_db()
    assert [first["state"], second["state"]] == ["saved", "saved"]
    assert (issue.title, issue.source) == ("Baru", "BPS")


def test_a_new_row_sent_twice_is_one_row(save, at, typed, writer):
    key = uuid.uuid4()
    row = typed(form_key=key)

    first = save(writer, at("add", "isu"), **row).json()
    again = save(writer, at("add", "isu"), **row).json()
    on = save(writer, at("add", "isu"), **(row | {"title": "Posyandu sangat jauh"})).json()

    issue = Issue.objects.get()
    assert issue.title == "Posyandu sangat jauh"
    assert first["url"] == again["url"] == on["url"] == at("edit", "isu", issue.pk)
    assert issue.form_key == key


def test_two_identical_posts_of_the_page_make_one_row(at, typed, writer, signed_in):
    browser = signed_in(writer)
    key = browser.get(at("add", "isu")).context["form"]["form_key"].value()

    for _ in range(2):
        browser.post(at("add", "isu"), typed(form_key=key))

    assert Issue.objects.count() == 1
    assert Event.objects.filter(verb="finding.added").count() == 1


def test_somebody_elses_key_is_no_way_into_her_row(save, at, typed, writer, lead, region):
    key = uuid.uuid4()
    save(lead, at("add", "isu"), **typed(form_key=key, title="Milik koordinator"))

    answer = save(writer, at("add", "isu"), **typed(form_key=key, title="Ditimpa"))

    assert answer.status_code == 409
    assert Issue.objects.get().title == "Milik koordinator"


def test_typing_fills_one_revision_and_one_line_of_the_trail(save, at, writer, issue):
    base = base_of(issue)
    for text in ("A", "An", "Ant"):
        base = save(writer, at("edit", "isu", issue.pk), base=base, title=text).json()["base"]

    mine = revisions_of(issue).filter(author=writer)
    assert [one.parts["title"] for one in mine] == ["Ant"]
    assert Event.objects.filter(verb="finding.changed").count() == 1


def test_a_wrong_box_is_told_of_and_the_others_are_saved(save, at, writer, masterplan, agency):
    item = ReadinessItemFactory(masterplan=masterplan, agency=agency)

    answer = save(
        writer,
        at("edit", "kesiapan", item.pk),
        base=base_of(item),
        statement="Tenaga TIK 30 orang.",
        evidence_url="javascript:alert(1)",
    ).json()

    item.refresh_from_db()
    assert answer["state"] == "saved"
    assert set(answer["messages"]) == {"evidence_url"}
    assert (item.statement, item.evidence_url) == ("Tenaga TIK 30 orang.", "")


def test_a_new_row_that_lacks_something_is_told_what(save, at, writer, dimensions, agency):
    answer = save(
        writer, at("add", "kesiapan"), head="people", statement="Ada.", agency=agency.pk, score=""
    )

    assert answer.status_code == 422
    assert answer.json() == {"state": "invalid", "messages": {"score": "Pilih nilai."}}


def test_a_closed_plan_takes_nothing_and_says_so(save, at, writer, issue, hand_in):
    base = base_of(issue)
    hand_in()

    answer = save(writer, at("edit", "isu", issue.pk), base=base, title="Terlambat")

    assert (answer.status_code, answer.json()["state"]) == (409, "refused")
    assert Issue.objects.get(pk=issue.pk).title == "Antrean panjang"


def test_a_removed_row_is_offered_as_a_new_one_and_made_once(save, at, writer, lead, issue):
    address, base = at("edit", "isu", issue.pk), base_of(issue)
    save(lead, at("remove", "isu", issue.pk), base=base)

    told = save(writer, address, base=base, title="Masih berharga").json()
    assert told["state"] == "stale"
    assert told["who"] == str(lead)
    assert not Issue.objects.exists()

    for _ in range(2):
        answer = save(writer, address, base=told["base"], title="Masih berharga").json()
    made = Issue.objects.get()
    assert answer["url"] == at("edit", "isu", made.pk)
    assert (made.title, made.dimension, made.agency) == (
        "Masih berharga",
        issue.dimension,
        issue.agency,
    )


def test_a_row_that_was_merged_is_not_written_into(save, at, writer, masterplan, issue):
    target = IssueFactory(masterplan=masterplan, dimension=issue.dimension, title="Antrean")
    Issue.objects.filter(pk=issue.pk).update(merged_into=target)

    told = save(writer, at("edit", "isu", issue.pk), base=base_of(issue), title="Baru").json()

    assert told["state"] == "stale"
    assert "Antrean" in told["html"]
    assert Issue.objects.get(pk=issue.pk).title == "Antrean panjang"


def test_a_row_that_changed_since_is_not_removed(save, at, writer, lead, issue):
    base = base_of(issue)
    save(lead, at("edit", "isu", issue.pk), base=base, title="Diubah")

    answer = save(writer, at("remove", "isu", issue.pk), base=base).json()

    assert answer["state"] == "refused"
    assert str(lead) in answer["sentence"]
    assert Issue.objects.get().title == "Diubah"


def test_rows_are_moved_among_those_of_their_heading(
    save, at, writer, masterplan, dimensions, agency
):
    own = {"masterplan": masterplan, "dimension": dimensions[0], "agency": agency}
    first, second, third = (SwotEntryFactory(**own, kind="S", text=text) for text in "abc")
    other = SwotEntryFactory(**own, kind="W", text="lain")
    before = base_of(third)

    answer = save(writer, at("move", "swot", third.pk), before=first.pk).json()
    save(writer, at("move", "swot", first.pk), after=other.pk)  # not of its heading: nothing moves

    rows = SwotEntry.objects.filter(kind="S").order_by("order", "pk")
    assert answer == {"state": "moved"}
    assert [row.text for row in rows] == ["c", "a", "b"]
    third.refresh_from_db()
    assert base_of(third) == before  # whoever is writing into it is not disturbed
    assert second.pk


@pytest.fixture
def coded(masterplan, dimensions):
    """A strength and an opportunity, and a strategy of nothing yet."""
    own = {"masterplan": masterplan, "dimension": dimensions[0]}
    return {
        "S1": SwotEntryFactory(**own, kind="S", text="MPP"),
        "O1": SwotEntryFactory(**own, kind="O", text="Serat optik"),
        "strategy": TowsStrategyFactory(**own),
    }


def boxes(masterplan, coded, **more):
    token = Codes(masterplan).token(coded["S1"].dimension_id)
    strategy = TowsStrategy.objects.get()
    return {"base": base_of(strategy), "codes_was": "", "codes_token": token} | more


@pytest.mark.parametrize("written", ["S1, O1", "s1 dan o1", "S1;O1", "S 1 / O 1"])
def test_codes_join_a_strategy_to_swot_rows(save, at, lead, masterplan, coded, written):
    address = at("edit", "tows", coded["strategy"].pk)

    answer = save(lead, address, **boxes(masterplan, coded, codes=written)).json()

    assert (answer["state"], answer["messages"]) == ("saved", {})
    assert set(coded["strategy"].entries.all()) == {coded["S1"], coded["O1"]}


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("S9", "S9 tidak ada dalam SWOT dimensi ini."),
        ("kuat", "“kuat” tidak dikenal. Tulis kode, misalnya S1, O2."),
    ],
)
def test_codes_that_mean_nothing_are_told_of(save, at, lead, masterplan, coded, written, sentence):
    address = at("edit", "tows", coded["strategy"].pk)

    answer = save(lead, address, **boxes(masterplan, coded, codes=written)).json()

    assert answer["messages"] == {"codes": sentence}
    assert not coded["strategy"].entries.exists()


def test_codes_are_not_misread_when_the_numbers_have_moved(
    save, at, lead, masterplan, dimensions, coded
):
    sent = boxes(masterplan, coded, codes="S1")
    SwotEntryFactory(masterplan=masterplan, dimension=dimensions[0], kind="O", text="di akhir")
    SwotEntryFactory(masterplan=masterplan, dimension=dimensions[0], kind="S", text="di depan")
    SwotEntry.objects.filter(text="MPP").update(order=9)
    address = at("edit", "tows", coded["strategy"].pk)

    answer = save(lead, address, **sent).json()
    assert "Nomor SWOT berubah" in answer["messages"]["codes"]
    assert not coded["strategy"].entries.exists()

    answer = save(lead, address, **(sent | {"codes": "O2"})).json()  # only added at the end
    assert answer["messages"] == {}
    assert [entry.text for entry in coded["strategy"].entries.all()] == ["di akhir"]


def test_a_file_is_attached_and_taken_off_and_both_are_remembered(
    at, writer, masterplan, agency, signed_in, tmp_path
):
    item = ReadinessItemFactory(masterplan=masterplan, agency=agency)
    proof = tmp_path / "sk.html"
    proof.write_text("<html></html>")
    browser = signed_in(writer)
    with proof.open("rb") as file:
        page = browser.post(at("evidence", item.pk), {"evidence_upload": file}, follow=True)
    assert "halaman web" in one_line(page.content.decode())
    assert ReadinessItem.objects.get().evidence_file is None

    proof = tmp_path / "sk.pdf"
    proof.write_bytes(PDF)
    with proof.open("rb") as file:
        browser.post(at("evidence", item.pk), {"evidence_upload": file})
    assert ReadinessItem.objects.get().evidence_file.masterplan == masterplan

    browser.post(at("evidence", item.pk), {"remove": "1"})
    assert ReadinessItem.objects.get().evidence_file is None
    assert masterplan.attachments.exists()


def test_a_file_of_another_masterplan_proves_nothing(
    at, lead, agency, dimensions, masterplan, signed_in
):
    foreign = MasterplanFactory(region=masterplan.region, first_year=2034, last_year=2043)
    file = foreign.attachments.create(
        file="a.png", name="a.png", mime="image/png", size=1, sha256="0" * 64, uploaded_by=lead
    )
    row = {"head": "people", "statement": "Ada.", "score": "2", "agency": agency.pk}

    response = signed_in(lead).post(at("add", "kesiapan"), row | {"evidence_file": file.pk})

    assert "evidence_file" in response.context["form"].errors
    assert not ReadinessItem.objects.exists()


def test_the_history_of_a_row_is_read_and_two_states_compared(
    save, at, writer, lead, issue, signed_in
):
    save(lead, at("edit", "isu", issue.pk), base=base_of(issue), title="Antrean sampai tiga jam")
    page = signed_in(writer).get(at("history", "isu", issue.pk))

    text = one_line(page.content.decode())
    assert str(lead) in text
    assert "<ins>Antrean sampai tiga jam</ins>" in text
    assert "<del>Antrean panjang</del>" in text
    assert [one.label for one in page.context["history"].changes] == ["Isu"]


def test_the_history_of_a_removed_row_stays(save, at, writer, lead, issue, signed_in):
    save(lead, at("remove", "isu", issue.pk))

    page = signed_in(writer).get(at("history", "isu", issue.pk))

    assert "Isian ini sudah dihapus" in one_line(page.content.decode())
    assert "Antrean panjang" in one_line(page.content.decode())
    assert signed_in(writer).get(at("history", "isu", 10**9)).status_code == 404


def test_a_writer_of_another_agency_cannot_save_move_or_remove(
    save, at, writer, masterplan, dimensions, region
):
    foreign = IssueFactory(
        masterplan=masterplan, dimension=dimensions[0], agency=AgencyFactory(region=region)
    )
    for name in ("edit", "move", "remove"):
        answer = save(writer, at(name, "isu", foreign.pk), base=base_of(foreign), title="x")
        assert answer.status_code == 403
    assert Issue.objects.get().title == foreign.title
