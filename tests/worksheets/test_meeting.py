"""Two people, two windows, a closed plan: the rest is stored, one box is asked about."""

import pytest
from django.core.exceptions import ValidationError

from analyses.actions import remove_finding, save_finding
from analyses.bulk import FindingChange, RowsChanged, save_findings
from analyses.documents import FindingDocument
from analyses.kinds import KINDS
from analyses.models import Issue, TowsStrategy
from compiling.actions import token_of
from masterplans.models import Masterplan, Revision
from revisions.models import Outcome
from revisions.saving import MYSELF, Denied, Gone, NotOpen, Stale
from revisions.tokens import Token
from tests.factories import (
    AgencyFactory,
    DimensionFactory,
    DimensionSetFactory,
    IssueFactory,
    SwotEntryFactory,
    TowsStrategyFactory,
)
from tests.worksheets.reading import base_of, revisions_of

ISU, TOWS = KINDS["isu"], KINDS["tows"]


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
        masterplan=masterplan,
        dimension=dimensions[0],
        agency=agency,
        title="Antrean panjang",
        description="",
        source="",
    )


@pytest.fixture
def says(masterplan, issue):
    """`says(person, token, title="…")` is the verb for one row."""

    def save_it(by, token, **parts):
        return save_finding(masterplan, ISU, parts, key=issue.pk, token=token, by=by)

    return save_it


def test_a_clash_in_one_box_stores_the_rest_and_asks_about_that_box_alone(
    save, at, writer, lead, issue
):
    base, address = base_of(issue), at("edit", "isu", issue.pk)
    save(lead, address, base=base, title="Antrean dua jam")

    answer = save(writer, address, base=base, title="Antrean tiga jam", source="BPS").json()

    issue.refresh_from_db()
    assert (answer["state"], answer["who"]) == ("stale", str(lead))
    assert (issue.title, issue.source) == ("Antrean dua jam", "BPS")
    assert answer["values"] == {"title": "Antrean dua jam"}
    assert "BPS" not in answer["html"]
    kept = revisions_of(issue).get(outcome=Outcome.CLASH)
    assert (kept.parts["title"], kept.author) == ("Antrean tiga jam", writer)

    save(writer, address, base=answer["base"], title="Antrean tiga jam", source="BPS")
    issue.refresh_from_db()
    assert issue.title == "Antrean tiga jam"


def test_on_the_page_the_rest_is_stored_as_well_and_both_texts_shown(
    at, typed, writer, lead, issue, signed_in
):
    address = at("edit", "isu", issue.pk)
    mine, theirs = signed_in(writer), signed_in(lead)
    bases = [str(one.get(address).context["form"]["base"].value()) for one in (mine, theirs)]
    theirs.post(address, typed(title="Antrean dua jam", base=bases[1]))

    page = mine.post(address, typed(title="Antrean tiga jam", source="BPS", base=bases[0]))

    issue.refresh_from_db()
    assert page.status_code == 409
    assert issue.title == "Antrean dua jam"
    labels = [label for label, _, _ in page.context["both"]]
    assert labels == ["Isu", "Sumber data"]
    base = page.context["form"]["base"].value()
    assert mine.post(address, typed(title="Tiga jam", source="BPS", base=base)).status_code == 302
    issue.refresh_from_db()
    assert (issue.title, issue.source) == ("Tiga jam", "BPS")


def test_own_windows_are_joined_and_asked_where_both_changed_the_same_box(says, writer, issue):
    began = token_of(issue)
    says(writer, began, title="Antrean tiga jam")
    joined = says(writer, began, source="BPS")

    with pytest.raises(Stale) as clash:
        says(writer, began, title="Loket kurang", description="Dua loket.")

    assert joined.document.finding.title == "Antrean tiga jam"
    assert clash.value.who == MYSELF
    issue.refresh_from_db()
    assert (issue.title, issue.description) == ("Antrean tiga jam", "Dua loket.")


def test_what_two_windows_tick_and_untick_is_joined(masterplan, dimensions, lead):
    own = {"masterplan": masterplan, "dimension": dimensions[0]}
    strategy = TowsStrategyFactory(**own)
    first, second, third = (SwotEntryFactory(**own, kind=kind) for kind in "SOT")
    strategy.links.create(entry=first)
    strategy.links.create(entry=second)
    began = token_of(strategy)
    for entries in ([first.pk, second.pk, third.pk], [second.pk]):
        save_finding(masterplan, TOWS, {"entries": entries}, key=strategy.pk, token=began, by=lead)

    assert set(strategy.entries.all()) == {second, third}
    newest = Revision.objects.filter(kind="tows").first()
    assert newest.names[f"entries.{third.pk}"] == f"Ancaman: {third.text}"


def test_what_is_typed_into_a_closed_plan_is_kept_and_the_answer_says_where(
    save, at, writer, issue, hand_in, signed_in
):
    base = base_of(issue)
    hand_in()

    answer = save(writer, at("edit", "isu", issue.pk), base=base, title="Terlambat").json()

    kept = revisions_of(issue).get(outcome=Outcome.CLOSED)
    assert (kept.parts["title"], kept.author) == ("Terlambat", writer)
    assert "Isian Anda disimpan untuk Anda" in answer["sentence"]
    page = signed_in(writer).get(answer["url"]).content.decode()
    assert "Terlambat" in page
    assert "diketik sesudah tahap diserahkan" in page


