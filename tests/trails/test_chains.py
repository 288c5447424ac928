"""Events of a commitment form a chain that is stamped daily; what was tampered with is found."""

import ast
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction

from audit.models import Event
from commitments import signing
from commitments.trail import chain_of
from operations.health import CHECKS
from tests.commitments.making import sign
from trails import stamping
from trails.chains import append, canonical_text
from trails.models import ChainLink, EventChain, HeadStamp
from trails.verification import faults_found

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def chain(commitment, places):
    """Prepared, opened, signed by two; stamped."""
    for place in places[:2]:
        sign(place)
    signing.remind(commitment, by=places[0].user)
    stamping.stamp_heads()
    return EventChain.objects.get(key=chain_of(commitment))


def verbs(chain):
    return [verb.removeprefix("commitment.") for verb in chain.links.values_list("verb", flat=True)]


def found():
    return " | ".join(faults_found())


def test_every_step_is_a_link_and_a_line_of_the_trail(chain, commitment):
    assert verbs(chain) == ["prepared", "opened", "signed", "signed", "reminded"]
    told = Event.objects.filter(verb__startswith="commitment.").order_by("pk")
    assert [event.verb.removeprefix("commitment.") for event in told] == verbs(chain)
    said = json.loads(chain.links.get(number=3).body)
    assert said["previous"] == chain.links.get(number=2).digest
    assert said["data"]["code"] == commitment.code
    assert said["data"]["edition"] == commitment.edition.sha256
    assert (chain.length, chain.head) == (5, chain.links.get(number=5).digest)
    assert found() == ""


def test_every_verb_of_a_commitment_goes_through_its_chain():
    """A verb that writes to the site's trail alone would be missing in the chain."""
    rooms = [ROOT / "commitments", ROOT / "signing"]
    files = [path for room in rooms for path in room.rglob("*.py") if path.name != "trail.py"]
    alone = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in files
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record"
        if str(getattr(node.args[1], "value", "")).startswith("commitment.")
    ]
    assert alone == []


DELETE = "DELETE FROM trails_chainlink"
UPDATE = "UPDATE trails_chainlink SET"
THIS = "WHERE chain_id = %s AND number"


def move_up(raw, chain, number):
    """Make room for a link before this one, as nobody can through the triggers."""
    for one in range(chain.length, number - 1, -1):
        raw(f"{UPDATE} number = {one + 1} {THIS} = {one}", chain.pk)
    raw("UPDATE trails_eventchain SET length = length + 1 WHERE id = %s", chain.pk)


def change(raw, chain):
    raw(f"{UPDATE} body = replace(body, 'drawn', 'typed') {THIS} = 3", chain.pk)
    return ["ke-3 (commitment.signed): isinya diubah"]


def change_with_its_hash(raw, chain):
    link = chain.links.get(number=3)
    body, digest = canonical_text(json.loads(link.body) | {"by": 1})
    raw(f"{UPDATE} body = %s, digest = %s {THIS} = 3", body, digest, chain.pk)
    return ["ke-4 (commitment.signed): disisipkan, atau peristiwa sebelumnya diganti"]


def change_the_verb(raw, chain):
    raw(f"{UPDATE} verb = 'commitment.declined' {THIS} = 4", chain.pk)
    return ["ke-4 (commitment.declined): perbuatannya diubah; semula commitment.signed", "1 dalam"]


def remove(raw, chain):
    raw(f"{DELETE} {THIS} = 3", chain.pk)
    return ["peristiwa ke-3 hilang", "2 tanda tangan tersimpan, 1 dalam rantainya"]


def remove_two_at_the_end(raw, chain):
    raw(f"{DELETE} {THIS} > 3", chain.pk)
    return ["peristiwa ke-4 sampai ke-5 hilang", "padahal ada pada penanda waktu ke-1"]


def remove_the_end_and_say_so(raw, chain):
    raw(f"{DELETE} {THIS} = 5", chain.pk)
    head = chain.links.get(number=4).digest
    raw("UPDATE trails_eventchain SET length = 4, head = %s WHERE id = %s", head, chain.pk)
    return ["peristiwa ke-5 hilang, padahal ada pada penanda waktu ke-1"]


def insert(raw, chain):
    move_up(raw, chain, 3)
    previous = chain.links.get(number=2).digest
    body, digest = canonical_text({
        "chain": chain.key, "number": 3, "previous": previous, "verb": "commitment.reminded",
    })  # fmt: skip
    raw(
        "INSERT INTO trails_chainlink (chain_id, number, verb, body, digest)"
        " VALUES (%s, 3, 'commitment.reminded', %s, %s)", chain.pk, body, digest,
    )  # fmt: skip
    return [f"ke-4 (commitment.signed): dipindahkan; semula {chain.key} ke-3"]


