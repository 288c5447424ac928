"""Who is signed in with a session, in one question to the database instead of Django's two."""

from contextlib import suppress

from allauth.usersessions.models import UserSession
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.models import User
from accounts.sessions import SessionStore

WHO = f"""
SELECT session.session_data, person.id, person.password, person.is_national
FROM {Session._meta.db_table} session
JOIN {UserSession._meta.db_table} device USING (session_key)
JOIN {User._meta.db_table} person ON person.id = device.user_id AND person.is_active
WHERE session.session_key = %s AND session.expire_date > %s
"""  # noqa: S608 - names of tables


def person_of(session_key: str) -> User | None:
    """The person, with `password` and `is_national` alone, if this session is beyond doubt hers.

    None is no refusal: Django's own way (`request.user`) decides what this does not know, such as
    a session that no page has been opened with yet, or one of before a change of the secret key.
    """
    with connection.cursor() as cursor:
        cursor.execute(WHO, [session_key, timezone.now()])
        row = cursor.fetchone()
    if row is None:
        return None
    data, pk, password, is_national = row
    known = SessionStore(session_key).decode(data)
    person = User(pk=pk, password=password, is_national=is_national)
    with suppress(KeyError):
        its_own = known[SESSION_KEY] == str(pk) and known[BACKEND_SESSION_KEY]
        if its_own and constant_time_compare(
            known[HASH_SESSION_KEY], person.get_session_auth_hash()
        ):
            return person
    return None
