"""Every kind of act can be shown."""

from memnun.events.kinds import REGISTRY, discover
from memnun.foundation.interface.icons import known_icons


def test_every_kind_of_act_has_an_icon_that_is_drawn() -> None:
    discover()
    assert {kind.name: kind.icon for kind in REGISTRY.values() if kind.icon not in known_icons()} == {}
