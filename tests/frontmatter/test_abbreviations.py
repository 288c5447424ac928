"""The list of abbreviations holds those that occur in the book, and what they mean there."""

from dataclasses import dataclass

import pytest

from frontmatter.abbreviations import abbreviations_in, known, long_form, short_names_in, texts_of


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Layanan memakai SPBE dan TTE.", ["SPBE", "TTE"]),
        ("Mal Pelayanan Publik Digital (MPPD) dibuka.", ["MPPD"]),
        ("Organisasi dan Tata Laksana (OTL) ditata.", ["OTL"]),
        ("Bab III, tahap IV, MCM.", []),
        ("Alamat https://spbe.go.id/SPBE dan surel SPBE@x.id tidak dihitung.", []),
        ("Sesuatu yang lain (XYZ) tidak dijelaskan.", []),
        ("Kantor itu (UMKM) bukan kepanjangannya.", ["UMKM"]),
        ("Smart City dan smart city bukan singkatan.", []),
        ("BUMDes, IoT, dan BSrE ditulis dengan huruf kecil juga.", ["BSrE", "BUMDes", "IoT"]),
        ("", []),
        ("A" * 10_000, []),
    ],
    ids=range(11),
)
def test_only_what_occurs_and_is_explained_is_listed(text, listed):
    assert [short for short, _ in abbreviations_in([text])] == listed


def test_what_the_text_introduces_goes_before_the_short_names_of_the_region_and_the_list():
    own = {"TPA": "Tim Penggerak Air", "DLH": "Dinas Lingkungan Hidup dan Kehutanan"}
    texts = ["Taman Pendidikan Anak (TPA) dikelola DLH.", "TPA, SPBE, DLH"]

    assert dict(abbreviations_in(texts, own)) == {
        "DLH": "Dinas Lingkungan Hidup dan Kehutanan",
        "SPBE": "Sistem Pemerintahan Berbasis Elektronik",
        "TPA": "Taman Pendidikan Anak",
    }


@pytest.mark.parametrize(
    ("before", "short", "long"),
    [
        ("Kami membuka Mal Pelayanan Publik ", "MPP", "Mal Pelayanan Publik"),
        ("Pada akhirnya. Mal Pelayanan. Publik ", "MPP", ""),
        ("MPP ", "MPP", ""),
        ("", "MPP", ""),
        ("Publik ", "MPP", ""),
    ],
    ids=range(5),
)
def test_the_words_before_are_its_meaning_when_their_first_letters_are(before, short, long):
    assert long_form(before, short) == long


def test_texts_are_found_however_deep_and_without_their_tags():
    @dataclass
    class Block:
        html: str
        rows: tuple

    deep = Block("<p>Satu&nbsp;<b>Data</b></p>", ({"a": ["Dua"]}, ("Tiga", 4, None)))

    assert " ".join(" ".join(texts_of(deep)).split()) == "Satu Data Dua Tiga"


def test_the_short_names_of_agencies_are_those_of_the_snapshot():
    agency = {"name": "Dinas Kesehatan", "short_name": "DINKES"}
    content = {"programs": [{"agency": agency, "supporters": [{"name": "X", "short_name": ""}]}]}

    assert short_names_in(content) == {"DINKES": "Dinas Kesehatan"}


def test_the_shared_list_is_in_order_and_explains_each_once():
    assert list(known()) == sorted(known(), key=str.casefold)
    assert all(long.strip() and long != short for short, long in known().items())
