"""What happens to somebody's text is the same in every document: one table of behaviour.

Rows: every kind of document. Columns: the misfortunes. Nothing typed is ever gone, nothing is
chosen unseen, and the rest is stored.
"""

import pytest

from masterplans.documents import PlanClosedError
from masterplans.unsaved_texts import unsaved_for
from regions.models import Membership
from revisions.models import Outcome
from revisions.registry import document_of, kinds
from revisions.saving import MYSELF, Denied, Gone, Stale, remove, restore, save
from revisions.tokens import Token
from tests.factories import MembershipFactory
from tests.revisions.every_kind import CHOSEN, KINDS, ONE_BOX, REMOVABLE

pytestmark = pytest.mark.django_db
of_many_boxes = pytest.mark.parametrize("example", sorted({*KINDS} - ONE_BOX), indirect=True)
that_is_typed = pytest.mark.parametrize("example", sorted({*KINDS} - CHOSEN), indirect=True)
that_can_be_removed = pytest.mark.parametrize("example", REMOVABLE, indirect=True)


@pytest.fixture(params=KINDS)
def example(request, masterplan, agency, lead):
    return KINDS[request.param](masterplan, agency, lead)


@pytest.fixture
def retno(region):
    return MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user


def types(example, text, *, by, token, more=None, autosave=True):
    """Save one box (and others) from a page that began from `token`."""
    wanted = {example.box: example.told(text)} | (more or {})
    return save(example.again(), wanted, token=token, by=by, autosave=autosave)


def says(example, box=None):
    return example.again().read().get(box or example.box)


def beside(example):
    return dict([example.beside]) if example.beside else {}


def kept_texts(example):
    return [one.parts.get(example.box) for one in example.again().revisions()]


def test_every_kind_that_can_be_saved_is_in_this_table(masterplan, agency, lead):
    made = {make(masterplan, agency, lead).document.kind for make in KINDS.values()}

    assert made == {*kinds()}


def test_a_document_is_found_again_by_its_kind_and_key(example, masterplan):
    found = document_of(masterplan, example.document.kind, example.document.key)

    assert (type(found), found.key) == (type(example.document), example.document.key)
    assert found.exists()


def test_of_a_clash_in_one_box_the_rest_is_stored_and_both_texts_stay(example, lead, retno):
    page = example.document.token()
    types(example, "Menurut Retno.", by=retno, token=page)

    with pytest.raises(Stale) as clash:
        types(example, "Menurut saya.", by=lead, token=page, more=beside(example))

    assert (clash.value.who, clash.value.clashes) == ("Retno Wulandari", [example.box])
    assert says(example) == example.told("Menurut Retno.")
    for box, value in beside(example).items():
        assert says(example, box) == value
    assert clash.value.kept.parts[example.box] == example.told("Menurut saya.")

    types(example, "Menurut saya.", by=lead, token=clash.value.token())  # she chose her own
    assert says(example) == example.told("Menurut saya.")
    assert example.told("Menurut Retno.") in kept_texts(example)


def test_choosing_theirs_leaves_mine_in_the_history(example, lead, retno):
    page = example.document.token()
    types(example, "Menurut Retno.", by=retno, token=page)
    with pytest.raises(Stale) as clash:
        types(example, "Menurut saya.", by=lead, token=page)

    types(example, "Menurut Retno.", by=lead, token=clash.value.token())

    assert says(example) == example.told("Menurut Retno.")
    assert example.told("Menurut saya.") in kept_texts(example)


@of_many_boxes
def test_while_the_question_stands_the_other_boxes_go_on(example, lead, retno):
    page = example.document.token()
    types(example, "Menurut Retno.", by=retno, token=page)
    with pytest.raises(Stale) as first:
        types(example, "Menurut saya.", by=lead, token=page)

    with pytest.raises(Stale) as second:
        types(
            example, "Menurut saya.", by=lead, token=first.value.meanwhile(), more=beside(example)
        )

    assert second.value.who == "Retno Wulandari"
    for box, value in beside(example).items():
        assert says(example, box) == value
    assert says(example) == example.told("Menurut Retno.")


@of_many_boxes
def test_own_windows_are_joined(example, lead):
    page = example.document.token()
    types(example, "Dari jendela satu.", by=lead, token=page)

    saved = save(example.again(), beside(example), token=page, by=lead, autosave=True)

    assert says(example) == example.told("Dari jendela satu.")
    assert saved.changed == {example.beside[0]}


def test_where_own_windows_clash_nothing_is_chosen_unseen(example, lead):
    page = example.document.token()
    types(example, "Dari jendela satu.", by=lead, token=page)

    with pytest.raises(Stale) as clash:
        types(example, "Sungguh lain.", by=lead, token=page)

    assert clash.value.who == MYSELF
    assert says(example) == example.told("Dari jendela satu.")
    assert example.told("Sungguh lain.") in kept_texts(example)


@that_is_typed
def test_an_answer_that_was_lost_is_no_clash(example, lead):
    page = example.document.token()
    types(example, "Antre", by=lead, token=page)

    types(example, "Antrean pendek", by=lead, token=page)  # she typed on, and knows of no answer

    assert says(example) == example.told("Antrean pendek")


