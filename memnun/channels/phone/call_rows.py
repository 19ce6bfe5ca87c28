"""A row of a list of calls becomes what is known of one call, or a list of what is wrong with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.channels.phone.finding import read_number
from memnun.channels.phone.heard.shape import Heard
from memnun.foundation.tables.moments import plausible_moment
from memnun.foundation.turkish.date_reading import parse_datetime
from memnun.foundation.turkish.folding import fold

IGNORE = ""
FIELDS = {
    "key": (gettext_lazy("Call id"), "uuid call id uniqueid linkedid cagri id arama id kayit no call uuid cdr id id"),
    "began_at": (
        gettext_lazy("Began"),
        "tarih date calldate call time start start stamp baslangic arama tarihi cagri tarihi baslama zamani tarih saat baslangic zamani",
    ),
    "time": (gettext_lazy("Time of day"), "saat time arama saati cagri saati"),
    "answered_at": (gettext_lazy("Answered"), "answer answer time answer stamp cevaplanma cevap zamani yanitlanma"),
    "ended_at": (gettext_lazy("Ended"), "end end stamp hangup hangup time bitis bitis zamani kapanis"),
    "direction": (gettext_lazy("Direction"), "yon direction bf direction cagri yonu gelen giden tip type arama yonu cagri tipi"),
    "caller": (gettext_lazy("Caller"), "arayan caller src source caller id caller id number arayan numara from kimden"),
    "callee": (gettext_lazy("Called"), "aranan callee dst destination destination number aranan numara to kime"),
    "extension": (gettext_lazy("Extension"), "dahili extension connected user dstchannel agent temsilci dahili no"),
    "seconds": (gettext_lazy("Length"), "sure duration cagri suresi toplam sure sure sn"),
    "talked": (gettext_lazy("Talked"), "billsec konusma suresi gorusme suresi talk duration konusma gorusme sn"),
    "outcome": (gettext_lazy("Outcome"), "durum disposition status sonuc answered cevaplandi missed call missing call cagri durumu"),
    "queue": (gettext_lazy("Queue"), "kuyruk queue grup"),
    "recording": (gettext_lazy("Recording"), "kayit ses kaydi recording record recordingfile recording url"),
}  # fmt: skip
"""Field → (its name, the folded names of columns that mean it, run together)."""

DIRECTIONS = {"in": "in", "inbound": "in", "gelen": "in", "incoming": "in", "out": "out", "outbound": "out", "giden": "out",
              "outgoing": "out", "dis": "out", "internal": "internal", "dahili": "internal", "local": "internal", "ic": "internal"}  # fmt: skip
ANSWERED = {
    "answered",
    "cevaplandi",
    "yanitlandi",
    "evet",
    "true",
    "1",
    "yes",
    "gorusuldu",
    "cevapli",
    "tamamlandi",
}
NOT_ANSWERED = {"no answer", "noanswer", "busy", "failed", "cevapsiz", "kacan", "kacirildi", "hayir", "false", "0", "no",
                "yanitlanmadi", "cevaplanmadi", "mesgul", "missed", "ulasilamadi", "abandoned"}  # fmt: skip
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:\.\d+)?")


class WrongCall(ValueError):
    """The row cannot become a call; `problems` says why."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class ReadCall:
    """A call of a list, and the address of its recording."""

    heard: Heard
    recording: str = ""


def propose(header: Sequence[str]) -> dict[str, str]:
    """{column: field}, each field once; the other columns are ignored."""
    proposal: dict[str, str] = {}
    taken: set[str] = set()
    for column in header:
        plain = re.sub(r"[\s_.:()/\-]+", " ", fold(column)).strip()
        found = next(
            (name for name, (_l, words) in FIELDS.items() if name not in taken and _means(plain, words)),
            IGNORE,
        )
        proposal[column] = found
        if found:
            taken.add(found)
    return proposal


def _means(plain: str, words: str) -> bool:
    return bool(re.search(rf"(?:^| ){re.escape(plain)}(?: |$)", words)) and bool(plain)


