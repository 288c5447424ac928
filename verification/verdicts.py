"""What the public page says: of a commitment by its state, of an uploaded file by its bytes.

Only the comparison by hash knows that a file is *the* signed one (seals/verification.py); the seal
tells the rest: ours and changed, broken, or not from here.
"""

from dataclasses import dataclass

from django.db.models.functions import Length

from commitments.models import Commitment, ShownLetter, SignedDocument
from commitments.state import CommitmentState, CommitmentStatus
from editions.models import Edition, EditionBook
from indonesian import daftar, tanggal, terbilang
from seals.verdict import CHANGED, NOT_PDF, REVOKED
from seals.verification import KnownFile, Match, Verdict, compare_upload, obvious_verdict
from verification.parts import SignedParts

TRY_THE_ORIGINAL = "Dokumen aslinya dapat diunduh dengan kode yang tertulis di kakinya."


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
    count = f"{state.signed} dari {state.total} orang"
    if state.kind == CommitmentStatus.SEALED:
        if newer := newer_edition(state.commitment):
            return VerificationResult(
                "old", "Dokumen ini sah, tetapi untuk edisi lama.", _old(state, newer)
            )
        return VerificationResult(
            "ok",
            "Dokumen dengan kode ini terdaftar dan sah.",
            f"{_signed(state)} Unggah berkas Anda di bawah untuk memastikan isinya sama persis.",
        )
    if state.kind == CommitmentStatus.COMPLETE:
        return VerificationResult(
            "old",
            "Semua sudah menandatangani; dokumennya sedang disegel.",
            "Buka halaman ini lagi beberapa menit lagi. Sampai saat itu belum ada salinan sah.",
        )
    if state.kind == CommitmentStatus.DECLINED:
        return VerificationResult(
            "void",
            "Tidak berlaku: penandatanganan berhenti sebelum lengkap.",
            f"Seorang penandatangan tidak bersedia. {count.capitalize()} sudah menandatangani.",
        )
    if state.kind == CommitmentStatus.CANCELLED:
        return VerificationResult(
            "void",
            "Tidak berlaku: komitmen ini dibatalkan sebelum lengkap.",
            f"Dibatalkan pada {_day(state, state.commitment.cancelled_at)}."
            f" Alasan: {state.commitment.cancel_reason}",
        )
    return VerificationResult(
        "old",
        f"Belum lengkap: baru {count} menandatangani.",
        "Dokumen yang sah ialah yang sudah ditandatangani semua dan disegel. Belum ada.",
    )


def on_known(data: bytes, sha256: str, state: CommitmentState | None) -> VerificationResult | None:
    """What can be said of an uploaded file without opening it; nothing if it must be examined.

    `state` is that of the page it was uploaded on. Costs the hash of the bytes, whatever they are.
    """
    document = SignedDocument.objects.filter(sha256=sha256).defer("pdf").first()
    if document:
        here = state and state.commitment.pk == document.commitment_id
        return _genuine(state) if here else _another(document)
    if letter := ShownLetter.objects.filter(sha256=sha256).defer("pdf").first():
        return VerificationResult(
            "old",
            "Berkas ini naskah asli, tetapi belum ditandatangani.",
            "Inilah naskah yang ditunjukkan kepada para penandatangan. Dokumen yang sah ialah"
            " yang sudah ditandatangani semua dan disegel.",
            letter.commitment,
        )
    if book := EditionBook.objects.filter(sha256=sha256).defer("pdf").first():
        return VerificationResult(
            "ok",
            "Berkas ini asli: buku dari edisi yang dibekukan.",
            f"{book.title}, {book.edition}. Isinya sama persis dengan yang dibekukan pada"
            f" {tanggal(book.edition.frozen_at.astimezone(book.region.zone))}.",
        )
    if original := _begun_with(data):
        return _changed(CHANGED, original)
    if verdict := obvious_verdict(data):
        return on_seal(verdict)
    return None


def _genuine(state) -> VerificationResult:
    if newer := newer_edition(state.commitment):
        return VerificationResult(
            "old", "Berkas ini asli, tetapi untuk edisi lama.", _old(state, newer)
        )
    return VerificationResult(
        "ok",
        "Berkas ini asli dan sah.",
        f"Isinya sama persis dengan dokumen yang kami segel. {_signed(state)} Tidak ada yang"
        " diubah sesudahnya.",
        state.commitment,
    )


def _another(document) -> VerificationResult:
    return VerificationResult(
        "ok",
        "Berkas ini asli. Lihat keterangan dokumennya.",
        f"Isinya sama persis dengan dokumen berkode {document.commitment.code}:"
        f" {document.commitment.title}.",
        document.commitment,
    )


def _changed(found, commitment=None) -> VerificationResult:
    return VerificationResult(
        "bad",
        "Jangan dipakai: berkas ini diubah setelah disegel.",
        f"{found} {TRY_THE_ORIGINAL}",
        commitment,
    )


def _begun_with(data) -> Commitment | None:
    """The commitment whose sealed document these bytes begin with, when more was added."""
    documents = list(
        SignedDocument.objects.annotate(size=Length("pdf"))
        .filter(size__lt=len(data))
        .values_list("sha256", "size", "commitment")
    )
    known = {KnownFile(sha256, size): commitment for sha256, size, commitment in documents}
    if compare_upload(data, known=known) != Match.CHANGED:
        return None
    one = next(file for file in known if compare_upload(data, known=[file]) == Match.CHANGED)
    return Commitment.objects.get(pk=known[one])


def on_seal(verdict: Verdict) -> VerificationResult:
    """What is to be said of a file that no hash knows, by what was found of its seal."""
    if verdict.trusted or REVOKED in verdict.problems:
        found = " ".join(verdict.problems) or "Berkas ini tidak sama persis dengan yang kami segel."
        return _changed(found)
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


def _signed(state) -> str:
    people = f"{terbilang(state.total)} orang"
    return f"Ditandatangani {people}, lengkap pada {_day(state, state.completed_at)}."


def _old(state, newer) -> str:
    edition = state.commitment.edition.number
    return (
        f"{_signed(state)} Edisi {edition} sudah digantikan edisi {newer.number}; pakai dokumen"
        " edisi itu untuk keadaan sekarang."
    )


def _day(state, moment) -> str:
    return tanggal(moment.astimezone(state.commitment.region.zone))
