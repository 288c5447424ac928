"""What belongs to the people of a commitment beside the list: copies, receipts, replacements."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from commitments.guards import signatories_guard
from masterplans.guards import write_once
from regions.models import Official


class ReceiptKind(models.TextChoices):
    OPENED = "opened", "membuka"
    READ = "read", "membaca"


class Receipt(models.Model):
    """That a signatory opened the letter, or said that she has read it; the first time."""

    signatory = models.ForeignKey("commitments.Signatory", models.PROTECT, related_name="receipts")
    kind = models.CharField("langkah", max_length=6, choices=ReceiptKind)
    at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "tanda terima"
        verbose_name_plural = "tanda terima"
        ordering = ["at", "pk"]
        triggers = [write_once()]
        constraints = [
            models.UniqueConstraint(fields=["signatory", "kind"], name="one_receipt_a_step"),
        ]


class CopyRecipient(models.Model):
    """A tembusan: somebody who signs nothing and is sent the finished document."""

    commitment = models.ForeignKey("commitments.Commitment", models.CASCADE, related_name="copies")
    official = models.ForeignKey(Official, models.PROTECT, related_name="+")
    name = models.CharField("nama lengkap dengan gelar", max_length=150)
    position = models.CharField("jabatan", max_length=160)
    institution = models.CharField("instansi", max_length=160, blank=True)
    order = models.PositiveSmallIntegerField("urutan")

    class Meta:
        verbose_name = "tembusan"
        verbose_name_plural = "tembusan"
        ordering = ["order", "pk"]
        triggers = [signatories_guard()]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "official"], name="one_copy_a_person"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_reachable(self) -> bool:
        return bool(self.official.user_id or self.official.email)


class Replacement(models.Model):
    """Somebody else takes a place before it was signed: who was asked, who is now, and why.

    The printed letter keeps the name of the first; who signs for her says so ("mewakili …").
    """

    signatory = models.ForeignKey(
        "commitments.Signatory", models.PROTECT, related_name="replacements"
    )
    before_name = models.CharField("semula", max_length=150)
    before_position = models.CharField("jabatan semula", max_length=160)
    before_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    official = models.ForeignKey(Official, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField("alasan")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "penggantian penandatangan"
        verbose_name_plural = "penggantian penandatangan"
        ordering = ["at", "pk"]
        triggers = [write_once()]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="replaced_only_with_a_reason",
                violation_error_message="Tulis alasan penggantian.",
            )
        ]
