"""Words that constraints, rules and pages share."""

from django.db import models


class Stage(models.IntegerChoices):
    """The four bimtek stages (tahap); a two-day meeting each, about a month apart."""

    ANALYSIS = 1, "Tahap 1"
    PROGRAMS = 2, "Tahap 2"
    ROADMAP = 3, "Tahap 3"
    COMMITMENT = 4, "Tahap 4"


STAGE_CONTENTS = {
    Stage.ANALYSIS: "Isu, SWOT, kesiapan, kesenjangan",
    Stage.PROGRAMS: "Visi, sasaran, strategi, program",
    Stage.ROADMAP: "Peta jalan dan quick win",
    Stage.COMMITMENT: "Tinjauan, pembekuan, komitmen",
}


class Status(models.TextChoices):
    WRITING = "writing", "Sedang ditulis"
    REVIEW = "review", "Sedang ditinjau"
    APPROVED = "approved", "Disetujui, menunggu dibekukan"
    FROZEN = "frozen", "Dibekukan, menunggu tanda tangan"
    SIGNED = "signed", "Ditandatangani"


class SectionKind(models.TextChoices):
    NARRATIVE = "narrative", "Ditulis"
    GENERATED = "generated", "Disusun dari data"


class RegionalPlan(models.TextChoices):
    """The regional plans that a masterplan is aligned with (domain: Perpres SPBE, PP 59/2022)."""

    RPJPD = "rpjpd", "RPJPD"
    RPJMD = "rpjmd", "RPJMD"
    RTRW = "rtrw", "RTRW"
