from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0004_remember_the_form_that_made_an_aim"),
    ]

    operations = [
        migrations.AlterField(
            model_name="budgetline",
            name="source",
            field=models.CharField(
                choices=[
                    ("apbd", "APBD"),
                    ("apbn", "APBN"),
                    ("dak", "DAK"),
                    ("province", "Provinsi"),
                    ("csr", "CSR"),
                    ("kpbu", "KPBU"),
                    ("grant", "Hibah"),
                    ("community", "Masyarakat"),
                    ("undecided", "Belum ditentukan"),
                ],
                max_length=9,
                verbose_name="sumber dana",
            ),
        ),
    ]
