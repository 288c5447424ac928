"""Notes and their answers are found as well."""

from django.db import migrations

from search.watching import function, watch


class Migration(migrations.Migration):

    dependencies = [
        ("bimtek", "0004_sessions_notes_and_parts"),
        ("search", "0001_index_and_marks"),
    ]

    operations = [
        migrations.RunSQL(function(), migrations.RunSQL.noop),  # it has learned a path
        watch("bimtek_note", "own"),
        watch("bimtek_noteanswer", "of_note"),
    ]
