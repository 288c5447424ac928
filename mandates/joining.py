"""Members of a decree become members of the region: all that were ticked in one step."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from mandates.models import BodyRole, Mandate, MandateKind, MandateMember
from regions import invitations, memberships
from regions.invitations import reachable
from regions.models import Agency, Membership, Role
from regions.pasted_lists import one_at_a_time
from regions.roles import NAME_A_DIMENSION

# What the office in the team makes of somebody here; the council steers and holds no role.
ROLE_OF = {
    BodyRole.HEAD: Role.LEAD,
    BodyRole.VICE_HEAD: Role.DEPUTY,
    BodyRole.SECRETARY: Role.DEPUTY,
    BodyRole.POKJA_HEAD: Role.DIMENSION_LEAD,
    BodyRole.POKJA: Role.POKJA_MEMBER,
}


class JoinError(Exception):
    """Nobody was invited. The message names the person and is meant for the user."""


@dataclass(frozen=True)
class Wish:
    """What one member of a decree shall be."""

    member: MandateMember
    email: str
    role: str
    agency: Agency | None = None


@dataclass
class JoinProposal:
    """What a member may be, and the roles that she holds already."""

    member: MandateMember
    email: str
    role: str
    held: list[Role] = field(default_factory=list)
    was_invited: bool = False

    @property
    def is_ticked(self) -> bool:
        is_new = self.role not in self.held and not self.was_invited
        return bool(self.role and self.email and is_new)

    @property
    def roles(self) -> list[str]:
        return [role.label for role in self.held]


@dataclass
class Joined:
    """What became of those who were ticked, by name."""

    granted: list[str] = field(default_factory=list)
    invited: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)


def proposals(mandate: Mandate) -> list[JoinProposal]:
    """One for each member, in the order of the decree. Four queries for any number."""
    region = mandate.region
    held: dict[str, list[Role]] = {}
    for one in region.memberships.select_related("user").by_role():
        held.setdefault(one.user.email.lower(), []).append(Role(one.role))
    waiting = region.invitations.pending(timezone.now()).values_list("email", flat=True)
    waiting = {email.lower() for email in waiting}
    found = []
    for member in mandate.members.select_related("agency", "official__user"):
        account = member.official.user if member.official else None
        email = (member.email or (account.email if account else "")).lower()
        found.append(
            JoinProposal(
                member, email, proposed_role(mandate, member),
                held.get(email, []), email in waiting,
            )
        )  # fmt: skip
    return found


def proposed_role(mandate: Mandate, member: MandateMember) -> str:
    """The role that follows from her place in the team; "" for none."""
    if mandate.kind != MandateKind.TEAM:
        return ""
    role = ROLE_OF.get(BodyRole(member.role), "")
    return role if member.name else ""  # an office without a person signs in nowhere


@transaction.atomic
def join(mandate: Mandate, wishes: list[Wish], *, by: User) -> Joined:
    """Give each of them her role: at once to a member of the region, by invitation to others.

    Who holds the role, or was invited to it and has not answered, is left as she is, so that a
    double click invites nobody twice. Raises JoinError with all that hinders; then nobody is
    invited.
    """
    one_at_a_time(mandate.region)
    _check(wishes)
    joined = Joined()
    for wish in wishes:
        try:
            step = _join(mandate.region, wish, by)
        except (invitations.InvitationError, memberships.MembershipError) as error:
            raise JoinError(f"{wish.member}: {error}") from error
        getattr(joined, step).append(str(wish.member))
        MandateMember.objects.filter(pk=wish.member.pk).update(email=wish.email)
    counts = {name: len(people) for name, people in vars(joined).items()}
    record(by, "mandate.members_joined", mandate, **counts)
    return joined


def _join(region, wish, by):
    given = {"role": wish.role, "agency": wish.agency, "dimension": _dimension(wish)}
    user = User.objects.filter(email__iexact=wish.email, is_active=True).first()
    own = Membership.objects.filter(region=region, user=user) if user else Membership.objects.none()
    if own.filter(role=wish.role).exists():
        return "already"
    if own.exists():
        memberships.grant(region, user=user, by=by, **given)
        return "granted"
    waiting = region.invitations.pending(timezone.now())
    if waiting.filter(email__iexact=wish.email, role=wish.role).exists():
        return "already"
    invitations.invite(region, email=wish.email, name=wish.member.name, by=by, **given)
    return "invited"


def _dimension(wish):
    return wish.member.dimension if wish.role == Role.POKJA_MEMBER else ""


def _check(wishes):
    seen: dict[str, Wish] = {}
    for wish in wishes:
        twin = seen.setdefault(wish.email.lower(), wish)
        if fault := _fault(wish, twin):
            raise JoinError(f"{wish.member}: {fault}")


def _fault(wish, twin):
    if not wish.email:
        return "Tulis surelnya."
    try:
        reachable(wish.email)
    except ValidationError as error:
        return " ".join(error.messages)
    if twin is not wish:
        return f"Surel ini sudah dipakai untuk {twin.member}."
    if not wish.member.name:
        return "SK ini menyebut jabatannya saja. Tulis nama orangnya lebih dahulu."
    if not wish.role:
        return "Pilih perannya."
    if wish.role == Role.WRITER and not wish.agency:
        return "Pilih Perangkat Daerah tempat staf ini bekerja."
    if wish.role == Role.POKJA_MEMBER and not wish.member.dimension:
        return NAME_A_DIMENSION
    return ""
