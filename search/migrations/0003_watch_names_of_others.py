"""A quick win has the name of its program, a strategy stands in the sub-dimension of its aim."""

from django.db import migrations

from search.watching import function_for_dependents, watch_for


class Migration(migrations.Migration):

    dependencies = [("search", "0002_watch_notes")]

    operations = [
        migrations.RunSQL(function_for_dependents(), "DROP FUNCTION search_mark_dependents();"),
        watch_for(
            "programs_program",
            "name, subdimension_id, agency_id",
            "quickwins_quickwin",
            "program_id",
        ),
        watch_for("programs_aim", "subdimension_id", "programs_strategy", "aim_id"),
    ]
