"""Nothing typed is lost, nothing is silently overwritten, a closed plan stays as it is."""

import threading

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.db.models import F, ProtectedError

from assignments.section_writers import assign_section
from audit.models import Event
from editions.actions import keep_edition
from masterplans.actions import PlanClosedError, write_section
from masterplans.guards import MESSAGE
from masterplans.models import Masterplan, Phase, Revision, Section, Stage, Status
from regions.models import Role
from revisions.models import Outcome
from revisions.saving import Stale
from revisions.tokens import Token
from stages import workflow
from strategy.models import Alignment, Mission
from tests import plans
from tests.factories import (
    AgencyFactory,
    AlignmentFactory,
    MasterplanFactory,
    MembershipFactory,
    MissionFactory,
    SectionFactory,
)


@pytest.fixture
def section(masterplan):
    return SectionFactory(masterplan=masterplan)


@pytest.fixture
def close(lead, facilitator):
    """Hands the first stage in, through the workflow: from then on nobody may write."""

    def hand_in(masterplan):
        plans.bring_to(
            masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator
        )
        masterplan.refresh_from_db()

    return hand_in


@pytest.fixture
def freeze(lead, facilitator):
    """Walks through all four stages and freezes, without printing a book."""

    def walk(masterplan):
        plans.bring_to(
            masterplan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator
        )
        edition = keep_edition(masterplan, content="{}", by=lead)
        workflow.mark_frozen(masterplan, edition=edition, by=lead)
        masterplan.refresh_from_db()

    return walk


def test_a_save_is_a_revision_with_its_author(section, writer):
    write_section(section, html="<p>Satu dua tiga.</p>", token=Token(0), by=writer)

    section.refresh_from_db()
    assert (section.body, section.revision_number) == ("<p>Satu dua tiga.</p>", 1)
    assert section.changed_by == writer
    revision = section.revisions.get()
    assert (revision.number, revision.author) == (1, writer)
    event = Event.objects.about(section).get()
    assert (event.verb, event.actor, event.data["words"]) == ("section.written", writer, 3)


def test_the_text_is_cleaned_before_it_is_kept(section, writer):
    write_section(
        section,
        html='<p onclick="x()">Aman<script>alert(1)</script></p><img src="https://a.example/1.png">',
        token=Token(0),
        by=writer,
    )

    section.refresh_from_db()
    assert section.body == section.revisions.get().body == "<p>Aman</p>"


def test_the_same_text_twice_is_one_revision(section, writer):
    write_section(section, html="<p>Sama.</p>", token=Token(0), by=writer)
    write_section(section, html="<p>Sama.</p>", token=Token(0), by=writer)  # a double click

    assert section.revisions.count() == 1


def test_a_stale_write_is_refused_and_both_texts_are_kept(section, writer, lead):
    write_section(section, html="<p>Dari koordinator.</p>", token=Token(0), by=lead)

    with pytest.raises(Stale) as clash:
        write_section(section, html="<p>Dari staf.</p>", token=Token(0), by=writer)

    section.refresh_from_db()
    assert (section.body, section.revision_number) == ("<p>Dari koordinator.</p>", 1)
    assert clash.value.theirs == {"body": "<p>Dari koordinator.</p>"}
    kept = section.revisions.get(outcome=Outcome.CLASH)
    assert clash.value.kept == kept
    assert (kept.body, kept.author) == ("<p>Dari staf.</p>", writer)


def test_a_refused_text_is_kept_once_however_often_it_is_sent(section, writer, lead):
    write_section(section, html="<p>Dari koordinator.</p>", token=Token(0), by=lead)
    for _ in range(2):
        with pytest.raises(Stale):
            write_section(section, html="<p>Dari staf.</p>", token=Token(0), by=writer)

    assert section.revisions.filter(outcome=Outcome.CLASH).count() == 1


def test_a_refused_text_can_be_taken_after_all(section, writer, lead):
    write_section(section, html="<p>Dari koordinator.</p>", token=Token(0), by=lead)
    with pytest.raises(Stale) as clash:
        write_section(section, html="<p>Dari staf.</p>", token=Token(0), by=writer)

    write_section(section, html=clash.value.mine["body"], token=clash.value.token(), by=writer)

    section.refresh_from_db()
    assert (section.body, section.revision_number) == ("<p>Dari staf.</p>", 2)
    assert section.revisions.filter(parts={"body": "<p>Dari koordinator.</p>"}).exists()


