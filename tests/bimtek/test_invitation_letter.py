"""The printed undangan: its kop, and who signs it for whom."""

import datetime as dt
import re

import pytest

from bimtek.invitation_letter import invitation_html
from bimtek.sessions import plan_session
from tests.factories import AgencyFactory, OfficialFactory
from tests.markup import one_line

DAYS = {"first_day": dt.date(2023, 11, 21), "last_day": dt.date(2023, 11, 22)}


@pytest.fixture
def words(masterplan, lead):
    """The words of the letter that a secretary signs, for the bupati or in her own name."""
    region = masterplan.region
    office = AgencyFactory(region=region, name="Sekretariat Daerah")
    OfficialFactory(region=region, position="Bupati Banjarnegara", acting="pj",
        is_head_of_region=True)  # fmt: skip
    secretary = OfficialFactory(region=region, agency=office, name="Ir. Haryo, M.T.",
        position="Sekretaris Daerah", nip="196803141994031001", grade="IV/d")  # fmt: skip

    def read(**said):
        session = plan_session(
            masterplan=masterplan, stage=1, **DAYS, inviter=secretary, **said, by=lead
        )
        return one_line(re.sub(r"<[^>]+>", " ", invitation_html(session)))

    return read


@pytest.mark.parametrize("is_for_head", [True, False])
def test_an_invitation_is_signed_an_the_head_of_region_where_it_says_so(is_for_head, words):
    text = words(is_for_head=is_for_head)

    assert "PEMERINTAH KABUPATEN BANJARNEGARA SEKRETARIAT DAERAH" in text
    assert ("an. Pj. Bupati Banjarnegara Sekretaris Daerah," in text) is is_for_head
    assert "Ir. Haryo, M.T. Pembina Utama Madya (IV/d) NIP 19680314 199403 1 001" in text
