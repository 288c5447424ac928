"""The commitment: who signs what, who has signed, and the sealed document."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from commitments.capacities import SIGNS, Capacity, Provider, SigningRole
from commitments.guards import (
    commitment_guard,
    in_turn,
    kept_file,
    revokes_a_sealed_one,
    signatories_guard,
    tied_to_its_edition,
)
from commitments.kinds import CommitmentKind, CommitmentQuerySet
from commitments.people import CopyRecipient, Receipt, ReceiptKind, Replacement
from editions.models import Edition
from identities.models import IdentityProof
from masterplans.guards import write_once
from regions.models import Official
from regions.offices import NumberKind

__all__ = [
    "Commitment",
    "CommitmentKind",
    "CopyRecipient",
    "Decline",
    "Method",
    "Receipt",
    "ReceiptKind",
    "Replacement",
    "ShownLetter",
    "Signatory",
    "Signature",
    "SignedDocument",
]


class Commitment(models.Model):
    """The letter in which leaders bind themselves to one edition of the masterplan.

    Prepared by the team, then opened for signing (`opened_at`): from there on its words and its
    list of signatories cannot change (a trigger holds it). Whether it is complete is always
    computed from the signatures, never stored. A revocation is signed in the same way; once it is
    sealed, the commitment that it `revokes` counts no more (room `revocations`).
    """

    kind = models.CharField(
        "jenis", max_length=10, choices=CommitmentKind, default=CommitmentKind.COMMITMENT
    )
    revokes = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="revocations",
        verbose_name="komitmen yang dibatalkan",
    )
    grounds = models.TextField("alasan membatalkan", blank=True, default="")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="commitments")
    code = models.CharField("kode verifikasi", max_length=14, unique=True)
    title = models.CharField("judul", max_length=200)
    number = models.CharField("nomor surat", max_length=80, blank=True)
    points = models.JSONField("butir komitmen")
    place = models.CharField("tempat", max_length=80)
    date = models.DateField("tanggal")
    deadline = models.DateTimeField("batas waktu", null=True, blank=True)
    opened_at = models.DateTimeField("dibuka untuk ditandatangani", null=True, blank=True)
    cancelled_at = models.DateTimeField("dibatalkan", null=True, blank=True)
    cancel_reason = models.TextField("alasan pembatalan", blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = "komitmen"
        verbose_name_plural = "komitmen"
        ordering = ["-created_at"]
        triggers = [commitment_guard(), revokes_a_sealed_one()]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(cancelled_at=None, kind=CommitmentKind.COMMITMENT),
                name="one_living_commitment_an_edition",
                violation_error_message="Edisi ini sudah punya komitmen yang berjalan.",
            ),
            models.UniqueConstraint(
                fields=["revokes"],
                condition=Q(cancelled_at=None),
                name="one_living_revocation_a_commitment",
                violation_error_message="Komitmen ini sudah punya Berita Acara Pembatalan.",
            ),
            models.CheckConstraint(
                condition=Q(kind=CommitmentKind.COMMITMENT, revokes=None, grounds="")
                | (Q(kind=CommitmentKind.REVOCATION, revokes__isnull=False) & ~Q(grounds="")),
                name="revocation_names_what_it_voids_and_why",
                violation_error_message="Tulis alasan pembatalan.",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | ~Q(cancel_reason=""),
                name="commitment_cancelled_only_with_a_reason",
                violation_error_message="Tulis alasan pembatalan.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("commitments:detail", args=[self.masterplan.slug])

    @property
    def masterplan(self):
        return self.edition.masterplan

    @property
    def region(self):
        return self.edition.masterplan.region

    @property
    def is_revocation(self) -> bool:
        return self.kind == CommitmentKind.REVOCATION

    @property
    def noun(self) -> str:
        """What sentences call it."""
        return str(CommitmentKind(self.kind).label)


class SignatoryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            commitment__in=Commitment.objects.visible_to(user).values("pk")
        ).select_related("commitment__edition__masterplan__region__parent", "signature", "decline")

    def unsigned(self):
        return self.filter(signature=None)

    def of_living(self):
        """Of commitments that are being signed: opened, not cancelled, not sealed; no guests."""
        return self.filter(
            is_guest=False,
            commitment__opened_at__isnull=False,
            commitment__cancelled_at=None,
            commitment__document=None,
        )

    def waiting_for(self, user):
        """The places where it is this person's turn now: everybody with a lower number has signed.

        Who have the same number sign side by side; none of them waits for another.
        """
        before = Signatory.objects.filter(
            commitment=OuterRef("commitment"), order__lt=OuterRef("order"), signature=None
        )
        return (
            self.unsigned()
            .filter(user=user, decline=None, commitment__cancelled_at=None)
            .exclude(commitment__opened_at=None)
            .exclude(commitment__shown_letter=None)
            .exclude(commitment__signatories__decline__isnull=False)
            .exclude(commitment__deadline__lte=timezone.now())
            .filter(~Exists(before))
            .select_related("commitment__edition__masterplan")
        )


class Signatory(models.Model):
    """One who signs, with name and position as they were when the commitment was made.

    `order` is when her turn comes; the same number is parallel. `represented_*` is for whom she
    signs ("mewakili …"), when it is not for her own office.
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="signatories")
    order = models.PositiveSmallIntegerField("urutan")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="signatories", verbose_name="akun"
    )
    official = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        related_name="signatories",
        verbose_name="pejabat atau wakil",
    )
    is_guest = models.BooleanField("menandatangani tanpa akun", default=False)
    role = models.CharField("peran", max_length=9, choices=SIGNS, default=SigningRole.SIGNATORY)
    capacity = models.CharField("unsur", max_length=9, choices=Capacity, blank=True, default="")
    provider = models.CharField(
        "cara menandatangani", max_length=5, choices=Provider, default=Provider.LOCAL
    )
    name = models.CharField("nama lengkap dengan gelar", max_length=150)
    position = models.CharField("jabatan", max_length=160)
    institution = models.CharField("instansi", max_length=160, blank=True)
    number_kind = models.CharField(
        "jenis nomor", max_length=3, choices=NumberKind, default=NumberKind.NIP
    )
    nip = models.CharField("NIP atau NRP", max_length=18, blank=True)
    rank = models.CharField("pangkat dan golongan", max_length=80, blank=True)
    represented_name = models.CharField("mewakili", max_length=150, blank=True, default="")
    represented_position = models.CharField(
        "jabatan yang diwakili", max_length=160, blank=True, default=""
    )

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        verbose_name = "penandatangan"
        verbose_name_plural = "penandatangan"
        ordering = ["order", "pk"]
        triggers = [signatories_guard(may_be_replaced=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(represented_name="") | ~Q(represented_position=""),
                name="represented_with_name_and_position",
                violation_error_message="Tulis juga jabatan yang diwakili.",
            ),
            models.CheckConstraint(
                condition=Q(is_guest=False) | ~Q(provider=Provider.BSRE),
                name="who_signs_by_bsre_has_an_account",
                violation_error_message="Yang menandatangani dengan BSrE memakai akunnya di sini.",
            ),
            models.UniqueConstraint(
                fields=["commitment", "user"],
                name="a_person_signs_once",
                violation_error_message="Orang ini sudah ada dalam daftar.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def masterplan(self):
        return self.commitment.masterplan

    @property
    def region(self):
        return self.commitment.region

    @property
    def represents(self) -> str:
        """ "mewakili Drs. H. Suryanto, M.Si. (Bupati Banjarnegara)"; empty for her own office."""
        if not self.represented_position:
            return ""
        if not self.represented_name:
            return f"mewakili {self.represented_position}"
        return f"mewakili {self.represented_name} ({self.represented_position})"


class ShownLetter(models.Model):
    """The letter as it was put before the signatories: printed once when signing was opened.

    `manifest` is that of the edition with the hash of this letter in it; the hash of the manifest
    stands in every signature, so that nobody signs another text, content or book than those shown.
    """

    commitment = models.OneToOneField(Commitment, models.PROTECT, related_name="shown_letter")
    pdf = models.BinaryField("PDF")
    sha256 = models.CharField("SHA-256", max_length=64)
    manifest = models.TextField("manifes")
    manifest_sha256 = models.CharField("SHA-256 manifes", max_length=64)
    # Width, height and text of each page, so that reading needs no PDF (letter_pages.py).
    pages = models.JSONField("halaman", default=list, blank=True, editable=False)
    at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "naskah komitmen"
        verbose_name_plural = "naskah komitmen"
        triggers = [write_once(), kept_file(complete=False), tied_to_its_edition()]

    @property
    def region(self):
        return self.commitment.region


class Method(models.TextChoices):
    DRAWN = "drawn", "Goresan tangan"
    TYPED = "typed", "Nama yang diketik"


class Signature(models.Model):
    """That somebody signed: when, how, and the hash of what she saw. Written once."""

    signatory = models.OneToOneField(Signatory, models.PROTECT, related_name="signature")
    at = models.DateTimeField("waktu")
    method = models.CharField("cara", max_length=5, choices=Method)
    typed_name = models.CharField("nama yang diketik", max_length=150, blank=True)
    drawing = models.TextField("goresan (jalur SVG)", blank=True)
    edition_sha256 = models.CharField("SHA-256 edisi", max_length=64)
    letter_sha256 = models.CharField("SHA-256 naskah komitmen", max_length=64)
    manifest_sha256 = models.CharField("SHA-256 manifes", max_length=64)
    second_factor = models.CharField("cara penegasan diri", max_length=40, blank=True)
    # That it is she: the trigger writes it, and refuses a signature without one.
    proof = models.ForeignKey(
        IdentityProof, models.PROTECT, null=True, editable=False, related_name="signatures"
    )

    class Meta:
        verbose_name = "tanda tangan"
        verbose_name_plural = "tanda tangan"
        triggers = [write_once(), in_turn(with_hashes=True)]
        constraints = [
            models.CheckConstraint(
                condition=(Q(method=Method.DRAWN) & ~Q(drawing=""))
                | (Q(method=Method.TYPED) & ~Q(typed_name="")),
                name="signature_is_drawn_or_typed",
            )
        ]


class Decline(models.Model):
    """That somebody will not sign, and why. Written once; everybody concerned is told."""

    signatory = models.OneToOneField(Signatory, models.PROTECT, related_name="decline")
    at = models.DateTimeField("waktu", auto_now_add=True)
    reason = models.TextField("alasan")

    class Meta:
        verbose_name = "penolakan"
        verbose_name_plural = "penolakan"
        triggers = [write_once(), in_turn(with_hashes=False)]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="declined_only_with_a_reason",
                violation_error_message="Tulis alasan Anda menolak.",
            )
        ]


class SignedDocument(models.Model):
    """The sealed PDF: its bytes and its hash, rendered once and kept for ever."""

    commitment = models.OneToOneField(Commitment, models.PROTECT, related_name="document")
    pdf = models.BinaryField("PDF")
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    sealed_at = models.DateTimeField("disegel")
    certificate_serial = models.CharField("nomor sertifikat segel", max_length=64)

    class Meta:
        verbose_name = "dokumen bertanda tangan"
        verbose_name_plural = "dokumen bertanda tangan"
        triggers = [write_once(), kept_file(complete=True)]

    @property
    def masterplan(self):
        return self.commitment.masterplan

    @property
    def region(self):
        return self.commitment.region
