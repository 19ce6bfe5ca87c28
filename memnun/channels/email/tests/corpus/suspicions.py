"""Spam, traps and forgeries, and honest mails that only look like them."""

from memnun.channels.email.tests.corpus.making import PDF, Case, attached, head, html, leaf, plain, several


def _held(name, reason, text="Merhaba", held=True, **given):
    return Case(f"spam_{name}", plain(f"spam_{name}", text, **given), {"held": held, "reasons_have": reason})


def _fine(name, text="Merhaba", **given):
    return Case(f"fine_{name}", plain(f"fine_{name}", text, **given), {"held": False})


def _file(name, file, held=True):
    raw = head(f"spam_{name}") + several(
        "mixed",
        leaf("Faturanız ektedir", "text/plain"),
        attached(b"MZ", "application/octet-stream", f'attachment; filename="{file}"'),
    )
    return Case(f"spam_{name}", raw, {"held": held, "reasons_have": "program"})


OURS = "mx.marka.example"
CASES = [
    _held("flag_of_the_server", "server", X_Spam_Flag="YES"),
    _held("status_of_the_server", "server", X_Spam_Status="Yes, score=9.1 required=5.0"),
    _held("stars_of_the_server", "server", X_Spam_Level="*******"),
    _held("exchange_level", "server", X_MS_Exchange_Organization_SCL="9"),
    _held("forefront", "server", X_Forefront_Antispam_Report="CIP:198.51.100.1;SFV:SPM;SCL:5"),
    _held("rspamd", "server", X_Rspamd_Action="add header"),
    _fine(
        "low_level_of_the_server",
        X_Spam_Status="No, score=0.1",
        X_MS_Exchange_Organization_SCL="1",
        X_Spam_Level="*",
    ),
    _held(
        "betting",
        "lure",
        "Deneme bonusu veren bahis sitesi! Casino için tıklayın",
        Subject="KAÇIRMAYIN!! DENEME BONUSU!!",
    ),
    _held(
        "backlinks",
        "lure",
        "We offer guest post and backlink and SEO services for your site",
        held=True,
        From='"marka.example SEO" <x@seo.example>',
    ),
    _held(
        "forged_sender",
        "forged",
        Authentication_Results=f"{OURS}; spf=fail; dkim=none; dmarc=fail header.from=musteri.example",
        Reply_To="x@kotu.example",
        Subject="Ödeme\u202e bilgisi",
    ),
    _held("forged_sender_alone_is_shown", "forged", held=False, Authentication_Results=f"{OURS}; dmarc=fail"),
    _held(
        "bank_trap",
        "haste",
        "Sayın müşterimiz, hesabınız askıya alındı. Hemen tıklayın ve doğrulayın: http://198.51.100.7/giris",
        From='"destek@banka.example" <x@kotu.example>',
    ),
    _held(
        "poses_as_us",
        "poses_as_us",
        "Parolanız sona erdi, tıklayın: http://198.51.100.7/a. Hesabınız kapatılacak, tıklayın",
        From='"destek@marka.example" <x@kotu.example>',
    ),
    _file("program", "fatura.exe"),
    _file("program_with_two_endings", "fatura.pdf.scr"),
    _file("script", "teklif.js"),
    _file("shortcut", "resim.lnk"),
    _file("screen_saver_reversed", "fatura\u202egpj.scr"),
    _fine("bank_customer", "Hesabınıza yatan iadeyi göremedim, kartıma ne zaman geçer?"),
    _fine("casino_in_an_address", "Adresim: Casino Sokak No 5, kargo bulamıyor."),
    _fine(
        "shouting_customer", "BU NE REZALET!!! PARAMI İSTİYORUM!!!", Subject="REZALET!!!! PARAMI İSTİYORUM"
    ),
    _fine("spf_softfail_alone", Authentication_Results=f"{OURS}; spf=softfail"),
    _fine("dkim_fail_alone", Authentication_Results=f"{OURS}; dkim=fail"),
    _fine("zip", "Fotoğraflar zip içinde"),
    Case(
        "fine_pdf",
        head("fine_pdf")
        + several(
            "mixed",
            leaf("Dekont ekte", "text/plain"),
            attached(PDF, "application/pdf", "attachment; filename=dekont.pdf"),
        ),
        {"held": False},
    ),
    Case(
        "fine_html_with_links",
        html("fine_html", '<p>Ürün burada: <a href="https://marka.example/u/1">bağlantı</a></p>'),
        {"held": False},
    ),
    Case(
        "verdicts_of_our_server",
        plain(
            "auth_ours",
            "Merhaba",
            Authentication_Results=f"{OURS};\r\n spf=pass smtp.mailfrom=musteri.example;\r\n dkim=pass (2048-bit key) header.d=musteri.example;\r\n dmarc=pass (p=REJECT) header.from=musteri.example",
        ),
        {"auth": {"spf": "pass", "dkim": "pass", "dmarc": "pass", "by": OURS}},
    ),
    Case(
        "verdicts_the_sender_wrote",
        plain(
            "auth_forged",
            "Merhaba",
            Authentication_Results="mx.kotu.example; spf=pass; dkim=pass; dmarc=pass",
        ),
        {"auth": {}},
    ),
    Case(
        "verdicts_ours_above_a_forged_one",
        plain(
            "auth_both",
            "Merhaba",
            Authentication_Results=f"{OURS}; dmarc=fail\r\nAuthentication-Results: {OURS}; dmarc=pass",
        ),
        {"auth": {"dmarc": "fail", "by": OURS}},
    ),
    Case(
        "verdicts_with_a_version",
        plain(
            "auth_version", "Merhaba", Authentication_Results=f"{OURS} 1; spf=pass smtp.mailfrom=a@b.example"
        ),
        {"auth": {"spf": "pass", "by": OURS}},
    ),
    Case(
        "verdicts_in_a_comment",
        plain(
            "auth_comment",
            "Merhaba",
            Authentication_Results=f"{OURS}; spf=fail (dmarc=pass dkim=pass) smtp.mailfrom=x",
        ),
        {"auth": {"spf": "fail", "by": OURS}},
    ),
    Case(
        "verdicts_of_a_name_that_ends_like_ours",
        plain("auth_suffix", "Merhaba", Authentication_Results="kotumx.marka.example; dmarc=pass"),
        {"auth": {}},
    ),
]
