"""From lines, from tidy to broken."""

from memnun.channels.email.tests.corpus.making import Case, plain

AYSE = "ayse@musteri.example"


def _from(name, value, address=AYSE, shown=None, **given):
    expected = {"sender": address, **({"sender_name": shown} if shown is not None else {})}
    return Case(f"from_{name}", plain(f"from_{name}", "Merhaba", From=value, **given), expected)


CASES = [
    _from("bare", AYSE, shown=""),
    _from("in_brackets", f"<{AYSE}>", shown=""),
    _from("name_in_quotes", f'"Yılmaz, Ayşe" <{AYSE}>', shown="Yılmaz, Ayşe"),
    _from("name_with_comma_unquoted", f"Yılmaz, Ayşe <{AYSE}>"),
    _from("encoded_name", f"=?utf-8?B?QXnFn2UgWcSxbG1heg==?= <{AYSE}>", shown="Ayşe Yılmaz"),
    _from("encoded_name_in_quotes", f'"=?utf-8?Q?Ay=C5=9Fe?=" <{AYSE}>', shown="Ayşe"),
    _from("latin5_name", f"=?iso-8859-9?Q?Ay=FEe_Y=FDlmaz?= <{AYSE}>", shown="Ayşe Yılmaz"),
    _from(
        "raw_cp1254_name", f"Ayşe <{AYSE}>".encode("cp1254").decode("utf-8", "surrogateescape"), shown="Ayşe"
    ),
    _from("comment", f"{AYSE} (Ayşe Yılmaz)", shown="Ayşe Yılmaz"),
    _from("without_brackets", f"Ayşe Yılmaz {AYSE}"),
    _from("never_closed", f"Ayşe Yılmaz <{AYSE}"),
    _from("double_brackets", f"Ayşe <<{AYSE}>>"),
    _from("mailto", f"Ayşe <mailto:{AYSE}>"),
    _from("capitals", "AYSE@MUSTERI.EXAMPLE"),
    _from("turkish_capitals", "İLKER@MUSTERI.EXAMPLE", "ilker@musteri.example"),
    _from("two", f"{AYSE}, baska@musteri.example"),
    _from("idn", "Ayşe <info@şirket.example>", "info@xn--irket-idb.example"),
    _from("punycode", "Ayşe <info@xn--irket-65b.example>", "info@xn--irket-65b.example"),
    _from("plus_address", "ayse+alisveris@musteri.example", "ayse+alisveris@musteri.example"),
    _from("trailing_dot", f"{AYSE}."),
    _from("spaces_in_address", "Ayşe < ayse@musteri.example >"),
    _from("no_domain", "Ayşe <ayse>", "donus@musteri.example", Return_Path="<donus@musteri.example>"),
    _from("empty_but_reply_to", "", AYSE, Reply_To=AYSE),
    _from("missing_but_sender", None, AYSE, Sender=AYSE),
    _from("missing_but_return_path", None, AYSE, Return_Path=f"<{AYSE}>"),
    _from("nobody", None, ""),
    _from("name_is_an_address", f'"destek@banka.example" <{AYSE}>', shown="destek@banka.example"),
    _from("name_is_its_own_address", f'"{AYSE}" <{AYSE}>'),
    _from("folded", f"Ayşe\r\n Yılmaz\r\n <{AYSE}>", shown="Ayşe Yılmaz"),
    _from("group", f"Müşteriler: {AYSE};"),
    _from("reversed_name", f"\u202eeşyA <{AYSE}>", shown="eşyA"),
    _from("apostrophe", "O'Brien <o'brien@musteri.example>", "o'brien@musteri.example"),
    _from("semicolon_after", f"Ayşe <{AYSE}>;"),
    _from("encoded_whole", "=?utf-8?Q?Ay=C5=9Fe_=3Cayse=40musteri=2Eexample=3E?="),
    _from("ten_thousand_letters", "A" * 10_000 + f" <{AYSE}>"),
]
