"""One channel's contacts are read without reading those of all channels."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interactions", "0011_adaptation_labels")]

    operations = [
        migrations.AddIndex(
            model_name="interaction",
            index=models.Index(fields=["brand", "channel", "-occurred_at", "-id"], name="interaction_channel"),
        ),
    ]
