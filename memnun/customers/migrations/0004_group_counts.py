"""The numbers of the three groups, kept by a trigger in the transactions that move customers.

New customers are counted by statement, moved ones by row: an update that moves nobody costs nothing.
"""

import django.db.models.deletion
from django.db import migrations, models

CREATE = """
CREATE FUNCTION memnun_count_new_customers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO customers_groupcount (brand_id, "group", customers)
    SELECT brand_id, "group", CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END
    FROM changed WHERE merged_into_id IS NULL GROUP BY brand_id, "group";
    RETURN NULL;
END $$;
CREATE FUNCTION memnun_count_moved_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.merged_into_id IS NULL THEN
        INSERT INTO customers_groupcount (brand_id, "group", customers) VALUES (OLD.brand_id, OLD."group", -1);
    END IF;
    IF NEW.merged_into_id IS NULL THEN
        INSERT INTO customers_groupcount (brand_id, "group", customers) VALUES (NEW.brand_id, NEW."group", 1);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER memnun_count_new AFTER INSERT ON customers_customer REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION memnun_count_new_customers();
CREATE TRIGGER memnun_count_gone AFTER DELETE ON customers_customer REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION memnun_count_new_customers();
CREATE TRIGGER memnun_count_moved AFTER UPDATE OF brand_id, "group", merged_into_id ON customers_customer
    FOR EACH ROW WHEN ((OLD.brand_id, OLD."group", OLD.merged_into_id IS NULL)
                       IS DISTINCT FROM (NEW.brand_id, NEW."group", NEW.merged_into_id IS NULL))
    EXECUTE FUNCTION memnun_count_moved_customer();
INSERT INTO customers_groupcount (brand_id, "group", customers)
SELECT brand_id, "group", count(*) FROM customers_customer WHERE merged_into_id IS NULL GROUP BY brand_id, "group";
"""

DROP = """
DROP TRIGGER memnun_count_new ON customers_customer;
DROP TRIGGER memnun_count_gone ON customers_customer;
DROP TRIGGER memnun_count_moved ON customers_customer;
DROP FUNCTION memnun_count_new_customers();
DROP FUNCTION memnun_count_moved_customer();
"""

GROUPS = [
    ("satisfied", "Satisfied"),
    ("at_risk", "At risk"),
    ("suggesting", "Suggesting"),
    ("unknown", "Not yet known"),
]


class Migration(migrations.Migration):
    dependencies = [("customers", "0003_groups_without_merged"), ("people", "0003_staff_acts")]

    operations = [
        migrations.CreateModel(
            name="GroupCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.CharField(choices=GROUPS, max_length=10)),
                ("customers", models.IntegerField()),
                (
                    "brand",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["brand", "group"], include=("customers",), name="group_count")
                ]
            },
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
