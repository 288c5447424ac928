"""The file that is signed: what each signature added to it, and by what it was proven."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from commitments.models import Commitment, Signatory, Signature
from masterplans.guards import write_once
from signing.guards import certificate_of_sealed, next_revision


class RevisionKind(models.TextChoices):
    SIGNATURE = "signature", "Tanda tangan"
    SEAL = "seal", "Segel"
    TIMESTAMP = "timestamp", "Cap waktu"


class FileRevisionQuerySet(models.QuerySet):
    def listed(self):
        """Without the bytes."""
        return self.defer("tail").order_by("number")


class FileRevision(models.Model):
    """One step of the file, kept as the bytes that it added to the one before.

    Number 0 is the letter as it was frozen (`ShownLetter`). `size` and `sha256` are those of the
    whole file up to here. Written once.
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField("nomor")
    kind = models.CharField("jenis", max_length=9, choices=RevisionKind)
    signature = models.OneToOneField(
        Signature, models.PROTECT, related_name="revision", null=True, blank=True
    )
    tail = models.BinaryField("bita yang ditambahkan")
    size = models.PositiveIntegerField("ukuran berkas")
    sha256 = models.CharField("SHA-256 berkas", max_length=64, unique=True)
    at = models.DateTimeField("waktu", auto_now_add=True)

    objects = FileRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "revisi berkas"
        verbose_name_plural = "revisi berkas"
        ordering = ["commitment", "number"]
        triggers = [write_once(), next_revision()]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "number"], name="revision_number"),
            models.CheckConstraint(
                condition=Q(kind=RevisionKind.SIGNATURE, signature__isnull=False)
                | (~Q(kind=RevisionKind.SIGNATURE) & Q(signature=None)),
                name="revision_of_a_signature_names_it",
            ),
        ]

    def __str__(self):
        return f"{self.commitment.code}, revisi {self.number}"


class Analysis(models.Model):
    """That a revision was compared with the one before it, object for object. Written once."""

    revision = models.OneToOneField(FileRevision, models.PROTECT, related_name="analysis")
    found = models.JSONField("yang ditemukan", default=list)
    at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "pemeriksaan revisi"
        verbose_name_plural = "pemeriksaan revisi"
        triggers = [write_once()]

    def __str__(self):
        return str(self.revision)


class KeyPlace(models.TextChoices):
    BROWSER = "browser", "Di peramban penandatangan"
    SERVER = "server", "Sekali pakai di peladen, lalu dihapus"
    BSRE = "bsre", "Di BSrE"


class SigningEvidence(models.Model):
    """By what it is known that this person made this signature. Written once, shown to auditors.

    `assertion` is the answer of her passkey to a challenge that binds letter, manifest, place and
    nonce (`signing/reauthentication.py`): evidence from a device that only she holds.
    """

    signature = models.OneToOneField(Signature, models.PROTECT, related_name="evidence")
    factors = models.CharField("cara penegasan diri", max_length=80)
    assertion = models.JSONField("jawaban kunci sandi", null=True, blank=True)
    key_place = models.CharField("tempat kunci", max_length=7, choices=KeyPlace)
    field = models.CharField("bidang", max_length=100, blank=True, default="")
    certificate = models.BinaryField("sertifikat (DER)")
    certificate_serial = models.CharField("nomor sertifikat", max_length=64)
    sentence = models.TextField("pernyataan")
    checked = models.JSONField("yang diperiksa", default=list, blank=True)
    address = models.GenericIPAddressField("alamat IP", null=True, blank=True)
    agent = models.CharField("peramban", max_length=300, blank=True)

    class Meta:
        verbose_name = "bukti penandatanganan"
        verbose_name_plural = "bukti penandatanganan"
        triggers = [write_once()]

    def __str__(self):
        return str(self.signature)


class PreparedSignatureQuerySet(models.QuerySet):
    def living(self):
        return self.filter(expires_at__gt=timezone.now())

    def forgotten(self):
        return self.filter(expires_at__lte=timezone.now())


class PreparedSignature(models.Model):
    """A revision that waits for the answer of the key in a browser: minutes, then it is forgotten.

    It fits the file whose hash is `head_sha256` and no other; before it was fitted to one,
    `attributes` is empty. Who waits for whom is said in `signing/queueing.py`.
    """

    wait = None  # of one that was just asked for: the `queueing.Waiting`, when others go before

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    signatory = models.OneToOneField(Signatory, models.CASCADE, related_name="prepared")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    head_sha256 = models.CharField("SHA-256 berkas sebelumnya", max_length=64, default="")
    tail = models.BinaryField("bita yang ditambahkan", default=bytes)
    digest = models.BinaryField("hash tanpa tempat tanda tangan", default=bytes)
    start = models.PositiveIntegerField("awal tempat", default=0)
    end = models.PositiveIntegerField("akhir tempat", default=0)
    attributes = models.BinaryField("yang ditandatangani (DER)", default=bytes)
    certificate = models.BinaryField("sertifikat (DER)")
    proof = models.JSONField("bukti")
    ink = models.JSONField("goresan atau nama")
    queued_at = models.DateTimeField("mulai mengantre", default=timezone.now)
    due_at = models.DateTimeField("bertanya lagi", default=timezone.now)
    lent_until = models.DateTimeField("memegang berkas sampai", null=True, blank=True)
    expires_at = models.DateTimeField("berlaku sampai")

    objects = PreparedSignatureQuerySet.as_manager()

    class Meta:
        verbose_name = "tanda tangan yang sedang dibuat"
        verbose_name_plural = "tanda tangan yang sedang dibuat"

    def __str__(self):
        return str(self.signatory)


class SentSignature(models.Model):
    """What was sent to BSrE for her, so that an answer that was lost can be kept when it is found.

    By what she proved herself and what is seen of it; never by which NIK. The attempt itself is a
    `BsreAttempt`.
    """

    signatory = models.OneToOneField(Signatory, models.CASCADE, related_name="sent")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    head_sha256 = models.CharField("SHA-256 berkas yang dikirim", max_length=64)
    proof = models.JSONField("bukti")
    ink = models.JSONField("goresan atau nama")

    class Meta:
        verbose_name = "tanda tangan yang dikirim ke BSrE"
        verbose_name_plural = "tanda tangan yang dikirim ke BSrE"

    def __str__(self):
        return str(self.signatory)


class Incident(models.Model):
    """A result that was thrown away, and why. Written once; an officer looks at it."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="incidents")
    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField("waktu", auto_now_add=True)
    found = models.JSONField("yang ditemukan")
    head_sha256 = models.CharField("SHA-256 berkas sebelumnya", max_length=64)
    result_sha256 = models.CharField("SHA-256 hasil yang dibuang", max_length=64)

    class Meta:
        verbose_name = "kejadian"
        verbose_name_plural = "kejadian"
        ordering = ["-at"]
        triggers = [write_once()]

    def __str__(self):
        return "; ".join(self.found)


class SigningCertificate(models.Model):
    """The Sertifikat Penandatanganan: the sealed file that says how everybody signed.

    Made once after the seal (`signing/certifying.py`), written once.
    """

    commitment = models.OneToOneField(
        Commitment, models.PROTECT, related_name="signing_certificate"
    )
    pdf = models.BinaryField("PDF")
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "Sertifikat Penandatanganan"
        verbose_name_plural = "Sertifikat Penandatanganan"
        triggers = [write_once(), certificate_of_sealed()]

    def __str__(self):
        return f"Sertifikat Penandatanganan {self.commitment.code}"
