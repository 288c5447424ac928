"""What is asked of me, now: one sentence for each person, at the head of the overview.

Who holds several roles reads the most urgent: to sign, to decide, to coordinate, to write.
"""

from collections import Counter
from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from assignments.next_action import NextAction, action_of_pokja, repair_action, returned_sentence
from bimtek.spoken import when_in_words
from commitments.open_items import DECIDE, OPEN, PREPARE, SIGN
from commitments.state import CommitmentStatus
from indonesian import angka, counted, hari_tanggal, many, named, tanggal
from masterplans.models import Status
from notes.open_items import KIND as NOTE
from regions.models import Role
from stages.open_items import FREEZE, REVIEW
from stages.overview import StageOverview

WRITERS = {Role.DIMENSION_LEAD, Role.WRITER}


def next_action(situation: StageOverview) -> NextAction:
    """The sentence for this person on this masterplan."""
    return BY_STATUS[Status(situation.masterplan.status)](situation)


def progress_sentence(situation: StageOverview) -> tuple[str, int, int]:
    """The sentence on the right, with the two numbers it counts."""
    met, total = len(situation.met), len(situation.checklist)
    text = f"{met} dari {total} syarat tahap {situation.masterplan.stage} terpenuhi"
    return text, met, total


# --- the team writes --------------------------------------------------------------------------


def _writing(overview):
    stage = overview.masterplan.stage
    if Role.LEAD in overview.roles:
        return _lead_writing(overview)
    if overview.my_rows and Role.WRITER in overview.roles:
        return _agency_writing(overview)
    if Role.DIMENSION_LEAD in overview.roles:
        return action_of_pokja(overview) if overview.my_dimensions else _team(overview)
    why = f"{progress_sentence(overview)[0]}."
    if Role.FACILITATOR in overview.roles:
        return NextAction(
            f"Daerah sedang menulis tahap {stage}; belum ada yang diminta dari Anda.",
            f"{why} Anda menerima surel begitu tahap ini diserahkan.",
            "Baca bab demi bab",
            _url(overview, settings.LINKS["read_plan"]),
        )
    return NextAction(
        f"Tahap {stage} sedang ditulis.", why, "Baca isi masterplan", _contents(overview)
    )


def _lead_writing(overview):
    if overview.return_decision:
        return _lead_repairing(overview)
    stage, count = overview.masterplan.stage, len(overview.blocking)
    if not count:
        rest = _what_else(overview)
        return NextAction(
            f"Tahap {stage} {f'dapat diserahkan; {rest}' if rest else 'siap diserahkan'}.",
            "Selama ditinjau tenaga ahli, isinya tidak dapat diubah.",
            f"Buka penyerahan tahap {stage}",
            "#langkah",
        )
    number, behind = counted(count), overview.to_remind
    why = "Tenaga ahli mulai meninjau setelah Anda menyerahkan."
    if session := overview.next_session:
        day = hari_tanggal(session.first_day)
        why += f" {session} mulai {day} ({when_in_words(session)})."
    if reminded := len(overview.just_reminded):
        why += f" {many(reminded, 'Perangkat Daerah')} sudah diingatkan sejak kemarin."
    return NextAction(
        f"{many(count, 'hal')} lagi, lalu tahap {stage} dapat diserahkan.",
        why,
        f"Lihat {number} hal itu",
        "#syarat",
        f"Ingatkan {angka(behind)} Perangkat Daerah" if behind else "",
        f"{_url(overview, 'assignments:remind')}?semua=1" if behind else "",
    )


def _lead_repairing(overview):
    """The stage came back: whatever the gate says, its reason is open until it is handed in."""
    stage = overview.masterplan.stage
    count = len([line for line in overview.repairs if not line.ok])
    what = f"{counted(count)} hal" if count else "yang diminta"
    rest = _what_else(overview, without=NOTE)
    return NextAction(
        f"{returned_sentence(overview.return_decision)} Perbaiki {what}, lalu serahkan lagi.",
        f"Alasannya ada di bawah; {rest}." if rest else "Alasannya ada di bawah.",
        f"Lihat {what}" if count else f"Buka penyerahan tahap {stage}",
        "#perbaiki" if count else "#langkah",
    )


