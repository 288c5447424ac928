"""The database of a test run: migrated once, copied for every worker, emptied without TRUNCATE."""

import hashlib
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from psycopg2 import errors, sql

ROOT = Path(__file__).resolve().parent.parent
# The same in every database: who empties one leaves them (Django's flush makes them anew).
LASTING = {"django_migrations", "django_content_type", "auth_permission"}


@contextmanager
def copied_from_template(*, is_new):
    """Make the test database within, then call what is given: it is a copy where there is one.

    Whoever comes first migrates, and leaves a copy for the others and for the next run; they wait.
    The name of the copy says which migrations are in it; copies with others are removed. A database
    that was kept from another run (not `is_new`) may hold anything and is not copied.
    """
    name = template_name()
    server = psycopg2.connect(settings.DATABASE_URL)
    server.autocommit = True

    def made():
        if is_new and name not in found:
            connection.close()  # a database that somebody uses cannot be copied
            _copy(cursor, connection.settings_dict["NAME"], name)
        for old in found - {name}:
            with suppress(errors.ObjectInUse):
                cursor.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
        server.close()  # and gives the lock back

    try:
        cursor = server.cursor()
        cursor.execute("SELECT pg_advisory_lock(hashtext('simpul_template'))")
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'simpul_template_%'")
        found = {row[0] for row in cursor}
        if name in found:
            connection.settings_dict["TEST"]["TEMPLATE"] = name
        yield made
    finally:
        server.close()


def _copy(cursor, source, name):
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with suppress(errors.ObjectInUse):  # then the next run will make it
        cursor.execute(copy.format(sql.Identifier(name), sql.Identifier(source)))


def template_name():
    """What the copy with the present migrations is called."""
    return f"simpul_template_{migrations_digest()}"


def migrations_digest():
    """What the migrations of all apps are, and what they take from our own rooms, as one word."""
    files = {
        path
        for config in apps.get_app_configs()
        for path in (Path(config.path) / "migrations").glob("*.py")
    }
    files |= {ROOT / "search" / "triggers.py", ROOT / "operations" / "guards.py"}
    files |= {ROOT / "requirements.txt"}
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update("/".join(path.parts[-3:]).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def empty_database():
    """Empty every table, as Django's flush does, in a tenth of its time.

    TRUNCATE makes new files for a hundred tables and their indexes; a test has left a few rows in a
    quarter of them. Triggers that forbid a deletion are off meanwhile.
    """
    tables = set(connection.introspection.django_table_names(only_existing=True)) - LASTING
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")"
                for table in sorted(tables)
            )
        )
        full = [row[0] for row in cursor.fetchall()]
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
        )
        guarded = {row[0] for row in cursor.fetchall()} & set(full)
        every(cursor, 'ALTER TABLE "{}" DISABLE TRIGGER USER', guarded)
        every(cursor, 'DELETE FROM "{}"', full)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        every(cursor, 'ALTER TABLE "{}" ENABLE TRIGGER USER', guarded)


def every(cursor, statement, tables):
    """One statement for each of the tables, sent together."""
    if tables:
        cursor.execute(";".join(statement.format(table) for table in sorted(tables)))
