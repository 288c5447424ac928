"""The steps that every plan takes at its end: handed in, approved, frozen, signed, verified."""

import hashlib
import re
import subprocess
import time
import urllib.request
from datetime import UTC, datetime

from playwright.sync_api import expect


def states_what_took_place(lead, plan, name):
    lead.opens(plan)
    lead.page.locator("#syarat .is-todo", has_text=name).get_by_role("link").click()
    today = datetime.now(UTC).date().isoformat()
    lead.fills({"day": today, "words": "Di aula Sekretariat Daerah."})
    lead.presses("Nyatakan sudah terlaksana")
    assert lead.reads("pernyataan Anda dicatat")


def hands_in(lead, plan, stage):
    lead.opens(plan)
    todo = lead.page.locator("#syarat .sp-check .is-todo").all_inner_texts()
    assert todo == [], todo
    lead.presses(f"Serahkan tahap {stage}")
    assert lead.reads("ditinjau") or lead.reads("meninjau"), lead.words()


def approves(expert, plan, stage):
    expert.opens(f"{plan}baca/putusan/")
    expert.fills({"note": "Dibaca bersama tim daerah."})  # no chapter was approved by itself
    expert.presses(f"Setujui tahap {stage}")


def freeze(lead, plan):
    lead.opens(plan)
    lead.presses("Bekukan")
    end = time.monotonic() + 180
    ready = f"{plan}komitmen/siapkan/"
    while time.monotonic() < end and ready not in lead.asks(f"{plan}komitmen/").text():
        time.sleep(1)
    lead.opens(f"{plan}komitmen/")
    assert lead.page.get_by_role("link", name="Siapkan komitmen").count(), lead.words()


def prove(officer, leaders, region):
    """A second person confirms whose account it is; the code goes from hand to hand."""
    for leader in leaders:
        officer.opens(f"/identitas/{region}/")
        officer.page.locator("li, tr", has_text=leader.name).get_by_role("link").last.click()
        officer.looks()
        officer.fills({"is_hers": "on"})
        officer.presses("Konfirmasi identitas")
        handed = re.search(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b", officer.words())[0]
        leader.opens("/identitas/kode/")
        leader.fills({"code": handed.lower()})
        leader.presses("Buktikan identitas saya")


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
        leader.types_code()
        leader.page.get_by_role("button", name="Tanda tangani komitmen").click()
        leader.page.get_by_text("tanda tangan Anda tercatat").wait_for()
        leader.looks()


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
        answer = person.asks(f"{plan}komitmen/dokumen.pdf")
        if answer.ok:
            return answer.body()
        time.sleep(1)
    raise AssertionError("The commitment was not sealed within 90 s.")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def text_of(pdf):
    """All words of a PDF, as poppler reads them."""
    return run("pdftotext", "-layout", str(pdf), "-")


def other_programs_verify(site, pdf, *words):
    """poppler and qpdf find the sealed letter whole, with these words; and a changed one broken."""
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
    text = text_of(pdf)
    assert [one for one in ("KOMITMEN BERSAMA", *words) if one not in text] == []

    changed = bytearray(pdf.read_bytes())
    changed[len(changed) // 3] ^= 1
    broken = pdf.with_name("diubah.pdf")
    broken.write_bytes(changed)
    assert "Signature is Valid" not in run("pdfsig", "-nssdir", f"sql:{nss}", str(broken))


def a_citizen_checks(somebody, pdf, leader):
    """Nobody in particular follows the QR code and uploads the file, then a changed one."""
    code = re.search(r"verifikasi/([0-9A-Z-]+)", text_of(pdf))[1]
    citizen = somebody("", "Warga", phone=True)
    citizen.opens(f"/verifikasi/{code}/")
    assert citizen.reads(leader)
    assert citizen.reads("tidak tersertifikasi")

    for name, verdict in (("komitmen.pdf", "asli"), ("diubah.pdf", "diubah")):
        citizen.opens(f"/verifikasi/{code}/")
        citizen.page.set_input_files('input[type="file"]', pdf.with_name(name))
        citizen.presses("Periksa berkas")
        heading = citizen.page.locator("h1").first
        expect(heading).not_to_have_text("Berkas Anda sedang diperiksa.", timeout=60_000)
        assert verdict in heading.inner_text()
    assert hashlib.sha256(pdf.read_bytes()).hexdigest() in citizen.page.content()
