"""The published schema says exactly what is in a snapshot: nothing is missing and nothing extra."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from editions import manifest
from editions.snapshot import SCHEMA, snapshot
from tests.editions.leaves import leaves

FOLDER = Path(settings.BASE_DIR, "docs/schema")


def published(name) -> Draft202012Validator:
    schema = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def described(schema, node, place=""):
    """The places of all values that a schema describes, as `leaves` names them."""
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    for choice in node.get("anyOf", []):
        yield from described(schema, choice, place)
    for name, inner in node.get("properties", {}).items():
        yield from described(schema, inner, f"{place}.{name}" if place else name)
    if "items" in node:
        yield from described(schema, node["items"], f"{place}[]")
    if node.get("type") not in ("object", "array", "null") and "anyOf" not in node:
        yield place


def test_an_empty_plan_and_a_full_one_are_as_the_schema_says(masterplan, full):
    schema = published("snapshot")

    schema.validate(snapshot(full))
    assert schema.schema["properties"]["schema"]["const"] == SCHEMA


def test_a_plan_of_the_real_outline_is_as_the_schema_says_before_a_word_is_written(empty):
    published("snapshot").validate(snapshot(empty))


def test_every_value_of_the_schema_is_in_a_full_snapshot(full, outline):
    schema = published("snapshot").schema

    assert set(described(schema, schema)) - set(leaves(snapshot(full))) == set()


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.pop("team"),
        lambda content: content["masterplan"].update(slug="x"),
        lambda content: content["programs"][0].update(agency="Dinas"),
        lambda content: content["programs"][0]["indicators"][0].update(baseline=40.0),
    ],
)
def test_what_is_not_in_the_schema_is_no_snapshot(full, change):
    content = snapshot(full)
    change(content)

    with pytest.raises(ValidationError):
        published("snapshot").validate(content)


@pytest.mark.parametrize("letter", [None, "a" * 64])
def test_a_manifest_is_as_its_schema_says(letter):
    books = [manifest.BookEntry(1, 164, "b" * 64)]
    text, _ = manifest.manifest_of(content="c" * 64, books=books, commitment=letter)

    published("manifest").validate(json.loads(text))
