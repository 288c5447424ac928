"""What the database holds of itself after every migration: `manage.py migrate` ends with it.

Triggers of rows (decision 0003) do not see TRUNCATE, and those of pgtrigger can be told to look
away. So every table that has one refuses TRUNCATE, and none looks away. Who owns a table can still
take its triggers off: a production therefore lets the site sign in as a role that owns nothing
(SIMPUL_SITE_ROLE; docs/operating.md). Decision 0031.
"""

from django.conf import settings
from django.db import connection
from psycopg2 import sql

NEVER_TRUNCATED = """
CREATE OR REPLACE FUNCTION never_truncated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Tabel % tidak boleh dikosongkan.', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""
# pgtrigger asks this before each guard; what it brings believes any setting of the connection.
NEVER_IGNORED = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME)
RETURNS BOOLEAN AS $$ SELECT FALSE $$ LANGUAGE sql IMMUTABLE;
"""
# Every guard of rows acts before the write (1: of rows, 2: before); what comes after only notes it.
GUARDED = """
SELECT DISTINCT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
 WHERE NOT tgisinternal AND tgtype & 3 = 3 AND relnamespace = 'public'::regnamespace
"""
HELD = """
SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
 WHERE tgname = 'never_truncated'
"""
HOLD = """
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON {}
FOR EACH STATEMENT EXECUTE FUNCTION never_truncated()
"""
GRANTS = """
GRANT USAGE ON SCHEMA public TO {role};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role};
"""
IS_OWNER = "SELECT pg_has_role(%s, current_user, 'MEMBER')"


class SiteRoleError(Exception):
    """The role of the site could do what only the owner may."""


def hold_guards() -> None:
    """No guarded table can be truncated, and no guard told to look away. Safe to run again."""
    with connection.cursor() as cursor:
        cursor.execute(NEVER_TRUNCATED + NEVER_IGNORED)
        cursor.execute(f"{GUARDED} EXCEPT {HELD}")
        for (table,) in cursor.fetchall():
            cursor.execute(sql.SQL(HOLD).format(sql.Identifier(table)))


def grant_to_site(role: str = "") -> None:
    """Let the site's role read and write rows of every table, also of later ones, and nothing else.

    Without a role (and without SIMPUL_SITE_ROLE) there is nothing to do. Raises SiteRoleError when
    the role is that of the owner, or one of its members.
    """
    role = role or settings.SITE_ROLE
    if not role:
        return
    with connection.cursor() as cursor:
        cursor.execute(IS_OWNER, [role])
        if cursor.fetchone()[0]:
            raise SiteRoleError(
                f"Peran {role} memiliki tabel-tabel situs. Siapkan dengan peran pemilik"
                " (DATABASE_URL), dan sebut peran lain dalam SIMPUL_SITE_ROLE."
            )
        cursor.execute(sql.SQL(GRANTS).format(role=sql.Identifier(role)))
