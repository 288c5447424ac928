"""Is this PDF what was sealed here? By its seal, and by its hash.

Only the comparison by hash knows that a file is *the* signed one: readers of PDF do not notice
every later addition, and an old copy cut back to an earlier revision is a good PDF too.
"""

import base64
import enum
import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from authority.authorities import Authority
from limits import child
from seals.trust import trust_in
from seals.verdict import NOT_PDF, NOT_SEALED, Verdict, from_json

MEBIBYTE = 2**20
LARGEST = 20 * MEBIBYTE
SEAL = b"/ByteRange"
MEMORY = 1024 * MEBIBYTE  # address space of the process that reads the file
SECONDS = 20  # of CPU; a sound file takes one

TOO_LONG = "Pemeriksaan dihentikan karena berkas ini terlalu rumit. Segelnya belum diperiksa."


def obvious_verdict(pdf: bytes) -> Verdict | None:
    """The verdict on bytes that nobody needs to open: no PDF, or one without any seal."""
    if b"%PDF-" not in pdf[:1024]:
        return Verdict(problems=(NOT_PDF,))
    if SEAL not in pdf:  # it names places in the file, so it can stand in no compressed part
        return Verdict(problems=(NOT_SEALED,))
    return None


def verify_pdf(
    pdf: bytes, *, authority: Authority, largest: int = LARGEST, seconds: int = SECONDS
) -> Verdict:
    """The verdict on the seal of any bytes whatever. Never raises, fetches nothing.

    The file is read in a process of its own with limits on time and memory, about a second for a
    sound one. For a file that comes from ourselves, `examination.examine` does the same in place.
    """
    if len(pdf) > largest:
        size = f"Berkas lebih besar dari {largest // MEBIBYTE} MB sehingga tidak diperiksa."
        return Verdict(problems=(size,))
    packed = {
        name: [base64.b64encode(item).decode() for item in items]
        for name, items in asdict(trust_in(authority)).items()
    }
    limits = child.Limits(memory=MEMORY, seconds=seconds)
    try:
        _, answer = child.ask("seals.examination", {"trust": packed}, pdf, limits=limits)
        return from_json(answer.decode())
    except (child.ChildError, OSError, ValueError):
        return Verdict(signed=SEAL in pdf, problems=(TOO_LONG,))


class Match(enum.StrEnum):
    """How an uploaded file relates to the files that we know."""

    GENUINE = "genuine"  # equal, byte for byte
    CHANGED = "changed"  # begins with a known file, more was added after signing
    UNKNOWN = "unknown"  # not ours, or changed somewhere inside: the seal tells which


@dataclass(frozen=True)
class KnownFile:
    """What is kept of a finished file: enough to recognise it, alone or as a beginning."""

    sha256: str
    size: int


def compare_upload(data: bytes, *, known: Iterable[KnownFile]) -> Match:
    """Compare bytes with known files by hash alone, without opening them. Equal wins."""
    known = list(known)
    whole = hashlib.sha256(data).hexdigest()
    if any(whole == file.sha256 for file in known):
        return Match.GENUINE
    return Match.CHANGED if longest_beginning(data, known=known) else Match.UNKNOWN


def longest_beginning(data: bytes, *, known: Iterable[KnownFile]) -> KnownFile | None:
    """The longest known file that these bytes begin with, when they are longer; by hash alone."""
    shorter = sorted((file for file in known if file.size < len(data)), key=lambda f: f.size)
    running, done, found = hashlib.sha256(), 0, None
    for file in shorter:
        running.update(memoryview(data)[done : file.size])
        done = file.size
        if running.hexdigest() == file.sha256:
            found = file
    return found