def _what_else(overview, without=""):
    """What is open and does not hold up the stage, in words: "dua catatan belum dijawab"."""
    soft = Counter(
        item.kind for item in overview.my_items if not item.blocks and item.kind != without
    )
    counts = {
        "program belum lengkap": soft["programs_are_complete"],
        "catatan belum dijawab": soft[NOTE],
        "hal tidak lazim perlu alasan": len(overview.unusual),
    }
    return named(f"{counted(count)} {words}" for words, count in counts.items() if count)


def _agency_writing(overview):
    stage = overview.masterplan.stage
    owing = [row for row in overview.my_rows if row.open]
    names = named(row.agency.name for row in owing or overview.my_rows)
    page = _url(overview, "assignments:worksheets")
    if not owing and overview.return_decision:
        return replace(
            repair_action(overview.return_decision, names),
            do_label="Buka Kertas Kerja",
            do_url=page,
        )
    if not owing:
        return NextAction(
            f"Isian {names} untuk tahap {stage} sudah lengkap.",
            "Terima kasih. Anda masih dapat memperbaikinya sampai tahap ini diserahkan.",
            also_label="Buka Kertas Kerja",
            also_url=page,
        )
    cells = {cell.name: cell for row in owing for cell in row.open}
    return NextAction(
        f"{names} belum melengkapi {named(cells)}.",
        f"Diminta untuk tahap {stage}. Koordinator menyerahkannya kepada tenaga ahli.",
        "Buka Kertas Kerja",
        page,
    )


def _team(overview):
    """Somebody of the team of whom nothing in particular is asked."""
    stage, count = overview.masterplan.stage, len(overview.blocking)
    title = f"Tahap {stage} siap diserahkan oleh koordinator."
    if rest := _what_else(overview):
        title = f"Tahap {stage} dapat diserahkan oleh koordinator; {rest}."
    if count:
        title = f"{many(count, 'hal')} lagi, lalu koordinator dapat menyerahkan tahap {stage}."
    if overview.return_decision:
        back = returned_sentence(overview.return_decision)
        title = f"{back} Koordinator menyerahkannya lagi sesudah diperbaiki."
    return NextAction(title, do_label="Lihat syaratnya", do_url="#syarat")


# --- the expert reads -------------------------------------------------------------------------


def _in_review(overview):
    stage, handed_in = overview.masterplan.stage, overview.last_decision
    day = hari_tanggal(timezone.localtime(handed_in.at))
    since = f"{overview.desk.sentence} Diserahkan oleh {handed_in.by} pada {day}."
    if REVIEW in overview.my_steps:
        return NextAction(
            f"Tahap {stage} menunggu tinjauan Anda.",
            since,
            f"Tinjau tahap {stage}",
            _url(overview, settings.LINKS["review"]),
        )
    ask = NextAction(
        f"Tahap {stage} sedang ditinjau.", f"{since} Selama itu isinya tidak dapat diubah."
    )
    if not overview.experts:
        ask = NextAction(
            ask.title, f"{since} Belum ada tenaga ahli yang ditunjuk untuk meninjaunya."
        )
    if overview.may("stages.decide_stage"):
        page = _url(overview, settings.LINKS["review"])
        return NextAction(ask.title, ask.why, "Buka tinjauan", page)
    if overview.roles & WRITERS or Role.LEAD in overview.roles:
        return NextAction(
            ask.title, ask.why, also_label="Baca isi masterplan", also_url=_contents(overview)
        )
    return ask


# --- approved, frozen, signed -----------------------------------------------------------------


