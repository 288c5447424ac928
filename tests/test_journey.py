"""One long story: from an empty region to a signed masterplan that another program verifies.

A real site (supervisor, web server, worker, database), a real chromium, the pages only.
"""

import hashlib
import re
import subprocess
import time
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.journey import writing
from tests.journey.person import Person
from tests.journey.site import running_site

YEARS = list(range(2024, 2029))
PASSWORD = "tiga kata yang mudah"


@pytest.fixture
def site(tmp_path):
    with running_site(tmp_path / "var") as site:
        yield site


@pytest.fixture
def somebody(site, browser):
    """`somebody(email, name)` sits down at a browser of her own."""

    def sit_down(email, name, password=PASSWORD, phone=False):
        return Person(browser, site, email=email, name=name, password=password, phone=phone)

    return sit_down


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
    sign(lead, leaders, plan)
    sealed = download(leaders[0], plan)

    (tmp_path / "komitmen.pdf").write_bytes(sealed)
    other_programs_verify(site, tmp_path / "komitmen.pdf", leaders)
    a_citizen_checks(site, somebody, tmp_path / "komitmen.pdf")
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
        lead.fills({"user": leader.name, "nip": nip})
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
    writing.writes_vision(lead, plan)
    assert writing.writes_sections(lead, plan) > 10
    hands_in(lead, plan, 1)

    expert.opens("/").follows("Tinjau")
    expert.fills({"note": "Sebutkan sumber angka posyandu."})
    expert.presses("Kembalikan")
    lead.site.letter_to(lead.email, "Sebutkan sumber angka posyandu.")
    lead.opens(plan)
    assert lead.reads("Sebutkan sumber angka posyandu.")
    hands_in(lead, plan, 1)
    approves(expert, plan, 1)


def hands_in(lead, plan, stage):
    lead.opens(plan)
    assert lead.page.locator(".sp-check .is-todo").all_inner_texts() == []
    lead.presses(f"Serahkan tahap {stage}")
    assert lead.reads("ditinjau") or lead.reads("meninjau"), lead.page.locator("main").inner_text()


def approves(expert, plan, stage):
    expert.opens(f"{plan}tinjau/")
    expert.presses(f"Setujui tahap {stage}")


def stage_two(lead, expert, plan):
    writing.writes_aims(lead, plan)
    assert writing.writes_programs(lead, plan, YEARS) == 18
    writing.nominates(lead, plan)
    writing.writes_sections(lead, plan)
    hands_in(lead, plan, 2)
    approves(expert, plan, 2)


def stage_three(lead, expert, plan):
    assert writing.describes_and_chooses(lead, plan) == 6
    writing.writes_sections(lead, plan)
    hands_in(lead, plan, 3)
    approves(expert, plan, 3)


def stage_four(lead, expert, plan):
    writing.writes_sections(lead, plan)
    hands_in(lead, plan, 4)
    approves(expert, plan, 4)


def freeze(lead, plan):
    lead.opens(plan)
    lead.presses("Bekukan")
    end = time.monotonic() + 180
    while time.monotonic() < end:
        lead.opens(f"{plan}komitmen/")
        if lead.page.get_by_role("link", name="Siapkan komitmen").count():
            return
        time.sleep(1)
    raise AssertionError(lead.page.locator("main").inner_text())


def sign(lead, leaders, plan):
    lead.opens(f"{plan}komitmen/siapkan/")
    lead.presses("Simpan komitmen")
    lead.presses("Buka")
    for number, leader in enumerate(leaders):
        leader.site.link_for(leader.email, "Komitmen")
        leader.signs_out()
        leader.signs_in()
        leader.opens(f"{plan}komitmen/baca/")
        leader.follows("Saya sudah membaca")
        leader.page.locator('[name="agree"]').check()
        if number == 0:
            draws(leader)
        else:
            leader.fills({"method": "typed", "typed_name": "Kartini"})
        leader.fills({"password": leader.password})
        leader.presses("Tanda tangani komitmen")
        assert leader.reads("tanda tangan Anda tercatat")


def draws(person):
    """A signature with the finger on the pad of the telephone."""
    if person.page.locator('[name="method"][value="drawn"]').is_visible():
        person.page.locator('[name="method"][value="drawn"]').check()
    pad = person.page.locator("canvas[data-pad]")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    mouse = person.page.mouse
    mouse.move(box["x"] + 20, box["y"] + 60)
    mouse.down()
    for step in range(12):
        mouse.move(box["x"] + 20 + step * 18, box["y"] + (30 if step % 2 else 80))
    mouse.up()


def download(person, plan):
    """The sealed commitment, as soon as the worker has sealed it."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        answer = person.context.request.get(f"{person.site.url}{plan}komitmen/dokumen.pdf")
        if answer.ok:
            return answer.body()
        time.sleep(1)
    raise AssertionError("The commitment was not sealed within 90 s.")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def other_programs_verify(site, pdf, leaders):
    root = pdf.with_name("root.pem")
    with urllib.request.urlopen(f"{site.url}/pki/akar.pem") as answer:
        root.write_bytes(answer.read())
    nss = pdf.with_name("nss")
    nss.mkdir()
    run("certutil", "-N", "-d", f"sql:{nss}", "--empty-password")
    run("certutil", "-A", "-d", f"sql:{nss}", "-n", "root", "-t", "CT,CT,CT", "-i", str(root))

    verdict = run("pdfsig", "-nssdir", f"sql:{nss}", str(pdf))
    assert "Signature Validation: Signature is Valid." in verdict
    assert "Certificate Validation: Certificate is Trusted." in verdict
    assert "Total document signed" in verdict
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", str(pdf))
    text = run("pdftotext", "-layout", str(pdf), "-")
    for words in ("KOMITMEN BERSAMA", "BUPATI WONOSOBO", "Bupati Wonosobo", "Ir. Kartini"):
        assert words in text
    assert "196803141994031901" in text.replace(" ", "")

    changed = bytearray(pdf.read_bytes())
    changed[len(changed) // 3] ^= 1
    broken = pdf.with_name("diubah.pdf")
    broken.write_bytes(changed)
    assert "Signature is Valid" not in run("pdfsig", "-nssdir", f"sql:{nss}", str(broken))


def a_citizen_checks(site, somebody, pdf):
    """Nobody in particular follows the QR code and uploads the file, then a changed one."""
    text = run("pdftotext", "-layout", str(pdf), "-")
    code = re.search(r"verifikasi/([0-9A-Z-]+)", text)[1]
    citizen = somebody("", "Warga", phone=True)
    citizen.opens(f"/verifikasi/{code}/")
    assert citizen.reads("H. Budi Santoso")
    assert citizen.reads("tidak tersertifikasi")

    for name, verdict in (("komitmen.pdf", "asli"), ("diubah.pdf", "diubah")):
        citizen.opens(f"/verifikasi/{code}/")
        citizen.page.set_input_files('input[type="file"]', pdf.with_name(name))
        citizen.presses("Periksa berkas")
        heading = citizen.page.locator("h1").first
        expect(heading).not_to_have_text("Berkas Anda sedang diperiksa.", timeout=60_000)
        assert verdict in heading.inner_text()
    assert hashlib.sha256(pdf.read_bytes()).hexdigest() in citizen.page.content()
