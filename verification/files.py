"""What the public page says of a file: by its hash, by what it begins with, at last by its seal.

Only the comparison by hash knows that a file is *the* signed one (seals/verification.py): readers
of PDF do not see what is added behind a signature, and call a copy that was cut back a good one.
The seal tells the rest: ours and unknown here, ours and changed, broken, or not from here.
"""

import re
from dataclasses import replace

from commitments.models import Commitment
from commitments.state import CommitmentState, CommitmentStatus, state_of
from editions.models import EditionBook
from indonesian import tanggal
from seals.verdict import CHANGED, NOT_INTACT, NOT_PDF, REVOKED, UNSEALED
from seals.verification import SEAL, Verdict, obvious_verdict
from verification.kept import FROZEN, FileVersion, kept_as
from verification.verdicts import (
    VerificationResult,
    on_document,
    on_old_edition,
    signed_by_all,
)

VALID = "Dokumen yang sah ialah yang sudah ditandatangani semua dan disegel."
TRY_THE_ORIGINAL = "Dokumen aslinya dapat diunduh dengan kode yang tertulis di kakinya."
NOT_REGISTERED = (
    "Berkas yang sama persis tidak terdaftar di sini, misalnya karena situs ini dipulihkan dari"
    " cadangan yang lebih lama. Tanyakan kepada pengelola situs sebelum memakainya."
)
NO_SUCH_HASH = VerificationResult(
    "bad",
    "Sidik jari berkas ini tidak dikenal.",
    "Berkas itu bukan dokumen dari sini, atau isinya sudah diubah. Unggah berkasnya di bawah untuk"
    " mengetahui yang mana.",
)
NO_HASH = VerificationResult(
    "bad",
    "Ini bukan sidik jari SHA-256.",
    "Sidik jari SHA-256 terdiri atas 64 angka dan huruf a sampai f.",
)


def on_hash_alone(text: str, state: CommitmentState | None = None) -> VerificationResult:
    """What is to be said to somebody who gave the hash of a file and kept the file."""
    sha256 = text.strip().lower()
    if not re.fullmatch("[0-9a-f]{64}", sha256):
        return NO_HASH
    return on_hash(sha256, state) or NO_SUCH_HASH


def on_hash(sha256: str, state: CommitmentState | None) -> VerificationResult | None:
    """What can be said of a file by its hash; nothing when no file that is kept has it.

    `state` is that of the page which it was brought to.
    """
    if kept := kept_as(sha256):
        here = state and state.commitment.pk == kept.commitment
        return _on_kept(kept, state if here else _state(kept))
    if book := EditionBook.objects.filter(sha256=sha256).defer("pdf").first():
        return VerificationResult(
            "ok",
            "Berkas ini asli: buku dari edisi yang dibekukan.",
            f"{book.title}, {book.edition}. Isinya sama persis dengan yang dibekukan pada"
            f" {tanggal(book.edition.frozen_at.astimezone(book.region.zone))}.",
        )
    return None


def on_unopened(data: bytes, begun: FileVersion | None) -> VerificationResult | None:
    """What can be said of a file without opening it, when no hash knows it; else nothing.

    `begun` is the kept file that it begins with. What was added without a signature is a change;
    with one it may be a step that an older backup does not know.
    """
    if begun and SEAL not in data[begun.size :]:
        return _changed_after(begun)
    verdict = obvious_verdict(data)
    return on_seal(verdict) if verdict else None


def on_examined(verdict: Verdict, begins_with: str) -> VerificationResult:
    """What is to be said of a file that was opened, by its seal and by what it begins with."""
    ruling = on_seal(verdict)
    begun = kept_as(begins_with) if begins_with else None
    if begun is None:
        return ruling
    if verdict.trusted:  # what our own signatures tell reaches further than the beginning
        return replace(ruling, commitment=_state(begun).commitment)
    return _changed_after(begun)