def test_a_stale_page_without_script_overwrites_nothing(example, lead, retno):
    old = Token(example.document.version())
    types(example, "Menurut Retno.", by=retno, token=example.document.token(), autosave=False)

    with pytest.raises(Stale):
        types(example, "Menurut saya.", by=lead, token=old, autosave=False)

    assert says(example) == example.told("Menurut Retno.")
    assert example.told("Menurut saya.") in kept_texts(example)


@pytest.mark.parametrize("token", ["", "x", "1 ", "9" * 30, "-1", "²", "\x00"])
def test_a_token_that_cannot_be_read_is_no_permission_to_overwrite(example, token, lead, retno):
    types(example, "Menurut Retno.", by=retno, token=example.document.token())
    types(example, "Menurut Retno, lagi.", by=retno, token=example.again().token(), autosave=False)

    with pytest.raises(Stale):
        types(example, "Menurut saya.", by=lead, token=Token.read(token))

    assert says(example) == example.told("Menurut Retno, lagi.")


def test_a_stage_handed_in_while_she_types_keeps_her_text(example, lead, hand_in, masterplan):
    page = example.document.token()
    hand_in()
    before = says(example)

    with pytest.raises(PlanClosedError) as refusal:
        types(example, "Terlambat.", by=lead, token=page)

    assert says(example) == before
    assert refusal.value.kept.outcome == Outcome.CLOSED
    kept = unsaved_for(masterplan, lead).get()
    assert kept.parts[example.box] == example.told("Terlambat.")


@that_is_typed  # who leads a pokja is no content of the plan: no trigger holds it
def test_a_stage_handed_in_between_the_look_and_the_write_keeps_her_text_too(
    example, lead, hand_in, masterplan
):
    document, before = example.again(), says(example)
    looks = document.lock

    def is_overtaken(by):
        looks(by)
        hand_in()

    document.lock = is_overtaken
    with pytest.raises(PlanClosedError):
        save(document, {example.box: example.told("Terlambat.")}, token=document.token(), by=lead)

    assert says(example) == before
    assert unsaved_for(masterplan, lead).get().parts[example.box] == example.told("Terlambat.")


def test_an_assignment_taken_away_while_she_types_keeps_her_text(example, retno, masterplan):
    page = example.document.token()
    before = says(example)
    Membership.objects.filter(user=retno).delete()

    with pytest.raises(Denied) as refusal:
        types(example, "Terlambat.", by=retno, token=page)

    assert says(example) == before
    assert refusal.value.kept.outcome == Outcome.DENIED
    assert unsaved_for(masterplan, retno).get().parts[example.box] == example.told("Terlambat.")


@that_can_be_removed
def test_a_row_removed_by_another_keeps_what_was_typed_and_what_it_said(
    example, lead, retno, masterplan
):
    types(example, "Isi semula.", by=lead, token=example.document.token(), autosave=False)
    page = example.again().token()
    remove(example.again(), token=page, by=retno, reason="Ganda.")

    with pytest.raises(Gone) as gone:
        types(example, "Terlambat.", by=lead, token=page)

    assert gone.value.who == "Retno Wulandari"
    assert unsaved_for(masterplan, lead).get().parts[example.box] == example.told("Terlambat.")
    removal = example.document.revisions().get(outcome=Outcome.REMOVED)
    assert removal.parts[example.box] == example.told("Isi semula.")
    assert (removal.author, removal.names["reason"]) == (retno, "Ganda.")


@that_can_be_removed
def test_nothing_is_removed_that_somebody_changed_meanwhile(example, lead, retno):
    page = example.document.token()
    types(example, "Menurut Retno.", by=retno, token=page)

    with pytest.raises(Stale):
        remove(example.again(), token=page, by=lead)

    assert example.again().exists()


def test_the_same_sent_twice_is_one_change(example, lead):
    page = example.document.token()
    for _ in range(2):
        types(example, "Satu kali.", by=lead, token=page, autosave=False)

    written = example.again().revisions().taken()
    assert [one.parts.get(example.box) for one in written].count(example.told("Satu kali.")) == 1


def test_history_is_data_and_is_restored_as_a_whole_or_one_box(example, lead, retno):
    was = {box: says(example, box) for box in beside(example)}
    first = types(example, "Yang pertama.", by=lead, token=example.document.token(), autosave=False)
    second = {example.box: example.told("Yang kedua.")} | beside(example)
    save(example.again(), second, token=first.token(), by=retno)
    oldest = (
        example.again()
        .revisions()
        .get(parts__contains={example.box: example.told("Yang pertama.")})
    )

    restore(example.again(), oldest, token=example.again().token(), by=lead, parts={example.box})

    assert says(example) == example.told("Yang pertama.")
    for box, value in beside(example).items():
        assert says(example, box) == value
    restore(example.again(), oldest, token=example.again().token(), by=lead)
    for box, value in was.items():
        assert (says(example, box) or None) == (value or None)


def test_a_renamed_label_changes_no_history(example, lead, monkeypatch):
    types(example, "Isi.", by=lead, token=example.document.token(), autosave=False)
    before = [(one.parts, one.author) for one in example.again().revisions()]

    monkeypatch.setattr(type(example.document), "label", lambda self, part: "Nama baru")
    types(example, "Isi baru.", by=lead, token=example.again().token(), autosave=False)

    after = [(one.parts, one.author) for one in example.again().revisions()]
    assert after[-len(before) :] == before
