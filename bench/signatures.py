"""Forty people sign one commitment: what each signature takes and adds, and the page of all then.

A plan of 60 programs is frozen with all that it says, a book of 200 pages beside it, and its
commitment opened for forty who prove themselves by password and code. Each signs through the pages
of the site, as a browser with a key of its own does. The database is thrown away afterwards.
"""

import base64
import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from functools import partial

from bench.places import ROOT, database, environment
from bench.report import Result
from bench.serving import cores

PLACE = "signatures"
PEOPLE, PAGES, SIZE = 40, 200, 2_000_000  # of the book, in bytes
MOST_SECONDS, MOST_KB, MOST_MS = 2.5, 60, 100
PASSWORD, SECRET = "untuk-tolok-ukur-2024", "JBSWY3DPEHPK3PXP"
TIMES, CODE_SECONDS = 30, 30
READ = re.compile(r'name="read" value="([^"]+)"')


def results(server_url: str) -> list[Result]:
    """The figures of `make bench`, each with its limit."""
    with database(server_url, PLACE):
        done = subprocess.run(
            [sys.executable, "-m", "bench.signatures"],
            cwd=ROOT,
            env=environment(server_url, PLACE),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    told = json.loads(done.stdout.splitlines()[-1])
    name = f"{PEOPLE} signatures, a book of {PAGES} pages"
    return [
        Result(f"{name}: median of a signature", told["median"], "s", MOST_SECONDS),
        Result(f"{name}: slowest signature", told["slowest"], "s"),
        Result(f"{name}: median of growth", told["growth"], "KB"),
        Result(f"{name}: most growth", told["most_growth"], "KB", MOST_KB),
        Result(f"{name}: letter and sealed file", told["sizes"][1], "KB"),
        Result(f"{name}: looking at all and sealing, in the worker", told["sealing"], "s"),
        Result(f"{name}: verification page, first", told["first"], "ms"),
        Result(f"{name}: verification page, median", told["page"], "ms", MOST_MS),
    ]


# --------------------------------------------------------------- what follows runs in the process


def measured() -> dict:
    """Freeze, open, let all sign, seal, look: what each took."""
    from commitments.tasks import show_letter
    from signing.sealing import seal_commitment

    commitment = prepared()
    show_letter.call(commitment.pk)
    commitment.refresh_from_db()
    places = list(commitment.signatories.select_related("user"))
    times = []
    for place in places:
        code = fresh_code()
        times.append(timed(partial(signed, place, code)))
    sealing = timed(lambda: seal_commitment.call(commitment.pk))
    commitment.refresh_from_db()
    letter = len(commitment.shown_letter.pdf)
    sizes = [letter, *commitment.revisions.order_by("number").values_list("size", flat=True)]
    growth = [(b - a) / 1000 for a, b in itertools.pairwise(sizes[: PEOPLE + 1])]
    looks = [timed(lambda: looked(commitment)) * 1000 for _ in range(TIMES)]
    return {
        "median": round(statistics.median(times), 2),
        "slowest": round(max(times), 2),
        "growth": round(statistics.median(growth), 1),
        "most_growth": round(max(growth), 1),
        "sizes": [round(letter / 1000), round(len(commitment.document.pdf) / 1000)],
        "sealing": round(sealing, 1),
        "first": round(looks[0], 1),
        "page": round(statistics.median(looks[1:]), 1),
    }


def timed(work) -> float:
    """Seconds, without those that other programs had the cores."""
    from bench.serving import backend

    processes = ("self", *backend())
    held, begun = cores(*processes)[1], time.perf_counter()
    work()
    return time.perf_counter() - begun - (cores(*processes)[1] - held) / 1000


def prepared():
    """The opened commitment of forty to a frozen edition."""
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from authority.authorities import ensure_authority
    from bench.filling.country import LARGE, PROVINCE, Country, all_rows
    from bench.filling.whole import fill
    from commitments import preparing
    from editions.actions import BookFile, keep_edition
    from editions.canonical import canonical
    from editions.snapshot import snapshot
    from masterplans.models import Masterplan, Stage, Status
    from stages import workflow

    class Approved(Country):
        @staticmethod
        def standing_of(code):
            ready = Stage.COMMITMENT, Status.APPROVED
            return ready if code == LARGE else Country.standing_of(code)

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    ensure_authority(settings.AUTHORITY_DIR, root_here=True)
    rows = [row for row in all_rows() if row["code"] in {LARGE, PROVINCE}]
    fill(Approved(rows, programs=3, programs_of_the_large=60, writers=2, events=4))
    plan = Masterplan.objects.select_related("region__parent").get(region__code=LARGE)
    content = canonical(snapshot(plan))[0]
    books = [BookFile(2, "Buku 2: Masterplan", a_book(), PAGES)]
    edition = keep_edition(plan, content=content, books=books, by=plan.created_by)
    workflow.mark_frozen(plan, edition=edition, by=plan.created_by)
    commitment = preparing.prepare(
        edition,
        title=f"Komitmen Bersama Implementasi {plan.region.concept_named()}",
        number="555/123/2023",
        points=["menciptakan integrasi", "menyediakan landasan", "mendukung proses"],
        place=plan.region.name,
        date=timezone.localdate(),
        officials=[proven(plan.region, number) for number in range(1, PEOPLE + 1)],
        by=plan.created_by,
    )
    return preparing.open_for_signing(commitment, by=plan.created_by)


def a_book() -> bytes:
    """A file with as many pages and bytes as a book. It lies beside the signed file."""
    import io

    import pikepdf

    book, out = pikepdf.new(), io.BytesIO()
    for _ in range(PAGES):
        page = book.add_blank_page(page_size=(595, 842))
        page.Contents = book.make_stream(b"%" + os.urandom(SIZE // PAGES // 2).hex().encode())
    book.save(out)
    return out.getvalue()


def proven(region, number: int):
    """The place of one official whose identity is proven, who signs by password and code."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP
    from django.utils import timezone

    from accounts.models import User
    from commitments.proposing import SignatoryPlace
    from identities.models import Confirmation, IdentityProof
    from regions.models import Invitation, Official, Role

    email, now = f"pejabat{number}@bench.example", timezone.now()
    user = User.objects.create_user(email=email, password=PASSWORD, name=f"Pejabat Uji {number}")
    officer = User.objects.filter(is_national=True).first()
    official = Official.objects.create(
        region=region,
        name=f"Dr. Ir. Pejabat Uji {number}, M.Si.",
        position=f"Kepala Dinas Komunikasi dan Informatika {number}",
        email=email,
        user=user,
    )
    invitation = Invitation.objects.create(
        region=region, email=email, name=official.name, role=Role.SIGNATORY, accepted_by=user,
        secret_hash=f"{number:064}", invited_by=officer, accepted_at=now,
        expires_at=now + timedelta(days=14),
    )  # fmt: skip
    same = {
        "official": official,
        "user": user,
        "email": email,
        "way": "invitation",
        "confirmed_by": officer,
        "confirmed_as": "national",
    }
    asked = Confirmation.objects.create(invitation=invitation, expires_at=now, **same)
    IdentityProof.objects.create(confirmation=asked, confirmed_at=asked.confirmed_at, **same)
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, SECRET)
    return SignatoryPlace(official, 1)


def fresh_code() -> str:
    """What her app shows, for some time yet."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    left = CODE_SECONDS - time.time() % CODE_SECONDS
    if left < CODE_SECONDS / 2:
        time.sleep(left)
    return format_hotp_value(hotp_value(SECRET, int(time.time() // CODE_SECONDS)))


def signed(place, code: str) -> None:
    """One signature as a browser makes it: the page, the form with her key, its answer."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from django.test import Client
    from django.urls import reverse

    from bench.serving import BACKEND

    browser = Client(headers={"host": "simpul.example", "accept": "application/json"})
    browser.force_login(place.user, backend=BACKEND)
    key = ec.generate_private_key(ec.SECP256R1())
    spki = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    slug = place.masterplan.slug
    page = browser.get(reverse("signing:sign", args=[slug]), secure=True)
    form = {
        "agree": "on",
        "method": "drawn",
        "drawing": " ".join(
            f"M{x} 20 L{x + 9} {20 + x % 37} L{x + 12} 71" for x in range(9, 250, 3)
        ),
        "password": PASSWORD,
        "code": code,
        "read": READ.search(page.content.decode())[1],
        "public_key": base64.b64encode(spki).decode(),
    }
    answer = browser.post(reverse("signing:sign", args=[slug]), form, secure=True)
    asked = answer.json()
    made = key.sign(base64.b64decode(asked["attributes"]), ec.ECDSA(hashes.SHA256()))
    told = {"token": asked["token"], "signature": base64.b64encode(made).decode()}
    done = browser.post(reverse("signing:finish", args=[slug]), told, secure=True)
    if "next" not in done.json():
        raise RuntimeError(done.content.decode())


def looked(commitment) -> None:
    """The public page of the document."""
    from django.test import Client
    from django.urls import reverse

    browser = Client(headers={"host": "simpul.example"})
    page = browser.get(reverse("verification:show", args=[commitment.code]), secure=True)
    if page.status_code != 200:
        raise RuntimeError(f"status {page.status_code}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity.settings")
    import django

    django.setup()
    from bench.serving import pack_static_files

    pack_static_files()
    sys.stdout.write(json.dumps(measured()) + "\n")
