from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programs', '0003_link_programs_to_aims_and_the_rpjmd'),
    ]

    operations = [
        migrations.AddField(
            model_name='aim',
            name='form_key',
            field=models.UUIDField(blank=True, editable=False, null=True, unique=True),
        ),
    ]