def _approved(overview):
    edition = overview.masterplan.edition_number
    if FREEZE not in overview.steps_open:
        return NextAction(
            f"Edisi {edition} sedang dibekukan.",
            "Ketiga buku dicetak satu kali dan disimpan. Anda boleh menutup halaman ini.",
        )
    if overview.may("stages.freeze_masterplan"):
        return NextAction(
            f"Masterplan disetujui. Bekukan edisi {edition}.",
            "Isinya dikunci, buku dicetak satu kali, lalu komitmen dapat disiapkan.",
            f"Bekukan edisi {edition}",
            _url(overview, "stages:freeze"),
            posts=True,
        )
    return NextAction(
        "Masterplan disetujui dan menunggu dibekukan.",
        "Koordinator membekukannya, lalu komitmen dapat disiapkan.",
    )


def _frozen(overview):
    if overview.is_my_turn:
        return _my_signature(overview, "Komitmen")
    if overview.steps_open & {PREPARE, OPEN}:
        return _unopened(overview)
    sentence = overview.signing.sentence
    look = ("Lihat komitmen", _url(overview, "commitments:detail"))
    if SIGN in overview.steps_open:
        people = counted(len(overview.unsigned))
        return NextAction(f"Komitmen menunggu tanda tangan {people} orang.", sentence, *look)
    if DECIDE in overview.steps_open and overview.may("commitments.prepare_commitment"):
        return NextAction("Penandatanganan berhenti. Tentukan langkah berikutnya.", sentence, *look)
    return NextAction(sentence, "", *look)


def _my_signature(overview, noun):
    return NextAction(
        f"{noun} menunggu tanda tangan Anda.",
        "Baca versi singkat dan dokumennya, lalu tanda tangani. Cukup dua menit.",
        "Baca dan tanda tangani",
        _url(overview, "commitments:read"),
    )


def _unopened(overview):
    edition = overview.masterplan.edition_number
    if not overview.may("commitments.prepare_commitment"):
        return NextAction(
            f"Edisi {edition} sudah dibekukan.", "Komitmen sedang disiapkan koordinator."
        )
    if OPEN in overview.steps_open:
        return NextAction(
            "Komitmen sudah ditulis. Buka untuk ditandatangani.",
            "Sesudah dibuka, naskah dan daftar penandatangannya tidak dapat diubah.",
            "Buka komitmen",
            _url(overview, "commitments:detail"),
        )
    return NextAction(
        f"Edisi {edition} sudah dibekukan. Siapkan komitmennya.",
        "Tulis tempat, tanggal, dan urutan penandatangan.",
        "Siapkan komitmen",
        _url(overview, "commitments:prepare"),
    )


def _signed(overview):
    look = ("Lihat komitmen", _url(overview, "commitments:detail"))
    if overview.signing and overview.signing.kind == CommitmentStatus.REVOKED:
        return NextAction(
            "Komitmen edisi ini dibatalkan dengan Berita Acara Pembatalan.",
            "Tenaga ahli atau petugas nasional membuka kembali tahap 4 sebagai edisi berikutnya.",
            *look,
        )
    if overview.is_my_turn:
        return _my_signature(overview, "Berita Acara Pembatalan")
    steps = [one for one in overview.completeness.steps if one.kind in {OPEN, SIGN, DECIDE}]
    if steps and (steps[0].kind != OPEN or overview.may("commitments.prepare_commitment")):
        counts = "Komitmennya tetap berlaku sampai berita acara itu disegel."
        return NextAction(steps[0].sentence, counts, *look)
    when = tanggal(timezone.localtime(overview.masterplan.stage_since))
    return NextAction(
        "Masterplan sudah ditandatangani semua pihak.",
        f"Lengkap pada {when}. Buku dan komitmennya tidak berubah lagi.",
        "Unduh buku",
        _url(overview, "exports:books"),
        *look,
    )


BY_STATUS = {
    Status.WRITING: _writing,
    Status.REVIEW: _in_review,
    Status.APPROVED: _approved,
    Status.FROZEN: _frozen,
    Status.SIGNED: _signed,
}


def _url(overview, page):
    return reverse(page, args=[overview.masterplan.slug])


def _contents(overview):
    return _url(overview, "masterplans:contents")
