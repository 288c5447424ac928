"""Notes in the margin: an expert asks, the team answers, and both stay to be read.

A note stands on a *place*: a kind and the key of a row (`notes.targets`), not a foreign key. So
it outlives a program that is removed, and any new kind of row can carry notes. It may hang on words
of the place (`part`, `exact`, …): a quotation that is looked for anew whenever the note is shown.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse

from masterplans.guards import refuse
from masterplans.models import Masterplan, Section, Status
from notes.anchors import UNKNOWN, Anchor
from regions.roles import Role

TAKES_NOTES = (Status.WRITING, Status.REVIEW, Status.APPROVED)
FROZEN = "Masterplan ini sudah dibekukan, jadi tidak menerima catatan lagi."


def _only_before_freezing(plan: str) -> pgtrigger.Trigger:
    """Once the plan is frozen nothing is noted, answered, resolved or removed any more.

    `plan` is an SQL expression for the masterplan's key; `ROW` stands for the row. When a plan goes
    as a whole, it is not there any more, and its notes go with it.
    """
    statuses = ", ".join(f"'{status.value}'" for status in TAKES_NOTES)
    return pgtrigger.Trigger(
        name="only_before_freezing",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("plan_status", "text")],
        func=f"""
        IF TG_OP = 'INSERT' THEN
            SELECT status INTO plan_status FROM masterplans_masterplan
             WHERE id = ({plan.replace("ROW", "NEW")}) FOR SHARE;
        ELSE
            SELECT status INTO plan_status FROM masterplans_masterplan
             WHERE id = ({plan.replace("ROW", "OLD")}) FOR SHARE;
        END IF;
        IF plan_status NOT IN ({statuses}) THEN
            {refuse(FROZEN)}
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
        """,  # noqa: S608 - made of our own words, never of what users type
    )


class NoteState(models.TextChoices):
    WAITING = "waiting", "Belum dijawab"
    ANSWERED = "answered", "Sudah dijawab"
    RESOLVED = "resolved", "Selesai"
    STANDS = "stands", "Tidak perlu jawaban"


class NoteWeight(models.TextChoices):
    """What a note asks for. Only the first holds the work up, until its author resolves it."""

    MUST = "must", "Wajib diperbaiki"
    SHOULD = "should", "Saran"
    PRAISE = "praise", "Apresiasi"


class NoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            masterplan__in=Masterplan.objects.visible_to(user).values("pk")
        ).select_related("masterplan__region")

    def waiting(self):
        """The notes to which the team owes a word."""
        return self.filter(state=NoteState.WAITING)

    def unmet(self):
        """What must be mended and is not resolved yet, answered or not."""
        return self.filter(weight=NoteWeight.MUST).exclude(state=NoteState.RESOLVED)

    def on(self, kind: str, row_id: int):
        """The notes on one place."""
        return self.filter(kind=kind, row_id=row_id)

    def with_threads(self):
        """With authors and answers, in three queries whatever their number."""
        answers = models.Prefetch("answers", NoteAnswer.objects.select_related("by"))
        people = ("by", "resolved_by", "reopened_by", "accepted_by", "assignee")
        return self.select_related(*people).prefetch_related(answers)


class Note(models.Model):
    """A question or remark on one place of a masterplan. Its words are never changed.

    `part` names the box of a form ("name" of a program), "" the text of a section. `exact` are the
    words on which it hangs, with those around them; "" when it is about the place as a whole.
    """

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="notes")
    kind = models.CharField("jenis tempat", max_length=20)
    row_id = models.BigIntegerField("baris")
    place_name = models.CharField("tempat", max_length=250)  # as it was called then
    text = models.TextField("catatan")
    weight = models.CharField("sifat", max_length=6, choices=NoteWeight, default=NoteWeight.SHOULD)
    part = models.CharField("isian", max_length=60, blank=True)
    exact = models.TextField("kutipan", blank=True)
    prefix = models.TextField("kata sebelumnya", blank=True)
    suffix = models.TextField("kata sesudahnya", blank=True)
    position = models.IntegerField("letak", default=UNKNOWN)
    suggestion = models.TextField("usulan kata-kata", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("waktu", auto_now_add=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ditugaskan kepada",
    )
    state = models.CharField("keadaan", max_length=8, choices=NoteState, default=NoteState.WAITING)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField("selesai", null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField("dibuka kembali", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField("usulan diterima", null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = "catatan"
        verbose_name_plural = "catatan"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["masterplan", "kind", "row_id"], name="notes_on_a_place")]
        triggers = [
            _only_before_freezing("ROW.masterplan_id"),
            pgtrigger.Protect(
                name="words_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "masterplan",
                    "kind",
                    "row_id",
                    "place_name",
                    "part",
                    "exact",
                    "prefix",
                    "suffix",
                    "position",
                    "suggestion",
                    "text",
                    "by",
                    "at",
                ),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=NoteState.RESOLVED, resolved_at__isnull=False)
                | (~Q(state=NoteState.RESOLVED) & Q(resolved_at=None)),
                name="note_resolved_knows_when",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="note_has_words"),
            models.CheckConstraint(
                condition=Q(suggestion="") | ~Q(exact=""),
                name="note_suggests_words_for_words",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | (Q(accepted_at__isnull=False, accepted_by__isnull=False) & ~Q(suggestion="")),
                name="note_accepted_was_suggested",
            ),
            models.CheckConstraint(
                condition=~Q(weight=NoteWeight.PRAISE, state=NoteState.WAITING),
                name="praise_waits_for_nothing",
            ),
        ]

    def __str__(self):
        return self.place_name

    def get_absolute_url(self):
        args = [self.masterplan.slug, self.kind, self.row_id]
        return f"{reverse('notes:place_notes', args=args)}#catatan-{self.pk}"

    @property
    def region(self):
        return self.masterplan.region

    @property
    def is_waiting(self) -> bool:
        return self.state == NoteState.WAITING

    @property
    def must_be_mended(self) -> bool:
        """Whether it holds the work up: it was said to be a must, and nobody has resolved it."""
        return self.weight == NoteWeight.MUST and self.state != NoteState.RESOLVED

    @property
    def anchor(self) -> Anchor | None:
        """The words on which it hangs; None when it is about its place as a whole."""
        if not self.exact:
            return None
        return Anchor(self.exact, self.prefix, self.suffix, self.position, self.part)

    @property
    def messages(self) -> list:
        """The note and its answers, as components/note.html reads them."""
        return [self, *self.answers.all()]


class GuestSectionQuerySet(models.QuerySet):
    def of(self, user):
        """The sections that somebody may read as a narasumber: as long as she is one there."""
        regions = user.memberships.filter(role=Role.GUEST).values("region")
        return self.filter(
            email__iexact=user.email, section__masterplan__region__in=regions
        ).select_related("section__masterplan__region__parent", "section__outline__chapter__book")

    def with_counts_for(self, user):
        """Each with `written`, her notes there, and `answered`, those with a word of somebody."""
        hers = Note.objects.filter(by=user, kind="bagian", row_id=models.OuterRef("section_id"))
        told = hers.filter(models.Exists(_said_by_others(user)))
        return self.annotate(written=_count(hers), answered=_count(told))


def _said_by_others(user):
    return NoteAnswer.objects.filter(note=models.OuterRef("pk")).exclude(by=user)


def _count(notes):
    counted = notes.order_by().values("row_id").values(found=models.Count("pk"))
    return Coalesce(models.Subquery(counted), 0)


class GuestSection(models.Model):
    """A narasumber may read one section and write notes on it; she opens nothing else.

    Known by the address of the invitation, so that it stands before she has followed it.
    """

    section = models.ForeignKey(Section, models.CASCADE, related_name="guests")
    email = models.EmailField("surel")
    name = models.CharField("nama lengkap dengan gelar", max_length=150)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("diundang", auto_now_add=True)

    objects = GuestSectionQuerySet.as_manager()

    class Meta:
        verbose_name = "bagian untuk narasumber"
        verbose_name_plural = "bagian untuk narasumber"
        ordering = ["name", "section__outline__order", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), "section", name="guest_once_in_a_section")
        ]

    def __str__(self):
        return f"{self.name}: {self.section}"

    def get_absolute_url(self):
        return reverse("guests:section", args=[self.section_id])


class NoteAnswer(models.Model):
    """What somebody answered. Written once."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="answers")
    text = models.TextField("jawaban")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "jawaban catatan"
        verbose_name_plural = "jawaban catatan"
        ordering = ["at", "pk"]
        triggers = [
            _only_before_freezing("SELECT masterplan_id FROM notes_note WHERE id = ROW.note_id"),
            pgtrigger.Protect(name="words_stay", operation=pgtrigger.Update),
        ]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="answer_has_words")]

    def __str__(self):
        return self.text[:60]
