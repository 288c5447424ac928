"""The closing block of a letter."""

import pytest
from django.template.loader import render_to_string

from letterheads.signers import signer_rows
from regions.models import Official
from tests.markup import one_line

BUPATI = Official(name="Drs. H. Suryo, M.Si.", position="Bupati Banjarnegara", acting="pj",
    is_head_of_region=True, nip="196803141994031001", rank="Pembina", grade="IV/a")  # fmt: skip
SEKDA = Official(name="Ir. Haryo, M.T.", position="Sekretaris Daerah", nip="196803141994031001",
    rank="Pembina Utama Madya", grade="IV/d")  # fmt: skip
KADIS = Official(name="Dr. Endah, M.Eng.", position="Kepala Dinas Kesehatan", acting="plt",
    grade="IV/c", number_kind="nip", nip="197105221997032002")  # fmt: skip
DANDIM = Official(name="Letkol Inf. Dhanu", position="Komandan Kodim 0704", acting="plh",
    rank="Letnan Kolonel Inf.", number_kind="nrp", nip="11020031")  # fmt: skip


def printed(*officials, **given):
    rows = signer_rows(officials, **given)
    return one_line(render_to_string("letterheads/print/_signers.html", {"rows": rows}))


@pytest.mark.parametrize(
    ("official", "given", "says", "not_says"),
    [
        (BUPATI, {}, ["Pj. Bupati Banjarnegara,"], ["NIP", "Pembina"]),
        (SEKDA, {}, ["Pembina Utama Madya (IV/d)", "NIP 19680314 199403 1 001"], ["an. "]),
        (SEKDA, {"on_behalf_of": BUPATI}, ["an. Pj. Bupati Banjarnegara", "Sekretaris Daerah,"],
         []),
        (BUPATI, {"on_behalf_of": BUPATI}, ["Pj. Bupati Banjarnegara,"], ["an. "]),
        (KADIS, {}, ["Plt. Kepala Dinas Kesehatan,", "Pembina Utama Muda (IV/c)"], []),
        (DANDIM, {}, ["Plh. Komandan Kodim 0704,", "NRP 11020031", "Letnan Kolonel Inf."], ["("]),
    ],
    ids=["Pj.", "NIP", "an.", "not for herself", "Plt.", "NRP"],
)  # fmt: skip
def test_who_signs_stands_as_the_official_form_has_it(official, given, says, not_says):
    block = printed(official, **given)

    assert f"<b>{official.name}</b>" in block
    assert [word for word in says if word not in block] == []
    assert [word for word in not_says if word in block] == []


def test_the_first_stands_on_the_right_and_nobody_leaves_room():
    block = printed(SEKDA, KADIS, DANDIM)

    assert block.index("Endah") < block.index("Haryo") < block.index("Dhanu")
    assert block.count("<tr") == 4
    assert "…………" in printed()
