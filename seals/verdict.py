"""What can be said of the seal on a file: the verdict, its sentences, whose seal counts.

Pages and rows know this much. What finds it out (`seals.examination`) reads in pyHanko, which takes
a process longer than all of Django.
"""

import datetime as dt
import json
from dataclasses import asdict, dataclass

NOT_PDF = "Berkas ini bukan PDF."
NOT_SEALED = "Berkas ini tidak memuat segel elektronik."
UNREADABLE = "Berkas PDF ini rusak atau terpotong sehingga segelnya tidak dapat diperiksa."
NOT_INTACT = "Isi berkas berbeda dari yang disegel."
CHANGED = "Ada isi yang ditambahkan pada berkas ini setelah disegel."
NOT_OURS = "Segel ini tidak diterbitkan oleh otoritas situs ini."
REVOKED = "Sertifikat segel ini telah dicabut, sehingga segelnya tidak lagi dapat dipercaya."
UNSEALED = "Berkas ini ditandatangani di situs ini, tetapi belum disegel, jadi belum lengkap."
WRONG_TIME = "Waktu penyegelan yang tertulis berada di luar masa berlaku sertifikat segel."


@dataclass(frozen=True)
class Verdict:
    """What was found. `problems` has a sentence for each thing that is not as it should be."""

    signed: bool = False
    intact: bool = False  # what the seal covers is as it was
    covers_whole_file: bool = False
    trusted: bool = False  # by a certificate of this site that was good at that time
    changed_after_signing: bool = False
    signed_at: dt.datetime | None = None  # the clock of the server that sealed
    signer_name: str = ""
    signatures: int = 0  # of people, made at this site, besides the seal
    is_sealed: bool = False
    problems: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """The document is exactly what this site sealed."""
        return self.signed and not self.problems


@dataclass(frozen=True)
class Trust:
    """Whose signatures count: roots, what helps to build a chain, what was revoked; all as DER."""

    roots: tuple[bytes, ...]
    others: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()


def to_json(verdict: Verdict) -> str:
    """A verdict as text, to be handed from one process to another."""
    return json.dumps(asdict(verdict), default=dt.datetime.isoformat)


def from_json(text: str) -> Verdict:
    """The verdict that `to_json` wrote. ValueError, KeyError or TypeError for anything else."""
    fields = json.loads(text)
    signed_at = fields.pop("signed_at")
    problems = tuple(fields.pop("problems"))
    moment = dt.datetime.fromisoformat(signed_at) if signed_at else None
    return Verdict(signed_at=moment, problems=problems, **fields)
