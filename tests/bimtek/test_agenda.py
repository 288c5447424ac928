"""Agendas and lists of guests as they are typed."""

import pytest

from bimtek.agenda import AgendaError, read_agenda, shown_agenda
from bimtek.guest_list import GuestError, read_guests


def test_an_agenda_is_read_line_by_line():
    items = read_agenda(
        "Hari pertama\n08.30–09.00 Pembukaan oleh Bupati\n"
        "Pukul 9:00 s.d. 12:00 WIB: FGD\n13.00 Pleno"
    )

    assert [(one.time, one.what) for one in items] == [
        ("", "Hari pertama"),
        ("08.30–09.00", "Pembukaan oleh Bupati"),
        ("09.00–12.00", "FGD"),
        ("13.00", "Pleno"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("08.30 Buka\n25.00 Makan", "Baris 2: tidak ada pukul 25.00."),
        ("10.00-09.00 FGD", "Baris 1: acara ini selesai pukul 09.00, sebelum mulai pukul 10.00."),
        ("10.00", "Baris 1: tulis acaranya"),
    ],
)
def test_a_time_that_no_clock_shows_is_refused_and_an_old_text_is_shown(text, told):
    with pytest.raises(AgendaError, match=told):
        read_agenda(text)
    assert len(shown_agenda(text)) == len(text.splitlines())


def test_guests_are_read_from_lines_and_from_excel():
    text = "Prof. Dr. Rini, M.T.; UGM; Rini@ugm.example\nBudi\tPLN\t\nBudi\tPLN"

    assert read_guests(text) == [
        {"name": "Prof. Dr. Rini, M.T.", "institution": "UGM", "email": "rini@ugm.example"},
        {"name": "Budi", "institution": "PLN", "email": ""},
    ]
    with pytest.raises(GuestError, match="Baris 1: “bukan” bukan alamat surel"):
        read_guests("Budi; PLN; bukan")
