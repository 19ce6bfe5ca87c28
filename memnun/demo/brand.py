"""The sample brand: Hanay Ev, home and living, an online shop, branches, an app and a club."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from memnun.demo.suffixes import Noun

NAME = "Hanay Ev"
SLUG = "hanay-ev"
DOMAIN = "hanay.example"
SHORT_NAME = Noun("Hanay", name=True)
DELIVERY_PARTNER = Noun("Turna Dağıtım", name=True)
CLUB = Noun("Hane Kulüp", name=True)
TELEPHONE = "+902160000042"
TELEPHONE_SHOWN = "0216 000 00 42"
SOCIAL_NAME = "@hanayev"

RoleName = Literal["owner", "manager", "agent", "analyst"]


@dataclass(frozen=True, slots=True)
class Branch:
    """A shop of the brand; `weight` is how many people come."""

    code: str
    name: str
    province: str
    district: str
    weight: float


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody who works for the brand.

    `pace` multiplies how long an answer takes, `warmth` (0–1) is how human it sounds.
    """

    email: str
    name: str
    role: RoleName
    team: str
    pace: float = 1.0
    warmth: float = 0.8
    branch: str = ""

    @property
    def called(self) -> str:
        """How a customer addresses them: Elif Hanım, Burak Bey."""
        return f"{self.given} {'Bey' if self.given in _MEN else 'Hanım'}"

    @property
    def given(self) -> str:
        """The given name."""
        return self.name.split(" ", 1)[0]


_MEN = ("Murat", "Burak", "Onur", "Cem", "Tolga", "Kaan")
_BRANCHES = """
34-KAD|Kadıköy|İstanbul|Kadıköy|9
34-ATA|Ataşehir|İstanbul|Ataşehir|7
34-BAK|Bakırköy|İstanbul|Bakırköy|7
34-BEY|Beylikdüzü|İstanbul|Beylikdüzü|6
34-UMR|Ümraniye|İstanbul|Ümraniye|6
34-SIS|Şişli|İstanbul|Şişli|6
34-MAL|Maltepe|İstanbul|Maltepe|4
06-CAN|Çankaya|Ankara|Çankaya|8
06-YEN|Yenimahalle|Ankara|Yenimahalle|5
06-ETI|Etimesgut|Ankara|Etimesgut|3
35-BOR|Bornova|İzmir|Bornova|6
35-KAR|Karşıyaka|İzmir|Karşıyaka|5
16-NIL|Nilüfer|Bursa|Nilüfer|5
07-MUR|Muratpaşa|Antalya|Muratpaşa|5
01-SEY|Seyhan|Adana|Seyhan|4
27-SEH|Şehitkamil|Gaziantep|Şehitkamil|4
42-SEL|Selçuklu|Konya|Selçuklu|4
38-MEL|Melikgazi|Kayseri|Melikgazi|3
41-IZM|İzmit|Kocaeli|İzmit|4
26-TEP|Tepebaşı|Eskişehir|Tepebaşı|3
55-ATA|Atakum|Samsun|Atakum|3
61-ORT|Ortahisar|Trabzon|Ortahisar|3
20-PAM|Pamukkale|Denizli|Pamukkale|3
33-YEN|Mezitli|Mersin|Mezitli|3
21-KAY|Kayapınar|Diyarbakır|Kayapınar|3
"""

CARE, SALES, SOCIAL, SHOPS, HEAD_OFFICE = (
    "Müşteri İlişkileri",
    "Satış Danışma",
    "Sosyal Medya ve Pazarlama",
    "Mağazalar",
    "Merkez",
)
TEAMS = (CARE, SALES, SOCIAL, SHOPS, HEAD_OFFICE)

_STAFF = (
    ("Nermin Saraç", "owner", HEAD_OFFICE, 2.0, 0.9, ""),
    ("Murat Kılıç", "manager", CARE, 1.4, 0.95, ""),
    ("Sevgi Arslan", "manager", SHOPS, 1.6, 0.8, ""),
    ("Elif Aydın", "agent", CARE, 0.6, 0.97, ""),
    ("Burak Şen", "agent", CARE, 1.5, 0.55, ""),
    ("Gizem Polat", "agent", CARE, 0.9, 0.85, ""),
    ("Onur Tekin", "agent", CARE, 1.2, 0.7, ""),
    ("Hatice Güneş", "agent", CARE, 0.8, 0.9, ""),
    ("Derya Koç", "agent", SALES, 0.8, 0.9, ""),
    ("Cem Uslu", "agent", SALES, 1.3, 0.75, ""),
    ("Tolga Eren", "agent", SOCIAL, 0.7, 0.8, ""),
    ("Figen Bulut", "agent", SHOPS, 1.1, 0.85, "34-KAD"),
    ("Selin Ateş", "analyst", HEAD_OFFICE, 1.0, 0.8, ""),
    ("Kaan Doğru", "analyst", HEAD_OFFICE, 1.0, 0.8, ""),
)


@cache
def branches() -> tuple[Branch, ...]:
    """All shops."""
    rows = (line.split("|") for line in _BRANCHES.split("\n") if line)
    return tuple(
        Branch(code, name, province, district, float(weight))
        for code, name, province, district, weight in rows
    )


@cache
def staff() -> tuple[Employee, ...]:
    """Everybody who signs in."""
    return tuple(
        Employee(address(name), name, role, team, pace, warmth, branch)  # type: ignore[arg-type]
        for name, role, team, pace, warmth, branch in _STAFF
    )


def address(name: str) -> str:
    """Elif Aydın → elif.aydin@hanay.example."""
    return name.lower().translate(str.maketrans("çğıöşü", "cgiosu")).replace(" ", ".") + f"@{DOMAIN}"


@cache
def agents(team: str) -> tuple[Employee, ...]:
    """The agents of a team."""
    return tuple(person for person in staff() if person.team == team and person.role == "agent")


def employee(given: str) -> Employee:
    """The employee with a given name. Raises StopIteration if there is none."""
    return next(person for person in staff() if person.given == given)
