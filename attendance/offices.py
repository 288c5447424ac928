"""How a member who has signed in stands in a register: her name, office and position."""

from accounts.models import User
from regions.models import Region, Role


def office_of(person: User, region: Region) -> dict[str, str]:
    """`name`, `institution` and `position` of somebody, as the region knows her."""
    said = {"name": person.name, "institution": str(region), "position": ""}
    if person.is_national:
        return said | {"institution": "Kementerian", "position": "Petugas nasional"}
    if official := region.officials.filter(user=person).select_related("agency").first():
        agency = official.agency.name if official.agency else official.institution
        return {"name": official.name, "institution": agency or str(region),
                "position": official.full_position}  # fmt: skip
    roles = list(person.memberships.filter(region=region).select_related("agency"))
    if not roles:
        return said | {"institution": "", "position": ""}
    role = next((one for one in roles if one.agency), roles[0])
    label = Role(role.role).label
    return said | {
        "institution": role.agency.name if role.agency else str(region),
        "position": "Staf" if role.role == Role.WRITER else label,
    }
