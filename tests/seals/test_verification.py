"""Our own verdict on files of strangers, and the comparison by hash."""

import io
import random
import re
import time
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seals import verdict as verdicts
from seals.examination import examine
from seals.trust import trust_in
from seals.verdict import Verdict
from seals.verification import Match, compare_upload, verify_pdf
from tests.seals.conftest import flipped, known, modest, seal, with_note

pytestmark = pytest.mark.system


@modest
@given(junk=st.binary(max_size=4000))
def test_random_bytes_get_a_verdict(junk, made_authority):
    for data in (junk, b"%PDF-1.7\n" + junk):
        verdict = examine(data, trust_in(made_authority))
        assert not verdict.sound
        assert len(verdict.problems) == 1


def signed_bytes(pdf):
    """What the signature covers: all but the container of the signature itself.

    Unused room in the container and what it carries unsigned (ISO 32000-1, 12.8.1) may change
    without touching what was signed; that the file is the very one, its SHA-256 tells (the page).
    """
    start, length, after, rest = map(int, re.search(rb"/ByteRange\s*\[([\d\s]+)\]", pdf)[1].split())
    return lambda other: (other[start : start + length], other[after : after + rest], len(other))


@modest
@given(seed=st.integers(0, 2**32))
def test_a_shuffled_file_gets_a_verdict_and_is_never_sound(seed, sealed_pdf, made_authority):
    chance = random.Random(seed)
    start, end = sorted(chance.sample(range(len(sealed_pdf)), 2))
    place = chance.randrange(len(sealed_pdf))
    piece = sealed_pdf[start:end] if chance.random() < 0.5 else chance.randbytes(end - start)
    kept = sealed_pdf[:place] + sealed_pdf[place + chance.choice([0, len(piece)]) :]
    shuffled = kept[:place] + piece + kept[place:]

    verdict = examine(shuffled, trust_in(made_authority))

    covered = signed_bytes(sealed_pdf)
    assert not verdict.sound or covered(shuffled) == covered(sealed_pdf)


def nested(depth):
    return b"%PDF-1.7\n1 0 obj\n" + b"[" * depth + b"]" * depth + b"\nendobj\n"


def inflating(megabytes):
    """A cross-reference stream that unpacks to many megabytes."""
    packed = zlib.compress(b"\0" * (megabytes * 2**20), 9)
    head = b"<< /Type /XRef /Size 9 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>"
    body = b"%PDF-1.7\n" + b"1 0 obj\n" + head % len(packed) + b"\nstream\n" + packed
    return body + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


@pytest.mark.parametrize(
    "hostile",  # made when the test runs: to pack 400 MB takes a second or two
    [
        lambda: nested(200_000) + b"startxref\n9\n%%EOF",
        lambda: inflating(400),
        lambda: b"%PDF-1.7\n" + b"startxref\n9\n%%EOF\n" * 200_000,
        lambda: b"%PDF-1.7\nxref\n0 1\ntrailer\n<< /Prev 9 /Size 1 >>\nstartxref\n9\n%%EOF\n",
    ],
    ids=["deep", "inflating", "many ends", "its own predecessor"],
)
def test_a_file_made_to_do_harm_gets_a_verdict_in_time(hostile, made_authority):
    data = hostile()
    began = time.monotonic()

    verdict = verify_pdf(data, authority=made_authority, seconds=10)

    assert not verdict.sound
    assert len(verdict.problems) == 1
    assert time.monotonic() - began < 25


def test_a_check_that_takes_too_long_is_ended(sealed_pdf, made_authority):
    verdict = verify_pdf(sealed_pdf, authority=made_authority, seconds=0)

    assert verdict.signed
    assert not verdict.sound
    assert "dihentikan" in verdict.problems[0]


def test_a_file_above_the_limit_is_not_opened(sealed_pdf, made_authority):
    verdict = verify_pdf(sealed_pdf + b"\0" * 2**20, authority=made_authority, largest=2**20)

    assert verdict == Verdict(problems=("Berkas lebih besar dari 1 MB sehingga tidak diperiksa.",))


def test_a_large_sealed_file_is_checked(made_authority):
    noise = random.Random(1).randbytes(18 * 2**20)
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Besar = pdf.make_indirect(pikepdf.Stream(pdf, noise))
        pdf.save(out)
    sealed = seal(out.getvalue(), made_authority)

    assert verify_pdf(sealed, authority=made_authority).sound
    assert not verify_pdf(flipped(sealed, 9_000_000), authority=made_authority).sound


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (lambda pdf: pdf, Match.GENUINE),
        (lambda pdf: pdf + b"x", Match.CHANGED),
        (with_note, Match.CHANGED),
        (lambda pdf: pdf[:-1], Match.UNKNOWN),
        (lambda pdf: flipped(pdf, 500), Match.UNKNOWN),
        (lambda pdf: b"", Match.UNKNOWN),
    ],
)
def test_an_upload_is_compared_with_the_files_that_are_known(change, match, sealed_pdf):
    others = [known(b""), known(b"naskah lain"), known(sealed_pdf + b"yang lebih panjang")]

    assert compare_upload(change(sealed_pdf), known=[*others[1:], known(sealed_pdf)]) == match


def test_nothing_is_known_when_no_file_is_known(sealed_pdf):
    assert compare_upload(sealed_pdf, known=[]) == Match.UNKNOWN


def test_every_sentence_of_a_verdict_is_plain_indonesian():
    sentences = [
        value for name, value in vars(verdicts).items() if name.isupper() and isinstance(value, str)
    ]

    assert len(sentences) == 9
    assert [line for line in sentences if not re.fullmatch(r"[A-Z][^!]*\.", line)] == []
