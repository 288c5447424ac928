"""What is asked of me, now: one sentence for each person, at the head of the overview.

Who holds several roles reads the most urgent: to sign, to decide, to coordinate, to write.
"""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone

from accounts.indonesian import angka, hari_tanggal, tanggal
from bimtek.requirements import counted, named
from bimtek.sessions import when_in_words
from bimtek.situation import Situation
from commitments.state import Kind
from masterplans.models import Stage, Status
from regions.models import Role

WRITERS = {Role.DIMENSION_LEAD, Role.WRITER}


@dataclass(frozen=True)
class Ask:
    """The request, why, and at most one button; the rest of the line says how far we are."""

    title: str
    why: str = ""
    do_label: str = ""
    do_url: str = ""
    also_label: str = ""
    also_url: str = ""
    posts: bool = False  # the button sends a form


def ask_of(situation: Situation) -> Ask:
    """The sentence for this person on this masterplan."""
    return BY_STATUS[Status(situation.masterplan.status)](situation)


def how_far(situation: Situation) -> tuple[str, int, int]:
    """The sentence on the right, with the two numbers it counts."""
    met, total = len(situation.met), len(situation.checklist)
    text = f"{met} dari {total} syarat tahap {situation.masterplan.stage} terpenuhi"
    return text, met, total


# --- the team writes --------------------------------------------------------------------------


def _writing(here):
    stage = here.masterplan.stage
    if Role.LEAD in here.roles:
        return _lead_writing(here)
    if here.my_rows and Role.WRITER in here.roles:
        return _agency_writing(here)
    if Role.DIMENSION_LEAD in here.roles:
        return _pokja_writing(here)
    why = f"{how_far(here)[0]}."
    if Role.FACILITATOR in here.roles:
        return Ask(
            f"Daerah sedang menulis tahap {stage}; belum ada yang diminta dari Anda.",
            f"{why} Anda menerima surel begitu tahap ini diserahkan.",
            "Lihat perubahan terakhir",
            _url(here, "bimtek:review"),
        )
    return Ask(f"Tahap {stage} sedang ditulis.", why, "Baca isi masterplan", _contents(here))


def _lead_writing(here):
    stage, count = here.masterplan.stage, len(here.blocking)
    if not count:
        return Ask(
            f"Tahap {stage} siap diserahkan.",
            "Selama ditinjau tenaga ahli, isinya tidak dapat diubah.",
            f"Buka penyerahan tahap {stage}",
            "#langkah",
        )
    number, behind = counted(count), len(here.matrix.reachable)
    why = "Tenaga ahli mulai meninjau setelah Anda menyerahkan."
    if session := here.next_session:
        day = hari_tanggal(session.first_day)
        why += f" {session} mulai {day} ({when_in_words(session)})."
    return Ask(
        f"{number.capitalize()} hal lagi, lalu tahap {stage} dapat diserahkan.",
        why,
        f"Lihat {number} hal itu",
        "#syarat",
        f"Ingatkan {angka(behind)} Perangkat Daerah" if behind else "",
        f"{_url(here, 'bimtek:remind')}?semua=1" if behind else "",
    )


def _agency_writing(here):
    stage = here.masterplan.stage
    owing = [row for row in here.my_rows if row.open]
    names = named(row.agency.name for row in owing or here.my_rows)
    page = _url(here, "bimtek:worksheets")
    if not owing:
        return Ask(
            f"Isian {names} untuk tahap {stage} sudah lengkap.",
            "Terima kasih. Anda masih dapat memperbaikinya sampai tahap ini diserahkan.",
            also_label="Buka Kertas Kerja",
            also_url=page,
        )
    cells = {cell.name: cell for row in owing for cell in row.open}
    return Ask(
        f"{names} belum melengkapi {named(cells)}.",
        f"Diminta untuk tahap {stage}. Koordinator menyerahkannya kepada tenaga ahli.",
        "Buka Kertas Kerja",
        page,
    )


def _pokja_writing(here):
    lacks = {d: missing for d in here.my_dimensions if (missing := lacks_of(here, d))}
    if not here.my_dimensions:
        return _team(here)
    if not lacks:
        names = named(here.my_dimensions)
        done = Ask(f"Isian {names} untuk tahap {here.masterplan.stage} sudah lengkap.")
        return replace(done, **_side_by_side(here, here.my_dimensions[0]))
    dimension, missing = next(iter(lacks.items()))
    others = [f"{other} belum punya {named(parts)}." for other, parts in list(lacks.items())[1:]]
    return Ask(
        f"{dimension} belum punya {named(missing)}.",
        " ".join(others) or "Rangkum isian Perangkat Daerah dalam pokja Anda.",
        "Buka analisis" if here.masterplan.stage == Stage.ANALYSIS else "Buka program",
        _url(
            here,
            "analyses:board" if here.masterplan.stage == Stage.ANALYSIS else "programs:board",
        ),
        **_side_by_side(here, dimension),
    )


def _side_by_side(here, dimension):
    """The way to the rows of all agencies of a dimension."""
    url = reverse("analyses:pokja", args=[here.masterplan.slug, dimension.code])
    return {"also_label": f"Susun isian {dimension}", "also_url": url}


