"""The annex of notes: a PDF with every quotation, thread and end; harmless whatever was typed."""

import io

import pikepdf
from django.utils import timezone

from notes.actions import answer_note, resolve_note, write_note
from notes.anchors import Anchor
from notes.annex import ALL, MUSTS, OPEN, annex_html
from notes.targets import place_of
from tests import factories as make

EVIL = "<script>alert(1)</script><img src=file:///etc/passwd>"


def test_the_annex_tells_each_note_with_its_thread_and_its_end(
    masterplan, lead, facilitator, writer, signed_in
):
    section = make.SectionFactory(masterplan=masterplan, body="<p>Desa ini maju.</p>")
    place = place_of(masterplan, "bagian", section.pk)

    def write(text, **more):
        return write_note(masterplan, place, text=text, by=facilitator, **more)

    done = write("Sumbernya?", anchor=Anchor("Desa itu maju", "", ".", 0))
    answer_note(done, text=EVIL, by=writer)
    resolve_note(done, by=facilitator)
    write("Perbaiki tabelnya.", weight="must")
    write("Bagus sekali.", weight="praise")
    papers = {
        which: annex_html(masterplan, which, today=timezone.localdate())
        for which in (ALL, MUSTS, OPEN)
    }

    assert "“Desa itu maju”" in papers[ALL]
    assert "Ditandai selesai oleh" in papers[ALL]
    assert "&lt;script&gt;" in papers[ALL]
    assert EVIL not in papers[ALL]
    texts = ("Sumbernya?", "Perbaiki tabelnya.", "Bagus sekali.")
    told = {which: [text in paper for text in texts] for which, paper in papers.items()}
    assert told == {
        ALL: [True, True, True],
        MUSTS: [False, True, False],
        OPEN: [False, True, False],
    }

    answer = signed_in(lead).get(f"/masterplan/{masterplan.slug}/catatan/lampiran/")
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
    assert (
        signed_in(lead).get(f"/masterplan/{masterplan.slug}/catatan/lampiran/?isi=x").status_code
        == 404
    )
