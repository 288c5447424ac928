"""The official documents as they come out of the typesetter."""

import subprocess

import pytest

from attendance.attending import attend, registers_of
from bimtek.models import Paper
from bimtek.papers import ask_for_paper, make_paper

pytestmark = pytest.mark.system


@pytest.mark.django_db
def test_the_list_of_those_who_came_is_an_official_document(
    session, masterplan, lead, people, morning, signed_in, tmp_path
):
    siti = {"name": "Dra. Siti Aminah, M.Si.", "institution": "Dinas Kesehatan"}
    attend(registers_of(session)[0], **siti, now=morning)
    desk, path = signed_in(lead), f"/masterplan/{masterplan.slug}/jadwal/1/"
    assert desk.get(f"{path}dokumen/daftar-hadir/").status_code == 404
    assert signed_in(people["viewer"]).get(f"{path}dokumen/poster/").status_code == 403

    desk.post(f"{path}dokumen/daftar-hadir/")
    paper = ask_for_paper(session, "daftar-hadir", by=lead)  # a second click makes no second
    assert Paper.objects.count() == 1
    make_paper.call(paper.pk)

    (tmp_path / "hadir.pdf").write_bytes(desk.get(f"{path}dokumen/daftar-hadir/").content)
    command = ["pdftotext", "-layout", str(tmp_path / "hadir.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    text = " ".join(text.split())
    assert "PEMERINTAH KABUPATEN BANJARNEGARA" in text
    assert "DAFTAR HADIR BIMTEK I PENYUSUNAN MASTERPLAN SMART CITY" in text
    assert "Rabu, 5 Juli 2023" in text
    assert "elektronik," in text
    assert "10.00" in text
    assert "Siti Aminah" in text
    page = desk.get(f"{path}acara/").content.decode()
    assert "Unduh PDF" in page