def test_a_new_row_for_a_closed_plan_is_kept_too(save, at, typed, writer, hand_in):
    row = typed(title="Terlambat")
    hand_in()

    answer = save(writer, at("add", "isu"), **row).json()

    assert answer["state"] == "refused"
    kept = Revision.objects.get(outcome=Outcome.CLOSED)
    assert (kept.object_id, kept.parts["title"], kept.author) == (0, "Terlambat", writer)


def test_a_stage_handed_in_between_look_and_write_keeps_the_text(
    says, writer, issue, hand_in, monkeypatch
):
    # The trigger, not the look, is what holds: here the look says that all is well.
    token = token_of(issue)
    hand_in()
    monkeypatch.setattr(Masterplan, "is_open", True)

    with pytest.raises(NotOpen) as refusal:
        says(writer, token, title="Terlambat")

    assert refusal.value.kept.parts["title"] == "Terlambat"


def test_a_row_given_to_others_while_she_types_keeps_her_text(
    save, at, typed, writer, lead, issue, region, signed_in
):
    base, address = base_of(issue), at("edit", "isu", issue.pk)
    Issue.objects.update(agency=AgencyFactory(region=region))

    answer = save(writer, address, base=base, title="Masih saya tulis")
    page = signed_in(writer).post(address, typed(title="Masih saya tulis juga", base=base))

    assert (answer.status_code, answer.json()["state"]) == (403, "refused")
    assert "Isian Anda disimpan untuk Anda" in answer.json()["sentence"]
    assert page.status_code == 403
    assert "Masih saya tulis juga" in page.content.decode()
    assert revisions_of(issue).filter(outcome=Outcome.DENIED, author=writer).count() == 2
    assert Issue.objects.get().title == "Antrean panjang"
    hers, others = (signed_in(one).get(at("history", "isu", issue.pk)) for one in (writer, lead))
    assert "Sesudah penugasan berubah" in hers.content.decode()
    assert "Sesudah penugasan berubah" not in others.content.decode()


def test_what_is_typed_into_a_removed_row_is_kept(save, at, writer, lead, issue, signed_in):
    base = base_of(issue)
    save(lead, at("remove", "isu", issue.pk), base=base)

    told = save(writer, at("edit", "isu", issue.pk), base=base, title="Berharga").json()

    assert (told["state"], told["who"]) == ("stale", str(lead))
    kept = revisions_of(issue).get(outcome=Outcome.GONE)
    assert (kept.parts, kept.author) == ({"title": "Berharga"}, writer)
    page = signed_in(writer).get(at("history", "isu", issue.pk)).content.decode()
    assert f"Dihapus oleh {lead}" in page
    assert "Antrean panjang" in page
    assert "Sesudah dihapus" in page


def test_a_removed_row_says_who_why_and_what(masterplan, lead, issue, says, writer):
    remove_finding(masterplan, ISU, issue.pk, token=None, by=lead, reason="Ganda")

    removal = revisions_of(issue).first()
    assert (removal.outcome, removal.author) == (Outcome.REMOVED, lead)
    assert removal.parts["title"] == "Antrean panjang"
    assert removal.names["reason"] == "Ganda"
    with pytest.raises(Gone, match=str(lead)):
        says(writer, Token(0, {}), title="Lagi")


def test_an_old_box_is_taken_again_on_the_page_of_the_history(at, says, lead, issue, signed_in):
    says(lead, token_of(issue), title="Antrean dua jam", source="BPS")
    browser, address = signed_in(lead), at("history", "isu", issue.pk)
    history = browser.get(address).context["history"]

    sent = {"pakai": f"{history.old.pk}:title", "base": str(history.token)}
    page = browser.post(address, sent, follow=True)

    issue.refresh_from_db()
    assert (issue.title, issue.source) == ("Antrean panjang", "BPS")
    assert "Isian lama dipakai lagi." in page.content.decode()
    browser.post(address, {"pakai": history.old.pk, "base": base_of(issue)})
    issue.refresh_from_db()
    assert issue.source == ""


def test_what_cannot_be_taken_again_is_told_in_a_sentence(at, says, lead, issue, signed_in):
    gone = issue.agency
    says(lead, token_of(issue), agency=AgencyFactory(region=gone.region).pk)
    gone.is_active = False
    gone.save()
    browser, address = signed_in(lead), at("history", "isu", issue.pk)
    history = browser.get(address).context["history"]

    sent = {"pakai": f"{history.old.pk}:agency", "base": str(history.token)}
    page = browser.post(address, sent, follow=True).content.decode()

    assert "Isian lama ini tidak dapat dipakai lagi" in page
    assert Issue.objects.get().agency != gone


