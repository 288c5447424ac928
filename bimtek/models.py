"""When and where people meet: a pra-bimtek and four bimtek, two days each (domain §3)."""

from datetime import date, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from masterplans.models import Masterplan
from regions.addresses import address
from regions.models import Agency, Official

MORNING, AFTERNOON = time(8, 30), time(16, 0)


class Meeting(models.IntegerChoices):
    """What is met for: the four tahap, and the local preparation before the first."""

    PREPARATION = 0, "Pra-bimtek"
    FIRST = 1, "Bimtek I"
    SECOND = 2, "Bimtek II"
    THIRD = 3, "Bimtek III"
    FOURTH = 4, "Bimtek IV"


class Mode(models.TextChoices):
    IN_PLACE = "luring", "Luring (tatap muka)"
    ONLINE = "daring", "Daring"
    BOTH = "hibrida", "Hibrida (luring dan daring)"


MODES_IN_WORDS = {Mode.IN_PLACE: "luring", Mode.ONLINE: "daring", Mode.BOTH: "luring dan daring"}


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            masterplan__in=Masterplan.objects.visible_to(user).values("pk")
        ).select_related("masterplan__region__parent")

    def touching(self, first: date, last: date):
        """Those that have a day in common with this time."""
        return self.filter(first_day__lte=last, last_day__gte=first)

    def upcoming(self):
        """Those that are not over yet, the nearest first."""
        return self.filter(last_day__gte=timezone.localdate()).order_by("first_day", "stage", "pk")


class Session(models.Model):
    """One bimtek of a masterplan. Its date is what everybody works towards."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="sessions")
    stage = models.PositiveSmallIntegerField("tahap", choices=Meeting)
    first_day = models.DateField("hari pertama")
    last_day = models.DateField("hari terakhir")
    planned_first = models.DateField("hari pertama semula", null=True, blank=True)
    planned_at = models.DateTimeField("direncanakan", null=True, auto_now_add=True)
    starts_at = models.TimeField("mulai pukul", default=MORNING)
    ends_at = models.TimeField("selesai pukul", default=AFTERNOON)
    mode = models.CharField("cara", max_length=7, choices=Mode, default=Mode.IN_PLACE)
    place = models.CharField("tempat", max_length=200, blank=True)
    meeting_url = models.URLField("tautan rapat daring", blank=True)
    opener = models.CharField("dibuka oleh", max_length=200, blank=True)
    expected = models.PositiveSmallIntegerField("perkiraan peserta", null=True, blank=True)
    agenda = models.TextField("susunan acara", blank=True)
    results = models.TextField("hasil dan kesepakatan", blank=True)
    letter_number = models.CharField("nomor surat undangan", max_length=80, blank=True)
    minutes_number = models.CharField("nomor berita acara", max_length=80, blank=True)
    inviter = models.ForeignKey(
        Official,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="penanda tangan undangan",
    )
    is_for_head = models.BooleanField("atas nama kepala daerah", default=False)
    signers = models.ManyToManyField(
        Official, blank=True, related_name="+", verbose_name="penanda tangan berita acara"
    )
    sequence = models.PositiveIntegerField(default=0)  # of the entry in people's own calendars
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("diubah", auto_now=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "bimtek"
        verbose_name_plural = "bimtek"
        ordering = ["stage"]
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "stage"], name="session_once_for_a_stage"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="session_ends_after_it_starts",
                violation_error_message="Hari terakhir tidak boleh mendahului hari pertama.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_closes_after_it_opens",
                violation_error_message="Jam selesai tidak boleh mendahului jam mulai.",
            ),
        ]
        indexes = [models.Index(fields=["first_day", "last_day"], name="session_days")]

    def __str__(self):
        return Meeting(self.stage).label

    def get_absolute_url(self):
        return address(settings.LINKS["session"], self.masterplan.slug, str(self.stage))

    @property
    def region(self):
        return self.masterplan.region

    @property
    def days(self) -> list[date]:
        """Every day on which people meet."""
        count = (self.last_day - self.first_day).days + 1
        return [self.first_day + timedelta(days=one) for one in range(count)]

    @property
    def is_over(self) -> bool:
        return self.last_day < timezone.localdate()

    @property
    def is_now(self) -> bool:
        return self.first_day <= timezone.localdate() <= self.last_day

    @property
    def days_moved(self) -> int:
        """By how many days it lies behind the day that was planned first; before it: below zero."""
        return (self.first_day - self.planned_first).days if self.planned_first else 0

    @property
    def mode_in_words(self) -> str:
        """For the middle of a sentence: "luring"."""
        return MODES_IN_WORDS[Mode(self.mode)]


class CancelledSession(models.Model):
    """The day that was planned first for a meeting that was called off: planned anew, it counts
    its delay from there."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="+")
    stage = models.PositiveSmallIntegerField("tahap", choices=Meeting)
    planned_first = models.DateField("hari pertama semula")

    class Meta:
        verbose_name = "bimtek yang dibatalkan"
        verbose_name_plural = "bimtek yang dibatalkan"
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "stage"], name="session_cancelled_once_for_a_stage"
            )
        ]

    def __str__(self):
        return Meeting(self.stage).label


