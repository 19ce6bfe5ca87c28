"""Whom to believe about who is asking: only proxies named in MEMNUN_TRUSTED_PROXIES."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from memnun.config.environment import EnvironmentProblem
from memnun.config.language import terminal_text as _

Scope = dict[str, Any]
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

FORWARDED = {b"forwarded", b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"x-forwarded-port"}
SCHEMES = {b"http": "http", b"https": "https"}


class Proxies:
    """The addresses and networks whose forwarding headers are believed."""

    def __init__(self, names: list[str]) -> None:
        """Raises EnvironmentProblem when a name is neither an address nor a network."""
        self.networks = [_network(name) for name in names]

    def settle(self, scope: Scope) -> Scope:
        """The scope with the asker's own address and scheme, and without forwarding headers.

        The asker is the rightmost address of X-Forwarded-For that is not a trusted proxy itself.
        """
        forwarded = [(name, value) for name, value in scope["headers"] if name in FORWARDED]
        if not forwarded:
            return scope
        settled = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in FORWARDED]}
        client = scope.get("client")
        if client and self._trusts(client[0]):
            settled["client"] = (self._asker(forwarded) or client[0], client[1])
            settled["scheme"] = _scheme(forwarded) or scope["scheme"]
        return settled

    def _trusts(self, text: str) -> bool:
        address = _address(text)
        return address is not None and any(address in network for network in self.networks)

    def _asker(self, forwarded: list[tuple[bytes, bytes]]) -> str | None:
        chain = b",".join(value for name, value in forwarded if name == b"x-forwarded-for").decode("latin-1")
        hops = [hop.strip() for hop in chain.split(",") if hop.strip()]
        for hop in reversed(hops):
            if _address(hop) is None:
                return None
            if not self._trusts(hop):
                return hop
        return hops[0] if hops else None


def _scheme(forwarded: list[tuple[bytes, bytes]]) -> str | None:
    values = [value for name, value in forwarded if name == b"x-forwarded-proto"]
    return SCHEMES.get(values[-1].rpartition(b",")[2].strip().lower()) if values else None


def _address(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _network(name: str) -> Network:
    try:
        return ip_network(name, strict=False)
    except ValueError:
        raise EnvironmentProblem(
            _("MEMNUN_TRUSTED_PROXIES has “%(name)s”, which is neither an address nor a network.")
            % {"name": name}
        ) from None