def test_a_row_that_is_not_hers_is_not_taken_back(at, writer, lead, issue, says, signed_in, region):
    says(lead, token_of(issue), title="Lain", agency=AgencyFactory(region=region).pk)
    browser, address = signed_in(writer), at("history", "isu", issue.pk)

    page = browser.get(address)
    assert "pakai-lagi" not in page.content.decode()
    old = page.context["history"].old
    assert browser.post(address, {"pakai": old.pk, "base": ""}).status_code == 403


# --- one set of checks, whichever way a row comes


@pytest.fixture
def strange(region, elsewhere, masterplan, dimensions):
    """Values that a row of this plan may not have, by the part."""
    return {
        "dimension": DimensionFactory(set=DimensionSetFactory(version="lain"), code="lain").pk,
        "agency": AgencyFactory(region=elsewhere).pk,
        "title": "x" * 201,
    }


@pytest.mark.parametrize("part", ["dimension", "agency", "title"])
def test_the_verb_refuses_what_no_form_would_send(
    masterplan, dimensions, agency, lead, issue, strange, part
):
    good = {"dimension": dimensions[0].pk, "agency": agency.pk, "title": "Baru"}
    wrong = {part: strange[part]}

    with pytest.raises(ValidationError) as one:
        save_finding(masterplan, ISU, wrong, key=issue.pk, token=token_of(issue), by=lead)
    with pytest.raises(ValidationError) as new:
        save_finding(masterplan, ISU, good | wrong, token=Token(0, {}), by=lead)
    with pytest.raises(ValidationError) as many:
        save_findings(masterplan, ISU, [FindingChange(good), FindingChange(good | wrong)], by=lead)

    assert set(one.value.message_dict) == set(new.value.message_dict) == {part}
    assert set(many.value.message_dict) == {part}
    assert Issue.objects.get().title == "Antrean panjang"


def test_a_writer_gives_no_row_to_another_agency(masterplan, dimensions, writer, issue, region):
    other = AgencyFactory(region=region).pk
    row = {"dimension": dimensions[0].pk, "agency": other, "title": "Baru"}

    for key, token in ((issue.pk, token_of(issue)), (None, Token(0, {}))):
        with pytest.raises(ValidationError, match="Perangkat Daerah Anda sendiri"):
            save_finding(masterplan, ISU, row, key=key, token=token, by=writer)


def test_a_reader_writes_through_no_verb(masterplan, dimensions, agency, people, issue):
    row = {"dimension": dimensions[0].pk, "agency": agency.pk, "title": "Baru"}
    viewer = people["viewer"]

    for key in (None, issue.pk):
        with pytest.raises(Denied):
            save_finding(masterplan, ISU, row, key=key, token=Token(0, {}), by=viewer)
    assert Issue.objects.get().title == "Antrean panjang"


def test_a_strategy_joins_no_rows_of_another_plan_or_dimension(masterplan, dimensions, lead):
    strategy = TowsStrategyFactory(masterplan=masterplan, dimension=dimensions[0])
    for foreign in (
        SwotEntryFactory(masterplan=masterplan, dimension=dimensions[1], kind="S"),
        SwotEntryFactory(kind="S"),
    ):
        with pytest.raises(ValidationError):
            save_finding(
                masterplan,
                TOWS,
                {"entries": [foreign.pk]},
                key=strategy.pk,
                token=token_of(strategy),
                by=lead,
            )
    assert not TowsStrategy.objects.get().entries.exists()


def test_an_older_fault_in_another_box_holds_up_nobody(says, lead, issue):
    Issue.objects.update(title="")
    issue.refresh_from_db()

    says(lead, token_of(issue), source="BPS")

    assert Issue.objects.get().source == "BPS"


# --- many rows at once


def test_many_rows_are_saved_with_a_revision_each(masterplan, dimensions, agency, lead, issue):
    before = FindingDocument(masterplan, ISU, finding=issue).fingerprint()
    new = {"dimension": dimensions[0].pk, "agency": agency.pk, "title": "Baru"}
    changes = [FindingChange({"source": "BPS"}, issue.pk, before), FindingChange(new)]

    assert save_findings(masterplan, ISU, changes, by=lead) == 2

    assert set(Issue.objects.values_list("title", "source")) == {
        ("Antrean panjang", "BPS"),
        ("Baru", ""),
    }
    told = [(one.number, one.author, one.parts.get("source")) for one in revisions_of(issue)]
    assert told == [(1, lead, "BPS"), (0, masterplan.created_by, None)]
    assert revisions_of(Issue.objects.get(title="Baru")).get().author == lead


def test_a_row_that_changed_since_keeps_all_of_them_out(
    masterplan, dimensions, agency, lead, issue, says
):
    before = FindingDocument(masterplan, ISU, finding=issue).fingerprint()
    says(lead, token_of(issue), title="Diubah")
    new = {"dimension": dimensions[0].pk, "agency": agency.pk, "title": "Baru"}
    changes = [FindingChange(new), FindingChange({"source": "BPS"}, issue.pk, before)]

    with pytest.raises(RowsChanged) as clash:
        save_findings(masterplan, ISU, changes, by=lead)

    assert clash.value.keys == [issue.pk]
    assert list(Issue.objects.values_list("title", "source")) == [("Diubah", "")]
