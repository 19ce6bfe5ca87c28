"""What is told about a contact that cannot be read."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memnun.foundation import clock
from memnun.interactions.api.problems import Problem
from memnun.interactions.api.validation import read_contact
from memnun.interactions.contact import Contact, encode

START = b'{"channel":"chat","external_id":"a"'


def complaint(record: bytes, language: str = "en") -> tuple[str, str | None, str]:
    with pytest.raises(Problem) as caught:
        read_contact(record)
    details = caught.value.details(language)
    assert len(details.errors) == 1
    return caught.value.kind.name, details.errors[0].pointer, details.errors[0].message


@pytest.mark.parametrize(
    ("rest", "pointer", "words"),
    [
        (b',"chanel":1}', "/chanel", "Did you mean “channel”?"),
        (b',"order":1}', "/order", "“meta”"),
        (b',"a/b~c":1}', "/a~1b~0c", "“a/b~c”"),
        (b',"customer":{"mail":"x"}}', "/customer/mail", "Did you mean “email”?"),
        (b',"customer":{"email":5}}', "/customer/email", "a text, and a whole number came"),
        (b',"customer":{"claimed":"evet"}}', "/customer/claimed", "true or false, and a text came"),
        (b',"customer":{"facts":[]}}', "/customer/facts", "an object, and a list came"),
        (b',"text":null}', "/text", "a text, and null came"),
        (b',"function":"support"}', "/function", "marketing, sales, service"),
        (b',"subject":"' + b"x" * 301 + b'"}', "/subject", "at most 300 characters"),
        (b',"account":""}', "/account", "may not be empty"),
        (b',"occurred_at":"2026-03-15T14:30:00"}', "/occurred_at", "time zone is missing"),
        (b',"occurred_at":"15.03.2026"}', "/occurred_at", "2026-03-15T14:30:00+03:00"),
        (b',"occurred_at":1773574200}', "/occurred_at", "a date and time, and a whole number came"),
        (b',"occurred_at":"2026-03-15T14:30:00+22:13"}', "/occurred_at", "14 hours away"),
        (b',"occurred_at":"1899-12-31T23:59:59Z"}', "/occurred_at", "before the year 1900"),
        (b',"occurred_at":"2999-01-01T00:00:00Z"}', "/occurred_at", "more than a day in the future"),
        (b',"customer":{"id":"48213"}}', "/customer/id", "“external_id”"),
        (b',"meta":{"n":1e999}}', "/meta", "too large"),
    ],
)
def test_each_wrong_place_is_named_in_human_words(rest: bytes, pointer: str, words: str) -> None:
    kind, place, message = complaint(START + rest)
    assert (kind, place) == ("invalid", pointer)
    assert words in message


@pytest.mark.parametrize(
    ("record", "pointer", "words"),
    [
        (b"[]", "", "an object, and a list came"),
        (b'{"external_id":"a"}', "/channel", "“channel” is missing"),
        (b'{"channel":"fax","external_id":"a"}', "/channel", "email, phone, chat"),
        (b'{"channel":"chat","external_id":"' + b"a" * 256 + b'"}', "/external_id", "at most 255"),
    ],
)
def test_what_every_contact_needs_is_asked_for(record: bytes, pointer: str, words: str) -> None:
    kind, place, message = complaint(record)
    assert (kind, place) == ("invalid", pointer)
    assert words in message


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (START, "ends too early"),
        (START + b',"text":"\xfe\xfd\xdd"}', "Windows-1254"),
        (START + b',"text":"\\ud83d"}', "Half of a character"),
        (START + b',"text":"\\ud83d ve"}', "Half of a character"),
        (START + b',"text":"\\ude00"}', "Half of a character"),
        ('{"channel":"chat"}'.encode("utf-16"), "UTF-16"),
        (START + b',"meta":{"a":' + b"[" * 100_000, "too deeply"),
        (START + b',"meta":{"a":NaN}}', "at byte"),
        (START + b"} ve", "at byte"),
        (b"{'channel':'chat'}", "at byte"),
    ],
)
def test_what_is_not_json_is_told_why(record: bytes, words: str) -> None:
    kind, pointer, message = complaint(record)
    assert (kind, pointer) == ("malformed", "")
    assert words in message


def test_an_emoji_written_with_escapes_is_read() -> None:
    assert read_contact(START + b',"text":"\\ud83d\\ude00"}').text == "😀"


def test_tomorrow_is_taken_and_the_day_after_is_not() -> None:
    now = datetime.now(UTC)
    near, far = now + timedelta(hours=23), now + timedelta(hours=25)
    assert read_contact(encode(Contact("chat", "a", occurred_at=near))).occurred_at == near
    assert complaint(encode(Contact("chat", "a", occurred_at=far)))[1] == "/occurred_at"
    with clock.frozen(now + timedelta(days=2)):
        assert read_contact(encode(Contact("chat", "a", occurred_at=far))).occurred_at == far


def test_the_words_are_turkish_for_whoever_reads_turkish() -> None:
    message = complaint(START + b',"customer":{"claimed":"evet"}}', "tr")[2]
    assert message == "Buraya doğru ya da yanlış (true/false) yazılır; metin geldi."


def is_read_or_refused(record: bytes) -> bool:
    try:
        return isinstance(read_contact(record), Contact)
    except Problem as problem:
        return bool(problem.details("tr").errors[0].message)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_stumble(noise: bytes) -> None:
    for record in (noise, START + b"," + noise, START + b',"meta":{"a":' + noise + b"}}"):
        assert is_read_or_refused(record)
