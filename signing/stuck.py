"""What does not go on by itself, for an officer: late work, bad results, faults found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from bsre.models import OPEN, BsreAttempt
from commitments.models import Commitment
from indonesian import many
from signing.models import Analysis, Incident
from signing.sweeping import STEPS
from trails.models import TrailInspection

RECENT = timedelta(days=30)  # incidents that changed nothing are told for so long
ANSWERED_BY = timedelta(minutes=10)  # BSrE has answered by then, or it is uncertain


@dataclass(frozen=True)
class StuckThing:
    """One line: what it is, of which commitment if of one, since when, and what to do."""

    what: str
    advice: str
    since: datetime | None = None
    commitment: Commitment | None = None
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class StuckReport:
    """All that is stuck. `late` goes on when it is queued again; the rest wants somebody's eyes."""

    late: list[StuckThing]
    broken: list[StuckThing]
    incidents: list[StuckThing]

    @property
    def title(self) -> str:
        """What to do, as the first sentence of the page."""
        if self.broken:
            return many(len(self.broken), "hal tidak beres sendiri. Tangani satu per satu.")
        if self.late:
            return many(len(self.late), "komitmen tertahan. Antrekan lagi.")
        if self.incidents:
            return "Tidak ada yang tertahan. Baca kejadian terakhir."
        return "Tidak ada penandatanganan yang tertahan."

    @property
    def why(self) -> str:
        """What that means for those who wait."""
        if self.broken:
            return "Pekerja latar tidak melanjutkannya sebelum seseorang memeriksanya."
        if self.late:
            return "Pekerja latar biasanya menyelesaikannya dalam satu menit."
        return "Naskah, segel, sertifikat, dan rantai peristiwa berjalan sebagaimana mestinya."


def stuck_now() -> StuckReport:
    """What is stuck at this moment, in a handful of queries."""
    return StuckReport(
        late=list(_late()),
        broken=[*_unsealable(), *_uncertain(), *_faults()],
        incidents=list(_incidents()),
    )


def _late() -> Iterator[StuckThing]:
    for step in STEPS:
        for one in _known(step.late()):
            yield StuckThing(
                step.lacks, "Antrekan lagi; bila tetap tertahan, periksa pekerja latar.",
                one.waits_since, one,
            )  # fmt: skip


def _unsealable() -> Iterator[StuckThing]:
    """Signed by all, and a revision did not pass: it is never sealed."""
    bad = Analysis.objects.exclude(found=[]).filter(revision__commitment__document=None)
    bad = bad.filter(revision__commitment__cancelled_at=None)
    for one in bad.select_related(
        "revision__commitment__edition__masterplan__region", "revision__signature__signatory"
    ).defer("revision__tail", "revision__commitment__edition__content"):
        yield StuckThing(
            f"Revisi {one.revision.number} tidak lolos pemeriksaan, jadi tidak disegel",
            "Jangan diulang begitu saja: simpan cadangannya, lalu periksa bersama pengelola situs.",
            one.at, one.revision.commitment, tuple(one.found),
        )  # fmt: skip


def _uncertain() -> Iterator[StuckThing]:
    for one in BsreAttempt.objects.filter(
        state__in=OPEN, started_at__lt=timezone.now() - ANSWERED_BY
    ):
        yield StuckThing(
            f"Jawaban BSrE tidak pasti untuk {one.reference}",
            "Periksa di server BSrE instansi apakah tanda tangan itu terjadi, lalu lepaskan.",
            one.started_at, details=tuple(filter(None, [one.host, one.said])),
        )  # fmt: skip


def _faults() -> Iterator[StuckThing]:
    last = TrailInspection.objects.first()
    for fault in last.faults if last else ():
        yield StuckThing(
            "Rantai peristiwa tidak utuh", "Jalankan manage.py verify_trail, dan bandingkan dengan"
            " cadangan.", last.at, details=(fault,),
        )  # fmt: skip


def _incidents() -> Iterator[StuckThing]:
    recent = Incident.objects.filter(at__gt=timezone.now() - RECENT).select_related(
        "commitment__edition__masterplan__region", "signatory"
    )
    for one in recent.defer("commitment__edition__content"):
        who = one.signatory.name if one.signatory else "segel"
        yield StuckThing(
            f"Hasil tanda tangan dibuang: {who}", "Tidak ada yang tercatat; yang bersangkutan boleh"
            " mencoba lagi.", one.at, one.commitment, tuple(one.found),
        )  # fmt: skip


def _known(commitments):
    return commitments.select_related("edition__masterplan__region").defer("edition__content")
