"""Who may confirm whose account it is."""

import rules

from accounts.models import User
from identities.models import ConfirmerRole
from identities.proofs import proof_of
from regions.models import Official
from regions.roles import Role
from regions.rules import is_lead, is_member, is_national, is_province_officer, roles_of

SEKDA = "sekretaris daerah"


def confirmer_role(user: User, region) -> str:
    """As whom somebody confirms identities in a region; "" for who does not.

    The Sekda only when an officer has confirmed her own: else a coordinator would make herself one.
    """
    if user.is_national:
        return ConfirmerRole.NATIONAL
    if Role.PROVINCE_OFFICER in roles_of(user, region):
        return ConfirmerRole.PROVINCE
    offices = user.offices.filter(region=region, position__istartswith=SEKDA)
    for official in offices:
        proof = proof_of(user, official)
        if proof and proof.confirmed_as != ConfirmerRole.SEKDA:
            return ConfirmerRole.SEKDA
    return ""


def refusal(user: User, official: Official, invited_by_id: int | None) -> str:
    """Why this person may not confirm that official; empty when she may."""
    if user.pk == official.user_id or user.email.lower() == official.email.lower():
        return "Identitas Anda sendiri dikonfirmasi oleh orang lain."
    if not confirmer_role(user, official.region):
        return (
            "Identitas dikonfirmasi oleh petugas nasional, petugas provinsi, atau Sekretaris"
            " Daerah yang identitasnya sudah dikonfirmasi."
        )
    if user.pk == invited_by_id:
        return "Anda yang mengundangnya, jadi orang lain yang mengonfirmasi."
    if official.is_head_of_region and Role.LEAD in roles_of(user, official.region):
        return f"Identitas {official.region.head_title} tidak dikonfirmasi oleh koordinator."
    return ""


@rules.predicate
def confirms_here(user, official) -> bool:
    return bool(confirmer_role(user, official.region))


rules.add_perm("identities.view_identities", is_member | is_national | is_province_officer)
rules.add_perm("identities.invite_officials", is_lead | is_national)
rules.add_perm("identities.confirm", confirms_here)
