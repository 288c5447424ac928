from django.db import migrations

from identities.guards import end_proofs_of_another_name


class Migration(migrations.Migration):
    dependencies = [("identities", "0002_end_proofs")]

    operations = [end_proofs_of_another_name()]
