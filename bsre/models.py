"""That a file was sent to BSrE to be signed, and what came of it; never by whose NIK."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class AttemptState(models.TextChoices):
    SENT = "sent", "dikirim"
    SIGNED = "signed", "ditandatangani"
    REFUSED = "refused", "ditolak"
    UNUSABLE = "unusable", "jawaban tidak dipakai"
    UNCERTAIN = "uncertain", "tidak pasti"
    RELEASED = "released", "diperiksa, boleh diulang"


OPEN = (AttemptState.SENT, AttemptState.UNCERTAIN)


class BsreAttempt(models.Model):
    """One file sent for one signature. Written before anything is sent.

    So a process that is killed on the way leaves a row that says so, and nothing is sent twice
    before somebody has looked: of one place in a document one attempt at most is open.
    """

    reference = models.CharField("rujukan", max_length=80)  # the place in the document
    host = models.CharField("server", max_length=250)
    sent_sha256 = models.CharField("SHA-256 berkas", max_length=64)
    state = models.CharField(
        "keadaan", max_length=9, choices=AttemptState, default=AttemptState.SENT
    )
    document_id = models.CharField("id_dokumen", max_length=100, blank=True)
    said = models.CharField("keterangan", max_length=400, blank=True)
    started_at = models.DateTimeField("dikirim pada", auto_now_add=True)
    ended_at = models.DateTimeField("berakhir pada", null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "pengiriman ke BSrE"
        verbose_name_plural = "pengiriman ke BSrE"
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(state__in=OPEN),
                name="one_open_attempt",
                violation_error_message="Berkas ini sedang dikirim ke BSrE.",
            ),
        ]

    def __str__(self):
        return f"{self.reference}: {self.get_state_display()}"
