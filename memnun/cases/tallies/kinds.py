"""Which rows are packed for figures, by which day, and what of each.

A room above registers rows of its own with `tally(...)` in its `tallies.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CODE, NUMBER, SMALL, YES, WHO = ">i2", ">i8", ">i4", "?", ">i8"
"""How values are packed: the number of a key, a whole number, a smaller one, yes or no, half of an id."""
ISTANBUL = "Europe/Istanbul"


@dataclass(frozen=True, slots=True)
class Column:
    """One value of each row: the SQL that gives its bytes, and how they are read."""

    sql: str
    packing: str


def number(sql: str) -> Column:
    """A whole number of at most 64 bits."""
    return Column(f"int8send(({sql})::bigint)", NUMBER)


def small(sql: str) -> Column:
    """A whole number of at most 32 bits."""
    return Column(f"int4send(({sql})::int)", SMALL)


def yes(sql: str) -> Column:
    """Whether something is so."""
    return Column(f"boolsend({sql})", YES)


def who(sql: str) -> Column:
    """The last half of an id: random in all that are given out here, so that no two of a brand are the same."""
    return Column(f"substring(uuid_send({sql}) from 9)", WHO)


@dataclass(frozen=True, slots=True)
class Tally:
    """A kind of rows: `source` is what stands after FROM, with `c` for the case where there is one.

    `keys` are texts that are packed by their number (0 for none). `day` is the day of a row, in Turkey;
    `within` holds for rows of the days from `%(first)s` to `%(last)s`, which begin and end at `%(begin)s` and
    `%(end)s`. `owner` is the brand's column and `order` one that is unique.
    """

    kind: str
    source: str
    day: str
    within: str
    owner: str
    order: str
    keys: Mapping[str, str]
    columns: Mapping[str, Column]

    def packing(self, name: str) -> str:
        """How a column is packed."""
        return CODE if name in self.keys else self.columns[name].packing


TALLIES: dict[str, Tally] = {}


def tally(each: Tally) -> Tally:
    """Let rows be packed."""
    TALLIES[each.kind] = each
    return each


def day_of(moment: str) -> str:
    """SQL: the day of a moment in Turkey."""
    return f"({moment} AT TIME ZONE '{ISTANBUL}')::date"


SEEN_BY = {"team": "c.team_id::text", "talk": "talk.team_id::text"}
"""The teams that decide who may see a case: its own and its conversation's."""
OF_CASE = {
    **SEEN_BY,
    "channel": "c.channel",
    "topic": "c.topics[1]",
    "branch": "c.branch_id::text",
    "type": "c.type_id::text",
}
TALK = "LEFT JOIN interactions_conversation talk ON talk.id = c.conversation_id"


def _of_cases(kind: str, table: str, moment: str, where: str, **columns: Column) -> Tally:
    return tally(
        Tally(
            kind=kind,
            source=f"{table} m JOIN cases_case c ON c.id = m.case_id {TALK}",
            day=day_of(moment),
            within=f"{moment} >= %(begin)s AND {moment} < %(end)s AND {where}",
            owner="m.brand_id",
            order="m.id",
            keys=OF_CASE,
            columns=columns,
        )
    )


_of_cases(
    "first_answer", "cases_deadline", "m.met_at", "m.kind = 'first_answer' AND m.took IS NOT NULL",
    took=number("m.took"),
)  # fmt: skip
_of_cases(
    "solution", "cases_resolution", "m.at", "m.undone_at IS NULL AND m.took IS NOT NULL",
    took=number("m.took"), at_first_contact=yes("m.at_first_contact"), customer=who("c.customer_id"),
)  # fmt: skip
_of_cases(
    "ending", "cases_resolution", "m.at", "(m.undone_at IS NULL OR m.came_back)", came_back=yes("m.came_back")
)
_of_cases(
    "promise", "cases_promise", "m.settled_at", "m.state IN ('kept', 'moved', 'broken')",
    kept=yes("m.state = 'kept'"),
)  # fmt: skip
_of_cases(
    "follow_up", "cases_followup", "m.asked_at", "true",
    answered=yes("m.state IN ('satisfied', 'unsatisfied')"),
)  # fmt: skip
_of_cases(
    "concession", "cases_concession", "m.decided_at", "m.state = 'given'", kurus=number("m.amount * 100")
)
tally(
    Tally(
        kind="open",
        source=f"cases_case c {TALK}",
        day=day_of("c.opened_at"),
        within="c.opened_at >= %(begin)s AND c.opened_at < %(end)s AND c.state IN ('new', 'working', 'waiting')",
        owner="c.brand_id",
        order="c.id",
        keys=OF_CASE,
        columns={"since": number("extract(epoch FROM c.opened_at) * 1000000")},
    )
)
