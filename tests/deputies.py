"""Who acts as another: a deputy coordinator, a member of a pokja."""

from regions.roles import ACTS_AS, OF_A_DIMENSION
from tests.factories import MembershipFactory


def deputies(region, dimension="governance") -> dict:
    """One person for every role that acts as another, by role."""
    return {
        role.value: MembershipFactory(
            region=region, role=role, dimension=dimension if role in OF_A_DIMENSION else ""
        ).user
        for role in ACTS_AS
    }
