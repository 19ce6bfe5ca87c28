"""The embedded server answers, and the tests' database has the encoding that Turkish needs."""

import psycopg


def test_the_embedded_server_answers_in_utf8(database_server: str) -> None:
    with psycopg.connect(database_server) as connection:
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
