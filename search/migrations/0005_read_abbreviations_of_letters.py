"""The abbreviations of SK and functional posts are known: everything is read again."""

from django.db import migrations

MARK_ENTRIES = """
INSERT INTO search_mark (masterplan_id, source, object_id)
SELECT masterplan_id, source, object_id FROM search_entry
ON CONFLICT (source, object_id) DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0004_read_more_abbreviations")]

    operations = [migrations.RunSQL(MARK_ENTRIES, migrations.RunSQL.noop)]
