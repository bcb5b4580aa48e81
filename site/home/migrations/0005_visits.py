import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_menu_of_the_front_page"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Visits",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("page_key", models.PositiveBigIntegerField()),
                ("number", models.PositiveBigIntegerField(default=0)),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.site"
                    ),
                ),
            ],
            options={
                "verbose_name": "visits of a page",
                "verbose_name_plural": "visits of pages",
                "constraints": [
                    models.UniqueConstraint(fields=("site", "day", "page_key"), name="one_number_for_a_day")
                ],
            },
        ),
    ]
