"""Every addition to the log wakes its readers, whoever made it."""

from django.db import migrations

CREATE = """
CREATE FUNCTION memnun_wake_event_readers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('memnun_events', brand_id::text) FROM (SELECT DISTINCT brand_id FROM added) AS brands;
    RETURN NULL;
END $$;
CREATE TRIGGER memnun_wake_event_readers AFTER INSERT ON events_event
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION memnun_wake_event_readers();
"""

DROP = """
DROP TRIGGER memnun_wake_event_readers ON events_event;
DROP FUNCTION memnun_wake_event_readers();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
