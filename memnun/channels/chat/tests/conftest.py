"""A served chat of the cast's brand. pytest reads this file before Django has its settings."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def cast(transactional_db: None) -> Any:
    from memnun.people.testing import Cast

    return Cast()


@pytest.fixture
def chat(cast: Any) -> Any:
    from memnun.channels.chat.testing import make_chat

    return make_chat(cast.brand)


@pytest.fixture
def served() -> Iterator[str]:
    from memnun.channels.chat.live.routes import Chat
    from memnun.events.live.testing import served as serve

    with serve(Chat()) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def widget(served: str, chat: Any) -> Iterator[Any]:
    from memnun.channels.chat.testing import Widget

    with Widget(served, chat) as widget:
        yield widget.open()
