"""Files beside the text, pictures in it, and mails within mails."""

from memnun.channels.email.tests.corpus.making import (
    HTML,
    PDF,
    PHOTO,
    PICTURE,
    TEXT,
    attached,
    complaint,
    encoded,
    head,
    leaf,
    several,
)

INLINE = attached(PICTURE, "image/png", 'inline; filename="logo.png"', "Content-ID: <logo@marka>")
INNER = head("icteki", Subject="İçteki konu", From="Can Demir <can@baska.example>") + leaf(
    "İçteki metin", "text/plain"
)

CASES = [
    complaint("mixed_with_photo", several("mixed", leaf(TEXT, "text/plain"), PHOTO), files=["foto.png"]),
    complaint(
        "related_with_inline_picture",
        several("related", leaf(HTML + '<img src="cid:logo@marka">', "text/html"), INLINE),
        inline=["logo.png"],
    ),
    complaint(
        "apple_text_photo_text",
        several(
            "mixed", leaf("Ürün kırık geldi,", "text/plain"), PHOTO, leaf("fotoğrafı ekte.", "text/plain")
        ),
        {"text": "Ürün kırık geldi,\n\nfotoğrafı ekte."},
        files=["foto.png"],
    ),
    complaint(
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
    complaint(
        "only_an_attachment",
        attached(PDF, 'application/pdf; name="fatura.pdf"', "attachment"),
        {"text": ""},
        files=["fatura.pdf"],
    ),
    complaint(
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
    complaint(
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
    complaint(
        "digest",
        several("digest", b"Content-Type: message/rfc822\r\n\r\n" + INNER, b"\r\n" + INNER),
        {"text_has": "İçteki metin"},
    ),
    complaint(
        "forwarded_as_attachment",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" + INNER,
        ),
        files=["İçteki konu.eml"],
    ),
    complaint(
        "forwarded_as_broken_attachment",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + encoded(INNER, "base64"),
        ),
        {"text": TEXT},
    ),
    complaint(
        "uuencoded_part",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            b"Content-Type: application/octet-stream; name=a.txt\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a.txt\r\n#86)C\r\n`\r\nend\r\n",
        ),
        files=["a.txt"],
        contents={"a.txt": b"abc"},
    ),
    complaint(
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
    complaint(
        "signed_pgp",
        several(
            "signed",
            leaf(TEXT, "text/plain"),
            leaf("-----BEGIN PGP SIGNATURE-----", "application/pgp-signature", more='; name="signature.asc"'),
        ),
        files=["signature.asc"],
    ),
    complaint(
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
    complaint(
        "voice_message",
        several("mixed", leaf("", "text/plain"), attached(b"ID3", "audio/mpeg; name=ses.mp3", "attachment")),
        {"text": ""},
        files=["ses.mp3"],
    ),
]
