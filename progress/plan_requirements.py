"""What is asked before tahap 2, 3 and 4 are handed in: the outputs of bimtek II to IV.

Visi and misi, aims, programs, quick wins, who will sign (domain §3.1). Each function takes the
`Counts` of a masterplan.
"""

from collections import Counter, defaultdict

from indonesian import named, terbilang
from masterplans.models import RegionalPlan
from programs.completeness import ITEMS, bare_years, years_outside
from progress.requirements import (
    ALLOWED,
    Requirement,
    Subject,
    dimensions_without,
    place,
    requirement_about,
    subdimensions_without,
)
from quickwins.completeness import in_words, without_choice, without_nominee
from quickwins.completeness import lacking as lacking_profiles

# --- bimtek II: visi, misi, alignment, aims and strategies, programs, quick-win nominees --------


def vision_and_missions_are_written(counts):
    """Visi and misi are settled before programs are (P16)."""
    missing = [] if counts.masterplan.vision.strip() else ["Visi"]
    missing += [] if counts.basics.has_missions else ["Misi"]
    return Requirement(
        f"{named(missing).capitalize()} belum ditulis."
        if missing
        else "Visi dan misi sudah ditulis.",
        is_met=not missing,
        url=place(counts.masterplan, "strategy:vision"),
    )


def plans_are_aligned(counts):
    """Alignment with RPJPD, RPJMD and RTRW (P39, P41b)."""
    missing = [doc.label for doc in RegionalPlan if doc.value not in counts.basics.documents]
    return Requirement(
        f"Keselarasan dengan {named(missing)} belum ditulis."
        if missing
        else "Keselarasan dengan RPJPD, RPJMD, dan RTRW sudah ditulis.",
        is_met=not missing,
        url=place(counts.masterplan, "strategy:alignment"),
    )


def subdimensions_have_strategies(counts):
    """For every sub-dimension: Buku 2 bab 3 has one part for each, which would stay empty."""
    return subdimensions_without(
        counts,
        counts.basics.subdimensions_with_strategies,
        "belum punya sasaran dengan strategi",
        "Setiap subdimensi punya sasaran dan strategi.",
        "strategy:aims",
        "sasaran dan strategi setiap subdimensi",
    )


def subdimensions_have_programs(counts):
    """The program list covers every sub-dimension, with as many programs as the rules ask for."""
    least = counts.terms.programs_per_subdimension
    found = Counter(program.subdimension for program in counts.programs)
    return subdimensions_without(
        counts,
        {subdimension for subdimension, count in found.items() if count >= least},
        f"belum punya {_least(least, 'program')}",
        f"Setiap subdimensi punya {_least(least, 'program')}.",
        "portfolio:board",
        "program setiap subdimensi",
    )


def _least(count, noun):
    """ "program"; "tiga program" where the rules of the cohort ask for more than one."""
    return noun if count == 1 else f"{terbilang(count)} {noun}"


def programs_are_described(counts):
    """The owner is held by the database; the years and the description are asked for here."""
    return _programs(
        counts,
        [p for p in counts.programs if not p.years or "description" in p.missing],
        "belum punya uraian atau tahun pelaksanaan",
        "Setiap program punya penanggung jawab, tahun pelaksanaan, dan uraian.",
    )


def dimensions_have_nominees(counts):
    """Quick-win nominees come out of bimtek II (P10b), as many as the rules ask for."""
    least = counts.terms.nominees_per_dimension
    bare = without_nominee(counts.dimensions, counts.quickwins, least)
    return dimensions_without(
        counts,
        {one.pk for one in counts.dimensions if one not in bare},
        f"belum punya {_least(least, 'calon quick win')}",
        f"Setiap dimensi punya {_least(least, 'calon quick win')}.",
        "quickwins:board",
        "calon quick win",
    )


# --- bimtek III: complete programs, roadmap, chosen quick wins with profile and risks -----------


def programs_are_complete(counts):
    """What `programs.completeness` asks of a program, asked of all of them."""
    bare = [program for program in counts.programs if program.missing]
    only = bare[0].missing if len(bare) == 1 else ()
    return _programs(
        counts,
        bare,
        "belum lengkap",
        "Setiap program lengkap: uraian, indikator, target, anggaran, dan jadwal.",
        **{"detail": f"Belum ada: {named(ITEMS[item].name for item in only)}."} if only else {},
    )


