"""What is printed of a session: daftar hadir, berita acara, and the code for the wall."""

from django.conf import settings
from django.template.loader import render_to_string

from attendance.attending import headcount, kept_registers, registers_of
from bimtek.agenda import shown_agenda
from bimtek.models import Session
from bimtek.papers import PaperKind
from bimtek.spoken import days_in_words, hours_in_words
from indonesian import angka, daftar, hari_tanggal, pukul, tanggal_terbilang, terbilang, titik
from letterheads.heads import letterhead_of
from letterheads.signers import signer_rows
from pictures.codes import qr_code

LEAST_LINES = 15  # of a list that is printed before anybody came


def attendance_html(session: Session) -> str:
    """The list of each day: who came with the time, or empty lines to be signed."""
    registers_of(session)  # those that nobody has asked for yet
    days = [
        (one.day, [(who, pukul(who.at, one.zone)) for who in _came(one)])
        for one in kept_registers(session)
    ]
    page = {"days": days, "empty": range(1, LEAST_LINES + 1)}
    return render_to_string("attendance/print/attendance.html", _common(session) | page)


def minutes_html(session: Session) -> str:
    """The berita acara, as official ones begin: the day in words (domain §8)."""
    last = tanggal_terbilang(session.last_day) if len(session.days) > 1 else ""
    page = {
        "day_in_words": tanggal_terbilang(session.first_day).removeprefix("hari "),
        "last_in_words": last,
        "attendance": _attendance(session),
        "results": [
            titik(line.strip(" -•\t")) for line in session.results.splitlines() if line.strip()
        ],
        "signer_rows": signer_rows(session.signers.all()),
    }
    return render_to_string("attendance/print/minutes.html", _common(session) | page)


def poster_html(session: Session) -> str:
    """A page for the wall for each day."""
    posters = [
        (one.day, qr_code(_address(one)), one.code, settings.SITE_URL + "/hadir/")
        for one in registers_of(session)
    ]
    page = _common(session) | {"posters": posters}
    return render_to_string("attendance/print/poster.html", page)


def _attendance(session):
    """How many came, in figures and words, and on which day."""
    count = headcount(session)
    if not count:
        return ""
    said = f"Acara dihadiri {angka(count)} ({terbilang(count)}) orang sebagaimana daftar hadir"
    if session.expected:
        said += f", dari {angka(session.expected)} orang yang diperkirakan"
    days = [
        f"{angka(len(_came(one)))} orang pada {hari_tanggal(one.day)}"
        for one in kept_registers(session)
    ]
    return f"{said}: {daftar(days)}." if len(days) > 1 else f"{said}."


def _address(register):
    return settings.SITE_URL + register.get_absolute_url()


def _came(register):
    return [one for one in register.attendees.all() if one.struck_at is None]


def _common(session):
    return {
        "session": session,
        "letterhead": letterhead_of(session.region),
        "place": session.region.name,
        "days_in_words": days_in_words(session),
        "hours": hours_in_words(session),
        "agenda": shown_agenda(session.agenda),
        "organisation": settings.SITE_ORGANISATION,
    }


PAPERS = (
    PaperKind("poster", "Poster kode QR", poster_html, "attendance.keep_register"),
    PaperKind("daftar-hadir", "Daftar hadir", attendance_html),
    PaperKind("berita-acara", "Berita acara", minutes_html),
)
