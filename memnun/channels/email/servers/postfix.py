"""A Postfix of our own: takes mail for two domains, delivers it into Dovecot's mailboxes, refuses as told."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from memnun.channels.email.servers.dovecot import Dovecot
from memnun.channels.email.servers.ground import (
    HOST,
    ServerMissing,
    find_program,
    free_port,
    make_home,
    wait_for,
    write_certificate,
)

DOMAINS = ("marka.example", "musteri.example")
NOBODY_HERE = "yok@musteri.example"
BUSY = "mesgul@musteri.example"
LARGEST = 3_000_000

MAIN = """
compatibility_level = 3.6
queue_directory = {home}/spool
data_directory = {home}/data
command_directory = {commands}
daemon_directory = {daemons}
maillog_file = {home}/postfix.log
maillog_file_prefixes = {home}
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.marka.example
mydestination =
mynetworks =
alias_maps =
local_recipient_maps =
virtual_mailbox_domains = {domains}
virtual_mailbox_base = {mail}
virtual_mailbox_maps = texthash:{home}/mailboxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
virtual_transport = virtual
recipient_delimiter = +
propagate_unmatched_extensions =
message_size_limit = {largest}
mailbox_size_limit = 0
virtual_mailbox_limit = 0
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {dovecot}/run/postfix-auth
smtpd_tls_security_level = may
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_tls_auth_only = no
smtpd_tls_loglevel = 1
smtpd_tls_session_cache_database =
smtp_tls_session_cache_database =
smtpd_client_connection_rate_limit = 0
smtpd_client_connection_count_limit = 0
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions =
  check_recipient_access inline:{{ {{ {busy} = 451 4.3.0 Try again later }} }}
default_process_limit = 20
queue_run_delay = 5s
minimal_backoff_time = 5s
"""

MASTER = """
{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """One server in a folder of its own, delivering into the mailboxes of a running Dovecot.

    Every address of its domains has a mailbox but NOBODY_HERE, which is refused for good, and BUSY,
    which is put off. Postfix can only be started by root.
    """

    def __init__(self, dovecot: Dovecot) -> None:
        self.dovecot = dovecot
        self.home = make_home("postfix")
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, mailboxes: tuple[str, ...]) -> Postfix:
        """Start it with these mailboxes. Raises ServerMissing with a sentence when that cannot be."""
        program = find_program("postfix", "postfix")
        if os.geteuid() != 0:
            raise ServerMissing("Postfix can only be started by root.")
        configuration = self.home / "etc"
        for name in ("etc", "spool", "data"):
            (self.home / name).mkdir()
        shutil.chown(self.home / "data", "postfix")
        certificate, key = write_certificate(configuration)
        (self.home / "mailboxes").write_text("".join(f"{one} {one}/Maildir/\n" for one in mailboxes))
        (configuration / "main.cf").write_text(
            MAIN.format(
                home=self.home, dovecot=self.dovecot.home, mail=self.dovecot.home / "mail", domains=", ".join(DOMAINS),
                uid=self.dovecot.uid, gid=self.dovecot.gid, certificate=certificate, key=key, largest=LARGEST, busy=BUSY,
                commands=Path(program).parent, daemons="/usr/lib/postfix/sbin",
            )
        )  # fmt: skip
        (configuration / "master.cf").write_text(MASTER.format(port=f"{HOST}:{self.port}"))
        self._process = subprocess.Popen(
            [program, "-c", str(configuration), "start-fg"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_for(self.port, b"220")
        except ServerMissing as problem:
            said = self.log()
            self.stop()
            raise ServerMissing(f"{problem} Postfix said: {said[-1500:]}") from None
        return self

    def stop(self) -> None:
        """End the server with all its processes and remove its folder."""
        if self._process is not None:
            for one in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(self._process.pid, one)
                    self._process.wait(5)
                    break
                except (subprocess.TimeoutExpired, ProcessLookupError):
                    continue
            self._kill_master()
        shutil.rmtree(self.home, ignore_errors=True)

    def _kill_master(self) -> None:
        """The master makes a group of its own; its pid file says which."""
        try:
            master = int((self.home / "spool" / "pid" / "master.pid").read_text())
        except (OSError, ValueError):
            return
        for one in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(master, one)
            except ProcessLookupError:
                return
            for _ in range(50):
                if not Path(f"/proc/{master}").exists():
                    return
                time.sleep(0.05)

    def log(self) -> str:
        """What the server wrote into its log."""
        path = self.home / "postfix.log"
        return path.read_text(errors="replace") if path.exists() else ""
