"""Each photo knows its colour; the worker goes through those that it has, and makes nothing else of them anew."""

from django.db import migrations, models


def let_the_worker_see_them(apps, schema_editor):
    apps.get_model("media", "Photo").objects.update(renditions_made_at=None)


class Migration(migrations.Migration):
    dependencies = [("media", "0008_consent_on_file")]

    operations = [
        migrations.AddField(
            "photo", "colour", models.CharField(blank=True, default="", editable=False, max_length=7)
        ),
        migrations.RunPython(let_the_worker_see_them, migrations.RunPython.noop, elidable=True),
    ]
