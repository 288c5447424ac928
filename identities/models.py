"""Who may sign as whom: an account belongs to an official because two ways met.

She followed an invitation to the address that the region's record holds, and a second person, who
did not invite her, handed her a code that she typed in herself. Kept as it was, for ever; a later
account or address ends the proof, and asks for both again.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from audit.guards import write_once
from identities.guards import counts_tries_only
from regions.models import Invitation, Official


class ProofWay(models.TextChoices):
    INVITATION = "invitation", "undangan ke surel dinas, lalu kode yang diserahkan kepadanya"
    GUEST = "guest", "tautan ke surelnya, lalu kode sekali pakai saat menandatangani"


class Handover(models.TextChoices):
    """How the code reaches the official."""

    IN_PERSON = "person", "Saya serahkan langsung"
    LETTER = "letter", "Saya kirim dengan surat"


class ConfirmerRole(models.TextChoices):
    """As whom somebody confirms."""

    NATIONAL = "national", "petugas nasional"
    PROVINCE = "province", "petugas provinsi"
    SEKDA = "sekda", "Sekretaris Daerah"


class Confirmation(models.Model):
    """A second person says whose account it is, and hands over a code. Only its hash is kept."""

    official = models.ForeignKey(Official, models.PROTECT, related_name="confirmations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="confirmations")
    email = models.EmailField("surel")
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="+")
    way = models.CharField("cara", max_length=10, choices=ProofWay)
    handover = models.CharField("penyerahan kode", max_length=6, choices=Handover, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_as = models.CharField("sebagai", max_length=8, choices=ConfirmerRole)
    confirmed_at = models.DateTimeField("dikonfirmasi", auto_now_add=True)
    expires_at = models.DateTimeField("kode berlaku sampai", null=True)
    tries = models.PositiveSmallIntegerField("kode keliru", default=0)

    class Meta:
        verbose_name = "konfirmasi identitas"
        verbose_name_plural = "konfirmasi identitas"
        ordering = ["-confirmed_at", "-pk"]
        triggers = [counts_tries_only()]
        constraints = [
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("user")), name="nobody_confirms_herself"
            ),
            models.CheckConstraint(
                condition=Q(way=ProofWay.GUEST) | Q(invitation__isnull=False),
                name="an_account_is_confirmed_with_its_invitation",
            ),
        ]

    def __str__(self):
        return f"{self.official}: {self.email}"

    @property
    def region(self):
        return self.official.region


class IdentityProofQuerySet(models.QuerySet):
    def current(self):
        """Those that hold: neither account nor address of the official was changed since."""
        same = Q(official__email__iexact=F("email"), user__email__iexact=F("email"))
        whose = Q(official__user=F("user")) | Q(official__user=None, way=ProofWay.GUEST)
        return self.filter(same & whose, ended=None)


class IdentityProof(models.Model):
    """An account is this official's: how that was proven, by whom confirmed, when. Written once."""

    confirmation = models.OneToOneField(Confirmation, models.PROTECT, related_name="proof")
    official = models.ForeignKey(Official, models.PROTECT, related_name="proofs")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="proofs")
    email = models.EmailField("surel")
    way = models.CharField("cara", max_length=10, choices=ProofWay)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_as = models.CharField("sebagai", max_length=8, choices=ConfirmerRole)
    confirmed_at = models.DateTimeField("dikonfirmasi")
    at = models.DateTimeField("terbukti", auto_now_add=True)

    objects = IdentityProofQuerySet.as_manager()

    class Meta:
        verbose_name = "bukti identitas"
        verbose_name_plural = "bukti identitas"
        ordering = ["-at", "-pk"]
        triggers = [write_once()]
        constraints = [
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("user")), name="nobody_proves_herself"
            ),
        ]

    def __str__(self):
        return f"{self.official}: {self.email}"


class EndedProof(models.Model):
    """A proof that holds no more, because account, address or second factor changed.

    Written by the database itself (`identities/migrations`), whoever made the change.
    """

    proof = models.OneToOneField(IdentityProof, models.PROTECT, related_name="ended")
    why = models.CharField("alasan", max_length=80)
    at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "bukti identitas yang berakhir"
        verbose_name_plural = "bukti identitas yang berakhir"
        triggers = [write_once()]
