from django.db import migrations

from signing.guards import hold_signature_in_file


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0008_pages_of_the_letter"),
        ("signing", "0004_queue"),
    ]

    operations = [hold_signature_in_file()]
