"""Fills the database of DATABASE_URL: `python -m bench.filling national` (or `small`).

Gathers statistics afterwards, as PostgreSQL does by itself in a quiet hour, and writes on the
database what it was filled from (`places.stamp`): the next run finds it filled.
"""

import sys
import time

import django


def main() -> None:
    """Migrate, fill, gather statistics, stamp; says how long it took."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench.filling import country
    from bench.filling.whole import fill
    from bench.places import stamp

    begun = time.monotonic()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    migrated = time.monotonic()
    make = {"national": country.nation, "small": country.five_regions}[sys.argv[1]]
    rows = fill(make())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"COMMENT ON DATABASE {name} IS %s", [stamp()])
    filled = time.monotonic()
    sys.stdout.write(
        f"{sys.argv[1]}: {rows:,} rows in {filled - migrated:.0f} s,"
        f" and {migrated - begun:.0f} s for the schema\n"
    )


if __name__ == "__main__":
    main()
