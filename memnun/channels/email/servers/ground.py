"""What both servers stand on: a folder, free ports, a user, a certificate, and waiting until they answer."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from memnun.foundation import clock

PATIENCE = 15.0
HOST = "127.0.0.1"


class ServerMissing(Exception):
    """A mail server is not installed or cannot be started; the text says what to do."""


def find_program(name: str, package: str) -> str:
    """The path of a server's program. Raises ServerMissing."""
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if found is None:
        raise ServerMissing(f"{name} is not installed. As root: apt-get install {package}")
    return found


def make_home(name: str) -> Path:
    """A new folder that the servers' users may enter."""
    home = Path(tempfile.mkdtemp(prefix=f"memnun-{name}-"))
    home.chmod(0o755)
    return home


def mail_user() -> tuple[str, str, int, int]:
    """(user, group, uid, gid) that own the mail: nobody when we are root, else ourselves."""
    if os.geteuid() == 0:
        user = pwd.getpwnam("nobody")
    else:
        user = pwd.getpwuid(os.geteuid())
    return user.pw_name, grp.getgrgid(user.pw_gid).gr_name, user.pw_uid, user.pw_gid


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, greeting: bytes, patience: float = PATIENCE) -> None:
    """Return when a server greets at a port. Raises ServerMissing when it never does."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            with socket.create_connection((HOST, port), timeout=1) as connection:
                connection.settimeout(2)
                if connection.recv(200).startswith(greeting):
                    return
        except OSError:
            time.sleep(0.05)
    raise ServerMissing(f"No server answers at port {port}.")


def write_certificate(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """A certificate signed by itself and its key, for an hour around now."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(clock.now() - timedelta(days=1))
        .not_valid_after(clock.now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate_file, key_file
