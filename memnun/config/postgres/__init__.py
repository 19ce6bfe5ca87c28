"""The embedded PostgreSQL, which runs where no other database is named."""
