"""What was written before, and by whom: the same for every document of a masterplan.

One revision holds one sitting of one person: what she saves within half an hour changes it in
place, so that saving every second does not flood the history. Then it is closed, and a trigger
holds it as it is. It holds data, not words: labels and names are those of today, and where a thing
that is mentioned is gone, `names` still knows what it was called.
"""

from datetime import datetime, timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User

PAUSE = timedelta(minutes=30)
LONGEST = timedelta(hours=4)


class Outcome(models.TextChoices):
    """What became of what somebody typed. All but the first two are texts that were not taken."""

    STORED = "stored", "disimpan"
    REMOVED = "removed", "dihapus"
    CLASH = "clash", "tidak dipakai karena sudah ada yang lebih baru"
    CLOSED = "closed", "diketik sesudah tahap diserahkan"
    DENIED = "denied", "diketik sesudah penugasan berubah"
    GONE = "gone", "diketik ke isian yang sudah dihapus"


TAKEN = (Outcome.STORED, Outcome.REMOVED)
TOO_LATE = (Outcome.CLOSED, Outcome.DENIED, Outcome.GONE)


class RevisionQuerySet(models.QuerySet):
    def taken(self):
        """What was stored, and how a document was removed."""
        return self.filter(outcome__in=TAKEN)

    def too_late(self):
        """What was typed when it could not be stored any more, and was kept for its author."""
        return self.filter(outcome__in=TOO_LATE)


def written_while_open(*always: str) -> pgtrigger.Trigger:
    """Changed in place during the sitting that writes it, then never again.

    `is_open` says whether the sitting goes on. The columns of `always` may be set later as well.
    """
    free = ", ".join(f"'{column}'" for column in always)
    same = f"(to_jsonb(NEW) - ARRAY[{free}]::text[]) = (to_jsonb(OLD) - ARRAY[{free}]::text[])"
    return pgtrigger.Trigger(
        name="written_while_open",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        IF TG_OP = 'UPDATE' AND (OLD.is_open OR {same}) AND NEW.author_id = OLD.author_id THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'pgtrigger: Cannot change or remove a closed revision.';
        """,
    )


class AbstractRevision(models.Model):
    """What a document said after a sitting, or what somebody typed that was not taken.

    The concrete model names what all documents belong to. `number` is the number of the document
    at its last save, so numbers have gaps; a text that was not taken has that of the one that was
    there.
    """

    kind = models.CharField("jenis", max_length=20)
    object_id = models.BigIntegerField("isian")  # 0: a new one that could not be made any more
    number = models.PositiveIntegerField("nomor")
    parts = models.JSONField("isi", default=dict)
    names = models.JSONField("sebutan", default=dict)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField("mulai", default=timezone.now)
    at = models.DateTimeField("waktu", default=timezone.now)
    is_open = models.BooleanField("masih ditulis", default=False)
    outcome = models.CharField("hasil", max_length=7, choices=Outcome, default=Outcome.STORED)
    settled = models.BooleanField("sudah diputuskan penulisnya", default=False)
    name = models.CharField("nama versi", max_length=80, blank=True)
    # The revision whose content was taken again, if this is how it came to be.
    restored_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        abstract = True
        verbose_name = "revisi"
        verbose_name_plural = "revisi"
        ordering = ["-number", "-pk"]

    def __str__(self):
        return self.name or f"Revisi {self.number}"

    @property
    def refused(self) -> bool:
        """Whether this text was not taken."""
        return self.outcome not in TAKEN

    def continues(self, *, by: User, now: datetime) -> bool:
        """Whether what somebody saves now belongs to this open revision.

        It must be her own; a sitting ends half an hour after its last save, and at the latest
        after four hours.
        """
        if not self.is_open or self.author_id != by.pk:
            return False
        return now - self.at < PAUSE and now - self.started_at < LONGEST


def revision_constraints(scope: str, prefix: str = "") -> list[models.BaseConstraint]:
    """What can never be: two numbers alike, two open sittings. `scope` names the owner's field.

    Each table needs a `prefix` of its own: the names of indexes are shared by all tables.
    """
    return [
        models.UniqueConstraint(
            fields=[scope, "kind", "object_id", "number"],
            condition=Q(outcome__in=TAKEN),
            name=f"{prefix}revision_number_once",
        ),
        models.UniqueConstraint(
            fields=[scope, "kind", "object_id"],
            condition=Q(is_open=True),
            name=f"{prefix}one_open_revision",
        ),
    ]
