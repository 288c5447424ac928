"""What the public page says of a commitment to somebody who came with its code."""

from dataclasses import dataclass

from commitments.models import Commitment
from commitments.state import CommitmentState, CommitmentStatus
from indonesian import daftar, many, tanggal, terbilang
from verification.parts import SignedParts


@dataclass(frozen=True)
class VerificationResult:
    """`kind` is ok, old, bad or void; `commitment` the one that an uploaded file belongs to."""

    kind: str
    title: str
    text: str
    commitment: Commitment | None = None


def on_parts(signed: SignedParts) -> VerificationResult | None:
    """What is to be said when something kept here is no longer what was signed."""
    if signed.is_whole:
        return None
    return VerificationResult(
        "bad",
        "Jangan dipakai: yang tersimpan di sini tidak lagi sama dengan yang ditandatangani.",
        f"Tidak cocok: {daftar(part.name for part in signed.broken)}. Hubungi pengelola situs ini.",
    )


def on_document(state: CommitmentState) -> VerificationResult:
    """What is to be said to somebody who came with the code alone."""
    if state.kind == CommitmentStatus.SUPERSEDED:
        return VerificationResult(
            "old", "Digantikan: dokumen ini sah, tetapi untuk edisi lama.", on_old_edition(state)
        )
    if state.kind == CommitmentStatus.SEALED:
        return VerificationResult(
            "ok",
            "Dokumen dengan kode ini terdaftar dan sah.",
            f"{signed_by_all(state)} Periksa berkas Anda di bawah untuk memastikan isinya sama"
            " persis.",
        )
    if state.kind == CommitmentStatus.COMPLETE:
        return VerificationResult(
            "old",
            "Semua sudah menandatangani; dokumennya sedang disegel.",
            "Buka halaman ini lagi beberapa menit lagi. Sampai saat itu belum ada salinan sah.",
        )
    if state.is_void:
        return _void(state)
    if state.kind == CommitmentStatus.EXPIRED:
        return VerificationResult(
            "old",
            "Kedaluwarsa: batas waktu lewat sebelum semua menandatangani.",
            f"{_so_far(state)} Dokumen yang sah belum ada.",
        )
    return VerificationResult(
        "old",
        f"Belum lengkap: baru {state.signed} dari {state.total} orang menandatangani.",
        "Dokumen yang sah ialah yang sudah ditandatangani semua dan disegel. Belum ada.",
    )


def _void(state) -> VerificationResult:
    if state.kind == CommitmentStatus.REVOKED:
        return VerificationResult(
            "void", "Dibatalkan: komitmen ini tidak berlaku lagi.", _on_revoked(state)
        )
    if state.kind == CommitmentStatus.DECLINED:
        return VerificationResult(
            "void",
            "Tidak berlaku: penandatanganan berhenti sebelum lengkap.",
            f"Seorang penandatangan tidak bersedia. {_so_far(state)}",
        )
    return VerificationResult(
        "void",
        f"Tidak berlaku: {state.commitment.noun.lower()} ini dibatalkan sebelum lengkap.",
        f"Dibatalkan pada {_day(state, state.commitment.cancelled_at)}."
        f" Alasan: {state.commitment.cancel_reason}",
    )


def _so_far(state) -> str:
    if not state.signed:
        return "Belum ada yang menandatangani."
    return many(state.signed, f"dari {state.total} orang sudah menandatangani.")


def signed_by_all(state) -> str:
    """Who signed and when the last of them did, as a sentence."""
    people = f"{terbilang(state.total)} orang"
    return f"Ditandatangani {people}, lengkap pada {_day(state, state.completed_at)}."


def _on_revoked(state) -> str:
    """Who signed it, and when and why it ended."""
    paper = state.revocation
    number = f" nomor {paper.number}" if paper.number else ""
    return (
        f"{signed_by_all(state)} Dibatalkan pada {_day(state, paper.document.sealed_at)} dengan"
        f" Berita Acara Pembatalan{number}, kode {paper.code}. Alasan: {paper.grounds}"
    )


def on_old_edition(state) -> str:
    """The same, and which document to use instead."""
    edition, newer = state.commitment.edition.number, state.successor
    return (
        f"{signed_by_all(state)} Edisi {edition} digantikan edisi {newer.edition.number}, yang"
        f" komitmennya disegel pada {_day(state, newer.document.sealed_at)}; pakai dokumen"
        f" berkode {newer.code} untuk keadaan sekarang."
    )


def _day(state, moment) -> str:
    return tanggal(moment.astimezone(state.commitment.region.zone))
