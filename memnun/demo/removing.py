"""Taking the sample brand away, with everything that belongs to it and to nothing else."""

from django.apps import apps
from django.db import connection, transaction

from memnun.demo.brand import DOMAIN
from memnun.demo.founding import sample_brand
from memnun.people.models import Account


@transaction.atomic
def remove_sample_brand() -> bool:
    """Remove it; returns whether there was one. Large tables are emptied by one statement each."""
    brand = sample_brand()
    if brand is None:
        return False
    with connection.cursor() as cursor:
        for table in _tables_of_brands():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)} WHERE brand_id = %s", [brand.id])
    brand.delete()
    Account.objects.filter(email__endswith=f"@{DOMAIN}", people=None).delete()
    return True


def _tables_of_brands() -> list[str]:
    """Tables of rows that name their brand; those of `people` follow the brand by themselves."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("memnun.")]
    return [
        model._meta.db_table
        for model in ours
        if model._meta.app_label != "people"
        and "brand_id" in {field.column for field in model._meta.concrete_fields}
    ]
