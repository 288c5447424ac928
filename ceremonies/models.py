"""That a commitment is signed together in a hall: from when to when, and where its door is."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse

from commitments.models import Commitment, Replacement, SignedDocument


class CeremonyQuerySet(models.QuerySet):
    def at_door(self, code):
        """The ceremony whose door somebody stands at, with all that its page names."""
        return self.filter(code=code).select_related(
            "commitment__edition__masterplan__region__parent"
        )

    def beat(self):
        """All that may change on the wall, as plain values of one row."""
        places = "commitment__signatories"
        replaced = Replacement.objects.filter(signatory__commitment=OuterRef("commitment"))
        replaced = replaced.order_by("-pk").values("pk")[:1]
        sealed = SignedDocument.objects.filter(commitment=OuterRef("commitment"))
        return self.annotate(
            signed=Count(f"{places}__signature"),
            declined=Count(f"{places}__decline"),
            replaced=Subquery(replaced),
            is_sealed=Exists(sealed),
        ).values_list(
            "pk",
            "signed",
            "declined",
            "replaced",
            "is_sealed",
            "ended_at",
            "commitment__cancelled_at",
            "commitment__deadline",
        )


class Ceremony(models.Model):
    """People sign one commitment together. `code` is the address of its door, and no secret.

    What stands behind the door asks everybody who she is; a photograph of the wall opens nothing.
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="ceremonies")
    code = models.CharField("kode pintu", max_length=9, unique=True)
    opened_at = models.DateTimeField("dibuka", auto_now_add=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("diakhiri", null=True, blank=True)

    objects = CeremonyQuerySet.as_manager()

    class Meta:
        verbose_name = "seremoni"
        verbose_name_plural = "seremoni"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(ended_at=None),
                name="one_ceremony_at_a_time",
                violation_error_message="Seremoni komitmen ini sudah dibuka.",
            )
        ]

    def __str__(self):
        return f"Seremoni {self.commitment}"

    def get_absolute_url(self):
        return reverse("door:enter", args=[self.code])

    @property
    def region(self):
        return self.commitment.region
