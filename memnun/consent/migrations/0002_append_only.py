"""The ledger and the decisions are only ever added to; the database itself refuses anything else.

Two ways stay open: the customer of a row may change (two customers become one, or are deleted), and
erasure by law, which says so with `SET LOCAL memnun.erasing = 'on'`.
"""

from django.db import migrations

TABLES = ("consent_consent", "consent_gatedecision")

CREATE = """
CREATE FUNCTION memnun_consent_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('memnun.erasing', true) = 'on' THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'customer_id' = to_jsonb(OLD) - 'customer_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""

DROP = "DROP FUNCTION memnun_consent_append_only();"


def on(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER memnun_append_only BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION memnun_consent_append_only();",
        f"DROP TRIGGER memnun_append_only ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP), *map(on, TABLES)]
