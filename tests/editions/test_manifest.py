"""Content, books and manifest of an edition cannot differ, whoever writes."""

import hashlib
import json

import pytest
from django.db import IntegrityError, transaction

from editions.actions import BookFile, keep_edition
from editions.integrity import manifest_again, parts_of
from editions.manifest import BookEntry, books_in, manifest_of, with_commitment
from editions.models import Edition, EditionBook

BOOKS = [BookFile(1, "Buku 1", b"%PDF-1.7 satu", 7), BookFile(2, "Buku 2", b"%PDF-1.7 dua", 9)]


@pytest.fixture
def edition(masterplan, lead):
    return keep_edition(masterplan, content='{"isi":"é"}', books=BOOKS, by=lead)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_manifest_names_content_and_every_book(edition):
    manifest = json.loads(edition.manifest)

    assert manifest == {
        "schema": "simpul-manifest-1",
        "content": sha256(edition.content),
        "books": [
            {"number": book.number, "pages": book.pages, "sha256": book.sha256} for book in BOOKS
        ],
        "commitment": None,
    }
    assert edition.manifest_sha256 == sha256(edition.manifest)


@pytest.mark.parametrize(
    "change",
    [
        {"content": "f" * 64},
        {"books": [BookEntry(1, 7, "f" * 64)]},
        {"books": [BookEntry(1, 8, "e" * 64)]},
        {"books": [BookEntry(3, 7, "e" * 64)]},
        {"books": []},
        {"commitment": "f" * 64},
    ],
)
def test_whatever_is_changed_the_hash_of_the_manifest_changes(change):
    own = {"content": "c" * 64, "books": [BookEntry(1, 7, "e" * 64)], "commitment": None}

    assert manifest_of(**own)[1] != manifest_of(**own | change)[1]


def test_the_letter_goes_into_the_manifest_and_leaves_the_rest(edition):
    text, hashed = with_commitment(edition.manifest, "a" * 64)

    assert json.loads(text) == json.loads(edition.manifest) | {"commitment": "a" * 64}
    assert hashed == sha256(text)
    assert books_in(text) == books_in(edition.manifest)


def copy(edition, **changes):
    fields = {
        field.attname: getattr(edition, field.attname)
        for field in Edition._meta.concrete_fields
        if field.name not in ("id", "frozen_at")
    }
    with transaction.atomic():
        return Edition.objects.create(**fields | {"number": 9} | changes)


def test_the_database_keeps_no_edition_whose_parts_differ(edition):
    other, other_hash = manifest_of(content=sha256("{}"), books=[])
    signed, signed_hash = with_commitment(edition.manifest, "a" * 64)
    spaced = json.dumps(json.loads(edition.manifest), sort_keys=True)
    for changes, why in (
        ({"content": "{}"}, "Isi edisi tidak cocok"),
        ({"manifest": other, "manifest_sha256": other_hash}, "Manifes edisi tidak cocok"),
        ({"manifest": signed, "manifest_sha256": signed_hash}, "Manifes edisi tidak cocok"),
        ({"manifest": spaced, "manifest_sha256": sha256(spaced)}, "Manifes edisi tidak cocok"),
        ({"manifest_sha256": "0" * 64}, "Manifes edisi tidak cocok"),
    ):
        with pytest.raises(IntegrityError, match=why):
            copy(edition, **changes)
    assert copy(edition).manifest_sha256 == edition.manifest_sha256


def put(edition, **changes):
    book = {"number": 1, "title": "x", "pdf": BOOKS[0].pdf, "sha256": BOOKS[0].sha256, "pages": 7}
    with transaction.atomic():
        return EditionBook.objects.create(edition=edition, **book | changes)


def test_the_database_keeps_no_book_that_the_manifest_does_not_name(edition):
    bare = copy(edition)
    other = b"%PDF-1.7 lain"
    with pytest.raises(IntegrityError, match="Berkas buku tidak cocok"):
        put(bare, pdf=other)
    for changes in (
        {"pdf": other, "sha256": hashlib.sha256(other).hexdigest()},
        {"number": 2},
        {"number": 3},
        {"pages": 8},
    ):
        with pytest.raises(IntegrityError, match="tidak tercantum dalam manifes"):
            put(bare, **changes)
    assert put(bare).pages == 7


def test_every_part_is_hashed_again_where_it_is_kept(edition, django_assert_num_queries):
    with django_assert_num_queries(2):
        parts = parts_of(edition)

    assert [part.name for part in parts] == [
        "Isi masterplan", "Buku 1, 7 halaman", "Buku 2, 9 halaman",
    ]  # fmt: skip
    assert all(part.is_whole for part in parts)
    assert manifest_again(edition, parts) == edition.manifest_sha256
