"""The roles that somebody may hold in a region, and who may do what another may."""

from django.db import models


class Role(models.TextChoices):
    LEAD = "lead", "Koordinator"
    DEPUTY = "deputy", "Wakil koordinator"
    DIMENSION_LEAD = "dimension_lead", "Ketua pokja"
    POKJA_MEMBER = "pokja_member", "Anggota pokja"
    WRITER = "writer", "Staf Perangkat Daerah"
    FACILITATOR = "facilitator", "Tenaga ahli"
    SIGNATORY = "signatory", "Penandatangan"
    VIEWER = "viewer", "Pembaca"
    GUEST = "guest", "Narasumber"  # reads some sections (`notes.guests`), and opens nothing else
    PROVINCE_OFFICER = "province_officer", "Petugas provinsi"


# Whoever holds the first may do what the second may (decision 0062).
ACTS_AS = {Role.DEPUTY: Role.LEAD, Role.POKJA_MEMBER: Role.DIMENSION_LEAD}
OF_A_DIMENSION = (Role.POKJA_MEMBER, Role.FACILITATOR)  # may name the dimension that is theirs
NAME_A_DIMENSION = "Pilih dimensi pokjanya."


def who_act_as(*roles: str) -> tuple:
    """These roles, and those who may do the same: whom a letter to the coordinator reaches."""
    return (*roles, *(role for role, acted in ACTS_AS.items() if acted in roles))
