from django.db import migrations

from identities.guards import end_proofs


class Migration(migrations.Migration):
    dependencies = [
        ("identities", "0001_initial"),
        ("regions", "0005_official_address"),
    ]

    operations = end_proofs()
