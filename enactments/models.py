"""Penetapan: the regulation by which a region enacts an edition of its masterplan (domain.md, 5.4).

A signed commitment binds those who signed it; a Perda or a regulation of the head of region binds
everybody. That none was made is the assessors' second most frequent complaint.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse

from editions.models import Edition
from masterplans.models import Masterplan, Status
from uploads.rows import RowWithFile


class EnactmentForm(models.TextChoices):
    """By which kind of regulation; `title_for` gives its name in a region."""

    LAW = "law", "Peraturan Daerah"
    REGULATION = "regulation", "Peraturan kepala daerah"
    DECREE = "decree", "Keputusan kepala daerah"

    def title_for(self, region) -> str:
        """ "Peraturan Bupati", "Keputusan Gubernur"; a Perda of a province is one, too."""
        return self.label.replace("kepala daerah", region.head_title)


class EnactmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            edition__masterplan__in=Masterplan.objects.visible_to(user).values("pk")
        ).select_related("edition__masterplan__region")

    def of(self, masterplan):
        """Those of all editions of a plan, newest edition first, without the frozen content."""
        return (
            self.filter(edition__masterplan=masterplan)
            .select_related("edition__masterplan__region", "recorded_by")
            .defer("edition__content", "edition__manifest")
            .order_by("-edition__number", "-date", "-pk")
        )


class Enactment(RowWithFile):
    """One regulation that enacts one edition; another may follow it (a decree, then a Perda)."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="enactments")
    form = models.CharField("bentuk", max_length=10, choices=EnactmentForm)
    number = models.CharField("nomor", max_length=100)
    date = models.DateField("tanggal ditetapkan")
    about = models.CharField("tentang", max_length=300)
    file = models.FileField(
        "salinan", upload_to="penetapan/%Y/%m/", max_length=200, blank=True, default=""
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = EnactmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penetapan"
        verbose_name_plural = "penetapan"
        ordering = ["edition", "-date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "form", "number"],
                name="enactment_once_for_an_edition",
                violation_error_message="Peraturan dengan nomor ini sudah dicatat untuk edisi ini.",
            )
        ]

    def __str__(self):
        return f"{self.title} Nomor {self.number}"

    def get_absolute_url(self):
        return reverse("enactments:list", args=[self.masterplan.slug])

    @property
    def title(self) -> str:
        """ "Peraturan Bupati Banjarnegara"."""
        return f"{EnactmentForm(self.form).title_for(self.region)} {self.region.name}"

    @property
    def masterplan(self) -> Masterplan:
        return self.edition.masterplan

    @property
    def region(self):
        return self.edition.masterplan.region


def enactable(masterplan: Masterplan):
    """The editions of a plan that may be enacted, newest first, without their content."""
    editions = masterplan.editions.defer("content", "manifest").order_by("-number")
    return editions.select_related("masterplan__region")


def unenacted(masterplans) -> models.QuerySet:
    """Of these plans those whose newest edition is signed and not enacted, the longest first.

    `signed_since` says since when.
    """
    newest = Edition.objects.filter(masterplan=models.OuterRef("pk")).order_by("-number")
    is_enacted = Enactment.objects.filter(edition=models.OuterRef("newest_edition"))
    return (
        masterplans.filter(status=Status.SIGNED)
        .annotate(newest_edition=models.Subquery(newest.values("pk")[:1]))
        .exclude(models.Exists(is_enacted))
        .annotate(signed_since=models.F("stage_since"))
        .order_by("signed_since")
    )
