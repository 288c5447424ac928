"""What can be found in a masterplan, and what of it has changed since it was last read.

Both tables can be thrown away and made again from the others (`manage.py build_search`). So they
hold no foreign keys in the database: whoever reads for the index never waits for a lock on the
masterplan, and nobody who works on the masterplan waits for the index.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from masterplans.models import Masterplan


class Entry(models.Model):
    """One thing that can be found: its words as they are shown, and their stems.

    `source` is the table of the thing. Names of dimensions and agencies are not in it, only their
    keys: they may change without the thing changing.
    """

    masterplan = models.ForeignKey(
        Masterplan, models.CASCADE, related_name="+", db_constraint=False
    )
    source = models.CharField(max_length=63)
    object_id = models.BigIntegerField()
    title = models.TextField()
    text = models.TextField(blank=True)
    place = models.CharField(max_length=400, blank=True)
    dimension_id = models.BigIntegerField(null=True)
    agency_ids = ArrayField(models.BigIntegerField(), default=list)
    words = ArrayField(models.TextField(), default=list)
    vector = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "object_id"], name="search_entry_once")
        ]

    def __str__(self):
        return self.title


class Mark(models.Model):
    """A thing whose entry is out of date: written by triggers, one row a thing.

    Whoever changes the thing holds the lock on its mark until the change is committed, so a mark
    is never taken away for a change that was not read (`search.indexing`).
    """

    masterplan = models.ForeignKey(
        Masterplan, models.DO_NOTHING, related_name="+", db_constraint=False
    )
    source = models.CharField(max_length=63)
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "object_id"], name="search_mark_once")
        ]
