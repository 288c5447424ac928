"""Commitments that are as far as a test of another room needs them, without a worker.

What the verbs would do in many steps is written here at once; the database's own rules hold.
"""

import hashlib
from datetime import date

from django.db import transaction
from django.utils import timezone

from audit.models import Event
from commitments import signing
from commitments.letter_pages import described
from commitments.models import Commitment, Signatory, Signature, SignedDocument
from commitments.state import state_of
from commitments.tasks import keep_letter
from editions.actions import keep_edition
from masterplans.models import Masterplan
from signing.files import add_revision, file_of
from signing.models import FileRevision
from stages import workflow
from tests.factories import OfficialFactory
from tests.identities.making import prove

LETTER = (  # one empty page
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
STROKE = "M10 60 L40 12.5 L70 88 L110 30.25 M120 40 L180 44"


def frozen(masterplan, by, books=()):
    """The first edition of an approved masterplan, frozen with little in it."""
    edition = keep_edition(masterplan, content="{}", books=books, by=by)
    return workflow.mark_frozen(masterplan, edition=edition, by=by)


def commitment_for(masterplan, *signers):
    """A commitment to the present edition with these people in order, not opened yet."""
    edition = masterplan.editions.get(number=masterplan.edition_number)
    commitment = Commitment.objects.create(
        edition=edition,
        code=f"0000-0000-{edition.pk:04}",
        title="Komitmen Bersama Implementasi Smart City",
        points=["Melaksanakan masterplan."],
        place="Banjarnegara",
        date=date(2023, 10, 10),
        created_by=masterplan.created_by,
    )
    for order, signer in enumerate(signers, 1):
        place(commitment, signer, order)
    return commitment


def place(commitment, signer, order):
    """Her place in the list, as an official whose identity is proven."""
    official = OfficialFactory(
        region=commitment.region, name=signer.name, position="Bupati", user=signer
    )
    prove(official)
    return Signatory.objects.create(
        commitment=commitment,
        order=order,
        official=official,
        user=signer,
        name=signer.name,
        position="Bupati",
    )


def opened(commitment, freeze=None):
    """The same, opened for signing; the letter that is shown is no real PDF unless it is frozen."""
    commitment.opened_at = timezone.now()
    commitment.save(update_fields=["opened_at"])
    pdf = freeze(commitment) if freeze else LETTER
    keep_letter(commitment, pdf, described(pdf) if freeze else ())
    return commitment


def put_sealed(commitment):
    """Signed by all and sealed, as if it were now; its document is no real PDF."""
    for one in commitment.signatories.all():
        put_signature(one)
    workflow.mark_signed(commitment.masterplan, by=commitment.created_by)
    pdf = LETTER + commitment.code.encode()
    return SignedDocument.objects.create(
        commitment=commitment,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        sealed_at=timezone.now(),
        certificate_serial="1",
    )


def next_edition_sealed(commitment, *, lead, facilitator):
    """The plan of a sealed commitment reopened, frozen as the next edition, and sealed again."""
    plan = Masterplan.objects.get(pk=commitment.masterplan.pk)
    plan = workflow.reopen_stage(plan, by=facilitator, note="Evaluasi tahun kedua.")
    plan = workflow.submit_stage(plan, by=lead)
    plan = workflow.advance_stage(plan, by=facilitator)
    edition = keep_edition(plan, number=plan.edition_number, content="{}", by=lead)
    plan = workflow.mark_frozen(plan, edition=edition, by=lead)
    following = opened(commitment_for(plan, facilitator))
    put_sealed(following)
    return following


@transaction.atomic
def put_signature(signatory):
    """A signature by the typed name, as if the person had signed now, with a mark in the file."""
    commitment = signatory.commitment
    signature = Signature.objects.create(
        signatory=signatory,
        at=timezone.now(),
        method="typed",
        typed_name=signatory.name,
        edition_sha256=commitment.edition.sha256,
        letter_sha256=commitment.shown_letter.sha256,
        manifest_sha256=commitment.shown_letter.manifest_sha256,
    )
    return put_revision(signature)


@transaction.atomic
def sign(place, **changes):
    """Sign through the verb, drawn unless said otherwise; the file gets a mark of it."""
    given = {"by": place.user, "method": "drawn", "drawing": STROKE} | changes
    with transaction.atomic():
        signature = signing.sign(place, **given)
        return put_revision(signature)


def put_revision(signature):
    """Something behind the file for a signature that is not in it."""
    if FileRevision.objects.filter(signature=signature).exists():
        return signature
    commitment = signature.signatory.commitment
    file = file_of(commitment)
    pdf = file.pdf + f"% {file.number + 1}\n".encode()
    add_revision(file, pdf, commitment=commitment, kind="signature", signature=signature)
    return signature


def kind(commitment):
    """The kind of state it is in now."""
    return state_of(Commitment.objects.get(pk=commitment.pk)).kind


def verbs(commitment):
    """What the trail tells of it, oldest first."""
    events = Event.objects.about(commitment.masterplan).filter(verb__startswith="commitment.")
    return [event.verb.removeprefix("commitment.") for event in reversed(events)]
