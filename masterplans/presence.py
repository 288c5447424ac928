"""Who else has a place of the masterplan open now."""

import re
from datetime import timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from indonesian import initials
from masterplans.models import Masterplan, Presence, Section
from regions.models import Membership, Region, Role

# A page tells every five seconds that it is open; twice unheard means gone.
FRESH = timedelta(seconds=11)
SECTION = "bagian-"
PLACE = re.compile(r"[a-z]{1,20}-[0-9]{1,18}")
# The same as `view_masterplan` of rules.py, note_presence and others_at, in one statement. That
# somebody was there a moment ago need not survive a power cut: nobody waits for the disk.
MEET = f"""
WITH plan AS (
    SELECT plan.id
    FROM {Masterplan._meta.db_table} plan
    JOIN {Region._meta.db_table} region ON region.id = plan.region_id
    WHERE plan.slug = %(slug)s
    AND EXISTS (
        SELECT FROM {Membership._meta.db_table} held
        WHERE held.user_id = %(user)s AND (
            held.region_id = region.id
            OR (held.region_id = region.parent_id AND held.role = '{Role.PROVINCE_OFFICER}')
        )
    )
    AND NOT EXISTS (
        SELECT FROM {Membership._meta.db_table} held
        WHERE held.user_id = %(user)s AND held.role = '{Role.SIGNATORY}'
    )
), noted AS (
    INSERT INTO {Presence._meta.db_table} (masterplan_id, place, user_id, writes, seen_at)
    SELECT id, %(place)s, %(user)s, %(writes)s, clock_timestamp() FROM plan
    ON CONFLICT (masterplan_id, place, user_id)
    DO UPDATE SET writes = excluded.writes, seen_at = excluded.seen_at
)
SELECT
    (
        SELECT coalesce(
            json_agg(json_build_object('name', name, 'writes', writes) ORDER BY name), '[]'
        )
        FROM {Presence._meta.db_table} other
        JOIN {User._meta.db_table} person ON person.id = other.user_id
        WHERE masterplan_id = plan.id AND place = %(place)s AND person.id <> %(user)s
        AND seen_at > clock_timestamp() - interval '{FRESH.total_seconds()} seconds'
    ),
    section.revision_number,
    author.name,
    author.id,
    set_config('synchronous_commit', 'off', true)
FROM plan
LEFT JOIN {Section._meta.db_table} section
    ON section.masterplan_id = plan.id AND section.id = %(section)s
LEFT JOIN {User._meta.db_table} author ON author.id = section.changed_by_id
"""  # noqa: S608 - names of tables


def note_presence(masterplan: Masterplan, place: str, *, by: User, writes: bool = False) -> None:
    """Remember that somebody has a place open at this moment."""
    Presence.objects.update_or_create(
        masterplan=masterplan,
        place=place,
        user=by,
        defaults={"seen_at": timezone.now(), "writes": writes},
    )


def others_at(masterplan: Masterplan, place: str, *, than: User) -> QuerySet[Presence]:
    """The other people who have the place open, by name."""
    fresh = Presence.objects.filter(
        masterplan=masterplan, place=place, seen_at__gt=timezone.now() - FRESH
    )
    return fresh.exclude(user=than).select_related("user").order_by("user__name")


def exchange_presence(slug: str, place: str, *, by: User, writes: bool) -> dict | None:
    """Note that somebody has a place open and tell who else has, in one question.

    Every open page asks this every few seconds. The answer is that of the page
    `masterplans:presence`; None where that page must decide (no member of the region, or one who
    needs a second factor).
    """
    section = place.removeprefix(SECTION) if place.startswith(SECTION) else "0"
    values = {"slug": slug, "place": place, "user": by.pk, "writes": writes, "section": section}
    with connection.cursor() as cursor:
        cursor.execute(MEET, values)
        row = cursor.fetchone()
    if row is None:
        return None
    people, number, author, author_id, _ = row
    for one in people:
        one["initials"] = initials(one["name"])
    newest = author and {"number": number, "by": author, "own": author_id == by.pk}
    return {"people": people, "newest": newest}


def delete_old_presence() -> int:
    """Remove what nobody asks for any more; how many. The worker does it on its rounds."""
    gone = Presence.objects.filter(seen_at__lt=timezone.now() - 10 * FRESH)
    return gone.delete()[0]


def forget_presence(masterplan: Masterplan, place: str, *, by: User) -> None:
    """She has left the place."""
    Presence.objects.filter(masterplan=masterplan, place=place, user=by).delete()


def leave_place(slug: str, place: str, *, by: User) -> None:
    """The same, where only the address of the masterplan is known."""
    Presence.objects.filter(masterplan__slug=slug, place=place, user=by).delete()
