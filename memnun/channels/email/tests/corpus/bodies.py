"""Texts in HTML and plain text, side by side or alone."""

from memnun.channels.email.tests.corpus.making import (
    HTML,
    SAID,
    TEXT,
    Case,
    complaint,
    html,
    leaf,
    several,
)

CASES = [
    complaint(
        "alternative", several("alternative", leaf(TEXT, "text/plain"), leaf(HTML, "text/html")), html=True
    ),
    complaint(
        "alternative_rich_first", several("alternative", leaf(HTML, "text/html"), leaf(TEXT, "text/plain"))
    ),
    complaint(
        "alternative_empty_plain", several("alternative", leaf(" \n", "text/plain"), leaf(HTML, "text/html"))
    ),
    complaint(
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
    complaint("html_only", leaf(HTML, "text/html"), html=True),
    complaint("html_said_to_be_plain", leaf(f"<html><body>{HTML}</body></html>", "text/plain")),
    complaint(
        "html_with_style_and_script",
        leaf(f"<style>p{{color:red}}</style><script>alert(1)</script>{HTML}", "text/html"),
    ),
    complaint(
        "html_with_comments_of_outlook",
        leaf(f"<!--[if gte mso 9]><xml>x</xml><![endif]-->{HTML}", "text/html"),
    ),
    complaint("html_never_closed", leaf("<div><p>Ürün <b>kırık geldi, fotoğrafı ekte.", "text/html")),
    complaint(
        "html_entities",
        leaf("<p>&Uuml;r&uuml;n k&#305;r&#305;k geldi, foto&#287;raf&#305; ekte.</p>", "text/html"),
    ),
    complaint(
        "html_list",
        leaf("<p>Eksikler:</p><ul><li>kapak</li><li>vida</li></ul>", "text/html"),
        {"text_has": "- kapak"},
    ),
    complaint(
        "html_table",
        leaf(
            "<table><tr><td>Sipariş</td><td>1001</td></tr><tr><td>Tutar</td><td>50 TL</td></tr></table>",
            "text/html",
        ),
        {"text": "Sipariş 1001\nTutar 50 TL"},
    ),
    complaint("html_lines_wrapped", leaf("<p>Ürün kırık\ngeldi,\n   fotoğrafı ekte.</p>", "text/html")),
    complaint(
        "html_remote_picture", leaf(HTML + '<img src="https://izleme.example/p.gif">', "text/html"), remote=1
    ),
    complaint("empty_body", b"\r\n", {"text": ""}),
    complaint(
        "flowed",
        leaf(
            "Bu uzun bir satırdır ve \nburada sürer.\n\nYeni paragraf.", "text/plain", more="; format=flowed"
        ),
        {"text": "Bu uzun bir satırdır ve burada sürer.\n\nYeni paragraf."},
    ),
    complaint(
        "flowed_delsp",
        leaf("Bu uzun bir satır \ndır.", "text/plain", more="; format=flowed; delsp=yes"),
        {"text": "Bu uzun bir satırdır."},
    ),
    complaint(
        "a_line_of_a_hundred_thousand_letters",
        leaf("uzun " * 20_000, "text/plain"),
        {"text_has": "uzun uzun"},
    ),
    complaint(
        "many_empty_lines",
        leaf("Ürün kırık geldi,\n\n\n\n\n\nfotoğrafı ekte.", "text/plain"),
        {"text": "Ürün kırık geldi,\n\nfotoğrafı ekte."},
    ),
    complaint("html_that_is_a_trap", leaf("<div" * 20_000, "text/html"), {"sender": "ayse@musteri.example"}),
    complaint(
        "comments_that_are_a_trap",
        leaf("<!--" * 50_000 + TEXT, "text/html"),
        {"sender": "ayse@musteri.example"},
    ),
    Case("html_of_gmail_web", html("gmail_web", f'<div dir="ltr"><div>{TEXT}</div></div>'), SAID),
]
