"""What is asked before a stage is handed in: the outputs of bimtek I to IV (domain §3.1).

Each question takes the `Facts` of a masterplan and gives back a `Requirement`.
"""

from collections import Counter, defaultdict

from django.utils.functional import lazy
from django.utils.text import format_lazy

from analyses.models import ReadinessHead, SwotKind
from assignments.lacks import missing_from, missing_from_profile
from indonesian import named, terbilang
from masterplans.models import PlanDocument
from stages.requirements import (
    Requirement,
    dimensions_without,
    lacking,
    place,
    subdimensions_without,
)

ALLOWED = "Boleh diserahkan dengan alasan."


def sections_are_written(stage):
    """The question for one stage: have its required sections of the books a text?"""

    def requirement(facts):
        empty = [section for section in facts.unwritten if section.outline.stage == stage]
        names = [f"Bagian {s.outline} (Buku {s.outline.chapter.book.number})" for s in empty]
        if len(empty) > 1:
            names = [f"{s.outline.number} {s.outline.title}" for s in empty]
        return lacking(
            names,
            "bagian buku",
            "belum ditulis",
            f"Semua bagian buku untuk tahap {stage} sudah ditulis.",
            place(facts, "masterplans:section", empty[0].pk) if empty else "",
        )

    return requirement


# --- bimtek I: issues, SWOT and TOWS per Perangkat Daerah, readiness, gaps, visi keywords, -----
# --- first quick-win ideas, Buku 1 -------------------------------------------------------------


def dimensions_have_issues(facts):
    """Kertas Kerja Analisis Isu Daerah, for every dimension (P31)."""
    return dimensions_without(
        facts,
        facts.dimensions_with("issue"),
        "belum punya isu daerah",
        "Setiap dimensi punya isu daerah.",
        "analyses:issues",
    )


def swot_has_all_four_kinds(facts):
    """SWOT of every dimension knows all four sides (P16, P31)."""
    return dimensions_without(
        facts,
        facts.dimensions_with(*SwotKind.values),
        "belum punya SWOT yang lengkap (kekuatan, kelemahan, peluang, ancaman)",
        "SWOT setiap dimensi lengkap: kekuatan, kelemahan, peluang, ancaman.",
        "analyses:swot",
    )


def agencies_filled_swot(facts):
    """SWOT is filled by the Perangkat Daerah themselves, not by the coordinator alone (P31)."""
    filled = {dim for kind, dim, agency in facts.findings if agency and kind in SwotKind.values}
    return dimensions_without(
        facts,
        filled,
        "belum punya baris SWOT dari Perangkat Daerah",
        "SWOT setiap dimensi diisi oleh Perangkat Daerah.",
        "analyses:swot",
    )


def writing_agencies_took_part(facts):
    """A warning: an agency whose staff has left must not hold up the region."""
    active = {agency for kind, _, agency in facts.findings if kind in {"issue", *SwotKind.values}}
    idle = [agency for agency in facts.agencies if agency.is_writing and agency.pk not in active]
    line = lacking(
        idle,
        "Perangkat Daerah",
        "belum mengisi isu atau SWOT",
        "Setiap Perangkat Daerah yang ikut menulis mengisi isu atau SWOT.",
        place(facts, "assignments:worksheets", within="?hanya=tertinggal"),
    )
    detail = " ".join(filter(None, [line.detail and f"{line.detail}.", ALLOWED])) if idle else ""
    return Requirement(line.text, line.is_met, detail, line.url, is_warning=True)


def dimensions_have_tows(facts):
    """TOWS makes a strategy of the SWOT of every dimension (P31)."""
    return dimensions_without(
        facts,
        facts.dimensions_with("tows"),
        "belum punya strategi TOWS",
        "Setiap dimensi punya strategi TOWS.",
        "analyses:tows",
    )


def readiness_is_scored(facts):
    """Struktur, infrastruktur, suprastruktur: nine heads in all (P16)."""
    missing = [head.label for head in ReadinessHead if head.value not in facts.present["heads"]]
    return lacking(
        missing,
        "unsur kesiapan",
        "belum dinilai",
        "Kesiapan dinilai untuk semua sembilan unsur.",
        place(facts, "analyses:readiness"),
    )


def readiness_has_evidence(facts):
    """ "Answers without valid evidence" is a weakness that assessors record (G07)."""
    unproven = facts.present["unproven_heads"]
    missing = [head.label for head in ReadinessHead if head.value in unproven]
    return lacking(
        missing,
        "unsur kesiapan",
        "punya nilai tanpa bukti dukung",
        "Setiap nilai kesiapan punya bukti dukung.",
        place(facts, "analyses:readiness"),
    )


