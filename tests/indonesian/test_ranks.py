"""Pangkat and golongan of civil servants."""

import pytest

from indonesian.ranks import PANGKAT, golongan, pangkat, pangkat_fault


@pytest.mark.parametrize(
    ("rank", "grade", "printed"),
    [
        ("Pembina Utama Muda", "IV/c", "Pembina Utama Muda (IV/c)"),
        ("", "IV/c", "Pembina Utama Muda (IV/c)"),
        ("Kolonel Inf.", "", "Kolonel Inf."),
        ("", "IX", "IX"),  # PPPK have no pangkat
        ("", "", ""),
    ],
)
def test_a_rank_is_printed_with_its_golongan(rank, grade, printed):
    assert pangkat(rank, grade) == printed


def test_there_are_seventeen_golongan_and_no_two_have_one_pangkat():
    assert len(PANGKAT) == len(set(PANGKAT.values())) == 17


@pytest.mark.parametrize(
    ("typed", "written"), [("iv / C", "IV/c"), ("III/d", "III/d"), ("IX", "IX"), ("V/a", "V/a")]
)
def test_a_golongan_is_written_in_one_way(typed, written):
    assert golongan(typed) == written


def test_a_rank_of_another_golongan_is_told():
    assert pangkat_fault("Pembina", "IV/c") == "Golongan IV/c adalah Pembina Utama Muda."
    assert pangkat_fault("penata tk. I", "III/d") == ""
    assert pangkat_fault("Pengelola", "IX") == ""
