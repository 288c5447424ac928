"""What was written before, and by whom: of sections, and of rows of the worksheets and programs.

One revision holds one sitting of one person: what she saves within half an hour changes it in
place, so that saving every second does not flood the history. Then it is closed, and a trigger
holds it as it is.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from masterplans.models.masterplan import Masterplan
from revisions.models import AbstractRevision, revision_constraints, written_while_open


class Revision(AbstractRevision):
    """What any document of a masterplan said after a sitting (`masterplans.documents`)."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="revisions")

    class Meta(AbstractRevision.Meta):
        triggers = [written_while_open("name", "settled")]
        constraints = revision_constraints("masterplan")
        indexes = [
            models.Index(fields=["masterplan", "kind", "object_id"], name="revisions_of_document")
        ]

    @property
    def region(self):
        return self.masterplan.region

    @property
    def body(self) -> str:
        """The text of a section's revision."""
        return self.parts.get("body", "")


class RowRevision(models.Model):
    """What somebody wrote into a program or a row of a worksheet in one sitting.

    `told` is a list of [label, words], as a reader sees them: it can be shown when the row, its
    kind or a name in it is long gone.
    """

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="row_revisions")
    kind = models.CharField("jenis", max_length=20)
    row_id = models.BigIntegerField("baris")
    told = models.JSONField("isi")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField("mulai", default=timezone.now)
    at = models.DateTimeField("waktu", default=timezone.now)
    is_open = models.BooleanField("masih ditulis", default=False)
    refused = models.BooleanField("tidak dipakai", default=False)

    class Meta:
        verbose_name = "revisi isian"
        verbose_name_plural = "revisi isian"
        ordering = ["-at", "-pk"]
        triggers = [written_while_open()]
        indexes = [models.Index(fields=["masterplan", "kind", "row_id"], name="revisions_of_row")]
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "kind", "row_id"],
                condition=Q(is_open=True),
                name="one_open_revision_a_row",
            )
        ]

    def __str__(self):
        return f"{self.author}, {self.at:%d.%m.%Y %H.%M}"

    @property
    def region(self):
        return self.masterplan.region


class Presence(models.Model):
    """Somebody has a place of the masterplan open ("bagian-12", "program-5"), seen at a moment."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="+")
    place = models.CharField(max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    writes = models.BooleanField("sedang menulis", default=False)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "place", "user"], name="present_once_at_a_place"
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.place}"