def subdimensions_have_gaps(facts):
    """Analisis kesenjangan, for every sub-dimension (P16)."""
    return subdimensions_without(
        facts,
        facts.present["gaps"],
        "belum punya baris kesenjangan",
        "Kesenjangan setiap subdimensi sudah ditulis.",
        "analyses:gaps",
    )


def vision_has_keywords(facts):
    """The analyses give the keywords of the visi (P15)."""
    proposed = any(row.kind == "kata-kunci" and row.printed for row in facts.rows)
    written = proposed or bool(facts.masterplan.vision_keywords.strip())
    return Requirement(
        "Kata kunci visi sudah ditulis." if written else "Kata kunci visi belum ditulis.",
        written,
        url=place(facts, "strategy:vision"),
    )


def dimensions_have_ideas(facts):
    """First quick-win ideas are named in bimtek I (P11)."""
    return dimensions_without(
        facts,
        facts.dimensions_with("idea"),
        "belum punya gagasan quick win",
        "Setiap dimensi punya gagasan awal quick win.",
        "analyses:ideas",
    )


def phases_cover_the_years(facts):
    """Every year belongs to exactly one jangka, or the roadmap would tear."""
    spans = [range(span["first"], span["last"] + 1) for span in facts.present["spans"]]
    covered = Counter(year for years in spans for year in years)
    bare = [year for year in facts.masterplan.years if not covered[year]]
    twice = [year for year, times in sorted(covered.items()) if times > 1]
    outside = [year for year in sorted(covered) if year not in facts.masterplan.years]
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
        else f"Pembagian jangka mencakup semua tahun {facts.masterplan.period}.",
        is_met=not problems,
        detail=" ".join(problems),
        url=place(facts, "strategy:identity"),
    )


# --- bimtek II: visi, misi, alignment, aims and strategies, programs, quick-win nominees --------


def vision_and_missions_are_written(facts):
    """Visi and misi are settled before programs are (P16)."""
    missing = [] if facts.masterplan.vision.strip() else ["Visi"]
    missing += [] if facts.present["has_missions"] else ["Misi"]
    return Requirement(
        f"{named(missing).capitalize()} belum ditulis."
        if missing
        else "Visi dan misi sudah ditulis.",
        is_met=not missing,
        url=place(facts, "strategy:vision"),
    )


def plans_are_aligned(facts):
    """Alignment with RPJPD, RPJMD and RTRW (P39, P41b)."""
    missing = [doc.label for doc in PlanDocument if doc.value not in facts.present["documents"]]
    return Requirement(
        f"Keselarasan dengan {named(missing)} belum ditulis."
        if missing
        else "Keselarasan dengan RPJPD, RPJMD, dan RTRW sudah ditulis.",
        is_met=not missing,
        url=place(facts, "strategy:alignment"),
    )


def subdimensions_have_strategies(facts):
    """For every sub-dimension: Buku 2 bab 3 has one part for each, which would stay empty."""
    return subdimensions_without(
        facts,
        facts.present["strategies"],
        "belum punya sasaran dengan strategi",
        "Setiap subdimensi punya sasaran dan strategi.",
        "strategy:aims",
    )


def subdimensions_have_programs(facts):
    """The program list covers every sub-dimension."""
    return subdimensions_without(
        facts,
        {program.subdimension_id for program in facts.programs},
        "belum punya program",
        "Setiap subdimensi punya program.",
        "programs:board",
    )


def programs_are_described(facts):
    """The owner is held by the database; the years and the description are asked for here."""
    bare = [p for p in facts.programs if not p.years or not p.description.strip()]
    return lacking(
        bare if len(bare) > 1 else [f"Program {program}" for program in bare],
        "program",
        "belum punya uraian atau tahun pelaksanaan",
        "Setiap program punya penanggung jawab, tahun pelaksanaan, dan uraian.",
        place(facts, "programs:detail", bare[0].pk) if bare else "",
    )


def dimensions_have_nominees(facts):
    """Quick-win nominees come out of bimtek II (P10b)."""
    return dimensions_without(
        facts,
        {quickwin.program.subdimension.dimension_id for quickwin in facts.quickwins},
        "belum punya calon quick win",
        "Setiap dimensi punya calon quick win.",
        "quickwins:board",
    )


# --- bimtek III: complete programs, roadmap, chosen quick wins with profile and risks -----------


