"""Trees of parts, deep, cut short and broken."""

from memnun.channels.email.tests.corpus.making import (
    PHOTO,
    SAID,
    TEXT,
    Case,
    complaint,
    encoded,
    head,
    leaf,
    plain,
    several,
    wire,
)


def _nested(depth):
    inner = leaf("en içte", "text/plain")
    for level in range(depth):
        inner = several("mixed", inner, boundary=f"s{level}")
    return inner


CASES = [
    Case("no_body_at_all", head("no_body_at_all"), {"text": "", "sender": "ayse@musteri.example"}),
    Case(
        "no_head_at_all",
        wire("Merhaba, bu mailin başlığı yok.\nSadece metin."),
        {"sender": "", "text_has": "metin"},
    ),
    Case("nothing_at_all", b"", {"sender": "", "text": "", "subject": ""}),
    Case("only_zeros", b"\x00" * 500, {"sender": ""}),
    Case("random_bytes", bytes((n * 7919 + n // 3) % 256 for n in range(4000)), {"sender": ""}),
    Case("only_line_feeds", plain("only_lf", TEXT).replace(b"\r\n", b"\n"), SAID),
    Case(
        "only_carriage_returns",
        plain("only_cr", TEXT).replace(b"\r\n", b"\r"),
        {"sender": "ayse@musteri.example"},
    ),
    Case("empty_lines_first", b"\r\n\r\n" + plain("blank_first", TEXT), SAID),
    Case(
        "mbox_line_first",
        b"From ayse@musteri.example Mon Jan  5 14:02:00 2026\r\n" + plain("mbox", TEXT),
        SAID,
    ),
    complaint("no_content_type", b"\r\n" + wire(TEXT)),
    complaint("content_type_rubbish", b"Content-Type: ;;;===\r\n\r\n" + wire(TEXT)),
    complaint("content_type_only_text", b"Content-Type: text\r\n\r\n" + wire(TEXT)),
    complaint(
        "transfer_encoding_rubbish",
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: sihir\r\n\r\n" + wire(TEXT),
    ),
    complaint(
        "base64_with_rubbish",
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + encoded(wire(TEXT), "base64").replace(b"\r\n", b"!\r\n"),
    ),
    complaint(
        "base64_cut",
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + encoded(wire(TEXT), "base64").rstrip()[:-3],
        {"text_has": "Ürün kırık"},
    ),
    complaint(
        "base64_said_but_plain",
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
        {"text": ""},
    ),
    complaint(
        "quoted_printable_broken",
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=C3=9Cr=C3=BCn k=C4=B1r=C4=B1k =ZZ geldi=\r\n=",
        {"text_has": "Ürün kırık"},
    ),
    complaint(
        "boundary_missing",
        b"Content-Type: multipart/mixed\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n" + wire(TEXT),
        {"text_has": TEXT},
    ),
    complaint(
        "boundary_wrong",
        several("mixed", leaf(TEXT, "text/plain"), boundary="dogru").replace(
            b'boundary="dogru"', b'boundary="yanlis"'
        ),
        {"text_has": TEXT},
    ),
    complaint(
        "boundary_never_closed",
        several("mixed", leaf(TEXT, "text/plain"), PHOTO, closed=False),
        files=["foto.png"],
    ),
    complaint("boundary_with_spaces", several("mixed", leaf(TEXT, "text/plain"), boundary="a b c")),
    complaint(
        "boundary_used_twice",
        several("mixed", several("mixed", leaf(TEXT, "text/plain"), boundary="b"), PHOTO, boundary="b"),
        {"text_has": "Ürün"},
    ),
    complaint(
        "cut_in_the_attachment", several("mixed", leaf(TEXT, "text/plain"), PHOTO)[:-80], files=["foto.png"]
    ),
    complaint(
        "cut_in_the_head_of_a_part",
        several("mixed", leaf(TEXT, "text/plain"), b"Content-Type: image/p", closed=False),
    ),
    complaint(
        "preamble_and_epilogue",
        several("mixed", leaf(TEXT, "text/plain")).replace(
            b"\r\n\r\n--", b"\r\n\r\nBu MIME iletisidir.\r\n--", 1
        )
        + b"son\r\n",
    ),
    complaint("nested_five_deep", _nested(5), {"text": "en içte"}),
    complaint("nested_forty_deep", _nested(40), {"sender": "ayse@musteri.example"}),
    complaint("nested_a_thousand_deep", _nested(1000), {"sender": "ayse@musteri.example"}),
    complaint(
        "two_thousand_parts",
        several("mixed", leaf(TEXT, "text/plain"), *[b"Content-Type: image/gif\r\n\r\nx"] * 2000),
        {"text": TEXT, "files_most": 100},
    ),
]
