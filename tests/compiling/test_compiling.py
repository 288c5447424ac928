"""The pokja lead makes one list of the rows of all agencies, and no origin is lost."""

import pytest

from analyses.models import Issue, SwotEntry
from audit.models import Event
from compiling.actions import (
    ChangedError,
    GoneError,
    MergeRefusedError,
    merge_findings,
    place_finding,
    put_in_book,
    rows_beside,
    step_finding,
    token_of,
    unmerge_finding,
)
from compiling.duplicates import alike
from masterplans.actions import PlanClosedError
from tests.factories import AgencyFactory, IssueFactory, SwotEntryFactory, TowsStrategyFactory
from tests.worksheets.reading import revisions_of
from worksheets.overview import overview

pytestmark = pytest.mark.django_db
FAR = "Posyandu jauh dari dusun"


@pytest.fixture
def dinsos(region):
    return AgencyFactory(region=region, name="Dinas Sosial", short_name="Dinsos")


@pytest.fixture
def bappeda(region):
    return AgencyFactory(region=region, name="Badan Perencanaan", short_name="Bappeda")


@pytest.fixture
def issues(masterplan, dimensions, agency, dinsos, bappeda):
    """The same problem, named by three agencies."""
    own = {"masterplan": masterplan, "dimension": dimensions[0]}
    titles = ((agency, FAR), (dinsos, "Dusun jauh dari posyandu"), (bappeda, "Posyandu kurang"))
    return [
        IssueFactory(**own, agency=who, title=title, order=order)
        for order, (who, title) in enumerate(titles, 1)
    ]


def join(target, *others, by, **texts):
    rows = [target, *others]
    seen = {row.pk: token_of(row) for row in rows}
    kind = "isu" if isinstance(target, Issue) else "swot"
    return merge_findings(target, others, kind=kind, texts=texts, seen=seen, by=by)


def test_the_merged_row_keeps_its_agency_and_knows_where_the_others_came_from(issues, lead):
    target, second, third = issues

    join(target, second, third, by=lead, title="Posyandu jauh dan kurang")

    target.refresh_from_db()
    assert list(Issue.objects.standing()) == [target]
    assert target.title == "Posyandu jauh dan kurang"
    assert [str(agency) for agency in target.agencies] == ["Dinkes", "Dinsos", "Bappeda"]
    texts = [origin.title for origin in target.origins.all()]
    assert texts == ["Dusun jauh dari posyandu", "Posyandu kurang"]
    newest, first = revisions_of(target)
    assert (newest.parts["title"], newest.author) == ("Posyandu jauh dan kurang", lead)
    assert first.parts["title"] == FAR
    changed = Event.objects.get(verb="finding.changed")
    assert changed.data["before"] == {"title": FAR}
    merged = Event.objects.filter(verb="finding.merged")
    assert {event.target_id for event in merged} == {second.pk, third.pk}


def test_a_merged_row_comes_back_with_its_own_text_behind_the_one_it_was_in(issues, lead):
    target, second, third = issues
    join(target, second, by=lead)

    unmerge_finding(second, kind="isu", by=lead)

    second.refresh_from_db()
    assert (second.merged_into, second.title) == (None, "Dusun jauh dari posyandu")
    assert list(rows_beside(target)) == [target, second, third]


def test_what_was_merged_before_follows_into_the_new_row(issues, lead):
    first, second, third = issues
    join(second, third, by=lead)
    join(first, Issue.objects.get(pk=second.pk), by=lead)

    assert {row.title for row in first.origins.all()} == {second.title, third.title}
    unmerge_finding(third, kind="isu", by=lead)
    assert [row.pk for row in Issue.objects.standing()] == [first.pk, third.pk]


def test_a_row_changed_since_the_page_was_opened_is_not_merged(issues, lead):
    target, second, _ = issues
    seen = {row.pk: token_of(row) for row in issues}
    second.title = "Menurut Dinsos lain"
    second.save()

    with pytest.raises(ChangedError):
        merge_findings(target, [second], kind="isu", texts={}, seen=seen, by=lead)

    assert Issue.objects.standing().count() == 3


def test_a_row_merged_by_somebody_else_is_not_merged_twice(issues, lead):
    target, second, third = issues
    join(target, second, by=lead)

    with pytest.raises(GoneError):
        join(third, second, by=lead)
    with pytest.raises(GoneError):
        unmerge_finding(third, kind="isu", by=lead)


