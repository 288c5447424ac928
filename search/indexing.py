"""Keeps the index true: reads again what was marked, in the order in which nobody can slip by.

A trigger marks what changes, in the transaction that changes it. Here the marks are locked first,
then the things are read, then their entries are written and the marks removed. Who changes a thing
meanwhile waits for us at its mark and marks it again; a mark whose writer has not committed yet is
passed over, because its change is not to be seen yet.
"""

from collections import defaultdict

from django.db import connection, transaction
from django_tasks import task

from masterplans.models import Masterplan
from search.models import Entry, Mark
from search.sources import SOURCES, SearchText
from search.triggers import marking
from search.words import abbreviations, stem, words_of

BATCH = 200
AT_ONCE = 600  # things that one search may read anew; a worker does the rest
A_ROUND = 1000
LOCK = 7_301_045  # our number among the advisory locks; the second is the masterplan
LONGEST_TEXT = 400_000  # letters of a thing that are searched
MOST_PLACES = 200  # of one word in one text; PostgreSQL keeps 255
LAST_PLACE = 16_383


def refresh(masterplan: Masterplan) -> bool:
    """Bring what was marked in a masterplan up to date; whether everything is.

    When more has changed than a page may wait for, a worker is asked to do the rest.
    """
    done = 0
    while done < AT_ONCE:
        count = _refresh_batch(masterplan.pk)
        done += count
        if count < BATCH:
            return True
    refresh_later.enqueue(masterplan.pk)
    return False


@task()
def refresh_later(masterplan_id: int) -> None:
    """Bring a masterplan up to date in a worker."""
    refresh_all(masterplan_id)


@task()
def refresh_everything_later() -> None:
    """Bring all masterplans up to date in a worker."""
    for plan in marked_plans():
        refresh_all(plan)


def refresh_some() -> int:
    """A worker's round: bring up to date what nobody has looked for; how many things were read.

    It takes a second or two, so that letters do not wait.
    """
    done = 0
    for plan in marked_plans():
        while done < A_ROUND and (count := _refresh_batch(plan)):
            done += count
    return done


def marked_plans() -> list[int]:
    """The keys of the masterplans in which something is marked."""
    marks = Mark.objects.order_by("masterplan_id")
    return list(marks.values_list("masterplan_id", flat=True).distinct())


def refresh_all(masterplan_id: int) -> int:
    """Bring a masterplan up to date, batch after batch; how many things were read."""
    done = 0
    while count := _refresh_batch(masterplan_id):
        done += count
    return done


def mark_everything() -> None:
    """Mark every thing of every masterplan, and every entry, in case its thing is gone."""
    with transaction.atomic(), connection.cursor() as cursor:
        for source in SOURCES.values():
            cursor.execute(marking(source.table, source.path))
        cursor.execute(
            "INSERT INTO search_mark (masterplan_id, source, object_id)"
            " SELECT masterplan_id, source, object_id FROM search_entry"
            " ON CONFLICT (source, object_id) DO NOTHING"
        )


def _refresh_batch(masterplan_id):
    if not Mark.objects.filter(masterplan_id=masterplan_id).exists():
        return 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Two searches at once: the second waits until the first has written what both need.
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s::int)", [LOCK, masterplan_id])
        marks = list(
            Mark.objects.select_for_update(skip_locked=True)
            .filter(masterplan_id=masterplan_id)
            .order_by("pk")[:BATCH]
        )
        _write(marks)
        Mark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    return len(marks)


def _write(marks):
    wanted = defaultdict(list)
    for mark in marks:
        wanted[mark.source].append(mark.object_id)
    entries = []
    for table, keys in wanted.items():
        Entry.objects.filter(source=table, object_id__in=keys).delete()
        if source := SOURCES.get(table):
            entries += [_entry(table, found) for found in source.read(keys)]
    Entry.objects.bulk_create(entries)


def _entry(table, found: SearchText) -> Entry:
    title, text = found.title.replace("\0", ""), "\n".join([*found.names, found.text])
    weighed = [(title, "A"), *((name, "B") for name in found.names)]
    weighed.append((found.text[:LONGEST_TEXT], "D"))
    told = {word for part, _ in weighed for word in words_of(part)}
    return Entry(
        masterplan_id=found.masterplan_id,
        source=table,
        object_id=found.object_id,
        title=title,
        text=text.strip(),
        place=found.place,
        dimension_id=found.dimension_id,
        agency_ids=found.agency_ids,
        words=sorted(word for word in told if stem(word)),
        vector=lexemes(weighed),
    )


def lexemes(weighed: list[tuple[str, str]]) -> str:
    """A tsvector of the stems, in PostgreSQL's own writing: 'layan':1A,17 'olah':2.

    The words are letters and digits only, so nothing in them needs to be escaped.
    """
    places, at = defaultdict(list), 0
    for text, weight in weighed:
        stems = [stem(word) for word in words_of(text)]
        for told in (stems, _meant(stems)):
            for number, root in enumerate(told, at + 1):
                if root and len(places[root]) < MOST_PLACES:
                    places[root].append(f"{min(number, LAST_PLACE)}{weight}")
        at += len(stems)
    return " ".join(f"'{root}':{','.join(where)}" for root, where in places.items() if where)


def _meant(stems: list[str]) -> list[str]:
    """What abbreviations stand for, and the abbreviations of words that are written out."""
    told, known = [root for root in stems if root], abbreviations()
    longest = max(map(len, known))
    return [
        root
        for at in range(len(told))
        for length in range(1, longest + 1)
        for root in known.get(tuple(told[at : at + length]), ())
    ]
