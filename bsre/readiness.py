"""May somebody of a region sign by BSrE: is there a server, and is it known whom it signs for."""

from django.core.exceptions import ImproperlyConfigured

from bsre.roots import known_roots
from bsre.servers import server_for

NO_SERVER = "Layanan BSrE belum diatur untuk daerah ini, jadi belum ada yang dapat memakainya."
MISTAKEN = "Alamat layanan BSrE daerah ini salah tulis. Pengelola situs memperbaikinya."
NO_ROOTS = (
    "Sertifikat penerbit BSrE (SIMPUL_BSRE_ROOTS) belum dipasang, jadi tanda tangannya tidak dapat"
    " diperiksa. Pengelola situs memasangnya."
)


def has_server(region_code: str) -> bool:
    """Whether a service of BSrE is set up for this region, rightly or not."""
    try:
        return server_for(region_code) is not None
    except ImproperlyConfigured:
        return True


def obstacle(region_code: str) -> str:
    """Why nobody of this region can sign by BSrE now, as a sentence; empty when they can."""
    try:
        server = server_for(region_code)
    except ImproperlyConfigured:
        return MISTAKEN
    if server is None:
        return NO_SERVER
    return "" if known_roots() else NO_ROOTS
