"""Whom the team list of a frozen book has named stays in the team (decision 0040).

Until editions knew `in_team` the books printed every official of the region. Those names are in
the edition itself; nobody else is moved.
"""

import json

from django.db import migrations


def keep_those_who_were_printed(apps, schema_editor):
    editions = apps.get_model("editions", "Edition").objects
    officials = apps.get_model("regions", "Official").objects
    newest = editions.order_by("masterplan_id", "-number").distinct("masterplan_id")
    for region, content in newest.values_list("masterplan__region", "content").iterator():
        printed = json.loads(content).get("team", {}).get("officials", [])
        names = {row["name"] for row in printed if "in_team" not in row}
        officials.filter(region=region, name__in=names).update(in_team=True)


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0001_initial"),
        ("masterplans", "0003_naming_of_a_plan"),
        ("regions", "0002_number_of_service"),
    ]

    operations = [
        migrations.RunPython(keep_those_who_were_printed, migrations.RunPython.noop),
    ]
