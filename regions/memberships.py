"""Giving, changing and taking a role. Takes effect with the person's next page."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.trail import record
from letters.actions import drop
from letters.models import Letter
from regions.models import Agency, Membership, Region, Role


class MembershipError(Exception):
    """The step is not possible. The message is meant for the user."""


@transaction.atomic
def grant(
    region: Region,
    *,
    user: User,
    role: str,
    agency: Agency | None = None,
    dimension: str = "",
    by: User,
) -> Membership:
    """Give somebody a role in a region. Holding it already is no error: it stays as it is.

    `dimension` is the code of the one dimension of an expert, or of a member of a pokja.
    """
    existing = Membership.objects.filter(region=region, user=user, role=role).first()
    if existing and (existing.agency, existing.dimension) == (agency, dimension):
        return existing
    if existing:
        return change_role(existing, role=role, agency=agency, dimension=dimension, by=by)
    membership = Membership(region=region, user=user, role=role, agency=agency, dimension=dimension)
    _check(membership)
    membership.save()
    record(
        by,
        "role.granted",
        region,
        person=user.name,
        role=role,
        agency=_name(agency),
        dimension=dimension,
    )
    return membership


@transaction.atomic
def change_role(
    membership: Membership, *, role: str, agency: Agency | None, dimension: str = "", by: User
) -> Membership:
    """Change which role somebody holds. Raises MembershipError when nobody would lead any more."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    before = membership.role
    if before == Role.LEAD and role != Role.LEAD:
        _somebody_else_must_lead(membership, by)
    membership.role, membership.agency, membership.dimension = role, agency, dimension
    _check(membership)
    membership.save(update_fields=["role", "agency", "dimension"])
    record(
        by,
        "role.changed",
        membership.region,
        person=membership.user.name,
        before=before,
        role=role,
        agency=_name(agency),
        dimension=dimension,
    )
    return membership


@transaction.atomic
def revoke(membership: Membership, *, by: User) -> None:
    """Take a role away. What the person wrote keeps her name; letters that wait are not sent."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.role == Role.LEAD:
        _somebody_else_must_lead(membership, by)
    record(
        by,
        "role.revoked",
        membership.region,
        person=membership.user.name,
        role=membership.role,
        agency=_name(membership.agency),
    )
    membership.delete()
    _write_no_more(membership.user, membership.region)


def _write_no_more(user, region):
    """Who has left a region hears no more of it, also not what was written before."""
    if not user.is_national and not region.memberships.filter(user=user).exists():
        drop(
            Letter.objects.about_region(region.code).filter(person=user),
            "Penerima bukan anggota daerah ini lagi.",
        )


def _somebody_else_must_lead(membership, by):
    """A region never loses its last coordinator by accident; a national officer may decide so."""
    others = Membership.objects.active().filter(region=membership.region, role=Role.LEAD)
    if not by.is_national and not others.exclude(pk=membership.pk).exists():
        raise MembershipError(
            "Daerah ini harus punya seorang koordinator. Beri peran itu kepada orang lain dahulu."
        )


def _check(membership):
    try:
        membership.full_clean()
    except ValidationError as error:
        raise MembershipError(" ".join(error.messages)) from error


def _name(agency):
    return agency.short_name if agency else ""
