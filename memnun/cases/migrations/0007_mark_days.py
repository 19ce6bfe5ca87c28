"""The database marks the days of everything that figures of cases count, whoever changed it.

Marks are only added, never shared, so that nobody waits for somebody else's.
"""

from django.db import migrations

COUNTED = {
    "cases_deadline": ("met_at", "kind = 'first_answer' AND {row}.met_at IS NOT NULL", "met_at took case_id"),
    "cases_resolution": ("at", "at IS NOT NULL", "at undone_at came_back took at_first_contact case_id"),
    "cases_promise": ("settled_at", "settled_at IS NOT NULL", "settled_at state case_id"),
    "cases_followup": ("asked_at", "asked_at IS NOT NULL", "asked_at state case_id"),
    "cases_concession": ("decided_at", "decided_at IS NOT NULL", "decided_at state amount case_id"),
}
"""Tables that hang on cases: the moment by which a row counts, when it does, and what of it counts."""

OF_A_CASE = "customer_id conversation_id channel topics team_id branch_id type_id reopened opened_at"
OF_ITS_DAY = "state days_after_purchase"
FUNCTIONS = """
CREATE FUNCTION memnun_case_day(moment timestamptz) RETURNS date LANGUAGE sql STABLE AS
$$ SELECT (moment AT TIME ZONE 'Europe/Istanbul')::date $$;

CREATE FUNCTION memnun_mark_day(brand uuid, moment timestamptz) RETURNS void LANGUAGE sql AS $$
    INSERT INTO cases_markedday (brand_id, day, at)
    SELECT brand, memnun_case_day(moment), clock_timestamp() WHERE moment IS NOT NULL $$;

CREATE FUNCTION memnun_mark_all_of_case(brand uuid, marked uuid) RETURNS void LANGUAGE sql AS $$
    INSERT INTO cases_markedday (brand_id, day, at)
    SELECT DISTINCT brand, memnun_case_day(told.moment), clock_timestamp() FROM (
        SELECT opened_at AS moment FROM cases_case WHERE id = marked
        UNION ALL SELECT met_at FROM cases_deadline WHERE case_id = marked AND kind = 'first_answer'
        UNION ALL SELECT at FROM cases_resolution WHERE case_id = marked
        UNION ALL SELECT settled_at FROM cases_promise WHERE case_id = marked
        UNION ALL SELECT asked_at FROM cases_followup WHERE case_id = marked
        UNION ALL SELECT decided_at FROM cases_concession WHERE case_id = marked) AS told
    WHERE told.moment IS NOT NULL $$;

CREATE FUNCTION memnun_mark_new_cases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cases_markedday (brand_id, day, at)
    SELECT DISTINCT brand_id, memnun_case_day(opened_at), clock_timestamp() FROM fresh;
    RETURN NULL;
END $$;
CREATE TRIGGER memnun_mark_new_cases AFTER INSERT ON cases_case
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION memnun_mark_new_cases();

CREATE FUNCTION memnun_mark_day_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM memnun_mark_day(OLD.brand_id, OLD.opened_at);
    RETURN NULL;
END $$;

CREATE FUNCTION memnun_mark_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM memnun_mark_day(OLD.brand_id, OLD.opened_at), memnun_mark_all_of_case(NEW.brand_id, NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION memnun_mark_cases_of_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM memnun_mark_all_of_case(brand_id, id) FROM cases_case WHERE conversation_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER memnun_mark_cases_of_conversation AFTER UPDATE OF team_id ON interactions_conversation
    FOR EACH ROW WHEN (OLD.team_id IS DISTINCT FROM NEW.team_id)
    EXECUTE FUNCTION memnun_mark_cases_of_conversation();
"""


def _differs(columns: str) -> str:
    return " OR ".join(f"OLD.{each} IS DISTINCT FROM NEW.{each}" for each in columns.split())


def _of_cases() -> str:
    return f"""
CREATE TRIGGER memnun_mark_gone_cases AFTER DELETE ON cases_case
    FOR EACH ROW EXECUTE FUNCTION memnun_mark_day_of_case();
CREATE TRIGGER memnun_mark_moved_cases AFTER UPDATE ON cases_case
    FOR EACH ROW WHEN ({_differs(OF_ITS_DAY)}) EXECUTE FUNCTION memnun_mark_day_of_case();
CREATE TRIGGER memnun_mark_changed_cases AFTER UPDATE ON cases_case
    FOR EACH ROW WHEN ({_differs(OF_A_CASE)}) EXECUTE FUNCTION memnun_mark_case();
"""


def _of_rows(table: str, moment: str, counts: str, columns: str) -> str:
    old, new = (f"{row}.{counts.format(row=row)}" for row in ("OLD", "NEW"))
    before, after = (f"PERFORM memnun_mark_day({row}.brand_id, {row}.{moment});" for row in ("OLD", "NEW"))
    return f"""
CREATE FUNCTION memnun_mark_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN {before} END IF;
    IF TG_OP <> 'DELETE' THEN {after} END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER memnun_mark_new AFTER INSERT ON {table} FOR EACH ROW WHEN ({new})
    EXECUTE FUNCTION memnun_mark_{table}();
CREATE TRIGGER memnun_mark_gone AFTER DELETE ON {table} FOR EACH ROW WHEN ({old})
    EXECUTE FUNCTION memnun_mark_{table}();
CREATE TRIGGER memnun_mark_changed AFTER UPDATE ON {table} FOR EACH ROW WHEN ({_differs(columns)})
    EXECUTE FUNCTION memnun_mark_{table}();
"""


def _marks_of(table: str, moment: str) -> str:
    return f"SELECT brand_id, memnun_case_day({moment}) AS day FROM {table} WHERE {moment} IS NOT NULL"


def _marks() -> str:
    told = [_marks_of("cases_case", "opened_at")]
    told += [_marks_of(table, moment) for table, (moment, _counts, _columns) in COUNTED.items()]
    return (
        "INSERT INTO cases_markedday (brand_id, day, at) SELECT brand_id, day, now() FROM "
        f"({' UNION '.join(told)}) AS told;"
    )


def _away() -> str:
    triggers = ["new", "gone", "changed"]
    of_rows = [f"DROP TRIGGER memnun_mark_{each} ON {table};" for table in COUNTED for each in triggers]
    of_rows += [f"DROP FUNCTION memnun_mark_{table}();" for table in COUNTED]
    of_cases = [f"DROP TRIGGER memnun_mark_{each}_cases ON cases_case;" for each in ("new", "gone", "moved", "changed")]
    return "\n".join([
        *of_rows, *of_cases,
        "DROP TRIGGER memnun_mark_cases_of_conversation ON interactions_conversation;",
        "DROP FUNCTION memnun_mark_cases_of_conversation(), memnun_mark_case(), memnun_mark_day_of_case();",
        "DROP FUNCTION memnun_mark_new_cases(), memnun_mark_all_of_case(uuid, uuid);",
        "DROP FUNCTION memnun_mark_day(uuid, timestamptz), memnun_case_day(timestamptz);",
    ])  # fmt: skip


CREATE = "".join((FUNCTIONS, _of_cases(), *(_of_rows(table, *told) for table, told in COUNTED.items()), _marks()))


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_tallies"),
        ("interactions", "0015_moves"),
    ]

    operations = [migrations.RunSQL(CREATE, _away())]
