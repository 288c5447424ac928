"""Whose signatures count at this site: put together here, for whoever checks a file."""

from authority import certificates
from authority.authorities import Authority
from seals.verdict import Trust


def trust_in(authority: Authority) -> Trust:
    """What a signature must be made with to be one of this site's."""
    return Trust(
        roots=(certificates.to_der(authority.root),),
        others=(certificates.to_der(authority.issuing),),
        crls=tuple(certificates.to_der(crl) for crl in authority.crls),
    )
