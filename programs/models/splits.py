"""What a split took from a program, so that it can be taken back."""

from django.db import models
from django.utils import timezone

from masterplans.guards import content_guard
from programs.models.programs import OF_PROGRAM, Program


class SplitQuerySet(models.QuerySet):
    """Splits of programs."""

    def joinable(self, program: Program) -> "ProgramSplit | None":
        """The split of a program that can still be taken back: nobody wrote into a part since."""
        split = self.filter(program=program, version=program.version).first()
        if split is None:
            return None
        now = dict(split.found().filter(quickwin=None).values_list("pk", "version"))
        return split if now == split.versions else None


class ProgramSplit(models.Model):
    """The last split of a program: what it said before, and which programs it gave its parts to.

    It is gone when it was taken back. `parts` are their versions by key, as after the split;
    `budget` are [year, source, rupiah] as before it.
    """

    program = models.OneToOneField(Program, models.CASCADE, related_name="split")
    at = models.DateTimeField("waktu", default=timezone.now)
    version = models.PositiveIntegerField("versi sesudah dipecah")
    parts = models.JSONField("bagian")
    budget = models.JSONField("anggaran semula")
    rpjmd_amount = models.PositiveBigIntegerField("pagu RPJMD semula", null=True)

    objects = SplitQuerySet.as_manager()

    class Meta:
        verbose_name = "pemecahan program"
        verbose_name_plural = "pemecahan program"
        triggers = [content_guard(OF_PROGRAM)]

    def __str__(self):
        return f"{self.program}, {self.at:%d.%m.%Y}"

    @property
    def versions(self) -> dict[int, int]:
        """The version that each part had after the split, by its key."""
        return {int(key): version for key, version in self.parts.items()}

    def found(self) -> models.QuerySet[Program]:
        """Those of its parts that are still there."""
        return Program.objects.filter(pk__in=self.versions)

    @property
    def agencies(self) -> list[str]:
        """Whom the parts belong to."""
        return [str(part.agency) for part in self.found().select_related("agency").order_by("pk")]
