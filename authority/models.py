"""Every certificate that the site has issued, written down for ever."""

import pgtrigger
from django.db import models


class Purpose(models.TextChoices):
    ROOT = "root", "akar"
    ISSUING = "issuing", "penerbit"
    SEAL = "seal", "segel"
    TIMESTAMP = "timestamp", "penanda waktu"
    PERSONAL = "personal", "tanda tangan perorangan"


class IssuedCertificate(models.Model):
    """One certificate. Append-only: a database trigger refuses change and removal."""

    serial = models.CharField("nomor seri", max_length=40, unique=True)  # hexadecimal
    purpose = models.CharField("kegunaan", max_length=10, choices=Purpose)
    subject = models.CharField("pemegang", max_length=400)  # as OpenSSL shows it (RFC 4514)
    # In full; what stands in the certificate ends after 64 characters.
    name = models.CharField("nama", max_length=250)
    public_key_sha256 = models.CharField("sidik kunci publik", max_length=64)
    not_before = models.DateTimeField("berlaku sejak")
    not_after = models.DateTimeField("berlaku hingga")
    der = models.BinaryField("sertifikat")
    reference = models.CharField("rujukan", max_length=100, blank=True)  # what it was made for
    issued_at = models.DateTimeField("dicatat pada", auto_now_add=True)

    class Meta:
        verbose_name = "sertifikat yang diterbitkan"
        verbose_name_plural = "sertifikat yang diterbitkan"
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["reference"], name="certificate_for")]
        constraints = [
            models.UniqueConstraint(
                fields=["public_key_sha256"],
                condition=models.Q(purpose=Purpose.PERSONAL),
                name="one_certificate_for_a_key",
                violation_error_message="Kunci ini sudah pernah dipakai.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()}: {self.name}"