def roadmap_fills_the_years(counts):
    """The roadmap starts and ends with the plan, without an empty year."""
    bare = bare_years(counts.masterplan, [program.years for program in counts.programs])
    return Requirement(
        f"Peta jalan tahun {named(bare)} masih kosong."
        if bare
        else "Setiap tahun dalam peta jalan berisi program.",
        is_met=not bare,
        url=place(counts.masterplan, "portfolio:roadmap"),
    )


def programs_stay_in_the_plan(counts):
    """No program runs in a year that the plan does not have."""
    plan = counts.masterplan
    return _programs(
        counts,
        [p for p in counts.programs if years_outside(plan, p.years)],
        f"berjalan di luar {plan.period}",
        f"Semua program berjalan dalam {plan.period}.",
    )


def _programs(counts, bare, predicate, met, **more):
    """A requirement about programs; one is named with its page."""
    subjects = [Subject(p.name, dimension=p.dimension, agency=p.agency, program=p.pk) for p in bare]
    url = place(counts.masterplan, "programs:detail", bare[0].pk) if bare else ""
    return requirement_about(subjects, "program", predicate, met, url, one="Program ", **more)


def a_quickwin_is_chosen(counts):
    """At least one quick win is chosen in bimtek III (P14c)."""
    return Requirement(
        "Quick win sudah dipilih." if counts.chosen else "Belum ada quick win yang dipilih.",
        is_met=bool(counts.chosen),
        url=place(counts.masterplan, "quickwins:board"),
    )


def one_quickwin_a_dimension(counts):
    """One is usual, or what the rules say; another number is allowed with a reason (domain §4).

    One more was given its reason when it was chosen (`quickwins.selection`); none at all gets
    it when the stage is handed in.
    """
    usual = counts.terms.quickwins_per_dimension
    chosen = defaultdict(list)
    for quickwin in counts.chosen:
        chosen[quickwin.dimension].append(quickwin)
    several = [d for d in counts.dimensions if len(chosen[d.pk]) > usual]
    reasons = [quickwin.reason for d in several for quickwin in chosen[d.pk] if quickwin.reason]
    without = without_choice(counts.dimensions, counts.quickwins)
    few = [d for d in counts.dimensions if 0 < len(chosen[d.pk]) < usual]
    bare = [d for d in several if not any(quickwin.reason for quickwin in chosen[d.pk])]
    unusual = [f"{d} belum memilih" for d in without]
    unusual += [f"{d} memilih {terbilang(len(chosen[d.pk]))}" for d in few + bare]
    each = f"{terbilang(usual)} quick win"
    if unusual:
        text = f"{named(unusual)}: lazimnya {each} untuk satu dimensi."
    elif several:
        text = f"{named(several)} memilih lebih dari {each}, dengan alasan."
    else:
        text = f"Setiap dimensi memilih {each}."
    return Requirement(
        text,
        is_met=not unusual,
        detail=ALLOWED if unusual else " ".join(reasons),
        url=place(counts.masterplan, "quickwins:board"),
        is_warning=True,
        subjects=tuple(Subject(str(d), dimension=d.pk) for d in without),
        predicate="belum memilih quick win",
        short="quick win yang dipilih",
    )


def quickwin_profiles_are_complete(counts):
    """Profile, risks with mitigation, monthly milestones (P32)."""
    bare = lacking_profiles(counts.quickwins)
    more = {}
    if len(bare) == 1:
        more = {"detail": f"Belum ada: {named(in_words(bare[0].missing))}."}
    return requirement_about(
        [Subject(q.name, dimension=q.dimension, agency=q.agency, program=q.program) for q in bare],
        "quick win",
        "belum punya profil lengkap",
        "Profil setiap quick win lengkap, dengan risiko dan tonggak bulanan.",
        place(counts.masterplan, "quickwins:detail", bare[0].pk) if bare else "",
        one="Quick win ",
        **more,
    )


# --- bimtek IV: chapter-by-chapter review, ringkasan eksekutif, who will sign -------------------


def head_of_region_is_known(counts):
    """The head of region signs in bimtek IV (P07)."""
    region, is_known = counts.masterplan.region, counts.basics.has_head_of_region
    title = region.head_title
    return Requirement(
        f"{title} sudah tercatat dan dapat menandatangani."
        if is_known
        else f"{title} belum tercatat sebagai pejabat yang akan menandatangani.",
        is_known,
    )
