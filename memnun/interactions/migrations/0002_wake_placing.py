"""Every raw record wakes the placing loop."""

from django.db import migrations

CREATE = """
CREATE FUNCTION memnun_wake_placing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('memnun_raw', '');
    RETURN NULL;
END $$;
CREATE TRIGGER memnun_wake_placing AFTER INSERT ON interactions_rawinbound
    FOR EACH STATEMENT EXECUTE FUNCTION memnun_wake_placing();
"""

DROP = """
DROP TRIGGER memnun_wake_placing ON interactions_rawinbound;
DROP FUNCTION memnun_wake_placing();
"""


class Migration(migrations.Migration):
    dependencies = [("interactions", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
