"""Signing the file: prepared here, signed by a key in her browser, put in, checked, recorded.

    prepare -> (the browser signs) -> finish          the key never leaves her browser
    sign_here                                         where the browser cannot: a key for one use

Both end in `_put`: under the lock of the commitment the new file is made, looked at
(`seals.additions`) and kept together with the signature and its proof, or nothing is. What fails
the look is thrown away and written down as an incident; she may try again. What others added
meanwhile is no failure: the place is prepared anew (`HeadMovedError`).
"""

from dataclasses import asdict
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from authority import certificates
from authority.authorities import AuthorityError, load_authority
from authority.personal import KeyRefused, issue_personal
from authority.timestamps import timestamper
from commitments import signing
from commitments.capacities import Provider
from commitments.letter_data import field_name
from commitments.locking import SigningError
from commitments.models import Signatory, Signature
from commitments.state import state_of
from seals.trust import trust_in
from signing import queueing
from signing.files import SignedFile, file_of, head_of
from signing.keeping import (
    SENTENCE,
    THROWN_AWAY,
    HeadMovedError,
    Ink,
    MadeRevision,
    ProofData,
    keep_signature,
    throw_away,
)
from signing.models import KeyPlace, PreparedSignature
from signing.reading import WhatWasRead, check_read
from signing.stamps import render_stamp

FITTED = ["head_sha256", "tail", "digest", "start", "end", "attributes"]
GOOD_FOR = timedelta(minutes=15)  # how long her re-authentication counts, while others sign
TOO_LATE = "Waktu untuk menyelesaikan tanda tangan sudah lewat. Mulai lagi dari halaman ini."
BY_BSRE = "Anda menandatangani dengan BSrE. Buka lagi halaman tanda tangan."


def prepare(
    place: Signatory,
    *,
    by: User,
    read: WhatWasRead,
    proof: ProofData,
    ink: Ink,
    public_key: bytes,
) -> PreparedSignature:
    """Make room for the signature of a key in her browser, and say what it must sign.

    `public_key` is SPKI as DER, on P-256. While others have the file, `wait` of what is returned
    says until when, and `prepare_again` asks once more. Raises SigningError when it is not her
    turn, when what she read is not what is signed (OtherTextError), or when ink or key will not do.
    """
    with transaction.atomic():
        place = _checked(place, by, read, ink)
    certificate = _certificate(place, public_key)
    values = {
        "user": by,
        "attributes": b"",
        "certificate": certificates.to_der(certificate),
        "proof": asdict(proof),
        "ink": asdict(ink),
        "queued_at": timezone.now(),
        "due_at": timezone.now(),
        "lent_until": None,
        "expires_at": timezone.now() + GOOD_FOR,
    }
    kept, _ = PreparedSignature.objects.update_or_create(signatory=place, defaults=values)
    kept.wait = queueing.borrow(kept)
    return kept if kept.wait else _fit(kept, place)


def prepare_again(waiting: PreparedSignature, *, by: User) -> PreparedSignature:
    """The same signature for the file as it is now; its certificate, proof and end stay.

    When others have the file, `wait` of what is returned says until when (`signing/queueing.py`).
    """
    _check_living(waiting, by)
    waiting.wait = queueing.borrow(waiting)
    if waiting.wait:
        return waiting
    with transaction.atomic():
        place = signing.check_may_sign(waiting.signatory, by=by)
    return _fit(waiting, place)


def _fit(waiting: PreparedSignature, place: Signatory) -> PreparedSignature:
    """Prepare it for the file as it is, which is hers for some seconds."""
    file = file_of(place.commitment)
    certificate = x509.load_der_x509_certificate(bytes(waiting.certificate))
    try:
        made = _prepared(file, place, certificate, Ink(**waiting.ink))
    except SigningError:
        queueing.give_back(waiting)
        raise
    waiting.head_sha256, waiting.tail = file.sha256, made.document[len(file.pdf) :]
    waiting.digest, waiting.start, waiting.end = made.digest, made.start, made.end
    waiting.attributes = made.attributes
    waiting.save(update_fields=FITTED)
    queueing.renew(waiting)
    return waiting


