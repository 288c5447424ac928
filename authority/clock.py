"""The hour that stands in certificates and time stamps is our server's: a wrong one is noticed."""

import datetime as dt

from django.db import connection

MOST = dt.timedelta(minutes=1)


def disagreement(now: dt.datetime | None = None) -> str:
    """A sentence when our clock and the database's are more than a minute apart, else nothing.

    Who signs with either of them wrong would have to be disbelieved later. DatabaseError when the
    database does not answer. Where both run on one machine it says nothing: then chrony has to.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        theirs = cursor.fetchone()[0]
    apart = abs((now or dt.datetime.now(dt.UTC)) - theirs)
    if apart <= MOST:
        return ""
    return (
        f"Jam peladen dan jam basis data berbeda {int(apart.total_seconds())} detik, sehingga "
        "waktu penandatanganan tidak dapat dipercaya. Pengelola situs perlu membetulkan jamnya."
    )
