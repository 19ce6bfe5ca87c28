"""A member number is found without reading every customer."""

from django.db import migrations, models
from django.db.models.fields.json import KT
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("customers", "0004_group_counts")]

    operations = [
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                models.F("brand"),
                Lower(KT("facts__member_number")),
                name="customer_member_number",
                condition=models.Q(("facts__has_key", "member_number")),
            ),
        ),
    ]
