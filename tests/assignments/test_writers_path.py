"""The way of a writer through the site, by what she can click: from sign-in to nothing left."""

import re
from html import unescape

import pytest
from django.test import Client

from assignments.participation import assign_dimensions
from masterplans.models import Stage
from notes.actions import write_note
from notes.targets import place_of
from tests import factories as make
from tests.assignments.worksheets import fill_first_stage, heading, tasks
from tests.markup import one_line
from tests.plans import give_dimensions

PASSWORD = "kata-sandi-panjang-2024"


class Walker:
    """A browser without JavaScript that only follows what the page offers."""

    def __init__(self):
        self.browser = Client()
        self.html = self.path = ""

    def _show(self, response):
        if response.redirect_chain:
            self.path = response.redirect_chain[-1][0]
        self.html = one_line(response.content.decode())
        assert response.status_code == 200, self.path

    def go(self, path):
        self.path = path
        self._show(self.browser.get(path.split("#")[0], follow=True))

    def primary(self):
        """Follow the one primary button of the page."""
        [link] = re.findall(r'<a class="btn btn-primary" href="([^"]+)"', self.html)
        self.go(unescape(link))

    def link(self, words):
        """Follow the first link that is called so."""
        link = re.search(rf'<a[^>]*href="([^"]+)"[^>]*>\s*{re.escape(words)}', self.html)
        assert link, f"no link {words!r} on {self.path}"
        self.go(unescape(link[1]))

    def send(self, action, data):
        """Send a form that the page holds."""
        assert f'action="{action}"' in self.html, f"no form {action} on {self.path}"
        self._show(self.browser.post(action, data, follow=True))


@pytest.fixture
def ready(masterplan, agency, lead, facilitator, writer):
    """All but three things are done: a section, a list, and an answer."""
    first = give_dimensions(masterplan)[0]
    assign_dimensions(masterplan, {agency: [first]}, by=lead)
    fill_first_stage(masterplan, agency, first)
    masterplan.applications.all().delete()
    section = make.SectionFactory(masterplan=masterplan, outline__stage=Stage.ANALYSIS)
    section.agencies.add(agency)
    issue = masterplan.issues.get()
    place = place_of(masterplan, "isu", issue.pk)
    write_note(masterplan, place, text="Dari mana angkanya?", by=facilitator)
    writer.set_password(PASSWORD)
    writer.save()
    return section


def test_a_writer_clicks_from_signing_in_to_the_last_open_task(
    ready, masterplan, agency, writer, cache_table
):
    walk = Walker()
    walk.go("/")
    walk.send("/akun/masuk/", {"login": writer.email, "password": PASSWORD})
    walk.go("/")
    home = f"/masterplan/{masterplan.slug}/kertas-kerja/"
    assert walk.path == home
    assert heading(walk.html) == "Lengkapi tiga isian ini untuk tahap 1."
    assert [title for title, *_ in tasks(walk.html)] == [
        "Daftar aplikasi",
        "Bagian buku",
        "Catatan untuk dijawab",
    ]

    walk.primary()  # the list of applications: there are none, which is said on the first page
    assert walk.path == f"/masterplan/{masterplan.slug}/analisis/aplikasi/"
    walk.link("Kertas Kerja")
    walk.send(f"{home}{agency.pk}/tidak-ada/", {"isian": "aplikasi", "dari": "kertas"})
    assert heading(walk.html) == "Lengkapi dua isian ini untuk tahap 1."

    walk.primary()
    section = f"/masterplan/{masterplan.slug}/isi/{ready.pk}/"
    assert walk.path == section
    walk.send(section, {"body": "<p>Puskesmas melayani 35 kecamatan.</p>", "token": 0})
    walk.link("Kertas Kerja")
    assert heading(walk.html) == "Jawab satu catatan untuk tahap 1."

    walk.primary()
    note = masterplan.notes.get()
    answer = f"/masterplan/{masterplan.slug}/catatan/{note.pk}/jawab/"
    walk.send(answer, {"text": "Profil Kesehatan, tabel 4.", "dari": "kertas"})

    assert walk.path == home
    assert heading(walk.html) == "Tidak ada yang diminta dari Dinas Kesehatan sekarang."
    assert "10 dari 10 isian tahap 1 sudah selesai" in walk.html
    assert f"{writer.name}</td>" in walk.html
