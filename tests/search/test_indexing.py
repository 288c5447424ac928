"""The index is never stale: whatever is changed, by whatever way, is found as it is now."""

from threading import Thread

import psycopg2
import pytest
from django.core.management import call_command
from django.db import connection, transaction

from analyses.kinds import KINDS
from masterplans.actions import write_section
from masterplans.models import Masterplan, Section, Stage, Status
from programs.models import Program
from revisions.tokens import Token
from search import indexing as refreshing
from search.finding import find
from search.indexing import mark_everything, refresh, refresh_all, refresh_some
from search.models import Entry, Mark
from search.sources import SOURCES
from stages.workflow import return_stage
from tests import factories as make
from tests.plans import bring_to


def count(masterplan, asked):
    assert refresh(masterplan)
    return find(masterplan, asked).total


@pytest.mark.django_db
def test_every_table_that_can_be_found_is_watched():
    """A new kind of analysis needs `watch(table, "own")` in a migration of the search room."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname = 'search_mark'"
        )
        watched = {table for (table,) in cursor.fetchall()}
    assert set(SOURCES) - watched == set()


def test_every_kind_of_analysis_can_be_found():
    assert {kind.model._meta.db_table for kind in KINDS.values()} <= set(SOURCES)


def test_a_section_is_found_as_it_was_last_saved(masterplan, lead):
    section = make.SectionFactory(masterplan=masterplan)
    write_section(section, html="<p>Irigasi desa.</p>", token=Token(0), by=lead)
    assert count(masterplan, "irigasi") == 1

    write_section(section, html="<p>Lampu jalan.</p>", token=Token(1), by=lead)

    assert count(masterplan, "irigasi") == 0
    assert count(masterplan, "lampu") == 1


def test_raw_sql_and_bulk_writes_are_noticed(masterplan):
    program = make.ProgramFactory(masterplan=masterplan, name="Kopi")
    assert count(masterplan, "kopi") == 1

    Program.objects.filter(pk=program.pk).update(name="Teh")

    assert (count(masterplan, "kopi"), count(masterplan, "teh")) == (0, 1)


def test_parts_of_a_thing_are_found_with_it(masterplan, lead, agency):
    program = make.ProgramFactory(masterplan=masterplan)
    quickwin = make.QuickWinFactory(program=program, nominated_by=lead)
    refresh(masterplan)
    indicator = make.IndicatorFactory(program=program, name="Waktu tunggu rujukan")
    program.partners.create(helix="academia", name="Universitas Contoh")
    program.supports.create(agency=agency)
    make.RiskFactory(quickwin=quickwin, text="Gempa")
    make.MilestoneFactory(quickwin=quickwin, text="Peresmian gedung")

    for asked in ("rujukan", "universitas", "dinkes", "gempa", "peresmian"):
        assert count(masterplan, asked) == 1, asked

    indicator.delete()
    assert count(masterplan, "rujukan") == 0


def test_a_thing_is_found_by_the_new_name_of_what_it_belongs_to(masterplan, lead):
    program = make.ProgramFactory(masterplan=masterplan, name="Kopi")
    make.QuickWinFactory(program=program, nominated_by=lead)
    strategy = make.StrategyFactory(aim__masterplan=masterplan, text="Perbaiki jembatan")
    assert count(masterplan, "kopi") == 2

    Program.objects.filter(pk=program.pk).update(name="Teh")
    dimension = strategy.aim.subdimension.dimension
    other = make.SubDimensionFactory(dimension=dimension, code="road", order=2, name="Jalan")
    strategy.aim.subdimension = other
    strategy.aim.save()

    assert (count(masterplan, "kopi"), count(masterplan, "teh")) == (0, 2)
    assert find(masterplan, "jembatan").hits[0].place == "Jalan"


def test_the_thing_of_another_masterplan_is_marked_for_that_one(masterplan):
    other = make.MasterplanFactory()
    program = make.ProgramFactory(masterplan=masterplan, name="Kopi")
    refresh(masterplan)

    Program.objects.filter(pk=program.pk).update(masterplan=other)

    assert count(other, "kopi") == 1
    assert count(masterplan, "kopi") == 0


def test_what_is_removed_is_no_longer_found(masterplan):
    strategy = make.StrategyFactory(aim__masterplan=masterplan, text="Perbaiki jembatan")
    assert count(masterplan, "jembatan") == 1

    strategy.aim.delete()

    assert count(masterplan, "jembatan") == 0
    assert not Entry.objects.filter(source="strategy_strategy").exists()


def test_a_row_that_was_merged_into_another_is_not_found_twice(masterplan):
    kept = make.IssueFactory(masterplan=masterplan, title="Banjir di pasar")
    merged = make.IssueFactory(masterplan=masterplan, title="Pasar kebanjiran")
    assert count(masterplan, "banjir") == 2

    type(merged).objects.filter(pk=merged.pk).update(merged_into=kept)

    assert count(masterplan, "banjir") == 1


def test_a_thing_that_is_changed_again_and_again_has_one_mark(masterplan, lead):
    section = make.SectionFactory(masterplan=masterplan)
    for number in range(5):
        write_section(section, html=f"<p>Simpan {number}.</p>", token=Token(number), by=lead)

    marks = Mark.objects.filter(source="masterplans_section", object_id=section.pk)
    assert [mark.masterplan_id for mark in marks] == [masterplan.pk]


def test_what_is_not_searched_leaves_no_mark(masterplan):
    program = make.ProgramFactory(masterplan=masterplan)
    refresh(masterplan)

    make.BudgetLineFactory(program=program)
    masterplan.save(update_fields=["stage_since"])
    Section.objects.filter(masterplan=masterplan).update(revision_number=0)

    assert not Mark.objects.exists()


def test_a_stage_can_be_handed_in_and_its_reason_is_found(masterplan, lead, facilitator):
    plan = bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)

    return_stage(plan, by=facilitator, note="Sumber angka stunting belum disebut.")

    assert count(plan, "stunting") == 1
    assert find(plan, "stunting").hits[0].source.label == "Langkah tahap"


def test_more_changes_than_a_page_waits_for_are_left_to_a_worker(masterplan, monkeypatch):
    monkeypatch.setattr(refreshing, "BATCH", 2)
    monkeypatch.setattr(refreshing, "AT_ONCE", 4)
    make.IssueFactory.create_batch(7, masterplan=masterplan, title="Pasar")
    total = Mark.objects.filter(masterplan=masterplan).count()

    assert not refresh(masterplan)

    assert Mark.objects.filter(masterplan=masterplan).count() == total - 4
    refresh_all(masterplan.pk)
    assert count(masterplan, "pasar") == 7


def test_a_worker_reads_on_its_rounds_what_nobody_has_looked_for(masterplan):
    make.IssueFactory(masterplan=masterplan, title="Pasar")
    make.IssueFactory(title="Pasar")

    marked = Mark.objects.count()

    assert refresh_some() == marked > 2

    assert not Mark.objects.exists()
    assert refresh_some() == 0
    assert find(masterplan, "pasar").total == 1


def test_everything_can_be_read_anew_at_any_time(masterplan, capsys):
    make.IssueFactory(masterplan=masterplan, title="Pasar")
    refresh(masterplan)
    Entry.objects.filter(masterplan=masterplan).update(title="salah", vector="'salah':1")
    Entry.objects.create(masterplan=masterplan, source="analyses_issue", object_id=0, vector="")

    for _ in range(2):
        call_command("build_search", all=True)

    assert not Mark.objects.exists()
    assert (
        Entry.objects.filter(source="analyses_issue").values_list("title", flat=True)[0] == "Pasar"
    )
    assert not Entry.objects.filter(object_id=0).exists()
    assert find(masterplan, "salah").total == 0


def test_nothing_to_do_is_said_so(db, capsys):
    call_command("build_search")
    assert "Nol isian dibaca" in capsys.readouterr().out


def test_a_masterplan_that_is_gone_leaves_nothing_behind(masterplan):
    plan = make.MasterplanFactory()
    make.MissionFactory(masterplan=plan)
    refresh(plan)
    key = plan.pk
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM strategy_mission WHERE masterplan_id = %s", [key])
        cursor.execute("DELETE FROM masterplans_masterplan WHERE id = %s", [key])

    call_command("build_search")

    assert not Entry.objects.filter(masterplan_id=key).exists()
    assert not Mark.objects.filter(masterplan_id=key).exists()


@pytest.fixture
def other_connection(transactional_db):
    """Somebody else's connection to the same database."""
    told = connection.get_connection_params()
    options = {
        key: told[key] for key in ("dbname", "user", "password", "host", "port") if key in told
    }
    other = psycopg2.connect(**options)
    yield other
    other.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_marked", [False, True])
