"""Pages of e-mail: a mail as it came, what was held back, signing in at Google and Microsoft."""
