"""Puts people into the hall of a ceremony: a commitment of the frozen plan that all sign at once.

Like `seats`, it runs in a process with the settings of a country and answers in JSON.
"""

import json
import secrets
import sys
from datetime import timedelta

import django
from django.test import Client
from django.urls import reverse

from bench.serving import BACKEND, pack_static_files

PASSWORD = "layar-aula-2024-" + secrets.token_hex(4)
SEED = "JBSWY3DPEHPK3PXP"  # of everybody's code app
EVERY = 4  # one of so many has no account


def open_hall(people: int) -> list[dict]:
    """Open a commitment for so many people of one number; where each signs, and by what."""
    from authority.authorities import look_after
    from bench.filling import country
    from commitments import preparing, signing
    from commitments.models import Commitment
    from commitments.proposing import SignatoryPlace
    from commitments.tasks import show_letter
    from masterplans.models import Masterplan

    pack_static_files()
    look_after(root_here=True)
    plan = Masterplan.objects.select_related("region__parent").get(region__code=country.FROZEN)
    lead = plan.created_by
    for living in Commitment.objects.of(plan).filter(cancelled_at=None):
        if living.opened_at:
            signing.cancel(living, by=lead, reason="Pengukuran yang baru.")
        else:  # a run that was broken off
            preparing.remove(living, by=lead)
    officials = [_official(plan.region, number) for number in range(1, people + 1)]
    commitment = preparing.prepare(
        plan.editions.get(number=plan.edition_number),
        title=f"Komitmen Bersama Implementasi {plan.region.concept_named()}",
        number="",
        points=["melaksanakan", "mendanai", "mengevaluasi"],
        place=plan.region.name,
        date=plan.created_at.date(),
        officials=[SignatoryPlace(one, 1) for one in officials],
        by=lead,
    )
    preparing.open_for_signing(commitment, by=lead)
    show_letter.call(commitment.pk)
    return [_seat(one, plan.slug) for one in commitment.signatories.select_related("user")]


def signed(code: str) -> dict:
    """Who stands in the file of a commitment, and whether it is one file from its first byte on."""
    from commitments.models import Commitment
    from signing.files import file_of, head_of

    commitment = Commitment.objects.get(code=code)
    names = commitment.signatories.filter(signature__isnull=False).values_list("name", flat=True)
    file, revisions = file_of(commitment), commitment.revisions.count()
    is_whole = file.sha256 == head_of(commitment) and file.number == revisions
    return {"names": list(names), "revisions": revisions, "is_whole": is_whole}


def _official(region, number):
    from identities.proving import confirm
    from regions.models import Official

    is_guest, email = number % EVERY == 0, f"aula{number}.{secrets.token_hex(4)}@bench.example"
    official = Official.objects.create(
        region=region,
        name=f"Penandatangan {_word(number)}",
        position=f"Kepala Perangkat Daerah {number}",
        institution="Universitas Gadjah Mada" if is_guest else "",
        email=email,
        user=None if is_guest else _account(number, email),
    )
    if is_guest:
        confirm(official, by=_officer())
    else:
        _prove(official)
    return official


def _account(number, email):
    from allauth.mfa.totp.internal.auth import TOTP

    from accounts.models import User

    user = User.objects.create_user(
        email=email,
        name=f"Penandatangan {_word(number)}",
        password=PASSWORD,
    )
    TOTP.activate(user, SEED)
    return user


def _prove(official):
    """What invitation, confirmation and code lead to, at once."""
    from django.utils import timezone

    from identities.models import Confirmation, IdentityProof
    from regions.models import Invitation, Role

    now = timezone.now()
    invitation = Invitation.objects.create(
        region=official.region,
        email=official.email,
        name=official.name,
        role=Role.SIGNATORY,
        secret_hash=secrets.token_hex(32),
        invited_by=_officer(),
        expires_at=now + timedelta(days=14),
        accepted_at=now,
        accepted_by=official.user,
    )
    same = {
        "official": official,
        "user": official.user,
        "email": official.email,
        "way": "invitation",
        "confirmed_by": _officer(),
        "confirmed_as": "national",
    }
    confirmation = Confirmation.objects.create(invitation=invitation, expires_at=now, **same)
    IdentityProof.objects.create(
        confirmation=confirmation, confirmed_at=confirmation.confirmed_at, **same
    )


def _officer():
    from accounts.models import User

    return User.objects.filter(is_national=True).order_by("pk").first()


def _seat(place, slug):
    asked = {"name": place.name, "code": place.commitment.code}
    if place.is_guest:
        return asked | _guest(place)
    client = Client(headers={"host": "simpul.example"})
    client.force_login(place.user, backend=BACKEND)
    client.get("/akun/sesi/", secure=True)
    cookie = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    path = reverse("signing:sign", args=[slug])
    finish = reverse("signing:finish", args=[slug])
    more = {"cookie": cookie, "password": PASSWORD, "secret": SEED}
    return asked | {"path": path, "finish": finish} | more


def _guest(place):
    """Her link, and the code of her letter, as if it had come."""
    from django.utils import timezone

    from guest_signing.links import VALID_FOR, hash_of
    from guest_signing.models import GuestPass

    link, code = secrets.token_urlsafe(24), f"{secrets.randbelow(10**6):06}"
    GuestPass.objects.create(
        signatory=place,
        link_hash=hash_of(link),
        code_hash=hash_of(f"{place.pk} {code}"),
        code_sent_at=timezone.now(),
        code_expires_at=timezone.now() + VALID_FOR,
    )
    path, finish = (reverse(f"guest_signing:{page}", args=[link]) for page in ("read", "finish"))
    return {"path": path, "finish": finish, "one_time": code, "cookie": ""}


def _word(number: int) -> str:
    """Letters for a number: names have no figures."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).title()


if __name__ == "__main__":
    django.setup()
    question, *rest = json.load(sys.stdin)
    json.dump({"open_hall": open_hall, "signed": signed}[question](*rest), sys.stdout)
