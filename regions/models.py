"""Who holds which role in which region."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from regions.naming import WORDS, Naming
from regions.offices import NIP_FAULT, NRP_FAULT, Acting, NumberKind, office_beside, service_number
from regions.roles import NAME_A_DIMENSION, OF_A_DIMENSION, Role, who_act_as


class Level(models.TextChoices):
    PROVINCE = "province", "Provinsi"
    REGENCY = "regency", "Kabupaten"
    CITY = "city", "Kota"


LEVELS_IN_SPEECH = {
    "provinsi": Level.PROVINCE, "prov": Level.PROVINCE, "propinsi": Level.PROVINCE,
    "kabupaten": Level.REGENCY, "kab": Level.REGENCY,
    "kota": Level.CITY,
}  # fmt: skip


class RegionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The regions a person may know of: her own, those of her province, or all."""
        return self if user.is_national else self.filter(known_to(user, "pk", "parent"))

    def called(self, text):
        """Those with a name as people write it ("Kota Sorong", "kab. Sorong"), or with a code."""
        first, _, rest = " ".join(text.split()).partition(" ")
        found = Q(name__icontains=text)
        if level := LEVELS_IN_SPEECH.get(first.rstrip(".").casefold()):
            found |= Q(level=level, name__icontains=rest)
        digits = text.replace(".", "").strip()
        if digits.isdecimal():
            code = digits if len(digits) <= 2 else f"{digits[:2]}.{digits[2:]}"
            found |= Q(code__startswith=code)
        return self.filter(found)


def known_to(user, region: str, province: str) -> Q:
    """The regions of which somebody holds a role, and those of the provinces she looks over.

    `region` and `province` are the names of the two columns to compare. Keys instead of a
    subquery: what a person holds was read already, and every page asks this several times.
    """
    own = Q(**{f"{region}__in": {key for key, _, _ in user.held_roles}})
    provinces = {key for key, role, _ in user.held_roles if role == Role.PROVINCE_OFFICER}
    return own | Q(**{f"{province}__in": provinces}) if provinces else own


class Region(models.Model):
    """A province, regency or city, known by its Kemendagri code (`33`, `33.04`)."""

    code = models.CharField("kode Kemendagri", max_length=8, unique=True)
    name = models.CharField("nama", max_length=80)
    level = models.CharField("tingkat", max_length=8, choices=Level.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="provinsi",
    )
    time_zone = models.CharField("zona waktu", max_length=32, default="Asia/Jakarta")

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = "daerah"
        verbose_name_plural = "daerah"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level=Level.PROVINCE, parent=None)
                | (~Q(level=Level.PROVINCE) & Q(parent__isnull=False)),
                name="region_only_provinces_stand_alone",
            ),
        ]

    def __str__(self):
        return f"{self.get_level_display()} {self.name}"

    @property
    def region(self):
        """So that rules may ask every thing for its region."""
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def namings(self) -> list[str]:
        """What the region may call its plans; the first is usual (domain.md, section 0)."""
        return {
            Level.PROVINCE: [Naming.PROVINCE],
            Level.REGENCY: [Naming.CITY, Naming.REGENCY],
            Level.CITY: [Naming.CITY],
        }[Level(self.level)]

    @property
    def naming_choices(self) -> list[tuple[str, str]]:
        """The namings with their words, for a form."""
        return [(naming, Naming(naming).label) for naming in self.namings]

    @property
    def concept(self) -> str:
        """What a plan of this region is usually called: Smart City or Smart Province."""
        return Naming(self.namings[0]).label

    @property
    def agency_word(self) -> str:
        """What its departments are called: Perangkat Daerah, or Perangkat Daerah Provinsi."""
        return WORDS[self.namings[0]]["agencies"]

    def concept_named(self, naming: str = "") -> str:
        """ "Smart City Kabupaten Banjarnegara", "Smart Province Jawa Barat"."""
        words = Naming(naming or self.namings[0]).label
        return f"{words} {self.name if self.level == Level.PROVINCE else self}"

    @property
    def head_title(self) -> str:
        """The office of the head of region: Gubernur, Bupati or Wali Kota."""
        return {Level.PROVINCE: "Gubernur", Level.REGENCY: "Bupati", Level.CITY: "Wali Kota"}[
            Level(self.level)
        ]


class AgencyKind(models.TextChoices):
    SECRETARIAT = "secretariat", "Sekretariat"
    INSPECTORATE = "inspectorate", "Inspektorat"
    OFFICE = "office", "Dinas"
    BODY = "body", "Badan"
    HOSPITAL = "hospital", "Rumah sakit"
    DISTRICT = "district", "Kecamatan"
    OTHER = "other", "Lainnya"


class AgencyQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(region__in=Region.objects.visible_to(user))