@dataclass
class CallReader:
    """Reads the rows of one list. `own` are the brand's numbers, to tell who called whom."""

    columns: Mapping[str, str]
    zone: ZoneInfo
    date_order: str = "dmy"

    def read(self, row: Mapping[str, Any]) -> ReadCall:
        """The call in a row. Raises WrongCall with everything that is wrong with it."""
        told = {
            name: row[column]
            for column, name in self.columns.items()
            if name and row.get(column) not in (None, "")
        }
        problems: list[str] = []
        began = self._moment(told, "began_at", problems, at=str(told.get("time", "")))
        if began is None and not problems:
            problems.append(_("The row does not say when the call began."))
        caller, callee = read_number(str(told.get("caller", ""))), read_number(str(told.get("callee", "")))
        direction = self._direction(told, caller, callee, problems)
        number = callee if direction == "out" else caller
        if not number:
            problems.append(_("The row holds no telephone number of a customer."))
        talked = self._seconds(told, "talked", problems)
        whole = self._seconds(told, "seconds", problems)
        if problems or began is None:
            raise WrongCall(problems)
        answered = self._answered(told, talked)
        answered_at = self._moment(told, "answered_at", problems) if answered is not False else None
        ended_at = self._moment(told, "ended_at", problems) or began + (whole or talked or timedelta(0))
        if answered and answered_at is None:
            answered_at = max(began, ended_at - talked) if talked else began
        if problems:
            raise WrongCall(problems)
        heard = Heard(
            key=str(told.get("key", "")).strip()[:120] or _fingerprint(began, caller, callee, ended_at),
            direction=direction, number=number, line=caller if direction == "out" else callee,
            extension=_extension(told), queue=str(told.get("queue", ""))[:80], began_at=began,
            answered_at=answered_at, ended_at=max(ended_at, began), answered=bool(answered_at),
        )  # fmt: skip
        recording = str(told.get("recording", "")).strip()
        return ReadCall(heard, recording[:500] if recording.startswith(("https://", "http://")) else "")

    def _moment(
        self, told: Mapping[str, Any], name: str, problems: list[str], *, at: str = ""
    ) -> datetime | None:
        value = told.get(name)
        if value in (None, ""):
            return None
        return plausible_moment(lambda: self._as_moment(value, at), value, problems)

    def _as_moment(self, value: Any, at: str) -> datetime:
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=self.zone)
        if isinstance(value, date):
            return parse_datetime(f"{value:%d.%m.%Y} {at or '00:00'}", "dmy", self.zone)
        return parse_datetime(f"{value} {at}".strip(), self.date_order, self.zone)  # type: ignore[arg-type]

    def _direction(self, told: Mapping[str, Any], caller: str, callee: str, problems: list[str]) -> str:
        said = fold(str(told.get("direction", ""))).strip()
        if said:
            found = next((value for word, value in DIRECTIONS.items() if word in said.split()), "")
            if not found:
                problems.append(_("“{value}” is no direction of a call.").format(value=said[:60]))
            return found
        return "out" if caller and not caller.startswith("+") and callee.startswith("+") else "in"

    def _seconds(self, told: Mapping[str, Any], name: str, problems: list[str]) -> timedelta | None:
        """A length of time, as seconds or as 00:03:12."""
        value = told.get(name)
        if value in (None, ""):
            return None
        if isinstance(value, time):
            return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        text = str(value).strip()
        if text.isdecimal() and len(text) < 7:
            return timedelta(seconds=int(text))
        if found := _CLOCK.fullmatch(text):
            hours, minutes, seconds = (int(part or 0) for part in found.groups())
            return timedelta(hours=hours, minutes=minutes, seconds=seconds)
        problems.append(_("“{value}” is no length of time.").format(value=text[:60]))
        return None

    def _answered(self, told: Mapping[str, Any], talked: timedelta | None) -> bool | None:
        said = " ".join(fold(str(told.get("outcome", ""))).replace("_", " ").split())
        if said in ANSWERED:
            return True
        if said in NOT_ANSWERED:
            return False
        if told.get("answered_at"):
            return True
        return talked > timedelta(0) if talked is not None else None


def _extension(told: Mapping[str, Any]) -> str:
    """Digits of an extension, also out of a channel's name such as SIP/1001-0000."""
    found = re.search(r"(?<!\d)(\d{2,6})(?!\d)", str(told.get("extension", "")))
    return found[1] if found else ""


def _fingerprint(began: datetime, caller: str, callee: str, ended: datetime) -> str:
    """The same call of the same list gives the same key in every file."""
    told = "|".join([began.isoformat(), caller, callee, ended.isoformat()])
    return "row-" + hashlib.sha256(told.encode()).hexdigest()[:32]


def sample_dates(columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The texts of the date column, to find out in which order days and months stand."""
    column = next((column for column, name in columns.items() if name == "began_at"), None)
    return [str(row[column]) for row in rows if column and isinstance(row.get(column), str) and row[column]]
