"""Each photo's row says which standard renditions it has."""

from collections import defaultdict

from django.db import migrations, models

AT_ONCE = 500
SPECS = [f"format-{form}|width-{width}" for form in ("avif", "webp", "jpeg") for width in (320, 640, 1280)]


def record(apps, schema_editor):
    photos, renditions = apps.get_model("media", "Photo"), apps.get_model("media", "PhotoRendition")
    made = defaultdict(dict)
    found = renditions.objects.filter(filter_spec__in=SPECS).exclude(image__renditions_made_at=None)
    for photo, spec, *facts in found.values_list("image", "filter_spec", "file", "width", "height").iterator():
        made[photo][spec] = facts
    changed = [photos(pk=photo, standard_renditions=specs) for photo, specs in made.items()]
    photos.objects.bulk_update(changed, ["standard_renditions"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("media", "0005_photos_in_order")]

    operations = [
        migrations.AddField("photo", "standard_renditions", models.JSONField(default=dict, editable=False)),
        migrations.RunPython(record, migrations.RunPython.noop, elidable=True),
    ]
