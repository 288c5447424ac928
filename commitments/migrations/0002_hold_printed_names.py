from django.db import migrations

from commitments.printed_names import hold


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0001_initial"),
        ("masterplans", "0001_initial"),
        ("regions", "0001_initial"),
        ("accounts", "0001_initial"),
    ]

    operations = hold()
