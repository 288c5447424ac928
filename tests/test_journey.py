"""Two long stories: from an empty region to a signed masterplan that another program verifies, and
the end of that way for a province.

A real site (supervisor, web server, worker, database), a real chromium. Every kind of page is
filled there by people; what would fill the same page a hundred times more is done by
`tests/journey/filling.py`.
"""

import re

import pytest

from tests.journey import writing
from tests.journey.filling import GUBERNUR
from tests.journey.person import Person
from tests.journey.site import running_site
from tests.journey.steps import (
    a_citizen_checks,
    approves,
    download,
    freeze,
    hands_in,
    other_programs_verify,
    prove,
    sign,
    states_what_took_place,
    text_of,
)

YEARS = list(range(2024, 2029))
PASSWORD = "tiga kata yang mudah"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running_site(tmp_path_factory.mktemp("journey") / "var") as site:
        yield site


@pytest.fixture
def somebody(site, browser):
    """`somebody(email, name)` sits down at a browser of her own, until the story ends."""
    people = []

    def sit_down(email, name, password=PASSWORD, phone=False):
        person = Person(browser, site, email=email, name=name, password=password, phone=phone)
        people.append(person)
        return person

    yield sit_down
    for person in people:
        person.context.close()


@pytest.mark.slow
def test_a_region_goes_from_nothing_to_a_signed_masterplan(site, somebody, tmp_path):
    ministry = national_officer(site, somebody)
    lead = region_begins(ministry, somebody)
    plan = re.search(r"/masterplan/[^/]+/", lead.page.url)[0]
    writer, expert, leaders = team_comes_in(lead, somebody)

    stage_one(lead, writer, expert, plan)
    stage_two(lead, expert, plan)
    stage_three(lead, expert, plan)
    stage_four(lead, expert, plan)
    freeze(lead, plan)
    prove(ministry, leaders, "33.07")
    sign(lead, leaders, plan)
    sealed = download(leaders[0], plan)

    letter = tmp_path / "komitmen.pdf"
    letter.write_bytes(sealed)
    other_programs_verify(site, letter, "BUPATI WONOSOBO", "Bupati Wonosobo", "Ir. Kartini")
    assert "196803141994031901" in text_of(letter).replace(" ", "")
    a_citizen_checks(somebody, letter, "H. Budi Santoso")
    assert Person.faults == []


def national_officer(site, somebody):
    said = site.command("add_national_officer", "pusat@kementerian.example", "--name=Kartika Dewi")
    password = re.search(r"Kata sandi sementara: (\S+)", said)[1]
    ministry = somebody("pusat@kementerian.example", "Kartika Dewi", password)
    ministry.signs_in()
    ministry.sets_up_second_step()
    return ministry


def region_begins(ministry, somebody):
    invites(ministry, "33.07", "koordinator@wonosobo.example", "Agus Wibowo, S.T.", "Koordinator")
    lead = somebody("koordinator@wonosobo.example", "Agus Wibowo, S.T., M.T.")
    lead.accepts_invitation()
    adds_agencies(lead, "Baperlitbang", "Dinkominfo", "Dinas Kesehatan")
    lead.opens("/daerah/33.07/masterplan/baru/")
    lead.fills({"first_year": str(YEARS[0]), "last_year": str(YEARS[-1])})
    lead.presses("Buat masterplan")
    return lead


def invites(person, region, email, name, role, agency=""):
    person.opens(f"/daerah/{region}/anggota/undang/")
    person.fills({"name": name, "email": email, "role": role})
    if agency:
        person.fills({"agency": agency})
    person.presses("Kirim undangan")
    assert person.reads(f"Undangan dikirim ke {email}")


def adds_agencies(lead, *names):
    for order, name in enumerate(names, 1):
        lead.opens("/daerah/33.07/perangkat-daerah/baru/")
        lead.fills({"name": name, "short_name": name, "kind": "Badan", "order": str(order)})
        lead.presses("Simpan Perangkat Daerah")


def team_comes_in(lead, somebody):
    """A writer, an expert, and two who sign; each by a letter of her own."""
    people = [
        ("staf@wonosobo.example", "Siti Rahma'wati, S.K.M.", "Staf", "Dinas Kesehatan", False),
        ("ahli@simpul.example", "Dr. Dewi Pramesti, M.T.I.", "Tenaga ahli", "", False),
        ("bupati@wonosobo.example", "H. Budi Santoso, S.H., M.H.", "Penandatangan", "", True),
        ("kepala@wonosobo.example", "Ir. Kartini, S.T., M.T.", "Penandatangan", "", True),
    ]
    arrived = []
    for email, name, role, agency, phone in people:
        invites(lead, "33.07", email, name, role, agency)
        person = somebody(email, name, phone=phone)
        person.accepts_invitation()
        if phone:
            person.sets_up_second_step()
        arrived.append(person)
    writer, expert, *leaders = arrived
    adds_officials(lead, leaders)
    return writer, expert, leaders


