"""Trees of parts, whole and broken."""

import struct

from memnun.channels.email.tests.corpus.making import (
    PDF,
    PICTURE,
    Case,
    attached,
    encoded,
    head,
    html,
    leaf,
    plain,
    several,
    wire,
)

TEXT = "Ürün kırık geldi, fotoğrafı ekte."
HTML = "<p>Ürün <b>kırık</b> geldi, fotoğrafı ekte.</p>"
SAID = {"text": TEXT}


def _case(name, body, expected=None, **more):
    return Case(name, head(name) + body, {**(SAID if expected is None else expected), **more})


def tnef(*files, title="belge.pdf", body=b""):
    """A winmail.dat with files of (name, bytes)."""

    def attribute(level, name, value):
        return struct.pack("<BII", level, name, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)

    made = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x00069007, struct.pack("<II", 1254, 0))
    if body:
        made += attribute(1, 0x0002800C, body)
    for name, data in files:
        long = name.encode("utf-16-le") + b"\0\0"
        padded = long + b"\0" * (-len(long) % 4)
        properties = struct.pack("<I", 1) + struct.pack("<III", 0x3707001F, 1, len(long)) + padded
        made += attribute(2, 0x00069002, b"\0" * 14) + attribute(
            2, 0x00018010, title.encode("cp1254") + b"\0"
        )
        made += attribute(2, 0x0006800F, data) + attribute(2, 0x00069005, properties)
    return made


def _nested(depth):
    inner = leaf("en içte", "text/plain")
    for level in range(depth):
        inner = several("mixed", inner, boundary=f"s{level}")
    return inner


PHOTO = attached(PICTURE, 'image/png; name="foto.png"', 'attachment; filename="foto.png"')
INLINE = attached(PICTURE, "image/png", 'inline; filename="logo.png"', "Content-ID: <logo@marka>")
WINMAIL = attached(
    tnef(("Şikâyet dilekçesi.pdf", PDF)),
    'application/ms-tnef; name="winmail.dat"',
    'attachment; filename="winmail.dat"',
)
INNER = head("icteki", Subject="İçteki konu", From="Can Demir <can@baska.example>") + leaf(
    "İçteki metin", "text/plain"
)

