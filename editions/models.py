"""The frozen content of a masterplan: what is signed, and never rendered again."""

from django.conf import settings
from django.db import models

from editions.guards import named_in_the_manifest, tied_to_its_content
from masterplans.guards import write_once
from masterplans.models.masterplan import Masterplan


class EditionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            masterplan__in=Masterplan.objects.visible_to(user).values("pk")
        ).select_related("masterplan__region")

    def with_the_next(self, number):
        """The edition of this number, and the one frozen after it; None where there is none."""
        editions = self.filter(number__gte=number).order_by("number").defer("manifest")[:2]
        found = {edition.number == number: edition for edition in editions}
        return found.get(True), found.get(False)


class Edition(models.Model):
    """A masterplan as it stood at one moment, with the SHA-256 of that content.

    `content` is the canonical JSON text whose UTF-8 bytes were hashed (`editions.canonical`);
    `manifest` ties it to its books (`editions.manifest`), and its hash is what the letter prints.
    """

    masterplan = models.ForeignKey(Masterplan, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("edisi")
    content = models.TextField("isi")
    sha256 = models.CharField("SHA-256", max_length=64)
    manifest = models.TextField("manifes")
    manifest_sha256 = models.CharField("SHA-256 manifes", max_length=64)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField("dibekukan", auto_now_add=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "edisi"
        verbose_name_plural = "edisi"
        ordering = ["masterplan", "-number"]
        triggers = [write_once(), tied_to_its_content()]
        constraints = [
            models.UniqueConstraint(fields=["masterplan", "number"], name="edition_number")
        ]

    def __str__(self):
        return f"{self.masterplan.title}, edisi {self.number}"

    @property
    def region(self):
        return self.masterplan.region


class EditionBook(models.Model):
    """The bytes of one printed book of an edition, in the database: one backup, one trigger."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="books")
    number = models.PositiveSmallIntegerField("buku")
    title = models.CharField("judul", max_length=150)
    pdf = models.BinaryField("PDF")
    sha256 = models.CharField("SHA-256", max_length=64)
    pages = models.PositiveSmallIntegerField("halaman")

    class Meta:
        verbose_name = "buku edisi"
        verbose_name_plural = "buku edisi"
        ordering = ["number"]
        triggers = [write_once(), named_in_the_manifest()]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="edition_book_number")
        ]

    def __str__(self):
        return self.title

    @property
    def masterplan(self):
        return self.edition.masterplan

    @property
    def region(self):
        return self.edition.region
