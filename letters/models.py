"""Every letter of the site: to whom, about what, and what became of it.

A letter that holds a secret (an invitation, a new password) has no text here: it is written when
it is sent (`letters/secret.py`).
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

PREFIX = "[Simpul] "  # before every subject, as ACCOUNT_EMAIL_SUBJECT_PREFIX is before allauth's


class Urgency(models.TextChoices):
    NOW = "now", "menunggu orangnya"
    NEWS = "news", "kabar"
    DIGEST = "digest", "kabar dalam ringkasan harian"


class LetterState(models.TextChoices):
    WAITING = "waiting", "Menunggu"
    SENT = "sent", "Terkirim"
    FAILED = "failed", "Ditolak"
    GIVEN_UP = "given_up", "Gagal"
    DROPPED = "dropped", "Tidak jadi dikirim"


# What can be sent again by hand; the last two need somebody's eyes.
FINISHED = (LetterState.SENT, LetterState.FAILED, LetterState.GIVEN_UP)
TROUBLED = (LetterState.FAILED, LetterState.GIVEN_UP)


class LetterQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=LetterState.WAITING)

    def due(self, now):
        """Letters that may be handed to the mail server now."""
        return self.waiting().exclude(urgency=Urgency.DIGEST).filter(next_attempt__lte=now)

    def uncollected(self):
        """News that waits for the daily letter of its reader."""
        return self.waiting().filter(urgency=Urgency.DIGEST, digest=None)

    def about_region(self, code):
        """The letters that tell of a region; daily letters are told by the news in them."""
        return self.filter(region_code=code)


class Letter(models.Model):
    """One letter to one address. `next_attempt` is when it may be tried (again)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name="penerima",
    )
    address = models.EmailField("surel")
    name = models.CharField("nama", max_length=150, blank=True)
    kind = models.CharField("jenis", max_length=80)
    about = models.BigIntegerField("nomor hal yang disampaikan", null=True, blank=True)
    region_code = models.CharField("kode daerah", max_length=8, blank=True)
    place = models.CharField("daerah", max_length=120, blank=True)
    subject = models.CharField("perihal", max_length=250)
    path = models.CharField("halaman", max_length=300, blank=True)
    sentence = models.TextField("isi singkat", blank=True)
    text = models.TextField("isi", blank=True)
    html = models.TextField("isi bertata letak", blank=True)
    calendar = models.TextField("untuk kalender", blank=True)  # an .ics file that comes along
    urgency = models.CharField(max_length=6, choices=Urgency, default=Urgency.NOW)
    digest = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="news",
        verbose_name="ringkasan",
    )
    state = models.CharField(
        "keadaan", max_length=8, choices=LetterState, default=LetterState.WAITING
    )
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    last_error = models.CharField("sebab", max_length=500, blank=True)
    next_attempt = models.DateTimeField("dicoba lagi", default=timezone.now)
    again = models.PositiveSmallIntegerField("dikirim ulang", default=0)
    dedupe_key = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    sent_at = models.DateTimeField("terkirim", null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "surat"
        verbose_name_plural = "surat"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "dedupe_key"],
                condition=~Q(dedupe_key=""),
                name="letter_once_to_an_address_for_a_key",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.SENT) | Q(sent_at__isnull=False),
                name="letter_that_is_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(urgency=Urgency.DIGEST) | Q(person__isnull=False),
                name="letter_in_a_digest_has_a_person",
            ),
        ]
        indexes = [
            # The sweeps read what waits and nothing else, however many letters were ever sent.
            models.Index(
                fields=["next_attempt"],
                condition=Q(state=LetterState.WAITING),
                name="letter_waiting",
            ),
            models.Index(
                fields=["person"],
                condition=Q(state=LetterState.WAITING, urgency=Urgency.DIGEST),
                name="letter_news_of_a_person",
            ),
            models.Index(fields=["region_code", "-created_at"], name="letter_of_region"),
            models.Index(fields=["kind", "about"], name="letter_about"),
            models.Index(
                fields=["next_attempt"],
                condition=Q(state=LetterState.GIVEN_UP),
                name="letter_given_up",
            ),
        ]

    def __str__(self):
        return f"{self.subject} <{self.address}>"

    @property
    def can_go_again(self) -> bool:
        """Whether somebody may send it again by hand: finished, or put off after a fault."""
        return self.state in FINISHED or (
            self.state == LetterState.WAITING and bool(self.last_error)
        )

    @property
    def title(self) -> str:
        """The subject without the name of the site before it."""
        return self.subject.removeprefix(PREFIX)
