"""By what a guest gets in."""

from django.db import models

from commitments.models import Signatory


class GuestPass(models.Model):
    """Link and code of one who signs without an account: hashes, and how often she tried."""

    signatory = models.OneToOneField(Signatory, models.PROTECT, related_name="guest_pass")
    link_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, blank=True, default="")
    code_sent_at = models.DateTimeField(null=True)
    code_expires_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "tautan tamu"
        verbose_name_plural = "tautan tamu"