def test_rows_of_different_lists_are_not_merged(masterplan, dimensions, lead):
    own = {"masterplan": masterplan, "dimension": dimensions[0]}
    strength = SwotEntryFactory(**own, kind="S")
    threat = SwotEntryFactory(**own, kind="T")

    with pytest.raises(MergeRefusedError):
        join(strength, threat, by=lead)
    with pytest.raises(MergeRefusedError):
        join(strength, by=lead)


def test_strategies_follow_the_merged_swot_row_and_go_back_with_it(masterplan, dimensions, lead):
    own = {"masterplan": masterplan, "dimension": dimensions[0]}
    kept, other, third = (SwotEntryFactory(**own, kind="S") for _ in range(3))
    ours, theirs, both = (TowsStrategyFactory(**own) for _ in range(3))
    ours.links.create(entry=kept)
    theirs.links.create(entry=other)
    both.links.create(entry=other)
    both.links.create(entry=third)

    join(kept, other, third, by=lead)
    assert {link.strategy_id for link in kept.links.all()} == {ours.pk, theirs.pk, both.pk}
    assert not other.links.exists()

    unmerge_finding(other, kind="swot", by=lead)
    assert {link.strategy_id for link in other.links.all()} == {theirs.pk, both.pk}
    # "both" stays: the third row, still merged, brought it as well
    assert {link.strategy_id for link in kept.links.all()} == {ours.pk, both.pk}
    unmerge_finding(third, kind="swot", by=lead)
    assert {link.strategy_id for link in kept.links.all()} == {ours.pk}
    assert {link.strategy_id for link in third.links.all()} == {both.pk}


def test_what_a_merge_moved_is_kept_by_the_row_and_not_read_from_the_trail(masterplan, lead):
    kept = SwotEntryFactory(masterplan=masterplan, kind="S")
    own = {"masterplan": masterplan, "kind": "S", "dimension": kept.dimension}
    merged = SwotEntryFactory(**own, merged_into=kept)
    strategy = TowsStrategyFactory(masterplan=masterplan)
    strategy.links.create(entry=kept)
    SwotEntry.objects.filter(pk=merged.pk).update(moved_links={"own": [], "brought": [strategy.pk]})
    assert not Event.objects.filter(verb="finding.merged").exists()

    unmerge_finding(merged, kind="swot", by=lead)

    merged.refresh_from_db()
    assert [link.strategy_id for link in merged.links.all()] == [strategy.pk]
    assert not kept.links.exists()
    assert merged.moved_links is None


def test_rows_are_put_into_another_order(issues, lead):
    first, second, third = issues
    state = token_of(third)

    place_finding(third, to=1, kind="isu", by=lead)
    assert list(rows_beside(first)) == [third, first, second]
    step_finding(third, 1, kind="isu", by=lead)
    assert list(rows_beside(first)) == [first, third, second]
    step_finding(first, -1, kind="isu", by=lead)  # the first cannot go further up
    assert list(rows_beside(first)) == [first, third, second]
    third.refresh_from_db()
    assert token_of(third) == state  # nobody's open page goes stale


def test_a_row_left_out_of_the_book_still_stands(issues, lead, masterplan, dimensions):
    put_in_book(issues[0], False, kind="isu", by=lead)
    assert Issue.objects.standing().count() == 3
    assert Issue.objects.for_book().count() == 2

    for issue in issues[1:]:
        put_in_book(issue, False, kind="isu", by=lead)
    _, cells = overview(masterplan).rows[0]
    assert next(cell for cell in cells if cell.kind.slug == "isu").state == "none"


def test_a_plan_handed_in_meanwhile_changes_no_more(issues, hand_in, lead):
    hand_in()

    for verb in (
        lambda: join(*issues, by=lead),
        lambda: put_in_book(issues[0], False, kind="isu", by=lead),
        lambda: place_finding(issues[2], to=1, kind="isu", by=lead),
    ):
        with pytest.raises(PlanClosedError):
            verb()
    assert not Issue.objects.exclude(merged_into=None).exists()


def test_rows_that_say_nearly_the_same_are_suggested(masterplan, dimensions):
    own = {"masterplan": masterplan, "dimension": dimensions[0]}
    texts = (
        "Mal Pelayanan Publik telah beroperasi sejak 2021.",
        "Mal pelayanan publik sudah beroperasi sejak tahun 2021",
        "Jaringan internet desa belum merata.",
        "Internet desa belum merata jaringannya",
        "Anggaran terbatas.",
    )
    rows = [SwotEntryFactory(**own, kind="S", text=text) for text in texts]

    assert alike(rows) == [rows[:2], rows[2:4]]
    assert alike(list(SwotEntry.objects.none())) == []
