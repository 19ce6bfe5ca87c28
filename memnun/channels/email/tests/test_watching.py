"""The loop of the worker: new mail is taken in at once, trouble is told and survived, one process watches a mailbox."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

import pytest
from django.db import connection

from memnun.channels.email.fetching import watching
from memnun.channels.email.mailbox import Mailbox
from memnun.channels.email.tests.test_fetching import mail
from memnun.interactions.models import ChannelAccount, RawInbound

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db):
    from memnun.people.testing import Cast

    return Cast()


@contextlib.contextmanager
def watched(count=1) -> Iterator[None]:
    """The loop runs, in as many threads as processes are meant, while the block does."""
    stop = threading.Event()
    threads = [threading.Thread(target=_run, args=(stop,), daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(20)
        assert not any(thread.is_alive() for thread in threads)


def _run(stop):
    try:
        watching.run(stop)
    finally:
        connection.close()


def wait_until(true, patience=10.0) -> float:
    """Seconds until something holds."""
    begun = time.monotonic()
    while time.monotonic() - begun < patience:
        if true():
            return time.monotonic() - begun
        time.sleep(0.05)
    raise AssertionError(f"it did not hold within {patience} s")


def test_a_mail_that_comes_while_running_is_taken_in_within_five_seconds(make_account, address, box):
    make_account(address)
    box.append(mail("eski"))
    with watched():
        wait_until(lambda: RawInbound.objects.count() == 1)
        time.sleep(1)
        box.append(mail("yeni"))
        assert wait_until(lambda: RawInbound.objects.count() == 2) < 5


def test_a_mailbox_is_watched_by_one_process_of_many(make_account, address, box, monkeypatch):
    opened = []
    connect = watching.connect
    monkeypatch.setattr(watching, "connect", lambda *given: opened.append(1) or connect(*given))
    make_account(address)
    box.append(mail("bir"))
    with watched(3):
        wait_until(lambda: RawInbound.objects.count() == 1)
        time.sleep(1)
    assert len(opened) == 1


def test_a_broken_connection_is_made_anew_and_misses_nothing(
    make_account, address, box, dovecot, monkeypatch
):
    monkeypatch.setattr(watching, "FIRST_REST", 0.2)
    made: list[Mailbox] = []
    connect = watching.connect
    monkeypatch.setattr(watching, "connect", lambda *given: made.append(connect(*given)) or made[-1])
    make_account(address)
    box.append(mail("ilki"))
    with watched():
        wait_until(lambda: RawInbound.objects.count() == 1)
        made[-1]._box.client.sock.shutdown(2)
        box.append(mail("kopukken gelen"))
        wait_until(lambda: RawInbound.objects.count() == 2)
    assert len(made) >= 2


def test_a_server_that_tells_nothing_is_looked_at_by_itself(make_account, address, box, monkeypatch):
    monkeypatch.setattr(Mailbox, "can_wait", False)
    make_account(address, poll_seconds=1)
    with watched():
        box.append(mail("haber verilmeyen"))
        wait_until(lambda: RawInbound.objects.count() == 1)


def test_further_folders_are_looked_at_as_a_net(make_account, address, box):
    box.folder.create("Siparisler")
    make_account(address, folders="INBOX\nSiparisler", poll_seconds=1)
    with watched():
        wait_until(lambda: ChannelAccount.objects.get().checked_at is not None)
        box.append(mail("öteki klasörde"), "Siparisler")
        wait_until(lambda: RawInbound.objects.count() == 1)


def test_a_wrong_password_is_told_in_words_on_the_account(make_account, address, box, monkeypatch):
    monkeypatch.setattr(watching, "FIRST_REST", 0.2)
    account = make_account(address)
    account.set_secrets({"password": "yanlis"})
    account.save()
    with watched():
        wait_until(lambda: "şifre" in ChannelAccount.objects.get().problem)
        account.set_secrets({"password": "cok-gizli-parola"})
        account.save()
        box.append(mail("doğru parolayla"))
        wait_until(lambda: RawInbound.objects.count() == 1, patience=20)
        wait_until(lambda: ChannelAccount.objects.get().problem == "")


def test_an_account_that_is_switched_off_is_left_alone(make_account, address, box):
    account = make_account(address)
    with watched():
        wait_until(lambda: ChannelAccount.objects.get().checked_at is not None)
        ChannelAccount.objects.filter(id=account.id).update(active=False)
        time.sleep(watching.LOOK_AROUND + 3)
        box.append(mail("kapalıyken"))
        time.sleep(2)
        assert RawInbound.objects.count() == 0
