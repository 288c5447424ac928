"""The tasks themselves: what is asked of every Perangkat Daerah, in which tahap, and why.

Each question takes the counts of one agency (`tasks.AgencyCounts`) and gives back how far it is
(`TaskProgress`), or None where it is not asked. The order is the order of the work.
"""

from analyses.models import SwotKind
from indonesian import many, named
from masterplans.models import Stage
from programs.completeness import ITEMS
from programs.models import TEXTS
from progress.tasks import Task, TaskProgress
from quickwins.completeness import PARTS, in_words, owed_by

SHORT = 3  # things named in one sentence of a task


# --- tahap 1: worksheets ----------------------------------------------------------------------


def _dimension_rows(kind, page, one, ask):
    """A question for a kind of row that is asked for once in each dimension of the agency."""

    def look(own):
        if not own.dimensions:
            return TaskProgress(min(own.count(kind), 1), 1, "isian", ask, own.place(page))
        bare = [dim for dim in own.dimensions if not own.count(kind, dim.pk)]
        done = len(own.dimensions) - len(bare)
        within = _at(own, bare)
        sentence = f"Tulis {one} untuk {named(bare, SHORT)}." if bare else ""
        url = own.place(page, within=within)
        return TaskProgress(done, len(own.dimensions), "dimensi", sentence, url)

    return look


def _at(own, bare):
    """Its dimensions come first on the page; the page opens at the first that lacks something."""
    first = ",".join(dimension.code for dimension in own.dimensions)
    return f"?dimensi={first}" + (f"#d-{bare[0].code}" if bare else "")


def _swot(own):
    """All four sides in each dimension of the agency; of one without dimensions, in any."""
    page = "worksheets:swot"
    if not own.dimensions:
        bare = [side for side in SwotKind if not own.count("swot", part=side)]
        return TaskProgress(4 - len(bare), 4, "sisi", _sides("", bare), own.place(page))
    bare = {
        dimension: missing
        for dimension in own.dimensions
        if (missing := [s for s in SwotKind if not own.count("swot", dimension.pk, s)])
    }
    asked = len(SwotKind) * len(own.dimensions)
    done = asked - sum(map(len, bare.values()))
    lines = [_sides(str(dimension), missing) for dimension, missing in bare.items()]
    within = _at(own, list(bare))
    return TaskProgress(done, asked, "sisi", " ".join(lines[:2]), own.place(page, within=within))


def _sides(dimension, missing):
    if not missing:
        return ""
    if len(missing) == len(SwotKind):
        lacks = "kekuatan, kelemahan, peluang, dan ancaman"
    else:
        lacks = named(kind.label.lower() for kind in missing)
    return f"{dimension} belum punya {lacks}." if dimension else f"Tulis {lacks}."


def _inventory(kind, page, ask):
    """A question for a list of which one row is enough."""

    def look(own):
        return TaskProgress(min(own.count(kind), 1), 1, "baris", ask, own.place(page))

    return look


# --- tahap 2 and later: programs and what belongs to them -------------------------------------


def _programs(own):
    """Every agency brings programs; from tahap 3 on all their texts are asked for."""
    if not own.programs:
        ask = "Usulkan paling sedikit satu program, atau nyatakan tidak ada."
        return TaskProgress(0, 1, "program", ask, own.place("programs:add"))
    texts = TEXTS if own.stage >= Stage.ROADMAP else ("description",)
    return _items(own, (*texts, "schedule"), texts[0])


def _indicators(own):
    return _items(own, ("indicators", "baselines", "targets"), "indicators")


def _budget(own):
    return _items(own, ("budget",), "budget")


def _items(own, asked, first):
    """Which of its programs lack one of these items of `programs.completeness`."""
    if not own.programs:
        return None
    bare = {
        program: [_name(item) for item in lacks]
        for program in own.programs
        if (lacks := [item for item in program.missing if item in asked])
    }
    return _of_programs(own, bare, first)


def _name(item):
    return "tahun pelaksanaan" if item == "schedule" else ITEMS[item].name


def _of_programs(own, bare, item):
    """The programs that lack something: the first is named with what it lacks."""
    done, asked = len(own.programs) - len(bare), len(own.programs)
    if not bare:
        url = own.place("portfolio:board", within=f"?perangkat={own.agency.pk}")
        return TaskProgress(done, asked, "program", "", url)
    first, lacks = next(iter(bare.items()))
    sentence = f"{first} belum punya {named(lacks)}."
    if rest := len(bare) - 1:
        sentence += f" {many(rest, 'program')} lain juga belum lengkap."
    url = own.place("programs:edit", first.pk, within=f"#isi-{item}")
    return TaskProgress(done, asked, "program", sentence, url, is_begun=True)


def _quickwins(own):
    """The parts of the profiles of its nominees, chosen ones included."""
    wanted = [one for one in own.quickwins if one.is_wanted]
    if not wanted:
        return None
    bare = owed_by({own.agency.pk}, own.quickwins)
    asked = len(wanted) * len(PARTS)
    done = asked - sum(len(one.missing) for one in bare)
    if not bare:
        return TaskProgress(done, asked, "isian", "", own.place("quickwins:detail", wanted[0].pk))
    lacks = named(in_words(bare[0].missing), SHORT + 1)
    sentence = f"Quick win {bare[0]} belum punya {lacks}."
    return TaskProgress(done, asked, "isian", sentence, own.place("quickwins:edit", bare[0].pk))


