"""Labels of encodings, right and wrong."""

from memnun.channels.email.tests.corpus.making import Case, head, leaf, plain

WORDS = "Şikâyetim var: ürün kırık çıktı, değişim istiyorum.\nİyi günler, ŞÜKRÜ ÇAĞLAYAN IĞDIR"
TURKISH = "Şikayetim var: ürün kırık çıktı, değişim istiyorum.\nİyi günler, ŞÜKRÜ ÇAĞLAYAN IĞDIR"
said = {"text": TURKISH}


def _case(name, raw, **expected):
    return Case(name, raw, expected or said)


CASES = [
    _case("utf8_8bit", plain("utf8_8bit", TURKISH)),
    _case("utf8_quoted_printable", plain("utf8_qp", TURKISH, way="quoted-printable")),
    _case("utf8_base64", plain("utf8_b64", TURKISH, way="base64")),
    _case("utf8_with_bom", plain("utf8_bom", "\ufeff" + TURKISH)),
    _case("cp1254_said_so", plain("cp1254", TURKISH, charset="cp1254", label="windows-1254")),
    _case("latin5_said_so", plain("latin5", TURKISH, charset="iso-8859-9")),
    _case(
        "latin5_quoted_printable", plain("latin5_qp", TURKISH, charset="iso-8859-9", way="quoted-printable")
    ),
    _case("latin5_said_latin1", plain("latin5_as_1", TURKISH, charset="iso-8859-9", label="iso-8859-1")),
    _case("cp1254_said_cp1252", plain("cp1254_as_1252", TURKISH, charset="cp1254", label="Windows-1252")),
    _case(
        "cp1254_said_ascii", plain("cp1254_as_ascii", TURKISH, charset="cp1254", label="us-ascii", way="7bit")
    ),
    _case(
        "cp1254_said_nothing", head("cp1254_none") + b"\r\n" + TURKISH.replace("\n", "\r\n").encode("cp1254")
    ),
    _case("cp1254_said_utf8", plain("cp1254_as_utf8", TURKISH, charset="cp1254", label="utf-8")),
    _case(
        "cp1254_under_an_unknown_name",
        plain("cp1254_unknown", TURKISH, charset="cp1254", label="x-user-defined"),
    ),
    _case("utf8_under_an_unknown_name", plain("utf8_unknown", TURKISH, label="turkce")),
    _case("utf8_said_latin5", plain("utf8_as_latin5", TURKISH, label="iso-8859-9")),
    _case("utf8_said_ascii", plain("utf8_as_ascii", TURKISH, label="us-ascii", way="7bit")),
    _case("utf8_without_a_label", head("utf8_none") + b"\r\n" + TURKISH.replace("\n", "\r\n").encode()),
    _case(
        "utf16_with_bom",
        plain("utf16", TURKISH.encode("utf-16"), label="utf-16", way="base64"),
        text_has="Şikayetim",
    ),
    _case(
        "utf8_read_as_latin_before_it_was_sent",
        plain("mangled", TURKISH.encode().decode("cp1252", "replace").replace("�", "")),
        sender="ayse@musteri.example",
    ),
    _case(
        "mangled_utf8_is_set_right",
        plain("mangled2", "SipariÅŸim gelmedi, çÃ¼nkÃ¼ adres yanlÄ±ÅŸ".replace("ç", "Ã§")),
        text="Siparişim gelmedi, çünkü adres yanlış",
    ),
    _case(
        "one_mangled_word_is_left_alone",
        plain("mangled3", "Marka adı Ã¼ ile yazılmış"),
        text="Marka adı Ã¼ ile yazılmış",
    ),
    _case(
        "utf8_cut_in_a_letter",
        head("cut") + leaf("Ürün kırıldı ş".encode()[:-1], "text/plain"),
        text_has="Ürün kırıldı",
    ),
    _case(
        "charset_in_double_quotes_and_capitals",
        head("caps")
        + b'Content-Type: TEXT/PLAIN; CHARSET="ISO-8859-9"\r\n\r\n'
        + "Teşekkürler".encode("latin5"),
        text="Teşekkürler",
    ),
    _case("a_codec_that_is_no_encoding", plain("rot13", "Merhaba", label="rot13"), text="Merhaba"),
    _case(
        "a_codec_that_unpacks_escapes",
        plain("escape", "Merhaba \\x41\\u0042", label="unicode_escape"),
        text="Merhaba \\x41\\u0042",
    ),
    _case("a_codec_that_is_slow_on_purpose", plain("idna", "Merhaba", label="idna"), text="Merhaba"),
    _case(
        "chinese_label_and_words",
        plain("gb", "你好，退货".encode("gb18030"), label="gb18030"),
        text="你好，退货",
    ),
    _case(
        "russian_in_koi8",
        plain("koi8", "Здравствуйте, где заказ", charset="koi8-r"),
        text="Здравствуйте, где заказ",
    ),
    _case("arabic_in_1256", plain("arabic", "مرحبا أين الطلب", charset="cp1256"), text="مرحبا أين الطلب"),
    _case("nuls_in_the_text", plain("nuls", b"Iade\x00 istiyorum\x00"), text="Iade istiyorum"),
    _case(
        "invisible_letters_in_the_text",
        plain("zero", "İa\u200bde\u202e istiyorum\ufeff"),
        text="İade istiyorum",
    ),
    _case("decomposed_letters", plain("nfd", "Gu\u0308nler iyi"), text_has="nler iyi"),
    _case("emoji", plain("emoji", "Çok teşekkürler 🙏🌸"), text="Çok teşekkürler 🙏🌸"),
]
