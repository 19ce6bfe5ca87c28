"""An address that its owner recognises and nobody else can use."""

from memnun.customers.models import IdentityKind

HIDDEN = "•••"


def mask(kind: str, value: str) -> str:
    """ "a•••@m•••.example" for an e-mail address, "0532 ••• •• 67" for a phone number."""
    if kind != IdentityKind.EMAIL:
        return f"{value[:6].replace('+90', '0')} ••• •• {value[-2:]}"
    local, _at, host = value.partition("@")
    name, _dot, ending = host.rpartition(".")
    return f"{local[:1]}{HIDDEN}@{name[:1]}{HIDDEN}.{ending}"
