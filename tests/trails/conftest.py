"""A commitment that was prepared, opened, signed by two of three, and its chain."""

import pytest
from django.db import connection

from tests.commitments.conftest import (
    authority,
    commitment,
    frozen,
    made_authority,
    officials,
    places,
    prepared,
    shown,
)

__all__ = [
    "authority", "commitment", "frozen", "made_authority", "officials", "places", "prepared",
    "shown",
]  # fmt: skip


TABLES = ("trails_chainlink", "trails_eventchain", "trails_headstamp")


@pytest.fixture
def raw():
    """Write past every trigger, as somebody does who owns the database."""

    def execute(sql, *values):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(sql, values)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    return execute
