"""How fast contacts become interactions: customer found, conversation joined, text read."""

from __future__ import annotations

import os
import sys
import time

import httpx
import psycopg

from memnun.bench.benches.ledger import OPTIONS, furnish
from memnun.bench.house import House
from memnun.bench.registry import bench
from memnun.bench.report import Report

REPEATS = 3
CONTACTS = int(os.environ.get("BENCH_CONTACTS", "5000"))
BATCH = min(CONTACTS, 500)
PATIENCE = 600.0


@bench("placing", "contacts a second from the first byte sent until all are placed and understood")
def placing(report: Report) -> None:
    """One worker and one web process; a thousand customers, two conversations each."""
    with House() as house:
        token = furnish(house)
        ours, _ = house.serve(options=OPTIONS)
        house.start(sys.executable, "-P", "-m", "memnun", "worker")
        rates = [_place(house, ours, token, f"p{number}") for number in range(REPEATS + 1)]
    report.repeats("placing", rates[1:], unit="contacts/s")


TEXTS = (
    "Kargom üç gündür gelmedi, kimse de aramıyor. Böyle giderse başka yerden alacağım.",
    "Teşekkür ederim, sorunumu çok hızlı çözdünüz. Elif Hanım'a da selamlar.",
    "Uygulamada koyu tema olsa gözlerim rahat eder, eklerseniz sevinirim.",
    "İade için hangi kargo firmasını kullanmalıyım, ücret alınıyor mu?",
    "Ürün kırık çıktı, paramı geri istiyorum. Fotoğrafları ekte gönderdim.",
    "Mağazanızdaki personel çok ilgiliydi, tekrar geleceğim.",
)


def _place(house: House, address: str, token: str, prefix: str) -> float:
    """Send contacts in batches and wait until none waits; gives contacts a second."""
    contacts = [
        {
            "channel": "email", "external_id": f"{prefix}-{number}", "text": TEXTS[number % len(TEXTS)],
            "thread": f"{prefix}-{number % 2000}",
            "customer": {"email": f"musteri{number % 1000}@ornek.example", "name": "Ayşe Yılmaz"},
        }
        for number in range(CONTACTS)
    ]  # fmt: skip
    started = time.perf_counter()
    with httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=60) as client:
        for first in range(0, CONTACTS, BATCH):
            batch = contacts[first : first + BATCH]
            client.post(f"{address}/api/v1/interactions/batch", json=batch).raise_for_status()
    with psycopg.connect(house.address, autocommit=True) as connection:
        while _waiting(connection):
            if time.perf_counter() - started > PATIENCE:
                raise TimeoutError("contacts are still waiting")
            time.sleep(0.05)
    return CONTACTS / (time.perf_counter() - started)


def _waiting(connection: psycopg.Connection) -> bool:
    query = "SELECT 1 FROM interactions_rawinbound WHERE state = 'waiting' LIMIT 1"
    return connection.execute(query).fetchone() is not None