def exchange(raw, chain):
    for before, after in ((3, 99), (4, 3), (99, 4)):
        raw(f"{UPDATE} number = {after} {THIS} = {before}", chain.pk)
    return ["ke-3 (commitment.signed): dipindahkan; semula", "ke-4 (commitment.signed): dipindah"]


def write_anew(raw, chain):
    """All of it, with good hashes: only the stamp knows."""
    previous = ""
    for link in chain.links.all():
        said = json.loads(link.body) | {"previous": previous, "name": "Orang lain"}
        body, previous = canonical_text(said)
        raw(f"{UPDATE} body = %s, digest = %s WHERE id = %s", body, previous, link.pk)
    raw("UPDATE trails_eventchain SET head = %s WHERE id = %s", previous, chain.pk)
    return ["peristiwa sampai ke-5 ditulis ulang; tidak sama dengan penanda waktu ke-1"]


def remove_all(raw, chain):
    raw("DELETE FROM trails_chainlink WHERE chain_id = %s", chain.pk)
    raw("DELETE FROM trails_eventchain WHERE id = %s", chain.pk)
    return [f"rantai {chain.key} hilang"]


def date_the_stamp_back(raw, chain):
    raw("UPDATE trails_headstamp SET at = at - interval '9 days'")
    return ["Penanda waktu ke-1", "isinya diubah"]


def stamp_other_heads(raw, chain):
    stamp = HeadStamp.objects.get()
    said = json.loads(stamp.body) | {"heads": {}}
    body, digest = canonical_text(said)
    raw("UPDATE trails_headstamp SET body = %s, digest = %s", body, digest)
    return ["Penanda waktu ke-1", "isinya diubah"]


@pytest.mark.parametrize(
    "tamper",
    [
        change, change_with_its_hash, change_the_verb, remove, remove_two_at_the_end,
        remove_the_end_and_say_so, insert, exchange, write_anew, remove_all, date_the_stamp_back,
        stamp_other_heads,
    ],
    ids=lambda one: one.__name__,
)  # fmt: skip
def test_what_was_tampered_with_is_named(chain, raw, tamper):
    expected = tamper(raw, chain)
    said = found()
    assert [one for one in expected if one not in said] == [], said


def test_the_command_names_it_and_fails_and_the_health_page_says_it(chain, raw, capsys, caplog):
    call_command("verify_trail")
    assert "1 rantai, 5 peristiwa: utuh; penanda waktu terakhir 1," in capsys.readouterr().out
    _, health = CHECKS["jejak"]
    assert stamping.inspect_due() == 0
    assert health() == ""
    change(raw, chain)
    with pytest.raises(CommandError, match="1 temuan"):
        call_command("verify_trail")
    assert "isinya diubah" in capsys.readouterr().out
    assert stamping.inspect_due() == 0  # it was looked through today
    raw("DELETE FROM trails_trailinspection")
    assert stamping.inspect_due() == 1
    assert "isinya diubah" in health()
    assert "isinya diubah" in caplog.text


def test_stamps_are_given_once_a_day_and_are_a_chain_themselves(chain, raw, commitment, places):
    assert stamping.stamp_due() == 0
    raw("UPDATE trails_headstamp SET at = at - interval '2 days'")
    assert stamping.stamp_due() == 1
    raw("UPDATE trails_headstamp SET at = at + interval '2 days' WHERE number = 1")
    first, second = HeadStamp.objects.all()
    assert json.loads(second.body)["previous"] == first.digest
    assert found() == ""
    raw("DELETE FROM trails_headstamp WHERE number = 1")
    assert "Penanda waktu ke-2" in found()
    assert "penanda sebelumnya hilang" in found()


def test_a_chain_that_has_ended_is_stamped_once_more(chain, commitment, places):
    signing.cancel(commitment, by=places[0].user, reason="Salah naskah.")
    assert EventChain.objects.get().ended
    assert stamping.stamp_heads() == 1
    assert stamping.stamp_heads() == 0
    assert HeadStamp.objects.count() == 2


@pytest.mark.django_db
def test_the_database_takes_no_link_that_does_not_continue_its_chain():
    link = append("hal:1", "hal.dibuat", by=None)
    said = json.loads(link.body)

    def try_link(**changes):
        body, digest = canonical_text(said | {"number": 2, "previous": link.digest} | changes)
        number = changes.get("number", 2)
        row = {"chain": link.chain, "number": number, "verb": link.verb}
        with transaction.atomic():
            return ChainLink.objects.create(**row, body=body, digest=digest)

    for changes in ({"previous": "0" * 64}, {"number": 3}, {"chain": "hal:2"}, {"verb": "lain"}):
        with pytest.raises(IntegrityError, match="tidak menyambung rantainya"):
            try_link(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        ChainLink.objects.update(verb="lain")
    for change in ({"length": 7}, {"head": "0" * 64}, {"key": "hal:9"}):
        with pytest.raises(IntegrityError, match="rantainya"), transaction.atomic():
            EventChain.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        link.chain.delete()
    try_link()
