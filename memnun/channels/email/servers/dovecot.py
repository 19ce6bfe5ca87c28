"""A Dovecot of our own: every address has a mailbox, one password opens them all."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from memnun.channels.email.servers.ground import (
    HOST,
    ServerMissing,
    find_program,
    free_port,
    mail_user,
    make_home,
    wait_for,
    write_certificate,
)

PASSWORD = "cok-gizli-parola"  # noqa: S105 - opens only mailboxes made for a test

CONFIGURATION = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{home}/mail/%Lu/Maildir
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = never
mail_max_userip_connections = 500
maildir_very_dirty_syncs = yes
imap_idle_notify_interval = 30 secs
mailbox_list_index = no
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
  mailbox Junk {{
    special_use = \\Junk
    auto = create
  }}
}}
{token_passdb}
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%Lu
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service imap {{
  process_limit = 200
}}
service auth {{
  unix_listener postfix-auth {{
    mode = 0666
  }}
}}
"""

TOKENS = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {home}/oauth2.conf
}}
"""


class Dovecot:
    """One server in a folder of its own; `start` returns when it answers, `stop` removes everything."""

    def __init__(self, token_info: str = "") -> None:
        """`token_info` is an address that tells whose an access token is (…?access_token=); then XOAUTH2 works."""
        self.home = make_home("dovecot")
        self.token_info = token_info
        self.port, self.tls_port = free_port(), free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.uid, self.gid = mail_user()[2:]

    def start(self) -> Dovecot:
        """Raises ServerMissing with a sentence when Dovecot is missing or does not come up."""
        program = find_program("dovecot", "dovecot-imapd")
        user, group, uid, gid = mail_user()
        certificate, key = write_certificate(self.home)
        configuration = self.home / "dovecot.conf"
        configuration.write_text(
            CONFIGURATION.format(
                home=self.home, user=user, group=group, uid=uid, gid=gid, port=self.port, tls_port=self.tls_port,
                certificate=certificate, key=key, password=PASSWORD,
                token_passdb=self._token_passdb(),
            )
        )  # fmt: skip
        for name in ("run", "state", "mail"):
            (self.home / name).mkdir(exist_ok=True)
        is_root = os.geteuid() == 0
        if is_root:
            for path in (self.home, *self.home.rglob("*")):
                os.chown(path, uid, gid)
        self._process = subprocess.Popen(
            [program, "-F", "-c", str(configuration)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=uid if is_root else None,
            group=gid if is_root else None,
            extra_groups=[] if is_root else None,
        )
        try:
            wait_for(self.port, b"* OK")
        except ServerMissing as problem:
            said = self.log()
            self.stop()
            raise ServerMissing(f"{problem} Dovecot said: {said[-1500:]}") from None
        return self

    def _token_passdb(self) -> str:
        if not self.token_info:
            return ""
        (self.home / "oauth2.conf").write_text(
            f"tokeninfo_url = {self.token_info}\nusername_attribute = email\nintrospection_mode = auth\n"
        )
        return TOKENS.format(home=self.home)

    def stop(self) -> None:
        """End the server and remove its folder."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(5)
        shutil.rmtree(self.home, ignore_errors=True)

    def pause(self) -> None:
        """End the server, keep the mailboxes."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait(10)

    def log(self) -> str:
        """What the server wrote into its log."""
        path = self.home / "dovecot.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def maildir(self, address: str) -> Path:
        """The folder of a mailbox."""
        return self.home / "mail" / address / "Maildir"

    @property
    def host(self) -> str:
        """Where it listens."""
        return HOST
