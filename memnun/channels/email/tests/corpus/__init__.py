"""Mails as they really come, all invented: each with what must be read out of it."""
