from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('masterplans', '0002_one_revision_a_sitting'),
    ]

    operations = [
        migrations.AddField(
            model_name='alignment',
            name='form_key',
            field=models.UUIDField(blank=True, editable=False, null=True, unique=True),
        ),
    ]