def adds_officials(lead, leaders):
    positions = [("Bupati Wonosobo", ""), ("Kepala Baperlitbang", "196803141994031901")]
    for order, (leader, (position, nip)) in enumerate(zip(leaders, positions, strict=True), 1):
        lead.opens("/daerah/33.07/pejabat/baru/")
        lead.fills({"name": leader.name, "position": position, "order": str(order)})
        lead.fills({"user": leader.name, "nip": nip, "email": leader.email})
        if not nip:
            lead.fills({"is_head_of_region": "on"})
        lead.presses("Simpan pejabat")


def stage_one(lead, writer, expert, plan):
    writing.writes_analyses(lead, plan)
    writer.opens(f"{plan}analisis/isu/baru/")
    living = {"dimension": "Smart Living", "agency": "Dinas Kesehatan"}
    issue = {"title": "Posyandu jauh", "description": "37 dusun tanpa posyandu."}
    writing.adds(writer, f"{plan}analisis/isu/baru/", [living | issue])
    writing.adds(
        writer,
        f"{plan}analisis/swot/baru/",
        [living | {"kind": kind, "text": text} for kind, text in writing.SWOT.items()],
    )
    assert writing.writes_a_section(lead, plan) > 10
    states_what_took_place(lead, plan, "FGD setiap dimensi")
    rest_of_stage(lead, plan)
    hands_in(lead, plan, 1)

    expert.opens("/").follows("Tinjau")
    expert.fills({"note": "Sebutkan sumber angka posyandu."})
    expert.presses("Kembalikan")
    lead.site.letter_to(lead.email, "Sebutkan sumber angka posyandu.")
    lead.opens(plan)
    assert lead.reads("Sebutkan sumber angka posyandu.")
    hands_in(lead, plan, 1)
    approves(expert, plan, 1)


def stage_two(lead, expert, plan):
    writing.writes_a_section(lead, plan)
    rest_of_stage(lead, plan)
    writing.writes_vision(lead, plan)
    assert writing.writes_an_aim(lead, plan) == 18
    assert writing.writes_a_program(lead, plan, YEARS) == 18
    writing.nominates(lead, plan)
    hands_in(lead, plan, 2)
    approves(expert, plan, 2)


def stage_three(lead, expert, plan):
    assert writing.describes_and_chooses(lead, plan) == 6
    writing.writes_a_section(lead, plan)
    rest_of_stage(lead, plan)
    hands_in(lead, plan, 3)
    approves(expert, plan, 3)


def stage_four(lead, expert, plan):
    writing.writes_a_section(lead, plan)
    rest_of_stage(lead, plan)
    hands_in(lead, plan, 4)
    approves(expert, plan, 4)


# Words that a province does not say of itself; it has kabupaten and kota, side by side.
OF_OTHERS = re.compile(
    r"smart\W+(city|regency)|bupati|wali ?kota|kota cerdas"
    r"|(?<!kota dan )(?<!kota/)kabupaten(?!\W+(kota|dan kota|atau kota))",
    re.I,
)


PAGES = (
    *("", "sekilas/", "isi/", "isi/pokok/", "analisis/", "kertas-kerja/", "program/"),
    *("program/sasaran/", "program/peta-jalan/", "quick-win/", "jadwal/", "dokumen/"),
)


@pytest.mark.slow
def test_a_province_speaks_of_itself_from_its_pages_to_the_sealed_letter(site, somebody, tmp_path):
    plan = f"/masterplan/{site.fills('province', PASSWORD)}/"
    lead = somebody("koordinator@jabar.example", "Ika Mardiah, S.IP., M.Si.")
    expert = somebody("ahli@jabar.example", "Dr. Yudi Prayudi, M.T.")
    gubernur = somebody("gubernur@jabar.example", GUBERNUR, phone=True)
    lead.signs_in()
    for page in PAGES:
        lead.opens(plan + page)
    lead.opens("/daerah/32/")
    assert lead.reads("Perangkat Daerah Provinsi")
    writing.writes_a_program(lead, plan, YEARS)
    hands_in(lead, plan, 4)
    expert.signs_in()
    approves(expert, plan, 4)
    gubernur.signs_in().sets_up_second_step()
    freeze(lead, plan)
    sign(lead, [gubernur], plan)

    letter = tmp_path / "komitmen.pdf"
    letter.write_bytes(download(gubernur, plan))
    other_programs_verify(site, letter, "GUBERNUR JAWA BARAT", GUBERNUR, "Smart Province")
    said = {letter.name: text_of(letter)} | lead.said | expert.said | gubernur.said
    for number in (1, 2, 3):
        book = tmp_path / f"buku-{number}.pdf"
        book.write_bytes(lead.asks(f"{plan}dokumen/edisi-1/buku-{number}/").body())
        said[book.name] = text_of(book)
        assert "Pemerintah Provinsi Jawa Barat" in said[book.name]
    assert {where: found for where, text in said.items() if (found := foreign(text))} == {}
    assert Person.faults == []


def foreign(text):
    """Words of others in a text, each with what stands around it."""
    return [
        text[max(one.start() - 40, 0) : one.end() + 40].strip() for one in OF_OTHERS.finditer(text)
    ]


def rest_of_stage(lead, plan):
    lead.site.fills("rest_of_stage", plan.split("/")[2])
