"""E-mail: mailboxes read over IMAP, answers sent over SMTP. Turkish: e-posta."""