def test_a_change_that_is_not_committed_yet_is_not_forgotten(other_connection, is_marked):
    issue = make.IssueFactory(title="Lama")
    plan = issue.masterplan
    if not is_marked:
        refresh(plan)
    with other_connection.cursor() as cursor:
        cursor.execute("UPDATE analyses_issue SET title = 'Baharu' WHERE id = %s", [issue.pk])

        assert refresh(plan)  # does not wait for the writer
        other_connection.commit()

    assert count(plan, "baharu") == 1


@pytest.mark.django_db(transaction=True)
def test_a_change_while_the_thing_is_being_read_is_read_the_next_time(other_connection):
    issue = make.IssueFactory(title="Lama")
    plan = Masterplan.objects.get(pk=issue.masterplan_id)

    def change():
        with other_connection.cursor() as cursor:
            cursor.execute("UPDATE analyses_issue SET title = 'Baharu' WHERE id = %s", [issue.pk])
        other_connection.commit()

    writer = Thread(target=change)
    with transaction.atomic():  # the locks are held until it ends
        refresh(plan)
        writer.start()
        writer.join(0.5)
        assert writer.is_alive()  # waits at the mark until we are done
    writer.join(10)

    assert not writer.is_alive()
    assert find(plan, "lama").total == 1
    assert count(plan, "baharu") == 1
    assert count(plan, "lama") == 0


def test_marking_everything_marks_each_thing_once(masterplan):
    make.ProgramFactory.create_batch(2, masterplan=masterplan)
    refresh(masterplan)
    mark_everything()
    mark_everything()

    assert Mark.objects.filter(source="programs_program").count() == 2
