"""What a region's work stands on: its Nota Kesepakatan with the ministry, and the decrees on its
council and its team, with the people whom they name (domain.md, sections 3, 5.1, 5.2 and 7).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from indonesian import bare_name, loose
from regions.models import Agency, Official, Region
from regions.offices import office_beside
from regions.roles import NAME_A_DIMENSION
from uploads.rows import RowWithFile


class MandateKind(models.TextChoices):
    AGREEMENT = "agreement", "Nota Kesepakatan"
    COUNCIL = "council", "SK Dewan"
    TEAM = "team", "SK Tim Pelaksana"


DECREES = (MandateKind.COUNCIL, MandateKind.TEAM)


class Party(models.TextChoices):
    MINISTRY = "ministry", "Kementerian"
    REGION = "region", "Pemerintah daerah"


class BodyRole(models.TextChoices):
    """What a decree makes of somebody, in the order in which decrees name them."""

    PATRON = "patron", "Pembina"
    STEERING = "steering", "Pengarah"
    ADVISER = "adviser", "Penasihat"
    HEAD = "head", "Ketua"
    VICE_HEAD = "vice_head", "Wakil ketua"
    SECRETARY = "secretary", "Sekretaris"
    VICE_SECRETARY = "vice_secretary", "Wakil sekretaris"
    POKJA_HEAD = "pokja_head", "Ketua pokja"
    POKJA = "pokja", "Anggota pokja"
    MEMBER = "member", "Anggota"


IN_A_POKJA = (BodyRole.POKJA_HEAD, BodyRole.POKJA)
TWICE = "Orang ini sudah tercatat dalam dokumen yang sama."


class MandateQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(region__in=Region.objects.visible_to(user)).select_related("region")

    def newest_first(self):
        return self.order_by("-date", "-pk")


class Mandate(RowWithFile):
    """A Nota Kesepakatan or a decree. A later one of its kind replaces it; both stay readable."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="mandates")
    kind = models.CharField("jenis", max_length=9, choices=MandateKind)
    number = models.CharField("nomor", max_length=100)
    date = models.DateField("tanggal")
    about = models.CharField("tentang", max_length=300)
    file = models.FileField(
        "pindaian", upload_to="mandat/%Y/%m/", max_length=200, blank=True, default=""
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = "Nota Kesepakatan atau SK"
        verbose_name_plural = "Nota Kesepakatan dan SK"
        ordering = ["region", "kind", "-date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind", "number"],
                name="mandate_number_once_in_its_region",
                violation_error_message="Nomor ini sudah dicatat untuk jenis dokumen yang sama.",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} Nomor {self.number}"

    def get_absolute_url(self):
        return reverse("mandates:detail", args=[self.region.code, self.pk])

    @property
    def is_decree(self) -> bool:
        return self.kind in DECREES


class MandateSigner(models.Model):
    """Who signed for one side, and on whose behalf: "yang diwakili oleh"."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="signers")
    side = models.CharField("pihak", max_length=8, choices=Party)
    name = models.CharField("nama lengkap dengan gelar", max_length=150)
    position = models.CharField("jabatan", max_length=150)
    stand_in_name = models.CharField("diwakili oleh", max_length=150, blank=True)
    stand_in_position = models.CharField("jabatan yang mewakili", max_length=150, blank=True)

    class Meta:
        verbose_name = "penanda tangan dokumen"
        verbose_name_plural = "penanda tangan dokumen"
        ordering = ["mandate", "side"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "side"], name="one_signer_a_side"),
        ]

    def __str__(self):
        return self.name


class MandateMember(models.Model):
    """Whom a decree names, as it writes them: many decrees name an office and no person."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="members")
    order = models.PositiveSmallIntegerField("urutan", default=0)
    name = models.CharField("nama lengkap dengan gelar", max_length=150, blank=True)
    position = models.CharField("jabatan", max_length=150, blank=True)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Perangkat Daerah",
    )
    institution = models.CharField("instansi di luar pemerintah daerah", max_length=150, blank=True)
    role = models.CharField("kedudukan", max_length=14, choices=BodyRole, default=BodyRole.MEMBER)
    dimension = models.SlugField("dimensi pokja", blank=True, default="")
    email = models.EmailField("surel", blank=True)
    official = models.ForeignKey(
        Official, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="pejabat"
    )
    person_key = models.CharField(max_length=310, editable=False)  # who it is, in any spelling

    class Meta:
        verbose_name = "anggota Dewan atau Tim"
        verbose_name_plural = "anggota Dewan atau Tim"
        ordering = ["mandate", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "person_key"],
                name="member_once_in_a_decree",
                violation_error_message=TWICE,
            ),
            models.CheckConstraint(
                condition=~(Q(name="") & Q(position="")),
                name="member_has_a_name_or_an_office",
                violation_error_message="Tulis nama, jabatan, atau keduanya.",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=IN_A_POKJA) | ~Q(dimension=""),
                name="member_in_a_pokja_names_its_dimension",
                violation_error_message=NAME_A_DIMENSION,
            ),
        ]

    def __str__(self):
        return self.name or self.position

    def save(self, **kwargs):
        self.person_key = key_of(self)
        super().save(**kwargs)

    @property
    def region(self):
        return self.mandate.region

    @property
    def where(self) -> str:
        """The agency or institution beside the office, unless the office says it already."""
        if self.institution or not self.agency:
            return office_beside(self.position, self.institution)
        return office_beside(self.position, self.agency.name, self.agency.short_name)


def key_of(member) -> str:
    """The same for two spellings of one person, with any degrees; of an office without a person,
    the office and where it is held."""
    if member.name:
        return loose(bare_name(member.name))
    where = member.institution or (member.agency.name if member.agency else "")
    return f"{loose(member.position)} {loose(where)}".strip()