CASES = [
    _case(
        "alternative", several("alternative", leaf(TEXT, "text/plain"), leaf(HTML, "text/html")), html=True
    ),
    _case(
        "alternative_rich_first", several("alternative", leaf(HTML, "text/html"), leaf(TEXT, "text/plain"))
    ),
    _case(
        "alternative_empty_plain", several("alternative", leaf(" \n", "text/plain"), leaf(HTML, "text/html"))
    ),
    _case(
        "alternative_stub_plain",
        several(
            "alternative",
            leaf(
                "Bu iletiyi görmek için HTML destekleyen bir program kullanın.".replace(
                    "HTML destekleyen", "HTML desteklemeyen"
                ),
                "text/plain",
            ),
            leaf(
                "<p>" + TEXT + " Ayrıca kutu da ezilmişti, lütfen yenisini gönderin, çok üzüldüm.</p>",
                "text/html",
            ),
        ),
        {"text_has": TEXT},
    ),
    _case("html_only", leaf(HTML, "text/html"), html=True),
    _case("html_said_to_be_plain", leaf(f"<html><body>{HTML}</body></html>", "text/plain")),
    _case(
        "html_with_style_and_script",
        leaf(f"<style>p{{color:red}}</style><script>alert(1)</script>{HTML}", "text/html"),
    ),
    _case(
        "html_with_comments_of_outlook",
        leaf(f"<!--[if gte mso 9]><xml>x</xml><![endif]-->{HTML}", "text/html"),
    ),
    _case("html_never_closed", leaf("<div><p>Ürün <b>kırık geldi, fotoğrafı ekte.", "text/html")),
    _case(
        "html_entities",
        leaf("<p>&Uuml;r&uuml;n k&#305;r&#305;k geldi, foto&#287;raf&#305; ekte.</p>", "text/html"),
    ),
    _case(
        "html_list",
        leaf("<p>Eksikler:</p><ul><li>kapak</li><li>vida</li></ul>", "text/html"),
        {"text_has": "- kapak"},
    ),
    _case(
        "html_table",
        leaf(
            "<table><tr><td>Sipariş</td><td>1001</td></tr><tr><td>Tutar</td><td>50 TL</td></tr></table>",
            "text/html",
        ),
        {"text": "Sipariş 1001\nTutar 50 TL"},
    ),
    _case("html_lines_wrapped", leaf("<p>Ürün kırık\ngeldi,\n   fotoğrafı ekte.</p>", "text/html")),
    _case(
        "html_remote_picture", leaf(HTML + '<img src="https://izleme.example/p.gif">', "text/html"), remote=1
    ),
    _case("mixed_with_photo", several("mixed", leaf(TEXT, "text/plain"), PHOTO), files=["foto.png"]),
    _case(
        "related_with_inline_picture",
        several("related", leaf(HTML + '<img src="cid:logo@marka">', "text/html"), INLINE),
        inline=["logo.png"],
    ),
    _case(
        "apple_text_photo_text",
        several(
            "mixed", leaf("Ürün kırık geldi,", "text/plain"), PHOTO, leaf("fotoğrafı ekte.", "text/plain")
        ),
        {"text": "Ürün kırık geldi,\n\nfotoğrafı ekte."},
        files=["foto.png"],
    ),
    _case(
        "mixed_related_alternative",
        several(
            "mixed",
            several(
                "related",
                several("alternative", leaf(TEXT, "text/plain"), leaf(HTML, "text/html"), boundary="a"),
                INLINE,
                boundary="r",
            ),
            PHOTO,
        ),
        files=["foto.png"],
        inline=["logo.png"],
    ),
    _case(
        "only_an_attachment",
        attached(PDF, 'application/pdf; name="fatura.pdf"', "attachment"),
        {"text": ""},
        files=["fatura.pdf"],
    ),
    _case(
        "text_as_attachment",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            leaf("günlük", "text/plain", more='; name="log.txt"').replace(
                b"Content-Transfer", b"Content-Disposition: attachment\r\nContent-Transfer"
            ),
        ),
        files=["log.txt"],
    ),
    _case(
        "html_as_attachment",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            leaf("<b>x</b>", "text/html").replace(
                b"Content-Transfer",
                b'Content-Disposition: attachment; filename="sayfa.html"\r\nContent-Transfer',
            ),
        ),
        files=["sayfa.html"],
    ),
    _case("empty_body", b"\r\n", {"text": ""}),
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
    _case("no_content_type", b"\r\n" + wire(TEXT)),
    _case("content_type_rubbish", b"Content-Type: ;;;===\r\n\r\n" + wire(TEXT)),
    _case("content_type_only_text", b"Content-Type: text\r\n\r\n" + wire(TEXT)),
    _case(
        "transfer_encoding_rubbish",
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: sihir\r\n\r\n" + wire(TEXT),
    ),
    _case(
        "base64_with_rubbish",
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + encoded(wire(TEXT), "base64").replace(b"\r\n", b"!\r\n"),
    ),
    _case(
        "base64_cut",
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + encoded(wire(TEXT), "base64").rstrip()[:-3],
        {"text_has": "Ürün kırık"},
    ),
    _case(
        "base64_said_but_plain",
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
        {"text": ""},
    ),
    _case(
        "quoted_printable_broken",
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=C3=9Cr=C3=BCn k=C4=B1r=C4=B1k =ZZ geldi=\r\n=",
        {"text_has": "Ürün kırık"},
    ),
    _case(
        "boundary_missing",
        b"Content-Type: multipart/mixed\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n" + wire(TEXT),
        {"text_has": TEXT},
    ),
    _case(
        "boundary_wrong",
        several("mixed", leaf(TEXT, "text/plain"), boundary="dogru").replace(
            b'boundary="dogru"', b'boundary="yanlis"'
        ),
        {"text_has": TEXT},
    ),
    _case(
        "boundary_never_closed",
        several("mixed", leaf(TEXT, "text/plain"), PHOTO, closed=False),
        files=["foto.png"],
    ),
    _case("boundary_with_spaces", several("mixed", leaf(TEXT, "text/plain"), boundary="a b c")),
    _case(
        "boundary_used_twice",
        several("mixed", several("mixed", leaf(TEXT, "text/plain"), boundary="b"), PHOTO, boundary="b"),
        {"text_has": "Ürün"},
    ),
    _case(
        "cut_in_the_attachment", several("mixed", leaf(TEXT, "text/plain"), PHOTO)[:-80], files=["foto.png"]
    ),
    _case(
        "cut_in_the_head_of_a_part",
        several("mixed", leaf(TEXT, "text/plain"), b"Content-Type: image/p", closed=False),
    ),
    _case(
        "preamble_and_epilogue",
        several("mixed", leaf(TEXT, "text/plain")).replace(
            b"\r\n\r\n--", b"\r\n\r\nBu MIME iletisidir.\r\n--", 1
        )
        + b"son\r\n",
    ),
    _case("nested_five_deep", _nested(5), {"text": "en içte"}),
    _case("nested_forty_deep", _nested(40), {"sender": "ayse@musteri.example"}),
    _case("nested_a_thousand_deep", _nested(1000), {"sender": "ayse@musteri.example"}),
    _case(
        "two_thousand_parts",
        several("mixed", leaf(TEXT, "text/plain"), *[b"Content-Type: image/gif\r\n\r\nx"] * 2000),
        {"text": TEXT, "files_most": 100},
    ),
    _case(
        "digest",
        several("digest", b"Content-Type: message/rfc822\r\n\r\n" + INNER, b"\r\n" + INNER),
        {"text_has": "İçteki metin"},
    ),
    _case(
        "forwarded_as_attachment",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" + INNER,
        ),
        files=["İçteki konu.eml"],
    ),
    _case(
        "forwarded_as_broken_attachment",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + encoded(INNER, "base64"),
        ),
        {"text": TEXT},
    ),
    _case(
        "uuencoded_part",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            b"Content-Type: application/octet-stream; name=a.txt\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a.txt\r\n#86)C\r\n`\r\nend\r\n",
        ),
        files=["a.txt"],
        contents={"a.txt": b"abc"},
    ),
    _case(
        "winmail_with_a_file",
        several("mixed", leaf(TEXT, "text/plain"), WINMAIL),
        files=["Şikâyet dilekçesi.pdf"],
        contents={"Şikâyet dilekçesi.pdf": PDF},
    ),
    _case(
        "winmail_with_two_files",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            attached(
                tnef(("bir.pdf", PDF), ("iki.png", PICTURE)),
                "application/vnd.ms-tnef",
                "attachment; filename=winmail.dat",
            ),
        ),
        files=["bir.pdf", "iki.png"],
    ),
    _case(
        "winmail_broken",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            attached(b"bozuk", "application/ms-tnef", "attachment; filename=winmail.dat"),
        ),
        files=["winmail.dat"],
    ),
    _case(
        "winmail_cut",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            attached(
                tnef(("bir.pdf", PDF), ("iki.png", PICTURE))[:-200],
                "application/ms-tnef",
                "attachment; filename=winmail.dat",
            ),
        ),
        files=["belge.pdf"],
    ),
    _case(
        "winmail_empty",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            attached(tnef(), "application/ms-tnef", "attachment; filename=winmail.dat"),
        ),
        files=[],
    ),
    _case(
        "winmail_said_to_be_a_stream",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            attached(tnef(("bir.pdf", PDF)), "application/octet-stream", "attachment; filename=winmail.dat"),
        ),
        files=["bir.pdf"],
    ),
    _case(
        "signed_smime",
        several(
            "signed",
            leaf(TEXT, "text/plain"),
            attached(
                b"0\x80", "application/pkcs7-signature; name=smime.p7s", "attachment; filename=smime.p7s"
            ),
        ),
        files=["smime.p7s"],
    ),
    _case(
        "signed_pgp",
        several(
            "signed",
            leaf(TEXT, "text/plain"),
            leaf("-----BEGIN PGP SIGNATURE-----", "application/pgp-signature", more='; name="signature.asc"'),
        ),
        files=["signature.asc"],
    ),
    _case(
        "encrypted_pgp",
        several(
            "encrypted",
            leaf("Version: 1", "application/pgp-encrypted"),
            attached(
                b"-----BEGIN PGP MESSAGE-----", "application/octet-stream", "inline; filename=encrypted.asc"
            ),
        ),
        {"text": ""},
    ),
    _case(
        "flowed",
        leaf(
            "Bu uzun bir satırdır ve \nburada sürer.\n\nYeni paragraf.", "text/plain", more="; format=flowed"
        ),
        {"text": "Bu uzun bir satırdır ve burada sürer.\n\nYeni paragraf."},
    ),
    _case(
        "flowed_delsp",
        leaf("Bu uzun bir satır \ndır.", "text/plain", more="; format=flowed; delsp=yes"),
        {"text": "Bu uzun bir satırdır."},
    ),
    _case(
        "a_line_of_a_hundred_thousand_letters",
        leaf("uzun " * 20_000, "text/plain"),
        {"text_has": "uzun uzun"},
    ),
    _case(
        "many_empty_lines",
        leaf("Ürün kırık geldi,\n\n\n\n\n\nfotoğrafı ekte.", "text/plain"),
        {"text": "Ürün kırık geldi,\n\nfotoğrafı ekte."},
    ),
    _case(
        "voice_message",
        several("mixed", leaf("", "text/plain"), attached(b"ID3", "audio/mpeg; name=ses.mp3", "attachment")),
        {"text": ""},
        files=["ses.mp3"],
    ),
    _case("html_that_is_a_trap", leaf("<div" * 20_000, "text/html"), {"sender": "ayse@musteri.example"}),
    _case(
        "comments_that_are_a_trap",
        leaf("<!--" * 50_000 + TEXT, "text/html"),
        {"sender": "ayse@musteri.example"},
    ),
    Case("html_of_gmail_web", html("gmail_web", f'<div dir="ltr"><div>{TEXT}</div></div>'), SAID),
]