class Invitee(models.Model):
    """Who is asked to a session: a person of the region, a Perangkat Daerah, or a guest.

    A Perangkat Daerah hears through those who write for it. `told` is the state of the calendar
    entry (`Session.sequence`) that was sent last.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="invitees")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("nama", max_length=150, blank=True)
    institution = models.CharField("instansi", max_length=160, blank=True)
    email = models.EmailField("surel", blank=True)
    told = models.PositiveIntegerField(null=True, blank=True)
    told_at = models.DateTimeField("diundang", null=True, blank=True)

    class Meta:
        verbose_name = "undangan bimtek"
        verbose_name_plural = "undangan bimtek"
        ordering = ["agency__order", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "agency"],
                condition=Q(agency__isnull=False),
                name="invitee_agency_once_for_a_session",
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(person__isnull=False),
                name="invitee_person_once_for_a_session",
            ),
            models.UniqueConstraint(
                fields=["session", "email"],
                condition=~Q(email=""),
                name="invitee_address_once_for_a_session",
            ),
        ]

    def __str__(self):
        if self.agency:
            return self.agency.name
        return f"{self.name}, {self.institution}" if self.institution else self.name


class FileKind(models.TextChoices):
    MATERIAL = "materi", "Materi"
    PHOTO = "foto", "Foto"


class SessionFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(session__in=Session.objects.visible_to(user).values("pk"))


class SessionFile(models.Model):
    """Material of a session, or a photograph of it. Also of one whose plan is frozen."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="files")
    kind = models.CharField("jenis", max_length=6, choices=FileKind)
    file = models.FileField("berkas", upload_to="bimtek/%Y/%m/", max_length=200)
    name = models.CharField("nama berkas", max_length=150)
    title = models.CharField("keterangan", max_length=200, blank=True)
    mime = models.CharField("jenis berkas", max_length=100)
    size = models.PositiveIntegerField("ukuran (bita)")
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = SessionFileQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas bimtek"
        verbose_name_plural = "berkas bimtek"
        ordering = ["kind", "uploaded_at"]
        constraints = [
            models.UniqueConstraint(fields=["session", "kind", "sha256"], name="session_file_once")
        ]

    def __str__(self):
        return self.title or self.name

    @property
    def region(self):
        return self.session.region


class PaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(session__in=Session.objects.visible_to(user).values("pk"))


class Paper(models.Model):
    """An official document of a session as it was typeset last, or that is being typeset."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="papers")
    kind = models.CharField("jenis", max_length=12)
    pdf = models.BinaryField(default=b"")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField("disusun", null=True, blank=True)
    has_failed = models.BooleanField(default=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "dokumen bimtek"
        verbose_name_plural = "dokumen bimtek"
        constraints = [
            models.UniqueConstraint(fields=["session", "kind"], name="paper_once_for_a_session")
        ]

    def __str__(self):
        return f"{self.kind}, {self.session}"

    @property
    def region(self):
        return self.session.region