def programs_are_complete(facts):
    """What `programs.completeness` asks of a program, asked of all of them."""
    bare = [program for program in facts.programs if missing_from(program)]
    line = lacking(
        bare if len(bare) > 1 else [f"Program {program}" for program in bare],
        "program",
        "belum lengkap",
        "Setiap program lengkap: uraian, indikator, target, anggaran, dan jadwal.",
        place(facts, "programs:detail", bare[0].pk) if bare else "",
    )
    if len(bare) != 1:
        return line
    return Requirement(line.text, False, f"Belum ada: {named(missing_from(bare[0]))}.", line.url)


def roadmap_fills_the_years(facts):
    """The roadmap starts and ends with the plan, without an empty year."""
    busy = {year for program in facts.programs for year in program.years}
    bare = [year for year in facts.masterplan.years if year not in busy]
    return Requirement(
        f"Peta jalan tahun {named(bare)} masih kosong."
        if bare
        else "Setiap tahun dalam peta jalan berisi program.",
        is_met=not bare,
        url=place(facts, "programs:roadmap"),
    )


def programs_stay_in_the_plan(facts):
    """No program runs in a year that the plan does not have."""
    years = facts.masterplan.years
    astray = [p for p in facts.programs if any(year not in years for year in p.years)]
    return lacking(
        astray if len(astray) > 1 else [f"Program {program}" for program in astray],
        "program",
        f"berjalan di luar {facts.masterplan.period}",
        f"Semua program berjalan dalam {facts.masterplan.period}.",
        place(facts, "programs:detail", astray[0].pk) if astray else "",
    )


def a_quickwin_is_chosen(facts):
    """At least one quick win is chosen in bimtek III (P14c)."""
    return Requirement(
        "Quick win sudah dipilih." if facts.chosen else "Belum ada quick win yang dipilih.",
        is_met=bool(facts.chosen),
        url=place(facts, "quickwins:board"),
    )


def one_quickwin_a_dimension(facts):
    """One is usual; another number is allowed with a reason (domain §4).

    A second one was given its reason when it was chosen (`quickwins.selection`); none at all gets
    it when the stage is handed in.
    """
    chosen = defaultdict(list)
    for quickwin in facts.chosen:
        chosen[quickwin.program.subdimension.dimension_id].append(quickwin)
    several = [d for d in facts.dimensions if len(chosen[d.pk]) > 1]
    reasons = [quickwin.reason for d in several for quickwin in chosen[d.pk] if quickwin.reason]
    unusual = [f"{d} belum memilih" for d in facts.dimensions if not chosen[d.pk]]
    unusual += [
        f"{d} memilih {terbilang(len(chosen[d.pk]))}"
        for d in several
        if not any(quickwin.reason for quickwin in chosen[d.pk])
    ]
    if unusual:
        text = f"{named(unusual)}: lazimnya satu quick win untuk satu dimensi."
    elif several:
        text = f"{named(several)} memilih lebih dari satu quick win, dengan alasan."
    else:
        text = "Setiap dimensi memilih satu quick win."
    return Requirement(
        text,
        is_met=not unusual,
        detail=ALLOWED if unusual else " ".join(reasons),
        url=place(facts, "quickwins:board"),
        is_warning=True,
    )


def quickwin_profiles_are_complete(facts):
    """Profile, risks with mitigation, monthly milestones (P32)."""
    bare = {
        quickwin: missing
        for quickwin in facts.chosen
        if (missing := missing_from_profile(quickwin))
    }
    first = next(iter(bare), None)
    line = lacking(
        [f"Quick win {first}"] if len(bare) == 1 else list(bare),
        "quick win",
        "belum punya profil lengkap",
        "Profil setiap quick win lengkap, dengan risiko dan tonggak bulanan.",
        place(facts, "quickwins:detail", first.pk) if first else "",
    )
    if len(bare) != 1:
        return line
    return Requirement(line.text, False, f"Belum ada: {named(bare[first])}.", line.url)


# --- bimtek IV: chapter-by-chapter review, ringkasan eksekutif, who will sign -------------------


def head_of_region_is_known(facts):
    """The head of region signs in bimtek IV (P07)."""
    title = facts.masterplan.region.head_title
    is_known = facts.present["has_head"]
    return Requirement(
        f"{title} sudah tercatat dan dapat menandatangani."
        if is_known
        else f"{title} belum tercatat sebagai pejabat yang akan menandatangani.",
        is_known,
        url=format_lazy("{}#pejabat", lazy(facts.masterplan.region.get_absolute_url, str)()),
    )
