from django.db import migrations

from plans.register.numbers import number_key, words_of


def fill_plans(apps, schema_editor):
    """Write down what plans are looked up by; from now on their `save` does."""
    PlanPage = apps.get_model("plans", "PlanPage")
    for plan in PlanPage.objects.only("number", "title", "issuer", "signer_name", "issued_on").iterator():
        texts = ("Kế hoạch", plan.title, plan.issuer, plan.signer_name)
        words = words_of(plan.number, texts, [plan.issued_on])
        PlanPage.objects.filter(pk=plan.pk).update(number_key=number_key(plan.number), words=words)


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0004_register'),
    ]

    operations = [
        migrations.RunPython(fill_plans, migrations.RunPython.noop),
    ]
