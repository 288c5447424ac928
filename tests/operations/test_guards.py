"""What raw SQL cannot do: not as the owner of the tables by accident, not as the site at all."""

from contextlib import closing
from urllib.parse import urlsplit

import pgtrigger
import psycopg2
import pytest
from django.conf import settings
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction
from psycopg2 import errors

from audit.trail import record
from commitments.printed_names import PRINTED
from masterplans.models import Stage, Status
from operations.guards import SiteRoleError, grant_to_site
from tests.commitments.making import frozen as freeze
from tests.factories import OfficialFactory, UserFactory
from tests.plans import bring_to

pytestmark = pytest.mark.django_db
SITE = "simpul_site_of_tests"
KEPT = {
    "accounts_user",
    "audit_event",
    "commitments_signature",
    "commitments_signeddocument",
    "editions_edition",
    "editions_editionbook",
    "masterplans_decision",
    "masterplans_masterplan",
    "masterplans_section",
    "notes_note",
    "programs_program",
    "regions_official",
}


def asked(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {row[0] for row in cursor.fetchall()}


def refused(statement):
    with pytest.raises((IntegrityError, InternalError)) as refusal, transaction.atomic():
        connection.cursor().execute(statement)
    return str(refusal.value)


def declared():
    """Every table of which a model, or a migration, says that its rows are guarded."""
    tables = {model._meta.db_table for model, _ in pgtrigger.registered()}
    return tables | set(PRINTED) | {"mfa_authenticator"}  # commitments/second_factor.py


def test_every_guarded_table_refuses_truncate():
    held = asked(
        "SELECT tgrelid::regclass::text FROM pg_trigger"
        " WHERE tgname = 'never_truncated' AND tgtype & 32 = 32 AND tgenabled = 'O'"
    )

    assert held == declared()
    assert held >= KEPT
    for table in sorted(held):
        assert "tidak boleh dikosongkan" in refused(f'TRUNCATE "{table}" CASCADE')


def test_a_table_that_guarded_ones_hang_on_takes_none_of_them_along():
    for table in ("dimensions_dimension", "django_content_type"):
        assert "tidak boleh dikosongkan" in refused(f"TRUNCATE {table} CASCADE")


def test_no_guard_can_be_told_to_look_away(masterplan, lead):
    record(lead, "test.done", masterplan)

    with pgtrigger.ignore("audit.Event:append_only"):
        assert "Cannot" in refused("DELETE FROM audit_event")
        assert "Cannot" in refused("UPDATE audit_event SET verb = 'lain'")


# --- the role of the site ---------------------------------------------------------------------


@pytest.fixture
def as_site(masterplan, lead):
    """From here on the test's own connection acts as a role that owns nothing."""
    record(lead, "test.done", masterplan)
    name = connection.settings_dict["NAME"]
    place = urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}")
    owner = place.username
    operator = place._replace(netloc=place.netloc.replace(owner, "postgres", 1)).geturl()
    with closing(psycopg2.connect(operator)) as server, server, server.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [SITE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {SITE}")
        cursor.execute(f"GRANT {SITE} TO {owner}")  # so that the test may act as it
    grant_to_site(SITE)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {SITE}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def may_not(statement):
    with pytest.raises(ProgrammingError) as refusal, transaction.atomic():
        connection.cursor().execute(statement)
    return isinstance(refusal.value.__cause__, errors.InsufficientPrivilege)


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE commitments_signature CASCADE",
        "TRUNCATE django_session",
        "ALTER TABLE audit_event DISABLE TRIGGER USER",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "DROP TRIGGER never_truncated ON audit_event",
        "DROP TABLE audit_event",
        "SET session_replication_role = 'replica'",
        "CREATE TABLE more (id int)",
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME)"
        " RETURNS BOOLEAN AS $$ SELECT TRUE $$ LANGUAGE sql",
    ],
)
def test_the_site_may_neither_truncate_nor_take_guards_off(statement, as_site):
    assert may_not(statement)


def test_the_site_may_do_its_work_and_meets_every_guard(as_site, masterplan, signed_in, lead):
    response = signed_in(lead).get(f"/masterplan/{masterplan.slug}/")

    assert response.status_code == 200
    assert UserFactory().pk
    assert "Cannot" in refused("DELETE FROM audit_event")


def test_what_the_owner_makes_later_is_for_the_site_as_well(as_site):
    """`prepare` makes the table of the cache after it has migrated."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("CREATE TABLE made_later (id serial, word text)")
        cursor.execute(f"SET LOCAL ROLE {SITE}")
        cursor.execute("INSERT INTO made_later (word) VALUES ('kata')")
        cursor.execute("UPDATE made_later SET word = 'lain'")
        cursor.execute("SELECT word FROM made_later")
        assert cursor.fetchall() == [("lain",)]
    assert may_not("TRUNCATE made_later")


def test_the_owner_is_no_role_for_the_site():
    with pytest.raises(SiteRoleError, match="memiliki tabel"):
        grant_to_site(settings.DATABASES["default"]["USER"])


# --- what a frozen plan prints ----------------------------------------------------------------


def approved(masterplan, people):
    return bring_to(
        masterplan, Stage.COMMITMENT, Status.APPROVED,
        lead=people["lead"], facilitator=people["facilitator"],
    )  # fmt: skip


@pytest.mark.parametrize("table", sorted(PRINTED))
def test_a_name_that_a_frozen_plan_prints_stays(table, masterplan, agency, people):
    official = OfficialFactory(region=masterplan.region)
    rows = {
        "regions_region": masterplan.region,
        "regions_agency": agency,
        "regions_official": official,
        "accounts_user": people["writer"],
    }
    freeze(approved(masterplan, people), people["lead"])
    row = rows[table]
    row.name = "Lain"

    with pytest.raises(IntegrityError, match="sedang ditandatangani"), transaction.atomic():
        row.save()


def test_the_form_of_an_agency_says_why_its_name_stays(masterplan, agency, people, lead, signed_in):
    freeze(approved(masterplan, people), lead)
    where = f"/daerah/{masterplan.region.code}/perangkat-daerah/{agency.pk}/"
    given = {"name": "Dinas Lain", "short_name": "Lain", "kind": agency.kind, "order": "1"}

    response = signed_in(lead).post(where, given)

    assert "sedang ditandatangani" in response.content.decode()
    assert "Dinas Lain" in response.content.decode()
    agency.refresh_from_db()
    assert agency.name != "Dinas Lain"


def test_names_of_a_plan_that_is_written_change(masterplan, agency, people):
    agency.name = "Dinas Lain"
    agency.save()
    people["writer"].name = "Lain, S.T."
    people["writer"].save()
