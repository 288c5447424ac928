"""Typing errors are forgiven, and other words are not made of them."""

import pytest

from search.spelling import corrections, typing_errors

WORDS = [
    ("pelayanan", 40), ("melayani", 8), ("pelatihan", 12), ("smart", 90), ("surat", 20),
    ("serat", 2), ("kesehatan", 30), ("sampah", 25), ("2025", 60), ("pasar", 9), ("perizinan", 11),
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("pelayann", ["pelayanan"]),
        ("pelaynan", ["pelayanan"]),
        ("pelayanna", ["pelayanan"]),
        ("oelayanan", ["pelayanan"]),
        ("smrat", ["smart"]),
        ("kesehtan", ["kesehatan"]),
        ("keshatann", ["kesehatan"]),
        ("smapah", ["sampah"]),
        ("perijinan", ["perizinan"]),
        ("pelay", ["pelayanan"]),
        ("pel", ["pelayanan", "pelatihan"]),
        ("blockchain", []),
        ("pe", []),
        ("2026", []),
        ("xyz", []),
    ],
)
def test_a_word_is_meant_that_begins_so_or_is_typed_nearly_so(typed, words):
    assert corrections(typed, WORDS) == words


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [("kota", "kota", 0), ("kota", "kotra", 1), ("kota", "kta", 1), ("kota", "kotq", 1),
     ("kota", "koat", 0.9), ("kota", "desa", 3), ("", "kota", 3)],
)  # fmt: skip
def test_typing_errors_are_counted_up_to_a_limit(one, other, errors):
    assert typing_errors(one, other, 2) == errors
