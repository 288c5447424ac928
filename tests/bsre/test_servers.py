"""Which server a region signs with is told by the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from bsre.servers import read_server, server_for


def test_a_region_has_its_own_service_or_that_of_the_site(settings):
    settings.BSRE_SERVERS = {
        "SIMPUL_BSRE_URL": "https://simpul:satu@esign.go.id",
        "SIMPUL_BSRE_URL_3304": "https://simpul:du%40a@esign.banjarnegarakab.go.id/tte/?version=1",
    }
    own = server_for("33.04")
    assert (own.url, own.password) == ("https://esign.banjarnegarakab.go.id/tte", "du@a")
    assert (own.version, own.extent) == (1, "corner")
    assert server_for("33.05").host == server_for().host == "esign.go.id"
    assert "satu" not in repr(server_for())
    settings.BSRE_SERVERS = {}
    assert server_for("33.04") is None


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("esign.go.id", "https://user:password@host"),
        ("https://esign.go.id", "https://user:password@host"),
        ("https://a:rahasia@esign.go.id?version=3", "version is one of 2, 1"),
        ("https://a:rahasia@esign.go.id?mark=here", "mark is one of"),
        ("https://a:rahasia@esign.go.id?verify=no", "unknown option verify"),
        ("https://a:rahasia@esign.go.id?seconds=1", "between 5 and 600"),
        ("http://a:rahasia@esign.intra", "unencrypted"),
    ],
)
def test_a_wrong_address_is_named_without_its_password(address, says):
    with pytest.raises(ImproperlyConfigured, match=says) as told:
        read_server(address)
    assert "rahasia" not in str(told.value)


def test_a_way_that_is_protected_otherwise_is_said_to_be():
    assert read_server("http://a:b@esign.intra?plain=yes").url == "http://esign.intra"