def lacks_of(here, dimension) -> list[str]:
    """What one dimension still needs in this stage."""
    facts = here.facts
    subs = {sub.pk for sub in facts.subdimensions if sub.dimension_id == dimension.pk}
    wanted = {
        "isu daerah": dimension.pk in facts.dimensions_with("issue"),
        "SWOT lengkap": dimension.pk in facts.dimensions_with("S", "W", "O", "T"),
        "strategi TOWS": dimension.pk in facts.dimensions_with("tows"),
        "kesenjangan setiap subdimensi": subs <= set(facts.present["gaps"]),
        "gagasan quick win": dimension.pk in facts.dimensions_with("idea"),
    }
    if here.masterplan.stage > Stage.ANALYSIS:
        nominated = {q.program.subdimension.dimension_id for q in facts.quickwins}
        wanted |= {
            "sasaran dan strategi setiap subdimensi": subs <= set(facts.present["strategies"]),
            "program setiap subdimensi": subs <= {p.subdimension_id for p in facts.programs},
            "calon quick win": dimension.pk in nominated,
        }
    return [name for name, there in wanted.items() if not there]


def _team(here):
    """Somebody of the team of whom nothing in particular is asked."""
    count = len(here.blocking)
    stage = here.masterplan.stage
    title = f"Tahap {stage} siap diserahkan oleh koordinator."
    if count:
        number = counted(count).capitalize()
        title = f"{number} hal lagi, lalu koordinator dapat menyerahkan tahap {stage}."
    return Ask(title, do_label="Lihat syaratnya", do_url="#syarat")


# --- the expert reads -------------------------------------------------------------------------


def _in_review(here):
    stage, handed_in = here.masterplan.stage, here.last_decision
    day = hari_tanggal(timezone.localtime(handed_in.at))
    since = f"Diserahkan oleh {handed_in.by} pada {day}."
    if Role.FACILITATOR in here.roles:
        return Ask(
            f"Tahap {stage} menunggu tinjauan Anda.",
            since,
            f"Tinjau tahap {stage}",
            _url(here, "bimtek:review"),
        )
    ask = Ask(f"Tahap {stage} sedang ditinjau.", f"{since} Selama itu isinya tidak dapat diubah.")
    if not here.experts:
        ask = Ask(ask.title, f"{since} Belum ada tenaga ahli yang ditunjuk untuk meninjaunya.")
    if here.may("bimtek.decide_stage"):
        return Ask(ask.title, ask.why, "Buka tinjauan", _url(here, "bimtek:review"))
    if here.roles & WRITERS or Role.LEAD in here.roles:
        return Ask(ask.title, ask.why, also_label="Baca isi masterplan", also_url=_contents(here))
    return ask


# --- approved, frozen, signed -----------------------------------------------------------------


def _approved(here):
    edition = here.masterplan.edition_number
    if here.freezing and here.freezing.is_under_way and not here.freezing.is_silent:
        return Ask(
            f"Edisi {edition} sedang dibekukan.",
            "Ketiga buku dicetak satu kali dan disimpan. Anda boleh menutup halaman ini.",
        )
    if here.may("bimtek.freeze_masterplan"):
        return Ask(
            f"Masterplan disetujui. Bekukan edisi {edition}.",
            "Isinya dikunci, buku dicetak satu kali, lalu komitmen dapat disiapkan.",
            f"Bekukan edisi {edition}",
            _url(here, "bimtek:freeze"),
            posts=True,
        )
    return Ask(
        "Masterplan disetujui dan menunggu dibekukan.",
        "Koordinator membekukannya, lalu komitmen dapat disiapkan.",
    )


def _frozen(here):
    if here.my_turn:
        return Ask(
            "Komitmen menunggu tanda tangan Anda.",
            "Baca versi singkat dan dokumennya, lalu tanda tangani. Cukup dua menit.",
            "Baca dan tanda tangani",
            _url(here, "commitments:read"),
        )
    kind = here.signing.kind if here.signing else Kind.DRAFT
    if kind == Kind.DRAFT:
        return _unopened(here)
    sentence = here.signing.sentence
    look = ("Lihat komitmen", _url(here, "commitments:detail"))
    if kind == Kind.OPEN:
        people = counted(len(here.unsigned))
        return Ask(f"Komitmen menunggu tanda tangan {people} orang.", sentence, *look)
    if kind == Kind.DECLINED and here.may("commitments.prepare_commitment"):
        return Ask("Penandatanganan berhenti. Tentukan langkah berikutnya.", sentence, *look)
    return Ask(sentence, "", *look)


def _unopened(here):
    edition = here.masterplan.edition_number
    if not here.may("commitments.prepare_commitment"):
        return Ask(f"Edisi {edition} sudah dibekukan.", "Komitmen sedang disiapkan koordinator.")
    if here.signing:
        return Ask(
            "Komitmen sudah ditulis. Buka untuk ditandatangani.",
            "Sesudah dibuka, naskah dan daftar penandatangannya tidak dapat diubah.",
            "Buka komitmen",
            _url(here, "commitments:detail"),
        )
    return Ask(
        f"Edisi {edition} sudah dibekukan. Siapkan komitmennya.",
        "Tulis tempat, tanggal, dan urutan penandatangan.",
        "Siapkan komitmen",
        _url(here, "commitments:prepare"),
    )


def _signed(here):
    when = tanggal(timezone.localtime(here.masterplan.stage_since))
    return Ask(
        "Masterplan sudah ditandatangani semua pihak.",
        f"Lengkap pada {when}. Buku dan komitmennya tidak berubah lagi.",
        "Unduh buku",
        _url(here, "exports:books"),
        "Lihat komitmen",
        _url(here, "commitments:detail"),
    )


BY_STATUS = {
    Status.WRITING: _writing,
    Status.REVIEW: _in_review,
    Status.APPROVED: _approved,
    Status.FROZEN: _frozen,
    Status.SIGNED: _signed,
}


def _url(here, page):
    return reverse(page, args=[here.masterplan.slug])


def _contents(here):
    return _url(here, "masterplans:contents")
