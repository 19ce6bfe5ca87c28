"""Subjects and other headers."""

import base64

from memnun.channels.email.tests.corpus.making import Case, plain


def _subject(name, value, shown, **more):
    return Case(
        f"subject_{name}", plain(f"subject_{name}", "Merhaba", Subject=value), {"subject": shown, **more}
    )


def _b(text, charset="utf-8"):
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


LONG = "Siparişim üç haftadır gelmedi ve kimse telefonlara cevap vermiyor, ne yapmalıyım"
SPLIT = base64.b64encode("Şikâyet".encode()).decode()

CASES = [
    _subject("b_utf8", _b("İade talebi"), "İade talebi"),
    _subject("q_utf8", "=?utf-8?Q?=C4=B0ade_talebi?=", "İade talebi"),
    _subject("b_latin5", _b("İade talebi", "iso-8859-9"), "İade talebi"),
    _subject("q_cp1254_said_latin1", "=?iso-8859-1?Q?De=F0i=FEim?=", "Değişim"),
    _subject("q_windows_1254", "=?windows-1254?q?K=FDr=FDk_=FCr=FCn?=", "Kırık ürün"),
    _subject("several_words", f"{_b('Kırık ')} {_b('ürün')}", "Kırık ürün"),
    _subject("several_words_on_lines", f"{_b('Kırık ')}\r\n {_b('ürün geldi')}", "Kırık ürün geldi"),
    _subject("letter_split_between_words", "=?utf-8?Q?De=C4?= =?utf-8?Q?=9Fi=C5=9Fim?=", "Değişim"),
    _subject("mixed_with_plain", f"RE: {_b('Şikâyet')} [acil]", "RE: Şikâyet [acil]"),
    _subject("raw_utf8", "Şikâyetim var", "Şikâyetim var"),
    _subject(
        "raw_cp1254", "Şikayetim var".encode("cp1254").decode("utf-8", "surrogateescape"), "Şikayetim var"
    ),
    _subject("unknown_charset", "=?x-tuhaf?Q?Merhaba?=", "Merhaba"),
    _subject("never_closed", "=?utf-8?Q?Merhaba", "=?utf-8?Q?Merhaba"),
    _subject("base64_without_padding", "=?utf-8?B?TWVyaGFiYQ?=", "Merhaba"),
    _subject("base64_with_rubbish", "=?utf-8?B?TWVy*aGFiYQ==?=", "Merhaba"),
    _subject("spaces_in_q", "=?utf-8?Q?Kargom nerede?=", "Kargom nerede"),
    _subject("language_suffix", "=?utf-8*tr?Q?Merhaba?=", "Merhaba"),
    _subject("folded", "Kargom\r\n nerede\r\n\tkaldı", "Kargom nerede kaldı"),
    _subject("empty", "", ""),
    _subject("missing", None, ""),
    _subject("too_long", LONG * 30, (LONG * 30)[:300]),
    _subject("nul", "Kargom\x00nerede", "Kargom nerede"),
    _subject("reversed_letters", "Fatura \u202efdp.exe", "Fatura fdp.exe", reasons=["reversed_letters"]),
    _subject(
        "injection_in_an_encoded_word",
        "=?utf-8?Q?Merhaba=0D=0ABcc:_hepsi@kotu.example?=",
        "Merhaba Bcc: hepsi@kotu.example",
        receivers=["destek@marka.example"],
    ),
    _subject("emoji", _b("🎁 Hediye kartım"), "🎁 Hediye kartım"),
    _subject("twice_encoded", _b("=?utf-8?Q?x?="), "=?utf-8?Q?x?="),
    _subject("mangled_by_a_program", "SipariÅŸim yanlÄ±ÅŸ", "Siparişim yanlış"),
    _subject("equals_signs", "1=1 ve ?soru=", "1=1 ve ?soru="),
    Case(
        "two_subjects",
        plain("two_subjects", "Merhaba", Subject="Birinci\r\nSubject: İkinci"),
        {"subject": "Birinci"},
    ),
    Case(
        "a_header_without_colon",
        plain("no_colon", "Merhaba", Subject="Konu\r\nBu satır başlık değil").replace(b"Bu sat", b"Bu_sat"),
        {"subject": "Konu", "sender": "ayse@musteri.example"},
    ),
    Case(
        "ten_thousand_headers",
        plain("many", "Merhaba", Subject="Konu" + "".join(f"\r\nX-Say-{n}: {n}" for n in range(3000))),
        {"subject": "Konu", "text": "Merhaba"},
    ),
    Case(
        "a_header_of_a_hundred_thousand_letters",
        plain("wide", "Merhaba", X_Uzun="a" * 100_000),
        {"text": "Merhaba"},
    ),
    Case(
        "space_before_the_colon",
        plain("space", "Merhaba").replace(b"Subject:", b"Subject :"),
        {"sender": "ayse@musteri.example", "text_has": "Merhaba"},
    ),
    Case(
        "small_header_names",
        plain("small", "Merhaba").replace(b"Subject:", b"subject:").replace(b"From:", b"FROM:"),
        {"subject": "Siparişim hakkında", "sender": "ayse@musteri.example"},
    ),
]
