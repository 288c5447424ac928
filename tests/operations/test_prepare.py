"""What `manage.py prepare` refuses before it touches anything."""

import pytest
from django.core.management import CommandError
from django.db.migrations.recorder import MigrationRecorder

from operations.management.commands.prepare import Command

pytestmark = pytest.mark.django_db


def test_a_database_of_an_older_shape_is_refused_in_one_sentence():
    MigrationRecorder.Migration.objects.create(app="bimtek", name="0002_hold_the_drawing")

    with pytest.raises(CommandError, match="versi lama") as refusal:
        Command().refuse_a_database_of_another_time()

    assert len(str(refusal.value).splitlines()) == 1


def test_a_database_of_this_shape_is_taken_also_beside_those_of_other_packages():
    MigrationRecorder.Migration.objects.create(app="some_package", name="0099_gone")

    Command().refuse_a_database_of_another_time()
