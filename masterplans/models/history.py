"""What was written before, and by whom, in every document of a masterplan; who is there now.

One revision holds one sitting of one person: what she saves within half an hour changes it in
place, so that saving every second does not flood the history. Then it is closed, and a trigger
holds it as it is.
"""

from django.conf import settings
from django.db import models

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
