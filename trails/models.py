"""What happened to one thing, each event holding the hash of the one before."""

from django.db import models
from django.db.models import F, Q

from audit.guards import write_once
from trails.guards import chain_guard, linked_guard


class EventChainQuerySet(models.QuerySet):
    def to_be_stamped(self):
        """Those that live, and those that have ended since they were stamped."""
        return self.filter(Q(ended=False) | Q(stamped__lt=F("length"))).exclude(length=0)


class EventChain(models.Model):
    """The chain of one thing, by its name: it outlives the thing. Its row is the lock."""

    key = models.CharField("hal", max_length=60, unique=True)  # "commitment:12"
    length = models.PositiveIntegerField("panjang", default=0)
    head = models.CharField("hash terakhir", max_length=64, blank=True)
    stamped = models.PositiveIntegerField("ditandai sampai", default=0)
    ended = models.BooleanField("selesai", default=False)

    objects = EventChainQuerySet.as_manager()

    class Meta:
        verbose_name = "rantai peristiwa"
        verbose_name_plural = "rantai peristiwa"
        ordering = ["pk"]
        triggers = [chain_guard()]

    def __str__(self):
        return self.key


class ChainLink(models.Model):
    """One event. `body` is its canonical JSON, of whose bytes `digest` is the SHA-256.

    In the body stand chain, number, the digest of the event before, time, who, verb, and data.
    """

    chain = models.ForeignKey(EventChain, models.PROTECT, related_name="links")
    number = models.PositiveIntegerField("nomor")
    verb = models.CharField("perbuatan", max_length=60)
    body = models.TextField("isi")
    digest = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = "peristiwa dalam rantai"
        verbose_name_plural = "peristiwa dalam rantai"
        ordering = ["chain", "number"]
        triggers = [write_once(), linked_guard()]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="link_in_place")]

    def __str__(self):
        return f"{self.chain}, {self.number}"


class HeadStamp(models.Model):
    """The heads of the living chains at one time, stamped by the site's time-stamp authority.

    `body` is canonical JSON: number, the digest of the stamp before, and length and head of each
    chain. Stamps are a chain themselves.
    """

    number = models.PositiveIntegerField("nomor", unique=True)
    at = models.DateTimeField("waktu")
    body = models.TextField("isi")
    digest = models.CharField("SHA-256", max_length=64)
    token = models.BinaryField("penanda waktu")  # DER, RFC 3161

    class Meta:
        verbose_name = "penanda waktu rantai"
        verbose_name_plural = "penanda waktu rantai"
        ordering = ["number"]
        triggers = [write_once()]

    def __str__(self):
        return f"{self.number}, {self.at:%Y-%m-%d}"


class TrailInspection(models.Model):
    """That all chains were looked through: when, and what was found."""

    at = models.DateTimeField("waktu", auto_now_add=True)
    faults = models.JSONField("temuan", default=list)

    class Meta:
        verbose_name = "pemeriksaan rantai"
        verbose_name_plural = "pemeriksaan rantai"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d}: {len(self.faults)}"