def _sections(own):
    if not own.sections:
        return None
    bare = [section for section in own.sections if section.is_owed_by({own.agency.pk})]
    asked = len(own.sections)
    first = (bare or own.sections)[0]
    names = named(bare, SHORT)
    sentence = f"Tulis bagian {names}." if bare else ""
    url = own.place("masterplans:section", first.pk)
    return TaskProgress(asked - len(bare), asked, "bagian", sentence, url)


# --- the catalogue ----------------------------------------------------------------------------

FIRST = frozenset({Stage.ANALYSIS})
FROM_PROGRAMS = frozenset({Stage.PROGRAMS, Stage.ROADMAP, Stage.COMMITMENT})
EVERY = frozenset(Stage)
TASKS = [
    Task(
        "isu",
        "isu daerah",
        "Isu daerah",
        "Isu dari Perangkat Daerah menjadi Bab 2 Buku 1. Sebutkan angka dan sumbernya.",
        FIRST,
        _dimension_rows(
            "isu", "worksheets:issues", "isu", "Tulis paling sedikit satu isu dengan angkanya."
        ),
    ),
    Task(
        "swot",
        "SWOT",
        "SWOT",
        "Pokja merangkai SWOT semua Perangkat Daerah menjadi strategi.",
        FIRST,
        _swot,
    ),
    Task(
        "kesiapan",
        "kesiapan",
        "Kesiapan",
        "Nilai kesiapan dengan bukti menunjukkan apa yang sudah dapat dipakai.",
        FIRST,
        _inventory(
            "kesiapan",
            "worksheets:readiness",
            "Nilai satu unsur atau lebih yang menyangkut tugas Anda, dengan bukti.",
        ),
        may_be_none=True,
    ),
    Task(
        "kesenjangan",
        "kesenjangan",
        "Kesenjangan",
        "Jarak antara keadaan sekarang dan yang diharapkan menjadi alasan setiap program.",
        FIRST,
        _dimension_rows(
            "kesenjangan",
            "worksheets:gaps",
            "kesenjangan",
            "Bandingkan keadaan sekarang dengan yang diharapkan.",
        ),
        may_be_none=True,
    ),
    Task(
        "regulasi",
        "regulasi",
        "Daftar regulasi",
        "Daftar regulasi masuk Buku 1 dan menunjukkan dasar hukum yang sudah ada.",
        FIRST,
        _inventory(
            "regulasi",
            "worksheets:regulations",
            "Catat peraturan dan SOP yang menjadi dasar layanan Anda.",
        ),
        may_be_none=True,
    ),
    Task(
        "aplikasi",
        "aplikasi",
        "Daftar aplikasi",
        "Daftar aplikasi mencegah dua Perangkat Daerah membuat hal yang sama.",
        FIRST,
        _inventory(
            "aplikasi",
            "worksheets:applications",
            "Catat aplikasi yang dipakai, fungsinya, dan integrasinya.",
        ),
        may_be_none=True,
    ),
    Task(
        "sdm",
        "SDM TIK",
        "SDM TIK",
        "Jumlah staf TIK menentukan seberapa cepat program dapat dijalankan.",
        FIRST,
        _inventory(
            "sdm-tik", "worksheets:ict_staff", "Catat jabatan, pendidikan, dan jumlah staf TIK."
        ),
        may_be_none=True,
    ),
    Task(
        "belanja",
        "belanja TIK",
        "Belanja TIK",
        "Belanja tiga sampai lima tahun terakhir menjadi dasar perkiraan anggaran.",
        FIRST,
        _inventory(
            "belanja-tik",
            "worksheets:ict_spending",
            "Catat belanja TIK tiga sampai lima tahun terakhir.",
        ),
        may_be_none=True,
    ),
    Task(
        "program",
        "program",
        "Program",
        "Program Anda menjadi baris peta jalan di Buku 2.",
        FROM_PROGRAMS,
        _programs,
        may_be_none=True,
    ),
    Task(
        "target",
        "target tahunan",
        "Indikator dan target tahunan",
        "Target tahunan menjadi peta jalan di Buku 2. Tanpa angka, program tidak dapat dinilai.",
        FROM_PROGRAMS,
        _indicators,
    ),
    Task(
        "anggaran",
        "anggaran",
        "Anggaran",
        "Anggaran per tahun dan sumbernya menunjukkan bahwa program dapat dilaksanakan.",
        FROM_PROGRAMS,
        _budget,
    ),
    Task(
        "quickwin",
        "profil quick win",
        "Profil quick win",
        "Profil dibaca pimpinan daerah ketika memilih quick win pada Bimtek III.",
        frozenset({Stage.ROADMAP, Stage.COMMITMENT}),
        _quickwins,
    ),
    Task(
        "bagian",
        "bagian buku",
        "Bagian buku",
        "Koordinator meminta Anda menulis bagian ini karena Anda yang paling tahu.",
        EVERY,
        _sections,
    ),
]


def add_task(task: Task) -> None:
    """A task that a room above asks of every agency. Called once, from its `AppConfig.ready`."""
    TASKS.append(task)


def task_of(key: str) -> Task | None:
    """The task of this word."""
    return next((task for task in TASKS if task.key == key), None)
