"""Who came to a session: a register for each day, filled by the people's own telephones.

What is written in a register is never deleted: a name is struck with a reason. Once it is closed
nothing in it changes until somebody opens it again, and says why.
"""

import uuid
from zoneinfo import ZoneInfo

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from bimtek.models import Session
from masterplans.guards import refuse

CLOSED = "Daftar hadir ini sudah ditutup. Minta sekretariat membukanya kembali."
KEPT = "Nama yang tercatat hadir tidak diubah atau dihapus, hanya dicoret."
NO_REASON = "Tulis mengapa daftar hadir dibuka kembali."


class RegisterQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(session__in=Session.objects.visible_to(user).values("pk"))


class Register(models.Model):
    """The attendance of one day. Its code stands behind the QR code on the wall.

    One that is closed by nobody has closed by itself (`attendance.closing`).
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="registers")
    day = models.DateField("hari")
    code = models.CharField("kode", max_length=20, unique=True)
    closed_at = models.DateTimeField("ditutup", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField("dibuka kembali", null=True, blank=True)
    reopen_reason = models.CharField("alasan dibuka kembali", max_length=300, blank=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = "daftar hadir"
        verbose_name_plural = "daftar hadir"
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["session", "day"], name="register_once_a_day"),
            models.CheckConstraint(
                condition=Q(closed_by=None) | Q(closed_at__isnull=False),
                name="register_closed_on_a_day",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="reopened_with_a_reason",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"""
                IF OLD.closed_at IS NOT NULL AND NEW.closed_at IS NULL
                   AND NEW.reopen_reason = '' THEN {refuse(NO_REASON)} END IF;
                RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return f"Daftar hadir {self.session}"

    def get_absolute_url(self):
        """The page behind the QR code."""
        return reverse("hadir:scan", args=[self.code])

    @property
    def region(self):
        return self.session.region

    @property
    def zone(self) -> ZoneInfo:
        return self.region.zone


class Way(models.TextChoices):
    """How a name came into a register."""

    GUEST = "tamu", "Mengisi sendiri"
    ACCOUNT = "akun", "Masuk dengan akun"
    SECRETARIAT = "sekretariat", "Dicatat sekretariat"


class AttendeeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(register__in=Register.objects.visible_to(user).values("pk"))

    def counted(self):
        return self.filter(struck_at=None)


class Attendee(models.Model):
    """Somebody who came on one day. `key` says who is who; `form_key` which tap it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(Register, models.PROTECT, related_name="attendees")
    name = models.CharField("nama", max_length=150)
    institution = models.CharField("instansi", max_length=160)
    position = models.CharField("jabatan", max_length=150, blank=True)
    key = models.CharField(max_length=470)
    form_key = models.CharField(max_length=36, blank=True)
    way = models.CharField("cara", max_length=11, choices=Way)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField("waktu", default=timezone.now)
    struck_at = models.DateTimeField("dicoret", null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    strike_reason = models.CharField("alasan dicoret", max_length=300, blank=True)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        verbose_name = "peserta yang hadir"
        verbose_name_plural = "peserta yang hadir"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "key"],
                condition=Q(struck_at=None),
                name="attendee_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["register", "person"],
                condition=Q(struck_at=None, person__isnull=False),
                name="attendee_account_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["register", "form_key"],
                condition=~Q(form_key=""),
                name="attendee_once_for_a_form",
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None, strike_reason="", struck_by=None)
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(strike_reason="")),
                name="attendee_struck_with_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="closed_register_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("closed", "timestamptz")],
                # The share lock lets hundreds write at once, and makes who closes wait for them.
                func=f"""
                IF TG_OP = 'DELETE' THEN {refuse(KEPT)} END IF;
                SELECT closed_at INTO closed FROM attendance_register
                 WHERE id = NEW.register_id FOR SHARE;
                IF closed IS NOT NULL THEN {refuse(CLOSED)} END IF;
                IF TG_OP = 'UPDATE' AND (
                    OLD.register_id, OLD.name, OLD.institution, OLD.position, OLD.at, OLD.key
                ) IS DISTINCT FROM (
                    NEW.register_id, NEW.name, NEW.institution, NEW.position, NEW.at, NEW.key
                ) THEN {refuse(KEPT)} END IF;
                RETURN NEW;
                """,  # noqa: S608 - made of our own words, never of what users type
            )
        ]

    def __str__(self):
        return self.name

    @property
    def region(self):
        return self.register.region