def on_seal(verdict: Verdict) -> VerificationResult:
    """What is to be said of a file that no hash knows, by what was found of its seal."""
    if verdict.sound:
        return VerificationResult(
            "old",
            "Berkas ini disegel di situs ini, tetapi tidak terdaftar.",
            f"Segelnya utuh dan mencakup seluruh isinya. {NOT_REGISTERED}",
        )
    if verdict.problems == (UNSEALED,) and verdict.covers_whole_file:
        return VerificationResult(
            "old",
            "Berkas ini ditandatangani di situs ini, tetapi belum lengkap dan tidak terdaftar.",
            f"Tanda tangannya utuh, segelnya belum ada. {NOT_REGISTERED} {VALID}",
        )
    if verdict.problems == (REVOKED,):
        return VerificationResult(
            "bad", "Jangan dipakai: sertifikat segel berkas ini sudah dicabut.", REVOKED
        )
    if verdict.trusted or REVOKED in verdict.problems:
        return _changed_by(verdict)
    if NOT_PDF in verdict.problems:
        return VerificationResult(
            "bad",
            NOT_PDF,
            "Yang dapat diperiksa di sini hanya berkas PDF. Pilih berkas PDF yang Anda terima,"
            f" bukan foto atau dokumen Word. {TRY_THE_ORIGINAL}",
        )
    title = "Berkas ini tidak dikenal: bukan dokumen dari sini, atau sudah diubah."
    return VerificationResult(
        "bad", title, f"{' '.join(verdict.problems)} {TRY_THE_ORIGINAL}".strip()
    )


def _state(kept: FileVersion) -> CommitmentState:
    commitments = Commitment.objects.select_related("edition__masterplan__region__parent")
    return state_of(commitments.defer("edition__content").get(pk=kept.commitment))


def _on_kept(kept: FileVersion, state: CommitmentState) -> VerificationResult:
    commitment, code = state.commitment, state.commitment.code
    if state.is_void:
        why = on_document(state)
        title = f"Berkas ini asli, tetapi {why.title[0].lower()}{why.title[1:]}"
        return VerificationResult("void", title, why.text, commitment)
    if kept.is_final:
        if state.kind == CommitmentStatus.SUPERSEDED:
            title = "Berkas ini asli, tetapi untuk edisi lama."
            return VerificationResult("old", title, on_old_edition(state), commitment)
        return VerificationResult(
            "ok",
            "Berkas ini asli dan sah.",
            f"Isinya sama persis dengan dokumen berkode {code} yang kami segel."
            f" {signed_by_all(state)} Tidak ada yang diubah sesudahnya.",
            commitment,
        )
    return _not_final(kept, state)


def _not_final(kept: FileVersion, state: CommitmentState) -> VerificationResult:
    commitment, more = state.commitment, ""
    if state.document:
        more = f" Dokumen itu dapat diunduh dari halaman kode {commitment.code}."
    elif state.kind == CommitmentStatus.EXPIRED:
        more = " Batas waktu penandatanganannya sudah lewat."
    if kept.kind == FROZEN:
        return VerificationResult(
            "old",
            "Berkas ini naskah asli, tetapi belum ditandatangani.",
            f"Inilah naskah yang ditunjukkan kepada para penandatangan. {VALID}{more}",
            commitment,
        )
    return VerificationResult(
        "old",
        f"Berkas ini asli, tetapi versi sebelum selesai: {_k_of_n(kept, state)}.",
        "Isinya sama persis dengan yang kami simpan sesudah tanda tangan itu; tidak ada yang"
        f" diubah. {VALID}{more}",
        commitment,
    )


def _changed_after(begun: FileVersion) -> VerificationResult:
    """Known bytes, and more behind them that this site has not added."""
    state = _state(begun)
    if begun.is_final:
        return VerificationResult("bad", _title("disegel"), f"{CHANGED} {TRY_THE_ORIGINAL}",
                                  state.commitment)  # fmt: skip
    if begun.kind == FROZEN:
        title, what = _title("dibekukan"), "naskah yang belum ditandatangani"
    else:
        title, what = _title("ditandatangani"), f"versi asli dengan {_k_of_n(begun, state)}"
    return VerificationResult(
        "bad",
        title,
        f"Awalnya {what}; di belakangnya ada isi yang ditambahkan oleh pihak lain."
        f" {TRY_THE_ORIGINAL}",
        state.commitment,
    )


def _changed_by(verdict: Verdict) -> VerificationResult:
    """Signed here, and something is not as it was."""
    said = [sentence for sentence in verdict.problems if sentence != UNSEALED]
    if UNSEALED not in verdict.problems:
        found = " ".join(said)
        return VerificationResult("bad", _title("disegel"), f"{found} {TRY_THE_ORIGINAL}")
    if NOT_INTACT in said:
        found = "Isi berkas berbeda dari yang ditandatangani."
    else:
        found = "Ada isi yang ditambahkan pada berkas ini setelah tanda tangan terakhir."
    return VerificationResult("bad", _title("ditandatangani"), f"{found} {TRY_THE_ORIGINAL}")


def _title(when: str) -> str:
    return f"Jangan dipakai: berkas ini diubah setelah {when}."


def _k_of_n(kept: FileVersion, state: CommitmentState) -> str:
    return f"{kept.signatures} dari {state.total} tanda tangan"