def finish(waiting: PreparedSignature, *, by: User, signature: bytes) -> Signature:
    """Put the key's answer into its place and keep all of it, or nothing.

    Sent twice (a double click, a network that stuttered), it gives the one signature there is.
    Raises HeadMovedError when somebody else signed meanwhile, SigningError when too late, not her
    turn any more, or not made by her key.
    """
    from seals import two_steps

    certificate = x509.load_der_x509_certificate(bytes(waiting.certificate))

    def make(place):
        _check_living(waiting, by)
        if head_of(place.commitment) != waiting.head_sha256:
            raise HeadMovedError
        file = file_of(place.commitment)
        made = two_steps.Prepared(
            file.pdf + bytes(waiting.tail),
            bytes(waiting.digest),
            waiting.start,
            waiting.end,
            bytes(waiting.attributes),
        )
        pdf = _put(made, signature, certificate)
        return MadeRevision(file, pdf, certificate, KeyPlace.BROWSER, field_name(place))

    proof, ink = ProofData(**waiting.proof), Ink(**waiting.ink)
    try:
        return _keep(waiting.signatory, by=by, make=make, proof=proof, ink=ink)
    except SigningError:
        queueing.give_back(waiting)
        raise


def sign_here(
    place: Signatory, *, by: User, read: WhatWasRead, proof: ProofData, ink: Ink
) -> Signature:
    """Sign with a key that is made here, used once, and forgotten: for browsers that cannot.

    The proof says so. Raises SigningError like `prepare`.
    """

    def make(place):
        place = _checked(place, by, read, ink)
        file = file_of(place.commitment)
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(place, _spki(key))
        made = _prepared(file, place, certificate, ink)
        answer = key.sign(made.attributes, ec.ECDSA(hashes.SHA256()))
        pdf = _put(made, answer, certificate)
        return MadeRevision(file, pdf, certificate, KeyPlace.SERVER, field_name(place))

    return _keep(place, by=by, make=make, proof=proof, ink=ink)


def _keep(place, *, by, make, proof, ink) -> Signature:
    """Make the revision under the lock, look at it, and keep it with signature and proof."""
    from seals.additions import problems_of_addition

    with transaction.atomic():
        signing.lock_place(place, by=by)
        if signed := Signature.objects.filter(signatory=place).first():
            return signed
        made = make(place)
        found = problems_of_addition(
            made.before.pdf,
            made.pdf,
            certificate=certificates.to_der(made.certificate),
            field=made.field,
            trust=trust_in(load_authority()),
        )
        if not found:
            return keep_signature(place, by=by, made=made, proof=proof, ink=ink)
    throw_away(place, made.before, made.pdf, found)
    raise SigningError(THROWN_AWAY)


def _checked(place, by, read: WhatWasRead, ink: Ink) -> Signatory:
    """Her fresh place, if she may sign with a key of her own now, and the ink can be printed."""
    place = check_ready(place, by=by, read=read, ink=ink)
    if place.provider != Provider.LOCAL:
        raise SigningError(BY_BSRE)
    return place


def check_ready(place: Signatory, *, by: User, read: WhatWasRead, ink: Ink) -> Signatory:
    """The same whoever makes the signature; in a transaction."""
    place = signing.check_may_sign(place, by=by)
    check_read(read, state_of(place.commitment))
    signing.check_ink(place, **asdict(ink))
    return place


def _check_living(waiting: PreparedSignature, by: User) -> None:
    if waiting.user_id != by.pk or waiting.expires_at <= timezone.now():
        raise SigningError(TOO_LATE)


def _certificate(place: Signatory, public_key: bytes) -> x509.Certificate:
    try:
        return issue_personal(
            public_key,
            common_name=place.name,
            position=place.position,
            organisation=place.institution or str(place.region),
            reference=f"{place.commitment.code}/{place.pk}",
        )
    except (KeyRefused, AuthorityError) as error:
        raise SigningError(str(error)) from error


def _prepared(file: SignedFile, place: Signatory, certificate, ink: Ink):
    from seals import two_steps  # pyHanko takes half a second to be read in

    commitment = place.commitment
    manifest = commitment.shown_letter.manifest_sha256
    placement = two_steps.Placement(
        field=field_name(place),
        name=place.name,
        reason=f"{SENTENCE} Manifes SHA-256 {manifest}",
        location=commitment.place,
        stamp=render_stamp(place, at=timezone.now(), **asdict(ink)),
    )
    authority = load_authority()
    try:
        return two_steps.prepare_signature(
            file.pdf,
            placement,
            certificate=certificate,
            authority=authority,
            timestamper=timestamper(authority),
        )
    except two_steps.SealingError as error:
        raise SigningError(str(error)) from error


def _put(made, signature: bytes, certificate) -> bytes:
    from seals import two_steps

    authority = load_authority()
    try:
        return two_steps.put_signature(
            made,
            signature,
            certificate=certificate,
            authority=authority,
            timestamper=timestamper(authority),
        )
    except two_steps.SealingError as error:
        raise SigningError(str(error)) from error


def _spki(key) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
