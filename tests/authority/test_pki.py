"""The public files of the authority, at the addresses that stand in every certificate."""

import datetime as dt

import pytest
from cryptography import x509

from authority import certificates, keystore

NOW = dt.datetime.now(dt.UTC)


def addresses(authority):
    """Every address that stands in a certificate, with the file that must be there."""
    for certificate, issuer, crl in (
        (authority.issuing, authority.root, authority.root_crl),
        (authority.seal, authority.issuing, authority.issuing_crl),
    ):
        lists = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
        access = certificate.extensions.get_extension_for_class(
            x509.AuthorityInformationAccess
        ).value
        yield lists[0].full_name[0].value, crl, "application/pkix-crl"
        yield access[0].access_location.value, issuer, "application/pkix-cert"


@pytest.mark.django_db
def test_every_address_in_a_certificate_serves_its_file_to_anybody(authority, client, settings):
    for address, item, content_type in addresses(authority):
        response = client.get(address.removeprefix(settings.SITE_URL))

        assert response.content == certificates.to_der(item), address
        assert response.headers["Content-Type"] == content_type
        assert "public" in response.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("which", ["root", "issuing"])
def test_certificates_are_offered_as_pem_for_people(authority, client, which):
    path = {"root": "/pki/akar.pem", "issuing": "/pki/penerbit.pem"}[which]
    response = client.get(path)

    assert response.content == certificates.to_pem(getattr(authority, which))
    assert b"PRIVATE" not in response.content


@pytest.mark.django_db
def test_a_visitor_gets_a_fresh_list_in_place_of_an_old_one(authority, client):
    keystore.write(
        authority.directory / "issuing.crl",
        certificates.to_der(
            certificates.revocation_list(
                authority.issuing,
                authority.key("issuing"),
                revoked={},
                now=NOW - dt.timedelta(days=25),
            )
        ),
    )

    response = client.get("/pki/penerbit.crl")

    assert x509.load_der_x509_crl(response.content).last_update_utc > NOW - dt.timedelta(hours=1)


@pytest.mark.django_db
def test_a_visitor_cannot_create_an_authority(client, settings):
    assert client.get("/pki/akar.crl").status_code == 404
    assert not settings.AUTHORITY_DIR.exists()
