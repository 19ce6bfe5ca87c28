"""A bot of the cast's brand and a fake Telegram. pytest reads this file before Django has its settings."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    from memnun.channels.telegram import bot
    from memnun.channels.telegram.fake import served_telegram

    with served_telegram() as server:
        monkeypatch.setattr(bot, "SERVER", server.url)
        yield server


@pytest.fixture
def account(cast: Any) -> Any:
    from memnun.channels.telegram.fake import TOKEN
    from memnun.interactions.models import ChannelAccount

    account = ChannelAccount(
        brand=cast.brand, channel="social", kind="telegram", slug="bot", name="Bot", settings={"mode": "ask"}
    )
    account.set_secrets({"token": TOKEN, "hook": "hook_gizli"})
    account.save()
    return account
