"""The board's index leaves merged customers out, so that groups are counted without a look at the rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0002_part_of_an_identity")]

    operations = [
        migrations.RemoveIndex(model_name="customer", name="customer_group"),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", True)),
                fields=["brand", "group", "-group_since", "-id"],
                name="customer_group",
            ),
        ),
    ]
