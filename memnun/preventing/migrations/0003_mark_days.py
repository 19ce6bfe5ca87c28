"""The database marks the days of troubles and purchases when a solution, something given or a purchase changes."""

from django.db import migrations

CREATE = """
CREATE FUNCTION memnun_mark_opening() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE marked uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.case_id ELSE NEW.case_id END;
BEGIN
    PERFORM memnun_mark_day(brand_id, opened_at) FROM cases_case WHERE id = marked;
    RETURN NULL;
END $$;

CREATE TRIGGER memnun_mark_opening AFTER INSERT OR DELETE ON cases_resolution
    FOR EACH ROW EXECUTE FUNCTION memnun_mark_opening();
CREATE TRIGGER memnun_mark_opening_changed AFTER UPDATE ON cases_resolution
    FOR EACH ROW WHEN (OLD.undone_at IS DISTINCT FROM NEW.undone_at OR OLD.took IS DISTINCT FROM NEW.took
        OR OLD.cause_id IS DISTINCT FROM NEW.cause_id) EXECUTE FUNCTION memnun_mark_opening();
CREATE TRIGGER memnun_mark_opening AFTER INSERT OR DELETE ON cases_concession
    FOR EACH ROW EXECUTE FUNCTION memnun_mark_opening();
CREATE TRIGGER memnun_mark_opening_changed AFTER UPDATE ON cases_concession
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.amount IS DISTINCT FROM NEW.amount)
    EXECUTE FUNCTION memnun_mark_opening();

CREATE FUNCTION memnun_mark_buyers(buyers uuid[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO cases_markedday (brand_id, day, at)
    SELECT brand_id, day, clock_timestamp() FROM (
        SELECT brand_id, "on" AS day FROM purchases_purchase WHERE customer_id IN (SELECT unnest(buyers))
        UNION SELECT brand_id, memnun_case_day(opened_at) FROM cases_case WHERE customer_id IN (SELECT unnest(buyers))) AS told $$;

CREATE FUNCTION memnun_mark_purchases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM memnun_mark_buyers(array_agg(DISTINCT customer_id)) FROM fresh;
    RETURN NULL;
END $$;
CREATE TRIGGER memnun_mark_new_purchases AFTER INSERT ON purchases_purchase
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION memnun_mark_purchases();

CREATE FUNCTION memnun_mark_purchase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cases_markedday (brand_id, day, at) VALUES (OLD.brand_id, OLD."on", clock_timestamp());
    PERFORM memnun_mark_buyers(ARRAY[OLD.customer_id]);
    IF TG_OP = 'UPDATE' THEN PERFORM memnun_mark_buyers(ARRAY[NEW.customer_id]); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER memnun_mark_moved_purchases AFTER UPDATE ON purchases_purchase FOR EACH ROW
    WHEN (OLD."on" IS DISTINCT FROM NEW."on" OR OLD.customer_id IS DISTINCT FROM NEW.customer_id)
    EXECUTE FUNCTION memnun_mark_purchase();
CREATE TRIGGER memnun_mark_gone_purchases AFTER DELETE ON purchases_purchase
    FOR EACH ROW EXECUTE FUNCTION memnun_mark_purchase();

INSERT INTO cases_markedday (brand_id, day, at)
SELECT DISTINCT brand_id, "on", now() FROM purchases_purchase;
"""
DROP = """
DROP TRIGGER memnun_mark_gone_purchases ON purchases_purchase;
DROP TRIGGER memnun_mark_moved_purchases ON purchases_purchase;
DROP TRIGGER memnun_mark_new_purchases ON purchases_purchase;
DROP TRIGGER memnun_mark_opening_changed ON cases_concession;
DROP TRIGGER memnun_mark_opening ON cases_concession;
DROP TRIGGER memnun_mark_opening_changed ON cases_resolution;
DROP TRIGGER memnun_mark_opening ON cases_resolution;
DROP FUNCTION memnun_mark_purchase(), memnun_mark_purchases(), memnun_mark_buyers(uuid[]), memnun_mark_opening();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_mark_days"),
        ("preventing", "0002_held_back"),
        ("purchases", "0001_initial"),
    ]

    operations = [migrations.RunSQL(CREATE, DROP)]
