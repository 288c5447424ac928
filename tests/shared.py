"""What many tests begin with is made once: each of them stands on the same savepoint.

    @floor
    def masterplan(people):
        '''An empty masterplan.'''
        return MasterplanFactory(created_by=people["lead"])

is a fixture like any other. Its rows are written when the first test asks for it, and stay; what a
test does on them is rolled back to the savepoint, and the objects that it is given are its own
copies. A test that asks for no floor finds the database empty, and so does one that commits
(`transactional_db`, `live_server`): for that, floors are taken down, and made in the test itself.
"""

import copy
import inspect

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

FLOORS = {}  # by name, lower ones first: the function that makes it
PARTS = {}  # made together with the floor that asks for them, or in the test alone
GIVERS = set()  # the fixtures that were made of them


def floor(build):
    """A fixture that is made once; its arguments are floors and parts that were declared before."""
    return _fixture(build, FLOORS)


def part(build):
    """A fixture that belongs to a floor where there is one, and is made by itself elsewhere."""
    return _fixture(build, PARTS)


def _fixture(build, kind):
    name, asked = build.__name__, _asked(build)
    assert name not in FLOORS | PARTS, f"two floors are named {name}"
    assert set(asked) <= set(FLOORS | PARTS), f"{name} asks for what is made for each test"
    kind[name] = build

    def give(db, standing, request):
        if name in standing:
            return standing[name]
        return build(*(request.getfixturevalue(one) for one in asked))

    give.__doc__ = build.__doc__
    give.__module__ = build.__module__
    GIVERS.add(give)
    return pytest.fixture(name=name)(give)


def _asked(build):
    return list(inspect.signature(build).parameters)


def floors_of(item):
    """The floors that a test needs, the lowest first. Another fixture of such a name is none."""
    fixtures = item._fixtureinfo.name2fixturedefs
    wanted = [name for name in fixtures if fixtures[name][-1].func in GIVERS and name in FLOORS]
    found = set()
    while wanted:
        name = wanted.pop()
        found.add(name)
        wanted += _asked(FLOORS.get(name) or PARTS[name])
    return [name for name in FLOORS if name in found]


class House:
    """The floors that stand in the database of this process at the moment."""

    def __init__(self):
        self.floors = []  # (name, atomic block, its objects by name)
        self.connection = None  # to which their transaction belongs

    def stand_on(self, names):
        """Let exactly these floors stand; the objects of all of them, copied, by their names."""
        if self.floors and not self._stands():
            self._abandon()
        while [name for name, _, _ in self.floors] != list(names[: len(self.floors)]):
            self._take_down()
        for name in names[len(self.floors) :]:
            self._put_up(name)
        return copy.deepcopy(self._objects())

    def _stands(self):
        """Whether the present connection is that of the floors, and no test has closed it.

        From the first browser test on, playwright's event loop makes Django use another one.
        """
        present = connections[DEFAULT_DB_ALIAS]
        return (
            present is self.connection and not present.closed_in_transaction and present.is_usable()
        )

    def _abandon(self):
        """Close the floors' connection: the server takes back all that it wrote."""
        if self.connection.connection is not None:
            self.connection.connection.close()
        self.connection.connection = None  # Django begins anew with it,
        self.connection.in_atomic_block = False  # outside of any block
        self.floors.clear()

    def _objects(self):
        return {name: one for _, _, made in self.floors for name, one in made.items()}

    def _put_up(self, name):
        block = transaction.atomic()
        block._from_testcase = True  # a durable block may begin in a test nevertheless
        block.__enter__()
        self.connection = connections[DEFAULT_DB_ALIAS]
        self.floors.append((name, block, {}))
        try:
            self._build(name, FLOORS[name])
            connection.check_constraints()  # once, and not after every test
        except BaseException:
            self._take_down()
            raise
        connection.run_on_commit.clear()

    def _build(self, name, build):
        for one in _asked(build):
            if one not in self._objects():
                self._build(one, PARTS[one])
        objects = copy.deepcopy(self._objects())  # what lies below keeps them as they are
        self.floors[-1][2][name] = build(*(objects[one] for one in _asked(build)))

    def _take_down(self):
        _, block, _ = self.floors.pop()
        transaction.set_rollback(True)
        block.__exit__(None, None, None)


HOUSE = House()
