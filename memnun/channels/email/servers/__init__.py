"""Real mail servers on the loopback for tests and measurements: Dovecot keeps mailboxes, Postfix takes mail in."""
