"""What may be said of signatures that this site makes, no more and no less.

The source is PP 71/2019, article 60. The note stands at the foot of every page of a commitment.
An agency may write its own (`SIMPUL_SIGNING_NOTE`), within what is true: `manage.py check` sees it.
"""

import re
from collections.abc import Iterable

from django.conf import settings
from django.core.checks import Error

from commitments.capacities import Provider

USUAL_NOTE = (
    "Dokumen ini ditandatangani secara elektronik dengan tanda tangan elektronik tidak"
    " tersertifikasi (Pasal 60 ayat (2) huruf b Peraturan Pemerintah Nomor 71 Tahun 2019)"
    " menggunakan sertifikat yang diterbitkan oleh sistem {instansi}. Keaslian dokumen dapat"
    " diperiksa di {alamat}."
)
# Where some sign by BSrE nothing can be said of all before they have: the page tells of each.
NOTE_ON_KINDS = (
    "Dokumen ini ditandatangani secara elektronik. Jenis tanda tangan setiap penandatangan, dengan"
    " sertifikat dari siapa, dan keaslian dokumen dapat diperiksa di {alamat}."
)
ADDRESS = "{alamat}"
# What a certificate of one's own does not give.
UNTRUE = re.compile(
    r"(?<!tidak )\btersertifikasi\b|\bsetara (?:dengan )?tanda tangan basah\b"
    r"|\bdijamin\b|\bBSrE\b|\bBSSN\b|\bBalai (?:Besar )?Sertifikasi Elektronik\b",
    re.IGNORECASE,
)


def signing_note(*, organisation: str, address: str, kinds: Iterable[str] = ()) -> str:
    """The note with the names in it; `kinds` are the providers by which its people sign.

    The agency's own note stands where all sign here: it may speak of these signatures alone.
    """
    note = settings.SIGNING_NOTE or USUAL_NOTE
    if Provider.BSRE in kinds:
        note = NOTE_ON_KINDS
    return note.replace("{instansi}", organisation).replace(ADDRESS, address)


def untrue_words(text: str) -> list[str]:
    """What in a text promises more than signatures with a certificate of this site are."""
    return UNTRUE.findall(text)


def check_signing_note(**_) -> list[Error]:
    """The agency's own note names the address and promises nothing that is not so."""
    note = settings.SIGNING_NOTE
    if not note:
        return []
    errors = []
    if found := untrue_words(note):
        errors.append(
            Error(
                f"SIMPUL_SIGNING_NOTE says {found}, which signatures made by this site are not.",
                hint="docs/seal.md says what may be claimed.",
                id="commitments.E001",
            )
        )
    if ADDRESS not in note:
        errors.append(
            Error(
                "SIMPUL_SIGNING_NOTE does not say where to check the document: {alamat}.",
                id="commitments.E002",
            )
        )
    return errors
