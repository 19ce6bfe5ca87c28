"""How fast a full mailbox is taken in, how soon the next mail follows, and what it costs in processor and memory."""

from __future__ import annotations

import os
import random
import resource
import threading
import time
from importlib import import_module
from typing import Any

from memnun.bench.house import House
from memnun.bench.registry import bench
from memnun.bench.report import Report

MAILS = int(os.environ.get("BENCH_MAILS", "10000"))
KILLS = int(os.environ.get("BENCH_KILLS", "200"))
MAILS_TO_KILL = int(os.environ.get("BENCH_MAILS_TO_KILL", "12000"))
MESSAGES_TO_KILL = int(os.environ.get("BENCH_MESSAGES_TO_KILL", "1000"))
ADDRESS = "destek@marka.example"
CUSTOMER = "ayse@musteri.example"


@bench("mail", "a mailbox of 10,000 mails taken in and placed, and the one that comes next; needs Dovecot")
def mail(report: Report) -> None:
    """One process fetches and places, so that processor time counts all of it but the database's own."""
    with House() as house, RunningDovecot() as dovecot:
        house.django()
        account = _account(house, dovecot, ADDRESS)
        import_module("memnun.channels.email.servers.samples").fill(dovecot, ADDRESS, MAILS)
        deeds = import_module("memnun.channels.email.servers.deeds")
        begun, worked, held = time.perf_counter(), time.process_time(), _peak()
        deeds.fetch(account.id, threading.Event())
        fetched = time.process_time() - worked
        _place_all()
        report.count("mail.taken_in", MAILS / (time.perf_counter() - begun), unit="mails/s", n=MAILS)
        report.count("mail.taken_in_a_core", MAILS / (time.process_time() - worked), unit="mails/s", n=MAILS)
        report.count("mail.fetched_a_core", MAILS / fetched, unit="mails/s", n=MAILS)
        report.count("mail.memory_grown", (_peak() - held) / 1024, unit="MB", n=MAILS)
        report.count("mail.the_next_one", _next_one(dovecot, account), unit="s", n=1)


@bench("mail_kills", "kill -9 at random moments of fetching and sending; needs root, Dovecot and Postfix")
def mail_kills(report: Report) -> None:
    """Half of the kills hit the reader, half the sender; what is lost or doubled is counted."""
    postfix_class = (
        import_module("memnun.channels.email.servers.postfix").Postfix if os.geteuid() == 0 else None
    )
    if postfix_class is None:
        report.say("Postfix can only be started by root.")
        return
    chance = random.Random(2026)  # noqa: S311 - when to kill is no secret
    with House() as house, RunningDovecot() as dovecot:
        house.django()
        killing = import_module("memnun.channels.email.servers.killing")
        import_module("memnun.channels.email.servers.samples").fill(dovecot, ADDRESS, MAILS_TO_KILL)
        account = _account(house, dovecot, ADDRESS)
        found = killing.kill_while_fetching(account, mails=MAILS_TO_KILL, kills=KILLS // 2, chance=chance)
        _tell(report, "fetching", found)
        postfix = postfix_class(dovecot).start((ADDRESS, CUSTOMER))
        try:
            account = _account(house, dovecot, "info@marka.example", smtp_port=postfix.port)
            queued = _queue(account)
            found = killing.kill_while_sending(
                account, dovecot, CUSTOMER, queued, kills=KILLS // 2, chance=chance
            )
            _tell(report, "sending", found)
        finally:
            postfix.stop()


def _tell(report: Report, work: str, found: Any) -> None:
    for name in ("killed", "lost", "doubled", "repeated"):
        report.count(f"mail_kills.{work}.{name}", getattr(found, name), unit="", n=found.killed)


class RunningDovecot:
    """A running Dovecot while the block runs."""

    def __enter__(self) -> Any:
        self.server = import_module("memnun.channels.email.servers.dovecot").Dovecot().start()
        return self.server

    def __exit__(self, *_: object) -> None:
        self.server.stop()


def _account(house: House, dovecot: Any, address: str, **told: Any) -> Any:
    people, ledger = import_module("memnun.people.models"), import_module("memnun.interactions.models")
    brand, _made = people.Brand.objects.get_or_create(slug="olcum", defaults={"name": "Ölçüm"})
    account = ledger.ChannelAccount(
        brand=brand, channel="email", kind="email", slug=address, name=address,
        settings={
            "address": address, "imap_host": dovecot.host, "imap_port": dovecot.port, "imap_security": "none",
            "smtp_host": "127.0.0.1", "smtp_security": "none", "begin": "all", **told,
        },
    )  # fmt: skip
    account.set_secrets({"password": import_module("memnun.channels.email.servers.dovecot").PASSWORD})
    account.save(force_insert=True)
    return account


def _queue(account: Any) -> set[Any]:
    testing, outbox = (
        import_module("memnun.interactions.testing"),
        import_module("memnun.interactions.outbox"),
    )
    address = import_module("memnun.interactions.channel_kinds").Address("email", CUSTOMER)
    contacts = [
        testing.record(account.brand, testing.make_contact(f"Merhaba {number}", thread=f"k{number}"))[0]
        for number in range(20)
    ]
    return {
        outbox.queue(
            outbox.Outgoing(
                conversation=contacts[number % 20].conversation, account=account, to=address,
                text=f"İleti {number}", key=f"k{number}",
            )
        ).id
        for number in range(MESSAGES_TO_KILL)
    }  # fmt: skip


def _place_all() -> None:
    place_waiting = import_module("memnun.interactions.placing.batch").place_waiting
    while place_waiting():
        pass


def _next_one(dovecot: Any, account: Any) -> float:
    """Seconds from a mail's delivery to its row, with the loop of the worker running."""
    watching = import_module("memnun.channels.email.fetching.watching")
    raws = import_module("memnun.interactions.models").RawInbound.objects.filter(channel_account=account)
    stop = threading.Event()
    loop = threading.Thread(target=watching.run, args=(stop,), daemon=True)
    loop.start()
    time.sleep(8)
    before = raws.count()
    import_module("memnun.channels.email.servers.samples").fill(dovecot, ADDRESS, 1, first=MAILS)
    begun = time.perf_counter()
    while raws.count() == before and time.perf_counter() - begun < 60:
        time.sleep(0.02)
    taken = time.perf_counter() - begun
    stop.set()
    loop.join(15)
    return taken


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