def test_revisions_are_written_once(section, writer):
    write_section(section, html="<p>Satu.</p>", token=Token(0), by=writer)

    for attempt in (
        lambda: Revision.objects.update(parts={}),
        lambda: Revision.objects.all().delete(),
    ):
        with pytest.raises(Exception, match="closed revision"), transaction.atomic():
            attempt()

    assert section.revisions.get().body == "<p>Satu.</p>"


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_same_moment_make_one_text_and_one_refusal(section, writer, lead):
    ready, outcomes = threading.Barrier(2), []

    def write(person, words):
        ready.wait()
        try:
            write_section(section, html=f"<p>{words}</p>", token=Token(0), by=person)
            outcomes.append("written")
        except Stale:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=write, args=(writer, "Dari staf.")),
        threading.Thread(target=write, args=(lead, "Dari koordinator.")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused", "written"]
    assert section.revisions.taken().count() == 1
    assert section.revisions.filter(outcome=Outcome.CLASH).count() == 1


# --- a plan that is not open --------------------------------------------------------------------


def test_a_closed_plan_refuses_a_write_and_changes_nothing(section, writer, close):
    write_section(section, html="<p>Sebelum diserahkan.</p>", token=Token(0), by=writer)
    close(section.masterplan)

    with pytest.raises(PlanClosedError, match="tidak sedang ditulis"):
        write_section(section, html="<p>Terlambat.</p>", token=Token(1), by=writer)

    section.refresh_from_db()
    assert section.body == "<p>Sebelum diserahkan.</p>"
    assert section.revisions.taken().count() == 1
    assert section.revisions.get(outcome=Outcome.CLOSED).body == "<p>Terlambat.</p>"


def by_save(section):
    section.body = "<p>Lain.</p>"
    section.save()


def by_loop(section):
    for one in Section.objects.all():
        one.body = "<p>Lain.</p>"
        one.save()


def by_update(section):
    Section.objects.update(body="<p>Lain.</p>")


def by_bulk_update(section):
    section.body = "<p>Lain.</p>"
    Section.objects.bulk_update([section], ["body"])


def by_sql(section):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE masterplans_section SET body = '<p>Lain.</p>'")


def by_delete(section):
    Section.objects.all().delete()


def by_bulk_create(section):
    Phase.objects.bulk_create(
        [
            Phase(
                masterplan=section.masterplan,
                order=9,
                name="Tambahan",
                first_year=2024,
                last_year=2024,
            )
        ]
    )


def by_insert(section):
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO strategy_mission (masterplan_id, "order", text) VALUES (%s, 1, %s)',
            [section.masterplan_id, "Misi baru"],
        )


def by_another_title(section):
    Masterplan.objects.update(title="Judul lain")


def by_another_vision(section):
    Masterplan.objects.update(vision="Visi lain", vision_keywords=F("title"))


def by_removing_the_plan(section):
    Masterplan.objects.all().delete()


def by_another_mission(section):
    Mission.objects.update(text="Misi lain")


def by_another_alignment(section):
    section.masterplan.alignments.update(mission="Misi lain")


WAYS = [
    by_save,
    by_loop,
    by_update,
    by_bulk_update,
    by_sql,
    by_delete,
    by_bulk_create,
    by_insert,
    by_another_title,
    by_another_vision,
    by_removing_the_plan,
    by_another_mission,
    by_another_alignment,
]


@pytest.mark.parametrize("how", ["close", "freeze"])
def test_the_database_refuses_every_way_into_a_closed_plan(how, section, writer, request):
    write_section(section, html="<p>Tetap.</p>", token=Token(0), by=writer)
    MissionFactory(masterplan=section.masterplan, text="Misi tetap")
    AlignmentFactory(masterplan=section.masterplan, mission="Misi daerah tetap")
    request.getfixturevalue(how)(section.masterplan)
    section.refresh_from_db()
    before = everything()

    for attempt in WAYS:
        # What other rows protect does not even get as far as the guard.
        others = (ProtectedError, InternalError)  # rows that are written once
        with pytest.raises((IntegrityError, *others)) as refusal, transaction.atomic():
            attempt(section)
        assert MESSAGE in str(refusal.value) or refusal.type in others, attempt

    assert everything() == before


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Masterplan, Section, Revision, Phase, Mission, Alignment)
    ]


def test_a_row_cannot_be_moved_out_of_a_frozen_plan_or_into_one(section, freeze):
    open_plan = MasterplanFactory(region=section.region, first_year=2030, last_year=2039)
    moving = SectionFactory(masterplan=open_plan)
    freeze(section.masterplan)

    with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
        Section.objects.filter(pk=section.pk).update(masterplan=open_plan)
    with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
        Section.objects.filter(pk=moving.pk).update(masterplan=section.masterplan)

    assert Section.objects.get(pk=section.pk).masterplan == section.masterplan
    assert Section.objects.get(pk=moving.pk).masterplan == open_plan


def test_a_stage_handed_in_between_look_and_write_is_refused_with_the_sentence(
    section, writer, close, monkeypatch
):
    # The trigger, not the look, is what holds: here the look says that all is well.
    close(section.masterplan)
    monkeypatch.setattr(Masterplan, "is_open", True)

    with pytest.raises(PlanClosedError, match="tidak sedang ditulis"):
        write_section(section, html="<p>Terlambat.</p>", token=Token(1), by=writer)

    assert not section.revisions.taken().exists()
    assert section.revisions.too_late().get().author == writer  # what she typed is kept


# --- who writes ---------------------------------------------------------------------------------


def test_assigning_says_who_writes_and_is_recorded(section, agency, lead):
    assign_section(section, agencies=[agency], by=lead)

    assert list(section.agencies.all()) == [agency]
    assert Event.objects.about(section).get().data["to"] == "Dinkes"


def test_an_agency_of_another_region_cannot_be_assigned(section, elsewhere, lead):
    foreign = AgencyFactory(region=elsewhere)

    with pytest.raises(ValueError, match="another region"):
        assign_section(section, agencies=[foreign], by=lead)

    assert not section.agencies.exists()


def test_an_author_who_wrote_cannot_vanish(section):
    author = MembershipFactory(region=section.region, role=Role.LEAD).user
    write_section(section, html="<p>Satu.</p>", token=Token(0), by=author)

    with pytest.raises(IntegrityError), transaction.atomic():
        author.delete()
