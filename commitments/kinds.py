"""The two kinds of paper that leaders sign, and how those of a plan are found."""

from django.db import models
from django.db.models import F, Q

from masterplans.models import Masterplan


class CommitmentKind(models.TextChoices):
    """What is signed: the commitment itself, or the berita acara that voids a sealed one."""

    COMMITMENT = "commitment", "Komitmen"
    REVOCATION = "revocation", "Berita Acara Pembatalan"


class CommitmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            edition__masterplan__in=Masterplan.objects.visible_to(user).values("pk")
        ).select_related("edition__masterplan__region__parent")

    def papers_of(self, masterplan):
        """All that is signed of the present edition, revocations too; the living and newest first.

        A revocation comes before the commitment that it voids, for it is newer.
        """
        return self.filter(
            edition__masterplan=masterplan, edition__number=masterplan.edition_number
        ).order_by(F("cancelled_at").desc(nulls_first=True), "-pk")

    def before_edition(self, masterplan):
        """The sealed commitments to earlier editions of a masterplan, the newest first."""
        if masterplan.edition_number == 1:
            return self.none()
        earlier = self.sealed().filter(
            kind=CommitmentKind.COMMITMENT,
            edition__masterplan=masterplan,
            edition__number__lt=masterplan.edition_number,
        )
        return earlier.without_bytes().order_by("-edition__number")

    def of(self, masterplan):
        """The commitments to the present edition of a masterplan, the living one first."""
        return self.papers_of(masterplan).filter(kind=CommitmentKind.COMMITMENT)

    def sealed(self):
        """What was signed by all and sealed, whatever became of it later."""
        return self.filter(document__isnull=False)

    def that_end(self, commitment):
        """The sealed papers by which a sealed commitment ended: its revocation, later editions."""
        later = Q(
            kind=CommitmentKind.COMMITMENT,
            edition__masterplan=commitment.edition.masterplan_id,
            edition__number__gt=commitment.edition.number,
        )
        found = self.sealed().filter(Q(revokes=commitment) | later)
        return found.without_bytes().order_by("-edition__number")

    def without_bytes(self):
        """With edition and document at hand, but not what is in them."""
        return self.select_related("edition", "document").defer(
            "edition__content", "edition__manifest", "document__pdf"
        )

    def public(self):
        """What the public may look up: opened once, whatever became of it."""
        return self.exclude(opened_at=None)

    def owed(self):
        """What a worker still owes the letter that is to be shown."""
        return self.filter(cancelled_at=None, opened_at__isnull=False, shown_letter=None)
