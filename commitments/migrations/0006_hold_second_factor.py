from django.db import migrations

from commitments.second_factor import hold


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0005_proof_of_identity"),
        ("identities", "0002_end_proofs"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [hold()]
