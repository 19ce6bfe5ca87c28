"""The database marks the day of every contact whose themes may have changed, whoever changed it.

Marks are only added, never shared, so that nobody waits for somebody else's; days beyond the nine weeks that are
compared are not marked.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION memnun_theme_day(moment timestamptz) RETURNS date LANGUAGE sql STABLE AS
$$ SELECT (moment AT TIME ZONE 'Europe/Istanbul')::date $$;

CREATE FUNCTION memnun_mark_readings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insights_changedday (brand_id, day, at)
    SELECT DISTINCT i.brand_id, memnun_theme_day(i.occurred_at), clock_timestamp()
    FROM changed JOIN interactions_interaction i ON i.id = changed.interaction_id
    WHERE i.occurred_at > now() - interval '70 days';
    RETURN NULL;
END $$;

CREATE TRIGGER memnun_mark_new_readings AFTER INSERT ON interactions_reading
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION memnun_mark_readings();
CREATE TRIGGER memnun_mark_changed_readings AFTER UPDATE ON interactions_reading
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION memnun_mark_readings();
CREATE TRIGGER memnun_mark_erased_readings AFTER DELETE ON interactions_reading
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION memnun_mark_readings();

CREATE FUNCTION memnun_mark_interactions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insights_changedday (brand_id, day, at)
    SELECT DISTINCT moved.brand_id, memnun_theme_day(moved.occurred_at), clock_timestamp()
    FROM (SELECT before.brand_id, unnest(ARRAY[before.occurred_at, after.occurred_at]) AS occurred_at
          FROM before JOIN after ON after.id = before.id
          WHERE before.direction = 'in'
          AND (before.text, before.subject, before.occurred_at, before.conversation_id)
          IS DISTINCT FROM (after.text, after.subject, after.occurred_at, after.conversation_id)) AS moved
    WHERE moved.occurred_at > now() - interval '70 days';
    RETURN NULL;
END $$;

CREATE TRIGGER memnun_mark_changed_interactions AFTER UPDATE ON interactions_interaction
    REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION memnun_mark_interactions();

CREATE FUNCTION memnun_mark_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insights_changedday (brand_id, day, at)
    SELECT DISTINCT i.brand_id, memnun_theme_day(i.occurred_at), clock_timestamp()
    FROM interactions_interaction i
    WHERE i.conversation_id = NEW.id AND i.occurred_at > now() - interval '70 days';
    RETURN NULL;
END $$;

CREATE TRIGGER memnun_mark_conversation_of_another_team AFTER UPDATE OF team_id ON interactions_conversation
    FOR EACH ROW WHEN (OLD.team_id IS DISTINCT FROM NEW.team_id) EXECUTE FUNCTION memnun_mark_conversation();

CREATE FUNCTION memnun_mark_team() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insights_changedday (brand_id, day, at)
    SELECT DISTINCT i.brand_id, memnun_theme_day(i.occurred_at), clock_timestamp()
    FROM interactions_conversation c JOIN interactions_interaction i ON i.conversation_id = c.id
    WHERE c.brand_id = NEW.brand_id AND c.team_id = NEW.id AND i.occurred_at > now() - interval '70 days';
    RETURN NULL;
END $$;

CREATE TRIGGER memnun_mark_team_of_another_openness AFTER UPDATE OF private ON people_team
    FOR EACH ROW WHEN (OLD.private IS DISTINCT FROM NEW.private) EXECUTE FUNCTION memnun_mark_team();

INSERT INTO insights_changedday (brand_id, day, at)
SELECT DISTINCT i.brand_id, memnun_theme_day(i.occurred_at), now()
FROM interactions_interaction i JOIN interactions_reading r ON r.interaction_id = i.id
WHERE i.occurred_at > now() - interval '70 days';
"""

DROP = """
DROP TRIGGER memnun_mark_team_of_another_openness ON people_team;
DROP TRIGGER memnun_mark_conversation_of_another_team ON interactions_conversation;
DROP TRIGGER memnun_mark_changed_interactions ON interactions_interaction;
DROP TRIGGER memnun_mark_erased_readings ON interactions_reading;
DROP TRIGGER memnun_mark_changed_readings ON interactions_reading;
DROP TRIGGER memnun_mark_new_readings ON interactions_reading;
DROP FUNCTION memnun_mark_team();
DROP FUNCTION memnun_mark_conversation();
DROP FUNCTION memnun_mark_interactions();
DROP FUNCTION memnun_mark_readings();
DROP FUNCTION memnun_theme_day(timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("insights", "0001_initial"),
        ("interactions", "0006_team_index"),
        ("people", "0003_staff_acts"),
    ]

    operations = [migrations.RunSQL(CREATE, DROP)]
