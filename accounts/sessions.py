"""Django's sessions in the database, read without building the same query for every page."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

READ = f"""
SELECT session_data FROM {Session._meta.db_table}
WHERE session_key = %s AND expire_date > %s
"""  # noqa: S608 - the name of a table


class SessionStore(db.SessionStore):
    """As its parent in all else."""

    def load(self):
        """What is kept under its key; a key that is not known, or over, is forgotten."""
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
