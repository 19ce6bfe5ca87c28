"""Visitors are set aside for a time; whoever was set aside before comes back a day later."""

from datetime import timedelta

from django.db import migrations, models
from django.db.models import F


def give_an_end(apps, schema_editor):
    """Until now somebody who was set aside stayed so for good."""
    visitors = apps.get_model("channel_chat", "Visitor").objects.filter(quarantined_at__isnull=False)
    visitors.update(quarantined_until=F("quarantined_at") + timedelta(days=1))


class Migration(migrations.Migration):
    dependencies = [("channel_chat", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="visitor",
            name="quarantined_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(give_an_end, migrations.RunPython.noop),
    ]
