"""What stands at the head of a region's letters: its emblem, and where its offices are."""

import re

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from indonesian import NBSP
from regions.models import Agency, Region

POSTAL_CODE_FAULT = "Kode pos terdiri atas 5 angka."


class EmblemQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(region__in=Region.objects.visible_to(user)).select_related("region")

    def in_use(self):
        """Those that are printed now; at most one of a region."""
        return self.filter(retired_at=None)


class Emblem(models.Model):
    """The lambang of a region as one file. It is kept for ever: frozen books name its SHA-256."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="emblems")
    file = models.FileField("berkas", upload_to="lambang/%Y/", max_length=200)
    name = models.CharField("nama berkas", max_length=150)
    mime = models.CharField("jenis", max_length=100)
    size = models.PositiveIntegerField("ukuran (bita)")
    sha256 = models.CharField("SHA-256", max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField("tidak dipakai lagi sejak", null=True, blank=True)

    objects = EmblemQuerySet.as_manager()

    class Meta:
        verbose_name = "lambang daerah"
        verbose_name_plural = "lambang daerah"
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                "region", condition=Q(retired_at=None), name="emblem_one_in_use_of_a_region"
            ),
            models.UniqueConstraint("region", "sha256", name="emblem_is_kept_once"),
        ]

    def __str__(self):
        return f"Lambang {self.region}"

    def get_absolute_url(self):
        return reverse("letterheads:emblem", args=[self.region.code, self.pk])


class OfficeAddressQuerySet(models.QuerySet):
    def of(self, region, agency=None):
        return self.filter(region=region, agency=agency)


class OfficeAddress(models.Model):
    """Where letters come from: the seat of the head of region, or of one Perangkat Daerah."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="addresses")
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="addresses",
        verbose_name="Perangkat Daerah",
    )
    street = models.CharField("alamat", max_length=160, blank=True)
    postal_code = models.CharField("kode pos", max_length=5, blank=True)
    phone = models.CharField("telepon dan faksimile", max_length=80, blank=True)
    website = models.CharField("laman", max_length=120, blank=True)
    email = models.EmailField("surel", blank=True)

    objects = OfficeAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "alamat kantor"
        verbose_name_plural = "alamat kantor"
        ordering = ["region", "agency"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "agency"],
                nulls_distinct=False,
                name="office_address_one_of_an_office",
            ),
            models.CheckConstraint(
                condition=Q(postal_code="") | Q(postal_code__regex=r"^[0-9]{5}$"),
                name="office_address_postal_code_has_5_digits",
                violation_error_message=POSTAL_CODE_FAULT,
            ),
        ]

    def __str__(self):
        return "; ".join(self.lines) or "Belum ada alamat"

    @property
    def lines(self) -> tuple[str, ...]:
        """As a kop prints it: where the office is, then how one reaches it."""
        seat = " ".join(filter(None, [self.street, self.postal_code]))
        phone = f"Telepon {self.phone}" if self.phone else ""
        site = re.sub(r"^https?://|/$", "", self.website)
        reached = (phone, site and f"Laman {site}", self.email and f"Surel {self.email}")
        whole = (one.replace(" ", NBSP) for one in reached if one)  # a line ends between two
        return tuple(filter(None, [seat, " · ".join(whole)]))
