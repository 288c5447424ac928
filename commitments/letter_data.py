"""The rows of a commitment as the letter that is printed (letter.py)."""

import re
from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from bsre.appearances import tag_of
from bsre.servers import server_for
from commitments.capacities import Provider, SigningRole
from commitments.letter import (
    BookLine,
    CommitmentLetter,
    LetterSignatory,
    RevokedLine,
    field_of,
)
from commitments.models import Commitment, Signatory, SignedDocument
from commitments.wording import signing_note
from indonesian import tanggal
from letterheads.heads import head_letterhead
from regions.offices import service_number

KINDS = {
    Provider.LOCAL: "Menandatangani dengan sertifikat situs ini, tidak tersertifikasi",
    Provider.BSRE: "Menandatangani melalui layanan BSrE",
}


def unsigned_letter(commitment: Commitment) -> CommitmentLetter:
    """The letter as it is put before the signatories: every box empty."""
    edition, region = commitment.edition, commitment.region
    return CommitmentLetter(
        letterhead=head_letterhead(region),
        title=commitment.title,
        number=commitment.number,
        points=tuple(commitment.points),
        place=commitment.place,
        date=commitment.date,
        signatories=tuple(_row(person) for person in commitment.signatories.all()),
        masterplan_title=edition.masterplan.title,
        edition_number=str(edition.number),
        manifest_sha256=edition.manifest_sha256,
        code=commitment.code,
        verify_url=verification_address(commitment),
        organisation=settings.SITE_ORGANISATION,
        revokes=_revoked(commitment) if commitment.revokes else None,
    )


def frozen_letter(commitment: Commitment) -> CommitmentLetter:
    """The letter as it is frozen: with a field for each signatory, and all that they bind to."""
    letter, edition = unsigned_letter(commitment), commitment.edition
    books = edition.books.defer("pdf").order_by("number")
    kinds = set(commitment.signatories.values_list("provider", flat=True))
    return replace(
        letter,
        signatories=_with_places(letter.signatories, commitment),
        content_sha256=edition.sha256,
        books=tuple(BookLine(book.title, book.pages, book.sha256) for book in books),
        opened_at=commitment.opened_at,
        note=signing_note(organisation=letter.organisation, address=letter.address, kinds=kinds),
    )


def _revoked(revocation: Commitment) -> RevokedLine:
    """What a revocation says of the commitment that it voids."""
    voided, zone = revocation.revokes, revocation.region.zone
    document = SignedDocument.objects.defer("pdf").get(commitment=voided)
    return RevokedLine(
        title=voided.title,
        number=voided.number,
        day=tanggal(voided.date),
        sealed_on=tanggal(document.sealed_at.astimezone(zone)),
        code=voided.code,
        sha256=document.sha256,
        grounds=tuple(line for line in revocation.grounds.splitlines() if line.strip()),
        absent=tuple(f"{one.name} ({one.position})" for one in absent_from(revocation)),
    )


def absent_from(revocation: Commitment) -> list[Signatory]:
    """Who signed the commitment, and neither signs its revocation nor is represented there.

    Who holds the same office now stands for who held it then.
    """
    here = list(revocation.signatories.all())
    people = {one.official_id for one in here}
    named = {one.position for one in here} | {one.represented_position for one in here}
    offices = {_of_office(position) for position in named}
    signed = revocation.revokes.signatories.all()
    return [
        one
        for one in signed
        if one.official_id not in people and _of_office(one.position) not in offices
    ]


def _of_office(position: str) -> str:
    """The office itself, without "Pj.", "Plt.", "Plh."."""
    return re.sub(r"^(?:Pj|Pjs|Plt|Plh)\.\s+", "", position)


def field_name(place: Signatory) -> str:
    """The field of the frozen letter in which this signatory signs."""
    places = list(place.commitment.signatories.values_list("pk", flat=True))
    return field_of(1 + places.index(place.pk), len(places))


def verification_address(commitment: Commitment) -> str:
    """The full address behind the QR code: it must stay good for as long as the paper lasts."""
    return settings.SITE_URL + reverse(settings.LINKS["verify_document"], args=[commitment.code])


def _row(person: Signatory) -> LetterSignatory:
    return LetterSignatory(
        name=person.name,
        position=person.position,
        institution=person.institution,
        capacity=_standing(person),
        rank=person.rank,
        number=service_number(person.number_kind, person.nip),
    )


def _with_places(rows, commitment) -> tuple[LetterSignatory, ...]:
    """Who signs by BSrE gets a place without a field, for BSrE makes its own; all kinds are named.

    One field too many would stay empty for ever, and a signature beside it look like another's.
    """
    people = list(commitment.signatories.all())
    if all(person.provider == Provider.LOCAL for person in people):
        return rows
    server = server_for(commitment.region.code)
    is_tagged = server is not None and server.mark == "tag"
    placed = []
    for place, (row, person) in enumerate(zip(rows, people, strict=True), 1):
        is_local = person.provider == Provider.LOCAL
        tag = tag_of(field_of(place, len(people))) if is_tagged and not is_local else ""
        placed.append(replace(row, has_field=is_local, tag=tag, kind=KINDS[person.provider]))
    return tuple(placed)


def _standing(person) -> str:
    """Beside the position: "Saksi", or for whom she signs."""
    witness = person.get_role_display() if person.role == SigningRole.WITNESS else ""
    return "; ".join(part for part in (witness, person.represents) if part)


def fingerprint(sha256: str) -> str:
    """A hash short enough to be compared by eye: "7c1e 94a0 52bf … 0d3a"."""
    return f"{sha256[:4]} {sha256[4:8]} {sha256[8:12]} … {sha256[-4:]}"
