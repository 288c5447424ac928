"""The form of an official."""

import pytest

from regions.models import Official


@pytest.fixture
def sends(region, lead, signed_in):
    """`sends(nip=…)` fills the form of a new official and saves it."""

    def send(**more):
        data = {"name": "Siti, S.E.", "position": "Camat", "order": "1"} | more
        return signed_in(lead).post(f"/daerah/{region.code}/pejabat/baru/", data)

    return send


@pytest.mark.parametrize(
    "typed", ["196702021992031002", "19670202 199203 1 002", "19670202.199203-1-002 "]
)
def test_a_nip_is_cleaned_before_it_is_counted(typed, sends):
    sends(nip=typed)

    assert Official.objects.get().nip == "196702021992031002"


def test_the_box_of_a_nip_takes_its_spaces(region, lead, signed_in):
    """With `maxlength` the browser would cut what is pasted, without a word."""
    page = signed_in(lead).get(f"/daerah/{region.code}/pejabat/baru/").text
    (box,) = [tag for tag in page.split("<") if 'name="nip"' in tag]

    assert "maxlength" not in box


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("19670202 199203 1 00", "NIP terdiri atas 18 angka"),
        ("1967020219920310021", "paling banyak 18 huruf"),
        ("196702021992031000", "NIP ini berakhir dengan 000: Excel membulatkan"),
    ],
)
def test_a_nip_of_another_length_is_told(typed, sentence, sends):
    assert sentence in sends(nip=typed).text
    assert not Official.objects.exists()


@pytest.mark.parametrize(
    ("rank", "grade", "kept"),
    [
        ("", "iv/C", ("Pembina Utama Muda", "IV/c")),
        ("Pembina Utama Muda", "IV/c", ("Pembina Utama Muda", "IV/c")),
        ("Kolonel Inf.", "", ("Kolonel Inf.", "")),
        ("", "IX", ("", "IX")),
    ],
    ids=["rank follows", "both", "soldier", "PPPK"],
)
def test_a_golongan_says_its_pangkat(rank, grade, kept, sends):
    sends(rank=rank, grade=grade)

    official = Official.objects.get()
    assert (official.rank, official.grade) == kept


def test_a_pangkat_of_another_golongan_is_told_and_nothing_is_kept(sends):
    answer = sends(rank="Pembina", grade="IV/c")

    assert "Golongan IV/c adalah Pembina Utama Muda." in answer.text
    assert not Official.objects.exists()
