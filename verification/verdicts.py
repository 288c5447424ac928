"""What the public page says of a commitment to somebody who came with its code."""

from dataclasses import dataclass

from commitments.models import Commitment
from commitments.state import CommitmentState, CommitmentStatus
from editions.models import Edition
from indonesian import daftar, many, tanggal, terbilang
from verification.parts import SignedParts

VOID = (CommitmentStatus.CANCELLED, CommitmentStatus.DECLINED)


@dataclass(frozen=True)
class VerificationResult:
    """`kind` is ok, old, bad or void; `commitment` the one that an uploaded file belongs to."""

    kind: str
    title: str
    text: str
    commitment: Commitment | None = None


def newer_edition(commitment: Commitment) -> Edition | None:
    """The newest edition after the one that this commitment is about, if there is one."""
    later = Edition.objects.filter(
        masterplan=commitment.edition.masterplan_id, number__gt=commitment.edition.number
    )
    return later.defer("content").order_by("-number").first()


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
    if state.kind == CommitmentStatus.SEALED:
        if newer := newer_edition(state.commitment):
            return VerificationResult(
                "old", "Dokumen ini sah, tetapi untuk edisi lama.", on_old_edition(state, newer)
            )
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
    if state.kind in VOID:
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
    if state.kind == CommitmentStatus.DECLINED:
        return VerificationResult(
            "void",
            "Tidak berlaku: penandatanganan berhenti sebelum lengkap.",
            f"Seorang penandatangan tidak bersedia. {_so_far(state)}",
        )
    return VerificationResult(
        "void",
        "Tidak berlaku: komitmen ini dibatalkan sebelum lengkap.",
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


def on_old_edition(state, newer) -> str:
    """The same, and which edition to use instead."""
    edition = state.commitment.edition.number
    return (
        f"{signed_by_all(state)} Edisi {edition} sudah digantikan edisi {newer.number}; pakai"
        " dokumen edisi itu untuk keadaan sekarang."
    )


def _day(state, moment) -> str:
    return tanggal(moment.astimezone(state.commitment.region.zone))
