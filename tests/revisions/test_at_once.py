"""Two people press at the same moment, on two connections: the second is told of the first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from revisions.saving import Stale, save
from tests.factories import MembershipFactory
from tests.revisions.every_kind import KINDS

PATIENCE = 30


@pytest.fixture
def retno(region):
    return MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user


@pytest.fixture
def lines():
    with ThreadPoolExecutor(2) as pool:
        yield pool


def press_at_once(lines, example, lead, retno):
    """What two saves of one box from one page end in: a Stale, or None. Lead brings a second."""
    barrier, token = Barrier(2), example.document.token()

    def press(by, text, more):
        try:
            document = example.again()
            barrier.wait(PATIENCE)
            save(document, {example.box: example.told(text)} | more, token=token, by=by)
        except Stale as clash:
            return clash
        finally:
            connection.close()

    beside = dict([example.beside]) if example.beside else {}
    hers = lines.submit(press, retno, "Menurut Retno.", {})
    mine = lines.submit(press, lead, "Menurut saya.", beside)
    return [hers.result(PATIENCE), mine.result(PATIENCE)]


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_stands_and_both_stay(masterplan, agency, lead, retno, lines):
    for kind, make in KINDS.items():
        example = make(masterplan, agency, lead)

        clashes = press_at_once(lines, example, lead, retno)

        assert sum(clash is not None for clash in clashes) == 1, kind
        now = example.again().read()
        texts = [example.told("Menurut Retno."), example.told("Menurut saya.")]
        assert now[example.box] == texts[clashes[0] is not None], kind
        kept = [one.parts.get(example.box) for one in example.again().revisions()]
        assert all(text in kept for text in texts), kind
        if example.beside:
            box, value = example.beside
            assert now[box] == value, kind
