"""What screens call somebody whose name nobody knows yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0005_member_number")]

    operations = [
        migrations.AddField(
            model_name="customer",
            name="called",
            field=models.CharField(blank=True, editable=False, max_length=120),
        )
    ]
