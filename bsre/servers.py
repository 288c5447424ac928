"""Which Esign Client Service a region signs with, as the environment says.

The service of BSrE is a server inside an agency, with an account of its own for each application.
So every region may have one (`SIMPUL_BSRE_URL_3304`), and one may be there for all the others
(`SIMPUL_BSRE_URL`). Each is told in one address, as the database and the mail server are:

    https://simpul:kata%20sandi@esign.banjarnegarakab.go.id?version=2&mark=coordinates

docs/bsre.md has the options, and which of them `manage.py bsre_probe` finds out.
"""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

LOOPBACK = ("127.0.0.1", "::1", "localhost")
CHOICES = {
    "version": ("2", "1"),
    "mark": ("coordinates", "tag", "none"),
    "origin": ("bottom", "top"),
    "extent": ("size", "corner"),
    "proof": ("passphrase", "totp"),
    "plain": ("no", "yes"),
}


@dataclass(frozen=True)
class EsignServer:
    """One server: where it is, who we are to it, and how it wants to be spoken to.

    `origin` is the edge of the page from which it counts upwards or downwards, `extent` whether
    width and height are a size or the far corner. These two and `mark` differ between versions.
    """

    url: str
    user: str
    password: str = field(repr=False)
    version: int = 2
    mark: str = "coordinates"
    origin: str = "bottom"
    extent: str = "size"
    proof: str = "passphrase"  # or a code that BSrE sends, of version 2 alone
    seconds: int = 60
    ca: str = ""  # a file with the agency's own root certificate

    @property
    def host(self) -> str:
        """The name of the server, which may be shown."""
        return urlsplit(self.url).hostname or ""


def read_server(address: str, name: str = "SIMPUL_BSRE_URL") -> EsignServer:
    """The service that an address tells of; ImproperlyConfigured names what is wrong, no secret."""
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    if parts.scheme not in ("https", "http") or not parts.hostname or not parts.username:
        raise ImproperlyConfigured(f"{name}: https://user:password@host expected.")
    if options.get("version") == "1":
        options.setdefault("extent", "corner")  # as most clients of version 1 send it
    chosen = {key: _one_of(name, key, options.pop(key, said[0])) for key, said in CHOICES.items()}
    seconds = options.pop("seconds", "60")
    ca = options.pop("ca", "")
    if options:
        raise ImproperlyConfigured(f"{name}: unknown option {sorted(options)[0]}.")
    if not seconds.isdigit() or not 5 <= int(seconds) <= 600:
        raise ImproperlyConfigured(f"{name}: seconds must be between 5 and 600.")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK and chosen["plain"] != "yes":
        raise ImproperlyConfigured(
            f"{name}: passphrases would travel unencrypted. Use https, or say plain=yes where the"
            " way to this server is protected otherwise."
        )
    return EsignServer(
        url=f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path.rstrip('/')}",
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        version=int(chosen["version"]),
        mark=chosen["mark"],
        origin=chosen["origin"],
        extent=chosen["extent"],
        proof=chosen["proof"] if chosen["version"] == "2" else "passphrase",
        seconds=int(seconds),
        ca=ca,
    )


def server_for(region_code: str = "") -> EsignServer | None:
    """The service of a region (`33.04`), else that of the whole site, else nothing."""
    own = f"SIMPUL_BSRE_URL_{region_code.replace('.', '')}" if region_code else "SIMPUL_BSRE_URL"
    for name in (own, "SIMPUL_BSRE_URL"):
        if address := settings.BSRE_SERVERS.get(name):
            return read_server(address, name)
    return None


def _one_of(name, key, value):
    if value not in CHOICES[key]:
        raise ImproperlyConfigured(f"{name}: {key} is one of {', '.join(CHOICES[key])}.")
    return value
