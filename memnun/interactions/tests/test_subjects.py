"""Subjects without the signs of mail programs."""

import pytest

from memnun.interactions.subjects import bare_subject


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Kargom gelmedi", "Kargom gelmedi"),
        ("Re: Kargom gelmedi", "Kargom gelmedi"),
        ("YNT: RE: Re[2]: Kargom gelmedi", "Kargom gelmedi"),
        ("İlt: Yanıt : Kargom gelmedi", "Kargom gelmedi"),
        ("Fwd:Kargom: gelmedi", "Kargom: gelmedi"),
        ("Renk: mavi değil", "Renk: mavi değil"),
        ("Yanlış ürün: masa", "Yanlış ürün: masa"),
        ("Re:", "Re:"),
        ("", ""),
    ],
)
def test_what_mail_programs_put_before_a_subject_is_left_out(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare
