"""A signature is called one of BSrE when its chain ends where the site's owner says, only then."""

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import pem

from bsre.recognition import ALL, is_of_bsre, sentence_on
from tests.bsre.signing import Authority, authority

NOW = datetime.now(UTC)
pytestmark = pytest.mark.system


def judged(made, at=NOW):
    return is_of_bsre(made.signer.signing_cert.dump(), [made.root_der], at=at)


def test_only_a_chain_to_a_known_root_counts(settings, tmp_path):
    made, other = authority(), Authority()
    settings.BSRE_ROOTS = ""
    assert not judged(made)
    settings.BSRE_ROOTS = str(tmp_path / "bsre.pem")
    assert not judged(made)
    (tmp_path / "bsre.pem").write_text("no certificate")
    assert not judged(made)
    (tmp_path / "bsre.pem").write_bytes(pem.armor("CERTIFICATE", made.root_der))
    assert judged(made)
    assert not judged(other)  # the same names, another key
    assert not judged(made, at=NOW + timedelta(days=900))


@pytest.mark.parametrize(
    ("verified", "begins"),
    [
        ([], ""),
        ([False, False], ""),
        ([True, True], ALL),
        (
            [True, False, True],
            "Sertifikat elektronik yang diterbitkan oleh BSrE, BSSN dipakai pada 2 dari",
        ),
    ],
)
def test_the_sentence_of_bsre_stands_only_when_all_are(verified, begins):
    said = sentence_on(verified)
    assert said.startswith(begins)
    assert bool(said) == bool(begins)
    assert ("tidak tersertifikasi" in said) == (any(verified) and not all(verified))
