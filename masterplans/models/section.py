"""The text of a masterplan, section by section, with everybody's revisions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from masterplans.guards import content_guard
from masterplans.models.choices import SectionKind
from masterplans.models.masterplan import Masterplan
from masterplans.models.outline import OutlineSection
from regions.addresses import address
from regions.models import Agency

SECTION_REVISIONS = "section"  # their kind


class SectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            masterplan__in=Masterplan.objects.visible_to(user).values("pk")
        ).select_related("masterplan__region", "outline__chapter__book")

    def of_plan(self, slug: str):
        """The sections of the masterplan at this address, with the agencies that write them."""
        return self.filter(masterplan__slug=slug).prefetch_related("agencies")

    def in_order(self):
        return self.order_by(
            "outline__chapter__book__number", "outline__chapter__number", "outline__order"
        )

    def to_write(self):
        """Sections that a person has to write; generated ones may stay without an introduction."""
        return self.filter(outline__kind=SectionKind.NARRATIVE, outline__required=True)

    def empty(self):
        return self.filter(body="")


class Section(models.Model):
    """The words of one section. The number of its newest revision guards against stale writes."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="sections")
    outline = models.ForeignKey(OutlineSection, models.PROTECT, related_name="+")
    body = models.TextField("isi", blank=True)
    revision_number = models.PositiveIntegerField("revisi", default=0)
    agencies = models.ManyToManyField(
        Agency, blank=True, related_name="sections", verbose_name="ditulis oleh"
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField("diubah", null=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = "bagian"
        verbose_name_plural = "bagian"
        triggers = [content_guard()]
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "outline"], name="section_once_in_its_masterplan"
            ),
            models.CheckConstraint(
                condition=Q(revision_number=0, changed_at=None)
                | Q(revision_number__gt=0, changed_at__isnull=False),
                name="section_knows_its_last_change",
            ),
        ]

    def __str__(self):
        return str(self.outline)

    def get_absolute_url(self):
        return address("masterplans:section", self.masterplan.slug, self.pk)

    @property
    def region(self):
        return self.masterplan.region

    @property
    def place(self) -> str:
        """How the presence of people on its page is noted (`masterplans.presence`)."""
        return f"bagian-{self.pk}"

    @property
    def revisions(self):
        """Everything that was written in it, the newest first."""
        revisions = self.masterplan.revisions
        return revisions.filter(kind=SECTION_REVISIONS, object_id=self.pk)

    @property
    def is_empty(self) -> bool:
        """Whether it has no words; the same as `empty()`."""
        return self.body == ""

    @property
    def is_generated(self) -> bool:
        return self.outline.kind == SectionKind.GENERATED


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            masterplan__in=Masterplan.objects.visible_to(user).values("pk")
        ).select_related("masterplan__region")


class Attachment(models.Model):
    """A file of a masterplan: a picture for the book or a piece of evidence. Checked by content."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="attachments")
    file = models.FileField("berkas", upload_to="masterplan/%Y/%m/", max_length=200)
    name = models.CharField("nama berkas", max_length=150)
    mime = models.CharField("jenis", max_length=100)
    size = models.PositiveIntegerField("ukuran (bita)")
    sha256 = models.CharField("SHA-256", max_length=64)
    alt = models.CharField("keterangan gambar", max_length=300, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        ordering = ["-uploaded_at"]
        triggers = [content_guard()]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("masterplans:attachment", args=[self.masterplan.slug, self.pk])

    @property
    def region(self):
        return self.masterplan.region

    @property
    def is_image(self) -> bool:
        return self.mime.startswith("image/")
