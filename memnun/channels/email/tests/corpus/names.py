"""Names of attached files."""

from memnun.channels.email.tests.corpus.making import PDF, PICTURE, Case, attached, head, leaf, several


def _named(name, shown, kind, disposition, *more, data=PDF, **expected):
    body = several("mixed", leaf("Ekte.", "text/plain"), attached(data, kind, disposition, *more))
    return Case(f"file_{name}", head(f"file_{name}") + body, {"files": [shown] if shown else [], **expected})


PDF_KIND = "application/pdf"
CASES = [
    _named(
        "plain", "fatura.pdf", PDF_KIND, 'attachment; filename="fatura.pdf"', contents={"fatura.pdf": PDF}
    ),
    _named("unquoted", "fatura.pdf", PDF_KIND, "attachment; filename=fatura.pdf"),
    _named(
        "rfc2231",
        "Şikâyet dilekçesi.pdf",
        PDF_KIND,
        "attachment; filename*=UTF-8''%C5%9Eik%C3%A2yet%20dilek%C3%A7esi.pdf",
    ),
    _named("rfc2231_latin5", "Şikayet.pdf", PDF_KIND, "attachment; filename*=iso-8859-9'tr'%DEikayet.pdf"),
    _named(
        "rfc2231_in_pieces",
        "çok uzun bir ad.pdf",
        PDF_KIND,
        "attachment; filename*0*=UTF-8''%C3%A7ok%20uzun; filename*1*=%20bir%20ad.pdf",
    ),
    _named(
        "encoded_word", "Şikâyet.pdf", PDF_KIND, 'attachment; filename="=?utf-8?Q?=C5=9Eik=C3=A2yet.pdf?="'
    ),
    _named(
        "encoded_word_b", "Şikayet.pdf", PDF_KIND, 'attachment; filename="=?iso-8859-9?B?3mlrYXlldC5wZGY=?="'
    ),
    _named("raw_utf8", "Şikâyet.pdf", PDF_KIND, 'attachment; filename="Şikâyet.pdf"'),
    _named("only_in_type", "fatura.pdf", 'application/pdf; name="fatura.pdf"', "attachment"),
    _named("none", "dosya.pdf", PDF_KIND, "attachment"),
    _named("none_unknown", "dosya", "application/octet-stream", "attachment", data=b"x"),
    _named(
        "climbs_folders",
        "passwd",
        "application/octet-stream",
        'attachment; filename="../../etc/passwd"',
        data=b"x",
    ),
    _named("windows_path", "fatura.pdf", PDF_KIND, 'attachment; filename="C:\\\\Belgeler\\\\fatura.pdf"'),
    _named(
        "reversed",
        "faturafdp.exe",
        "application/octet-stream",
        "attachment; filename*=UTF-8''fatura%E2%80%AEfdp.exe".replace("fatura%E2", "fatura%E2"),
        reasons_have="program",
    ),
    _named("forbidden_letters", "a-b-c.pdf", PDF_KIND, 'attachment; filename="a:b*c.pdf"'),
    _named("control_letters", "fatura 1.pdf", PDF_KIND, "attachment; filename*=UTF-8''fatura%0D%0A1.pdf"),
    _named("dots_only", "dosya.pdf", PDF_KIND, 'attachment; filename="..."'),
    _named("four_hundred_letters", "u" * 138 + ".pdf", PDF_KIND, f'attachment; filename="{"u" * 400}.pdf"'),
    _named(
        "two_endings",
        "fatura.pdf.exe",
        "application/octet-stream",
        'attachment; filename="fatura.pdf.exe"',
        reasons_have="program",
        held=True,
    ),
    _named("inline_pdf", "fatura.pdf", PDF_KIND, 'inline; filename="fatura.pdf"'),
    _named("picture_without_disposition", "resim.png", 'image/png; name="resim.png"', "", data=PICTURE),
    _named("vcard", "ayse.vcf", "text/vcard; name=ayse.vcf", "attachment", data=b"BEGIN:VCARD"),
    _named(
        "eml_as_octets",
        "eski.eml",
        "application/octet-stream",
        "attachment; filename=eski.eml",
        data=b"From: a@b.example\r\n\r\nx",
    ),
    _named("empty_file", "bos.txt", "text/plain; name=bos.txt", "attachment", data=b""),
]
