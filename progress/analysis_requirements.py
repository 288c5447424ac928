"""What is asked before tahap 1 is handed in: the outputs of bimtek I (domain §3.1).

Issues, SWOT and TOWS of the Perangkat Daerah, readiness, gaps, keywords of the visi, first ideas
for quick wins, Buku 1. Each function takes the `Counts` of a masterplan.
"""

from collections import Counter

from analyses.models import ReadinessHead
from indonesian import many, named
from progress.requirements import (
    ALLOWED,
    Requirement,
    Subject,
    dimensions_without,
    place,
    requirement_about,
    subdimensions_without,
)


def written_sections(stage):
    """The question for one stage: have its required sections of the books a text?"""

    def sections_are_written(counts):
        empty = [one for one in counts.sections if one.is_missing and one.stage == stage]
        names = [str(section) for section in empty]
        if len(empty) == 1:
            names = [f"Bagian {empty[0]} (Buku {empty[0].book})"]
        return requirement_about(
            [Subject(name) for name in names],
            "bagian buku",
            "belum ditulis",
            f"Semua bagian buku untuk tahap {stage} sudah ditulis.",
            place(counts.masterplan, "masterplans:section", empty[0].pk) if empty else "",
        )

    return sections_are_written


def dimensions_have_issues(counts):
    """Kertas Kerja Analisis Isu Daerah, for every dimension (P31)."""
    return dimensions_without(
        counts,
        counts.analyses.dimensions_with("isu"),
        "belum punya isu daerah",
        "Setiap dimensi punya isu daerah.",
        "worksheets:issues",
        "isu daerah",
    )


def swot_has_all_four_kinds(counts):
    """SWOT of every dimension knows all four sides (P16, P31)."""
    return dimensions_without(
        counts,
        counts.analyses.dimensions_with_swot,
        "belum punya SWOT yang lengkap (kekuatan, kelemahan, peluang, ancaman)",
        "SWOT setiap dimensi lengkap: kekuatan, kelemahan, peluang, ancaman.",
        "worksheets:swot",
        "SWOT lengkap",
    )


def agencies_filled_swot(counts):
    """SWOT is filled by the Perangkat Daerah themselves, not by the coordinator alone (P31)."""
    return dimensions_without(
        counts,
        counts.analyses.dimensions_with_own_swot,
        "belum punya baris SWOT dari Perangkat Daerah",
        "SWOT setiap dimensi diisi oleh Perangkat Daerah.",
        "worksheets:swot",
        "baris SWOT dari Perangkat Daerah",
    )


def writing_agencies_took_part(counts):
    """A warning: an agency whose staff has left must not hold up the region."""
    active = {row.agency for row in counts.analyses.rows if row.kind in ("isu", "swot")}
    idle = [agency for agency in counts.agencies if agency.is_writing and agency.pk not in active]
    subjects = [Subject(str(agency), agency=agency.pk) for agency in idle]
    names = f"{named(subjects)}. " if len(subjects) > 1 else ""
    return requirement_about(
        subjects,
        "Perangkat Daerah",
        "belum mengisi isu atau SWOT",
        "Setiap Perangkat Daerah yang ikut menulis mengisi isu atau SWOT.",
        detail=f"{names}{ALLOWED}" if idle else "",
        is_warning=True,
    )


def dimensions_have_tows(counts):
    """TOWS makes a strategy of the SWOT of every dimension (P31)."""
    return dimensions_without(
        counts,
        counts.analyses.dimensions_with("tows"),
        "belum punya strategi TOWS",
        "Setiap dimensi punya strategi TOWS.",
        "worksheets:tows",
        "strategi TOWS",
    )


def readiness_is_scored(counts):
    """Struktur, infrastruktur, suprastruktur: nine heads in all (P16)."""
    missing = [head for head in ReadinessHead if head.value not in counts.analyses.heads]
    return requirement_about(
        [Subject(head.label) for head in missing],
        "unsur kesiapan",
        "belum dinilai",
        "Kesiapan dinilai untuk semua sembilan unsur.",
        place(counts.masterplan, "worksheets:readiness"),
    )


def readiness_has_evidence(counts):
    """ "Answers without valid evidence" is a weakness that assessors record (G07)."""
    missing = [head for head in ReadinessHead if head.value in counts.analyses.unproven_heads]
    return requirement_about(
        [Subject(head.label) for head in missing],
        "unsur kesiapan",
        "punya nilai tanpa bukti dukung",
        "Setiap nilai kesiapan punya bukti dukung.",
        place(counts.masterplan, "worksheets:readiness"),
    )


def subdimensions_have_gaps(counts):
    """Analisis kesenjangan, for every sub-dimension (P16)."""
    return subdimensions_without(
        counts,
        counts.analyses.subdimensions_with_gaps,
        "belum punya baris kesenjangan",
        "Kesenjangan setiap subdimensi sudah ditulis.",
        "worksheets:gaps",
        "kesenjangan setiap subdimensi",
    )


def regulations_say_who_gave_them(counts):
    """A legal basis that several may have given is cited with its giver (domain §5.5)."""
    count = sum(counts.analyses.nameless_regulations.values())
    return Requirement(
        f"{many(count, 'dasar hukum')} belum menyebut jenis atau penerbitnya."
        if count
        else "Setiap dasar hukum menyebut jenis dan penerbitnya.",
        is_met=not count,
        url=place(counts.masterplan, "worksheets:regulations"),
    )


def vision_has_keywords(counts):
    """The analyses give the keywords of the visi (P15)."""
    proposed = counts.analyses.printed("kata-kunci") > 0
    is_written = proposed or bool(counts.masterplan.vision_keywords.strip())
    return Requirement(
        "Kata kunci visi sudah ditulis." if is_written else "Kata kunci visi belum ditulis.",
        is_written,
        url=place(counts.masterplan, "strategy:vision"),
    )


def dimensions_have_ideas(counts):
    """First quick-win ideas are named in bimtek I (P11)."""
    return dimensions_without(
        counts,
        counts.analyses.dimensions_with("gagasan"),
        "belum punya gagasan quick win",
        "Setiap dimensi punya gagasan awal quick win.",
        "worksheets:ideas",
        "gagasan quick win",
    )


def phases_cover_the_years(counts):
    """Every year belongs to exactly one jangka, or the roadmap would tear."""
    plan = counts.masterplan
    covered = Counter(year for years in counts.basics.phases for year in years)
    bare = [year for year in plan.years if not covered[year]]
    twice = [year for year, times in sorted(covered.items()) if times > 1]
    outside = [year for year in sorted(covered) if year not in plan.years]
    problems = [
        f"{label} {named(years)}."
        for label, years in [
            ("Belum masuk jangka:", bare),
            ("Masuk dua jangka:", twice),
            ("Di luar masa masterplan:", outside),
        ]
        if years
    ]
    return Requirement(
        "Jangka pendek, menengah, dan panjang belum tepat mencakup semua tahun."
        if problems
        else f"Pembagian jangka mencakup semua tahun {plan.period}.",
        is_met=not problems,
        detail=" ".join(problems),
        url=place(plan, "strategy:identity"),
    )
