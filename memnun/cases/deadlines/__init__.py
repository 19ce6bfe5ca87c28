"""When something is due and why: pure functions over a calendar, without a database."""
