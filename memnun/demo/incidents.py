"""What went wrong over the two years: a carrier in trouble, an app that fell silent, a faulty batch; and what does just now."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Incident:
    """A time of trouble, counted in days before the end.

    `complaints` is the share of a day's contacts that become complaints about it at its height,
    `demand` multiplies the contacts of the day.
    """

    slug: str
    label: str
    begins: int
    lasts: int
    complaints: float
    demand: float


INCIDENTS = (
    Incident("carrier", "Turna Dağıtım'da aktarma merkezi arızası", 430, 16, 0.5, 1.7),
    Incident("outage", "Uygulama ve site kesintisi", 212, 4, 0.62, 2.2),
    Incident("batch", "Buğu su ısıtıcısı hatalı parti", 96, 34, 0.22, 1.25),
    Incident("basket", "Sepette düşmeyen indirim kodu", 5, 12, 0.13, 1.08),
)


def incident_on(day: date, end: date) -> tuple[Incident, float] | None:
    """The incident of a day with its strength (0–1), rising fast and ebbing slowly."""
    before = (end - day) // timedelta(1)
    for incident in INCIDENTS:
        passed = incident.begins - before
        if 0 <= passed < incident.lasts:
            peak = incident.lasts * 0.25
            return incident, min(1.0, (passed + 1) / peak) * min(
                1.0, (incident.lasts - passed) / (incident.lasts * 0.6)
            )
    return None
