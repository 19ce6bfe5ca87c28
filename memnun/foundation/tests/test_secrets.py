import pytest
from hypothesis import given
from hypothesis import strategies as st

from memnun.foundation import secrets

OLD, NEW = "an old key of thirty-two letters!", "a new key of thirty-two letters!!"


@given(st.text())
def test_a_sealed_text_comes_back(text: str) -> None:
    sealed = secrets.seal(text, keys=[NEW], purpose="test")
    assert secrets.unseal(sealed, keys=[NEW], purpose="test") == text


def test_sealing_twice_gives_different_bytes_that_do_not_show_the_text() -> None:
    one, other = (secrets.seal("parola123", keys=[NEW], purpose="test") for _ in range(2))
    assert one != other
    assert b"parola123" not in one


def test_a_rotated_key_still_opens_old_secrets() -> None:
    sealed = secrets.seal("parola", keys=[OLD], purpose="test")
    assert secrets.unseal(sealed, keys=[NEW, OLD], purpose="test") == "parola"
    with pytest.raises(secrets.UnsealError):
        secrets.unseal(sealed, keys=[NEW], purpose="test")


def test_a_secret_of_one_purpose_does_not_open_for_another() -> None:
    sealed = secrets.seal("parola", keys=[NEW], purpose="e-mail")
    with pytest.raises(secrets.UnsealError):
        secrets.unseal(sealed, keys=[NEW], purpose="sms")


@given(st.data())
def test_a_changed_byte_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(secrets.seal("parola", keys=[NEW], purpose="test"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(secrets.UnsealError):
        secrets.unseal(bytes(sealed), keys=[NEW], purpose="test")


@given(st.binary(max_size=64))
def test_bytes_that_were_never_sealed_do_not_open(junk: bytes) -> None:
    with pytest.raises(secrets.UnsealError):
        secrets.unseal(junk, keys=[NEW], purpose="test")


def test_short_keys_are_refused() -> None:
    with pytest.raises(ValueError, match="16"):
        secrets.seal("parola", keys=["kisa"], purpose="test")


def test_tokens_differ_and_their_digest_is_sha256() -> None:
    one, other = secrets.new_token("mk"), secrets.new_token("mk")
    assert one != other
    assert one.startswith("mk_")
    assert len(one) > 40
    assert secrets.digest_token("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
