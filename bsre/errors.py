"""What may go wrong with the service of BSrE, as sentences for the person who signs.

No exception here carries a NIK, a passphrase or the exception of the network below: its frames
hold what was sent, and an error report would print them.
"""

import re

AGAIN = "Tidak ada yang ditandatangani; Anda dapat mencoba lagi."
PRIVATE = re.compile(r"\d[\d .-]{4,}\d")
CODE_INSIDE = re.compile(r"\b(2011|2031)\b")
WRONG_PASSPHRASE = 2031
NOT_REGISTERED = 2011
OWN_CODES = 1000  # below, `status_code` only says the status of HTTP once more


class BsreError(Exception):
    """The document was not signed by BSrE. The message is a sentence for the reader."""


class UnreachableError(BsreError):
    """Nothing was sent: no such server, no connection, a certificate that nobody trusts."""


class RefusedError(BsreError):
    """The service says no, and has signed nothing. `code` is its own, where it gives one."""

    def __init__(self, sentence: str, code: int | None = None):
        super().__init__(sentence)
        self.code = code


class WrongPassphraseError(RefusedError):
    """2031: asked again, never tried again by itself; BSrE locks after some wrong ones."""


class MayNotSignError(RefusedError):
    """The person has no certificate in force: not registered, expired, revoked, on its way."""


class UncertainError(BsreError):
    """It was sent, and no usable answer came: whether BSrE has signed nobody here knows.

    Never to be sent again by itself: it may be signed twice. With `document_id` the signed file
    can be fetched (`client.download`).
    """

    def __init__(self, sentence: str = "", document_id: str = ""):
        super().__init__(sentence or UNCERTAIN)
        self.document_id = document_id


class AnswerError(BsreError):
    """The service has answered with a file that is not the one sent, with a signature added."""


UNCERTAIN = (
    "Tidak pasti: permintaan sudah dikirim ke layanan BSrE, tetapi jawabannya tidak diterima."
    " Jangan mencoba lagi sebelum diperiksa; dokumen dapat tertandatangani dua kali."
)

STATUS_WORDS = {
    "NOT_REGISTERED": "NIK ini belum terdaftar di BSrE.",
    "NO_CERTIFICATE": "NIK ini terdaftar di BSrE, tetapi belum punya sertifikat elektronik.",
    "NEW": "Pendaftaran Anda di BSrE belum selesai.",
    "WAITING_FOR_VERIFICATION": "Pendaftaran Anda di BSrE masih diperiksa verifikator.",
    "EXPIRED": "Masa berlaku sertifikat elektronik Anda sudah habis. Perpanjang dahulu di BSrE.",
    "RENEW": "Sertifikat elektronik Anda sedang diperpanjang. Selesaikan dahulu di BSrE.",
    "SUSPEND": "Sertifikat elektronik Anda sedang dibekukan BSrE.",
    "REVOKE": "Sertifikat elektronik Anda sudah dicabut.",
}
ELSE = "BSrE belum mengizinkan Anda menandatangani"


def may_not_sign(status: str) -> MayNotSignError:
    """What is said of any status but ISSUE."""
    sentence = STATUS_WORDS.get(status) or f"{ELSE} (status {masked(status)[:40] or 'kosong'})."
    return MayNotSignError(f"{sentence} Hubungi verifikator BSrE di instansi Anda.")


def refusal(http: int, answer: dict, secrets: tuple[str, ...] = ()) -> BsreError:
    """The error that an answer of the service stands for; its code may be inside its message."""
    said = masked(str(answer.get("error") or answer.get("message") or ""), secrets)
    code = _code(answer, said)
    if code == WRONG_PASSPHRASE:
        return WrongPassphraseError("Passphrase BSrE salah. Ketik lagi dengan teliti.", code)
    if code == NOT_REGISTERED:
        return MayNotSignError(str(may_not_sign("NOT_REGISTERED")), code)
    if http in (401, 403):
        return RefusedError(
            "Layanan BSrE menolak Simpul: nama atau kata sandi aplikasi salah. Beri tahu pengelola"
            f" situs. {AGAIN}"
        )
    if http == 429:
        return RefusedError(f"Layanan BSrE sedang sibuk. {AGAIN}")
    if http >= 500:
        return RefusedError(
            "Layanan BSrE gagal mengolah dokumen (letak cap, gambar, atau berkasnya tidak"
            f" diterima). Beri tahu pengelola situs. {AGAIN}"
        )
    told = f" Jawabannya: {said[:160]}" if said else ""
    return RefusedError(f"Layanan BSrE menolak permintaan ini ({http}).{told} {AGAIN}", code)


def masked(text: str, secrets: tuple[str, ...] = ()) -> str:
    """What a server said, on one line, without numbers of persons and without these words."""
    for secret in filter(None, secrets):
        text = text.replace(secret, "***")
    return PRIVATE.sub("***", " ".join(text.split()))


def _code(answer, said):
    told = str(answer.get("status_code") or "")
    if told.isdigit() and int(told) >= OWN_CODES:
        return int(told)
    inside = CODE_INSIDE.search(said)
    return int(inside[1]) if inside else None
