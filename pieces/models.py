"""Typeset pieces of books, each under the hash of what went into it."""

from django.db import models
from django.utils import timezone

from masterplans.models import Masterplan


class Piece(models.Model):
    """A piece of a book of a masterplan: its PDF, and what the join must know of it.

    It holds nothing that the masterplan does not say, and may be deleted at any time.
    """

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="+")
    key = models.CharField("SHA-256 isinya", max_length=64)
    pdf = models.BinaryField("PDF")
    facts = models.JSONField("keterangan")
    size = models.PositiveIntegerField("ukuran (bita)")
    made_at = models.DateTimeField("disusun", default=timezone.now)
    used_at = models.DateTimeField("terakhir dipakai", default=timezone.now)

    class Meta:
        verbose_name = "potongan cetakan"
        verbose_name_plural = "potongan cetakan"
        constraints = [
            models.UniqueConstraint(fields=["masterplan", "key"], name="piece_once_a_masterplan"),
        ]
        indexes = [models.Index(fields=["used_at"], name="piece_by_use")]

    def __str__(self):
        return f"{self.key[:12]}, {self.masterplan}"


class PreparedPlan(models.Model):
    """Up to when what was written in a masterplan has been typeset before anybody asked."""

    masterplan = models.OneToOneField(
        Masterplan, models.CASCADE, primary_key=True, related_name="+"
    )
    until = models.DateTimeField("disiapkan sampai")

    class Meta:
        verbose_name = "persiapan cetakan"
        verbose_name_plural = "persiapan cetakan"

    def __str__(self):
        return str(self.masterplan)
