"""Our time stamps as pyHanko asks for them, in the same process: nothing is sent anywhere.

Who only answers requests (authority/tokens.py) need not read pyHanko in, which takes half a second.
"""

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from authority import tokens
from authority.authorities import Authority


class SiteTimeStamper(TimeStamper):
    """Asks the site's own time-stamp authority."""

    def __init__(self, authority: Authority):
        super().__init__()
        self.authority = authority

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The token; AuthorityError when its key does not open."""
        return tokens.granted(tokens.stamp(req, self.authority))


def timestamper(authority: Authority) -> SiteTimeStamper:
    """What pyHanko signs with from B-T on: `PdfSigner(..., timestamper=timestamper(authority))`.

    Tokens carry our policy, a random serial, the certificates of time stamps and issuing authority.
    """
    return SiteTimeStamper(authority)