class Agency(models.Model):
    """A Perangkat Daerah: a department of a region, also a hospital or a district."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="agencies")
    name = models.CharField("nama", max_length=160)
    short_name = models.CharField("nama singkat", max_length=40)
    kind = models.CharField("jenis", max_length=12, choices=AgencyKind, default=AgencyKind.OFFICE)
    order = models.PositiveSmallIntegerField("urutan SOTK", default=0)
    is_active = models.BooleanField("masih ada", default=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "Perangkat Daerah"
        verbose_name_plural = "Perangkat Daerah"
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                "region",
                "short_name",
                name="agency_short_name_is_unique_in_its_region",
                violation_error_message="Nama singkat ini sudah dipakai di daerah ini.",
            ),
        ]

    def __str__(self):
        return self.short_name or self.name


class OfficialQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(region__in=Region.objects.visible_to(user))


class Official(models.Model):
    """Somebody who signs or is named in the book, as the official form writes her."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="officials")
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="officials",
        verbose_name="Perangkat Daerah",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name="akun",
    )
    name = models.CharField("nama lengkap dengan gelar", max_length=150)
    position = models.CharField("jabatan", max_length=150)
    acting = models.CharField(
        "status jabatan", max_length=3, choices=Acting, blank=True, default=""
    )
    number_kind = models.CharField(
        "jenis nomor", max_length=3, choices=NumberKind, default=NumberKind.NIP
    )
    nip = models.CharField("NIP atau NRP", max_length=18, blank=True)
    rank = models.CharField("pangkat", max_length=60, blank=True)
    grade = models.CharField("golongan", max_length=8, blank=True)
    institution = models.CharField("instansi di luar pemerintah daerah", max_length=150, blank=True)
    email = models.EmailField("surel dinas", blank=True, default="")
    is_head_of_region = models.BooleanField("kepala daerah", default=False)
    in_team = models.BooleanField("anggota tim penyusun", default=False)
    order = models.PositiveSmallIntegerField("urutan", default=0)

    objects = OfficialQuerySet.as_manager()

    class Meta:
        verbose_name = "pejabat"
        verbose_name_plural = "pejabat"
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(number_kind=NumberKind.NIP) | Q(nip="") | Q(nip__regex=r"^[0-9]{18}$"),
                name="official_nip_has_18_digits",
                violation_error_message=NIP_FAULT,
            ),
            # Police: 8 digits; the three forces of the army: from 5 (older ones) to 14.
            models.CheckConstraint(
                condition=~Q(number_kind=NumberKind.NRP)
                | Q(nip="")
                | Q(nip__regex=r"^[0-9]{5,14}$"),
                name="official_nrp_has_5_to_14_digits",
                violation_error_message=NRP_FAULT,
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def full_position(self) -> str:
        """The position with Pj./Plt./Plh. before it, as the form writes it."""
        return f"{self.get_acting_display()} {self.position}" if self.acting else self.position

    @property
    def service_number(self) -> str:
        """ "NIP 19680314 199403 1 001"; empty for those who have none."""
        return service_number(self.number_kind, self.nip)

    @property
    def office(self) -> str:
        """Where the position is held, unless the position says it already."""
        if self.institution or not self.agency:
            return office_beside(self.position, self.institution)
        return office_beside(self.position, self.agency.name, self.agency.short_name)


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(region__in=Region.objects.visible_to(user))

    def active(self):
        return self.filter(user__is_active=True)

    def acting_as(self, *roles):
        """Who holds one of these roles, or may do the same."""
        return self.filter(role__in=who_act_as(*roles))

    def by_role(self):
        """In the order of the roles: the coordinator first, readers last; then by name."""
        ranks = [models.When(role=role, then=rank) for rank, role in enumerate(Role)]
        return self.order_by(models.Case(*ranks), "user__name")


class Membership(models.Model):
    """Somebody holds a role in a region: the only source of permissions besides `is_national`."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField("peran", max_length=16, choices=Role)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="Perangkat Daerah",
    )
    # By its code, because regions may write with different versions of the dimensions.
    dimension = models.SlugField("dimensi", blank=True, default="")
    since = models.DateTimeField("sejak", auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "keanggotaan"
        verbose_name_plural = "keanggotaan"
        ordering = ["region", "role", "user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "user", "role"],
                name="membership_once_for_region_person_and_role",
                violation_error_message="Orang ini sudah memegang peran itu di daerah ini.",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.WRITER) | Q(agency__isnull=False),
                name="membership_writer_belongs_to_an_agency",
                violation_error_message="Pilih Perangkat Daerah tempat staf ini bekerja.",
            ),
            models.CheckConstraint(
                condition=Q(dimension="") | Q(role__in=OF_A_DIMENSION),
                name="membership_of_a_dimension_is_of_an_expert_or_a_pokja",
                violation_error_message="Dimensi hanya untuk anggota pokja dan tenaga ahli.",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.POKJA_MEMBER) | ~Q(dimension=""),
                name="membership_in_a_pokja_names_its_dimension",
                violation_error_message=NAME_A_DIMENSION,
            ),
        ]
        indexes = [models.Index(fields=["user", "region"], name="membership_of_user")]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.region}"


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(region__in=Region.objects.visible_to(user))

    def unanswered(self):
        """Neither followed nor withdrawn; the link may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def pending(self, now):
        return self.unanswered().filter(expires_at__gt=now)


class Invitation(models.Model):
    """A letter with a link that lets somebody in. Only a hash of the link's secret is kept."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="invitations")
    email = models.EmailField("surel")
    name = models.CharField("nama lengkap dengan gelar", max_length=150)
    role = models.CharField("peran", max_length=16, choices=Role)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Perangkat Daerah",
    )
    dimension = models.SlugField("dimensi", blank=True, default="")
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField("berlaku sampai")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "undangan"
        verbose_name_plural = "undangan"
        ordering = ["-invited_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")),
                name="invitation_expires_after_it_is_sent",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.WRITER) | Q(agency__isnull=False),
                name="invitation_of_a_writer_names_an_agency",
                violation_error_message="Pilih Perangkat Daerah tempat staf ini bekerja.",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.POKJA_MEMBER) | ~Q(dimension=""),
                name="invitation_to_a_pokja_names_its_dimension",
                violation_error_message=NAME_A_DIMENSION,
            ),
        ]

    def __str__(self):
        return f"{self.name} <{self.email}>"
