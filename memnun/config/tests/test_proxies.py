"""Only named proxies may say who is asking."""

import pytest

from memnun.config.environment import EnvironmentProblem
from memnun.config.proxies import Proxies


def settle(names: list[str], client: str | None, **headers: str) -> dict:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"headers": pairs, "client": (client, 1) if client else None, "scheme": "http"}
    return Proxies(names).settle(scope)


def test_a_stranger_cannot_pass_for_somebody_else() -> None:
    scope = settle(
        ["10.0.0.1"], "192.0.2.7", x_forwarded_for="6.6.6.6", x_forwarded_proto="https", accept="a"
    )
    assert (scope["client"][0], scope["scheme"]) == ("192.0.2.7", "http")
    assert scope["headers"] == [(b"accept", b"a")]


def test_a_trusted_proxy_says_who_asks_and_how() -> None:
    scope = settle(["10.0.0.0/8"], "10.1.2.3", x_forwarded_for="198.51.100.4", x_forwarded_proto="https")
    assert (scope["client"][0], scope["scheme"]) == ("198.51.100.4", "https")


@pytest.mark.parametrize(
    ("chain", "asker"),
    [
        ("6.6.6.6, 198.51.100.4, 10.0.0.2", "198.51.100.4"),
        ("10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("rubbish", "10.0.0.1"),
        ("198.51.100.4, rubbish", "10.0.0.1"),
    ],
)
def test_of_a_chain_the_last_hop_outside_is_believed(chain: str, asker: str) -> None:
    assert settle(["10.0.0.0/24"], "10.0.0.1", x_forwarded_for=chain)["client"][0] == asker


def test_a_socket_without_an_address_is_no_proxy() -> None:
    assert settle(["10.0.0.1"], None, x_forwarded_for="6.6.6.6")["client"] is None


def test_a_name_that_is_no_address_is_refused_at_start() -> None:
    with pytest.raises(EnvironmentProblem, match=r"proxy\.example"):
        Proxies(["proxy.example"])
