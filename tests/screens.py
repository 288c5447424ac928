"""`make screens`: photographs of every page of the example site, to be looked at.

Starts the example site on a port of its own, signs in as each person, follows every link, and
photographs one page for each address name, role, width and colour scheme into var/screens/.
PDF files that are met on the way are turned into pictures page by page.

    make screens args="--roles lead,signatory --widths 360 --schemes light"
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import django
from playwright.sync_api import sync_playwright

from tests.live import CHROMIUM

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = {1280: 900, 360: 740}


def main():
    """Parse the wishes, start the site, walk it, stop it."""
    wish = argparse.ArgumentParser(description=__doc__)
    wish.add_argument("--roles", default="", help="words of the role labels, comma between")
    wish.add_argument("--widths", default="1280,360")
    wish.add_argument("--schemes", default="light,dark")
    wish.add_argument("--site", default="", help="photograph a site that runs already")
    wish.add_argument("--out", default=str(ROOT / "var" / "screens"))
    chosen = wish.parse_args()
    out = Path(chosen.out)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    process, site = (None, chosen.site) if chosen.site else start_site()
    try:
        walk(site, out, chosen)
    finally:
        if process:
            process.terminate()
            process.wait(60)


def start_site():
    """The example site on a free port with its own data; the process and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = os.environ | {
        "PORT": str(port),
        "SIMPUL_VAR": str(ROOT / "var" / "screens-site"),
    }
    surroundings.pop("DATABASE_URL", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "operations.supervise"], cwd=ROOT, env=surroundings
    )
    site = f"http://localhost:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{site}/sehat/", timeout=2)
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return process, site
    process.terminate()
    raise SystemExit("Situs contoh tidak mau berjalan; lihat var/screens-site/log/.")


def walk(site, out, chosen):
    """Photograph the site as a stranger and as every example person."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity.settings")
    django.setup()
    people = [("tamu", "", ""), *chosen_people(chosen.roles)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        print_books(browser, site, people)
        for role, email, password in people:
            photograph(browser, site, out, (role, email, password), chosen)
        browser.close()
    commitment_letter(out / "komitmen.pdf")


def chosen_people(words):
    """Those whose label has one of the words; without words one of each role and place."""
    from example import PASSWORD, logins, people

    labels = [label for label, *_ in logins()]
    found = {}
    for label, row in zip(labels, people(), strict=True):
        place = (row["role"], row["email"].rpartition("@")[2])
        if words and any(word.strip() in label.lower() for word in words.lower().split(",")):
            found[row["email"]] = (label, row["email"], PASSWORD)
        elif not words:
            found.setdefault(place, (label, row["email"], PASSWORD))
    return list(found.values())


def print_books(browser, site, people):
    """Let the first coordinator have the three books typeset, and wait until they are."""
    leads = [(email, password) for role, email, password in people if "koordinator" in role.lower()]
    if not leads:
        return
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="id-ID")
    sign_in(context, site, *leads[0])
    page = context.new_page()
    page.goto(site)
    page.get_by_role("link", name="Dokumen").first.click()
    for number in (1, 2, 3):
        button = page.get_by_role("button", name=f"Susun Buku {number}", exact=True)
        if button.count():
            button.click()
            page.wait_for_load_state("networkidle")
    for number in (1, 2, 3):
        page.get_by_role("link", name=f"Unduh PDF Buku {number}").wait_for(timeout=180_000)
    context.close()


def commitment_letter(path):
    """The letter with forty who will sign; that of the example region has fewer."""
    from commitments.frozen import render_frozen_letter
    from tests.commitments.test_frozen_letter import a_frozen_letter

    pictures_of(render_frozen_letter(a_frozen_letter(40)), path)


def photograph(browser, site, out, person, chosen):
    """All pages that one person can reach, in every width and scheme."""
    role, email, password = person
    folder = out / re.sub(r"\W+", "-", f"{role} {email.partition('@')[2]}".lower()).strip("-")
    folder.mkdir(exist_ok=True)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="id-ID")
    if email:
        sign_in(context, site, email, password)
    pages = reachable(context, site, folder)
    state = context.storage_state()
    context.close()
    for width in map(int, chosen.widths.split(",")):
        for scheme in chosen.schemes.split(","):
            view = browser.new_context(
                viewport={"width": width, "height": WIDTHS[width]},
                color_scheme=scheme,
                storage_state=state,
                locale="id-ID",
            )
            page = view.new_page()
            for name, address in pages.items():
                page.goto(site + address)
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
            view.close()
    print(f"{role}: {len(pages)} pages", flush=True)  # noqa: T201


def sign_in(context, site, email, password):
    """Sign in through the page; the second step takes its code from the example page."""
    from django.urls import reverse

    page = context.new_page()
    page.goto(f"{site}/contoh/")
    row = page.locator("tr", has_text=email).first
    code = row.locator("td").last.inner_text().strip().split("\n")[-1]
    page.goto(site + reverse("account_login"))
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    if page.locator("input[name=code]").count():
        page.fill("input[name=code]", code)
        page.press("input[name=code]", "Enter")
    page.wait_for_load_state()
    page.close()


def reachable(context, site, folder):
    """Name -> address of one page for each address pattern, found by following links."""
    from django.urls import Resolver404, resolve

    page, found, waiting, seen = context.new_page(), {}, ["/", "/komponen/", "/verifikasi/"], set()
    while waiting:
        address = waiting.pop(0)
        try:
            match = resolve(urlsplit(address).path)
        except Resolver404:
            continue
        name = match.view_name.replace(":", "-")
        for word in ("kind", "number"):
            if word in match.kwargs:
                name += f"-{match.kwargs[word]}"
        if address in seen or name in found or name.endswith("logout"):
            continue
        seen.add(address)
        answer = context.request.get(site + address)
        kind = answer.headers.get("content-type", "")
        if "pdf" in kind:
            pictures_of(answer.body(), folder / f"{name}.pdf")
            found_as = name
            found[found_as] = None
            continue
        if "html" not in kind:
            continue
        page.goto(site + address)
        found[name] = urlsplit(page.url).path if page.url.startswith(site) else address
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        waiting += [
            urlsplit(urljoin(site, link)).path for link in links if link.startswith(site + "/")
        ]
    page.close()
    return {name: address for name, address in found.items() if address}


def pictures_of(pdf, path):
    """Every page of a PDF as a picture beside it."""
    path.write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", "60", "-png", str(path), str(path.with_suffix(""))], check=True
    )


if __name__ == "__main__":
    main()
