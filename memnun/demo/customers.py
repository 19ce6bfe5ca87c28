"""The customers of the sample brand, each worked out from the seed and a number alone."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from memnun.demo.chance import Dice, dice, weighted
from memnun.demo.people import Name, a_name, a_place, a_surname

_MAILBOXES = ("example.com", "example.org", "example.net", "posta.example.com", "mail.example.org")
_TWIN_EVERY = 25
_AGES = (("18-24", 13.0), ("25-34", 29.0), ("35-44", 26.0), ("45-54", 17.0), ("55-64", 10.0), ("65+", 5.0))
_EDUCATION = (
    ("primary", 8.0), ("secondary", 9.0), ("high_school", 27.0), ("associate", 12.0), ("bachelor", 34.0),
    ("postgraduate", 10.0),
)  # fmt: skip
_INCOME = (("1", 12.0), ("2", 20.0), ("3", 28.0), ("4", 25.0), ("5", 15.0))
_HOURS = (
    ("", 55.0),
    ("09:00-12:00", 8.0),
    ("12:00-14:00", 9.0),
    ("17:00-20:00", 18.0),
    ("19:00-21:30", 10.0),
)
_ASCII = str.maketrans("çğıöşüəâîû", "cgiosueaiu")


@dataclass(frozen=True, slots=True)
class Customer:
    """One invented customer.

    `telephone` is E.164 in 0500 000 …, given to nobody; `social` is a name on social media;
    `joined` tells how many days before the end date they first met the brand; `twin_of` is the
    number of the customer they really are, where somebody stands in the books twice.
    """

    number: int
    name: Name
    honorific: str
    email: str
    telephone: str
    social: str
    age_band: str
    education: str
    income_band: str
    marital_status: str
    province: str
    district: str
    language: str
    preferred_channels: tuple[str, ...]
    preferred_hours: str
    joined: int
    twin_of: int | None = None

    @property
    def external_id(self) -> str:
        """Their number in the brand's own books."""
        return f"M{self.number:07d}"

    @property
    def age_group(self) -> str:
        """o, m or y, as the tables of names have it."""
        return _age_group(self.age_band)


@lru_cache(maxsize=20_000)
def customer(seed: int, number: int) -> Customer:
    """The customer with a number (from 1). One in twenty-five is somebody met before."""
    rng = dice(seed, "customer", number)
    if number > _TWIN_EVERY and number % _TWIN_EVERY == 0:
        return _twin(rng, customer(seed, number - rng.randint(1, _TWIN_EVERY - 1)), number)
    age_band = weighted(rng, _AGES)
    name = a_name(rng, _age_group(age_band))
    province, district = a_place(rng)
    email = _email(rng, name, number) if rng.random() < 0.86 else ""
    return Customer(
        number=number,
        name=name,
        honorific=_honorific(rng, name),
        email=email,
        telephone=f"+90500{number:07d}" if not email or rng.random() < 0.88 else "",
        social=_social_name(rng, name, number) if rng.random() < _on_social_media(age_band) else "",
        age_band=age_band,
        education=weighted(rng, _EDUCATION),
        income_band=weighted(rng, _INCOME),
        marital_status=_marital_status(rng, age_band),
        province=province,
        district=district,
        language=name.language,
        preferred_channels=_preferred_channels(rng, age_band),
        preferred_hours=weighted(rng, _HOURS),
        joined=int(730 * rng.random() ** 0.6) + 1,
    )


def _age_group(age_band: str) -> str:
    return {"18-24": "y", "25-34": "y", "35-44": "m", "45-54": "m"}.get(age_band, "o")


def _marital_status(rng: Dice, age_band: str) -> str:
    married = {"18-24": 0.12, "25-34": 0.52, "35-44": 0.76, "45-54": 0.77}.get(age_band, 0.7)
    if rng.random() < married:
        return "married"
    if age_band in ("18-24", "25-34"):
        return "single"
    return weighted(rng, (("divorced", 5.0), ("single", 3.0), ("widowed", 6.0 if age_band == "65+" else 0.7)))


def _on_social_media(age_band: str) -> float:
    return {"18-24": 0.75, "25-34": 0.65, "35-44": 0.48, "45-54": 0.3}.get(age_band, 0.12)


def _honorific(rng: Dice, name: Name) -> str:
    """bey, hanim, or nothing where they never told."""
    if rng.random() < 0.12:
        return ""
    return "hanim" if name.gender == "f" else "bey"


def _plain(text: str) -> str:
    return re.sub(r"[^a-z]+", ".", text.replace("İ", "i").replace("I", "ı").lower().translate(_ASCII)).strip(
        "."
    )


def _email(rng: Dice, name: Name, number: int) -> str:
    given, surname = _plain(name.given), _plain(name.surname)
    local = rng.choice(
        (f"{given}.{surname}", f"{surname}.{given}", f"{given[0]}{surname}", f"{given}{surname}")
    )
    return f"{local}{number}@{rng.choice(_MAILBOXES)}"


def _social_name(rng: Dice, name: Name, number: int) -> str:
    given = _plain(name.given).replace(".", "")
    surname = _plain(name.surname).split(".")[-1]
    shown = rng.choice((given + surname, f"{given}_{surname[:3]}", f"{given}_evim", surname + given))
    return f"ornek_{shown}{number}"


def _preferred_channels(rng: Dice, age_band: str) -> tuple[str, ...]:
    young = age_band in ("18-24", "25-34")
    liked: tuple[tuple[str, float], ...] = (
        ("email", 3),
        ("phone", 1 if young else 5),
        ("chat", 5 if young else 2),
        ("social", 2 if young else 0.4),
    )
    first, second = weighted(rng, liked), weighted(rng, liked)
    return (first,) if first == second else (first, second)


def _twin(rng: Dice, real: Customer, number: int) -> Customer:
    """The same person met again: another address, the same telephone or a name written otherwise."""
    second = replace(
        real,
        number=number,
        email=_email(rng, real.name, number),
        telephone="",
        social="",
        preferred_channels=(),
        joined=max(1, real.joined - rng.randint(20, 200)),
        twin_of=real.number,
    )
    given = real.name.given.split(" ")
    changed = rng.random()
    if changed < 0.3 and real.telephone:
        return replace(second, telephone=real.telephone)
    if changed < 0.6 and len(given) > 1:
        return replace(second, name=replace(real.name, given=given[0]), telephone=real.telephone)
    if changed < 0.6 and real.name.gender == "f" and real.marital_status == "married" and real.telephone:
        return replace(second, name=replace(real.name, surname=a_surname(rng)), telephone=real.telephone)
    if changed < 0.8:
        bare = replace(
            real.name, given=_without_marks(real.name.given), surname=_without_marks(real.name.surname)
        )
        return replace(second, name=bare, telephone=f"+90500{number:07d}")
    return replace(second, email="", telephone=f"+90500{number:07d}")


def _without_marks(text: str) -> str:
    return text.translate(str.maketrans("çğıöşüÇĞİÖŞÜ", "cgiosuCGIOSU"))
