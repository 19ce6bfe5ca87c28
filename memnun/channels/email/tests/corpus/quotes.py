"""Answers above, below and between quoted mail; signatures of programs and people. `own` is what the writer said."""

from memnun.channels.email.tests.corpus.making import Case, html, plain

OWN = "Merhaba, iadem hâlâ yapılmadı. Ne zaman yatacak?"
OURS = "Sayın Ayşe Hanım,\nİadeniz 3 iş günü içinde yapılacaktır.\n\nMarka Destek"
QUOTED = "\n".join(f"> {line}".rstrip() for line in OURS.split("\n"))


def _below(name, *lines, own=OWN):
    text = "\n".join([own, "", *lines])
    return Case(f"quote_{name}", plain(f"quote_{name}", text), {"own": own, "text": text.strip()})


def _html(name, markup, own=OWN, **expected):
    return Case(f"quote_{name}", html(f"quote_{name}", markup), {"own": own, **expected})


def _kept(name, text, own=None):
    return Case(f"kept_{name}", plain(f"kept_{name}", text), {"own": own or text, "text": text})


CASES = [
    _below(
        "gmail_tr",
        "Marka Destek <destek@marka.example>, 5 Oca 2026 Pzt, 10:15 tarihinde şunu yazdı:",
        "",
        QUOTED,
    ),
    _below(
        "gmail_tr_two_lines",
        "Marka Destek <destek@marka.example>, 5 Oca 2026 Pzt, 10:15 tarihinde",
        "şunu yazdı:",
        "",
        QUOTED,
    ),
    _below(
        "gmail_tr_three_lines",
        "Marka Müşteri Hizmetleri Destek Ekibi",
        "<destek@marka.example>, 5 Oca 2026 Pzt, 10:15",
        "tarihinde şunu yazdı:",
        "",
        QUOTED,
    ),
    _below(
        "gmail_tr_date_first",
        "5 Ocak 2026 Pazartesi 10:15 tarihinde Marka Destek <destek@marka.example> şunu yazdı:",
        QUOTED,
    ),
    _below(
        "gmail_tr_ascii", "5 Oca 2026 10:15 tarihinde Marka Destek <destek@marka.example> sunu yazdi:", QUOTED
    ),
    _below(
        "gmail_en", "On Mon, Jan 5, 2026 at 10:15 AM Marka Destek <destek@marka.example> wrote:", "", QUOTED
    ),
    _below(
        "gmail_en_two_lines",
        "On Mon, Jan 5, 2026 at 10:15 AM Marka Müşteri Hizmetleri <destek@marka.example>",
        "wrote:",
        "",
        QUOTED,
    ),
    _below("apple_tr", "Marka Destek <destek@marka.example> şunları yazdı (5 Oca 2026 10:15):", "", QUOTED),
    _below(
        "apple_tr_phone",
        "iPhone’umdan gönderildi",
        "",
        "Marka Destek <destek@marka.example> şunları yazdı (5 Oca 2026 10:15):",
        "",
        QUOTED,
    ),
    _below("apple_tr_ipad", "iPad'imden gönderildi"),
    _below("apple_en", "On 5 Jan 2026, at 10:15, Marka Destek <destek@marka.example> wrote:", "", QUOTED),
    _below(
        "apple_en_phone",
        "Sent from my iPhone",
        "",
        "> On 5 Jan 2026, at 10:15, Marka Destek <destek@marka.example> wrote:",
        ">",
        QUOTED,
    ),
    _below(
        "outlook_tr",
        "Kimden: Marka Destek <destek@marka.example>",
        "Gönderilme: 5 Ocak 2026 Pazartesi 10:15",
        "Kime: Ayşe Yılmaz <ayse@musteri.example>",
        "Konu: RE: Siparişim",
        "",
        OURS,
    ),
    _below(
        "outlook_tr_sent",
        "Kimden: Marka Destek <destek@marka.example>",
        "Gönderildi: Pazartesi, 5 Ocak 2026 10:15",
        "Kime: Ayşe Yılmaz",
        "Konu: YNT: Siparişim",
        "",
        OURS,
    ),
    _below(
        "outlook_tr_line",
        "________________________________",
        "Kimden: Marka Destek <destek@marka.example>",
        "Gönderilme Tarihi: 5 Ocak 2026 Pazartesi 10:15",
        "Kime: Ayşe",
        "Konu: Siparişim",
        "",
        OURS,
    ),
    _below(
        "outlook_tr_original",
        "-----Özgün İleti-----",
        "From: Marka Destek [mailto:destek@marka.example]",
        "Sent: Monday, January 5, 2026 10:15 AM",
        "",
        OURS,
    ),
    _below(
        "outlook_tr_original_2",
        "-----Orijinal Mesaj-----",
        "Kimden: Marka Destek",
        "Tarih: 5.1.2026 10:15",
        OURS,
    ),
    _below(
        "outlook_en",
        "From: Marka Destek <destek@marka.example>",
        "Sent: Monday, January 5, 2026 10:15 AM",
        "To: Ayşe Yılmaz",
        "Subject: RE: Siparişim",
        "",
        OURS,
    ),
    _below(
        "outlook_en_original",
        "-----Original Message-----",
        "From: Marka Destek",
        "Sent: Monday, January 5, 2026",
        OURS,
    ),
    _below(
        "outlook_starred",
        "*Kimden:* Marka Destek <destek@marka.example>",
        "*Gönderilme:* 5 Ocak 2026 Pazartesi 10:15",
        "*Kime:* Ayşe",
        "",
        OURS,
    ),
    _below(
        "outlook_to_before_date",
        "Kimden: Marka Destek",
        "Kime: Ayşe Yılmaz",
        "Tarih: 05.01.2026 10:15",
        "",
        OURS,
    ),
    _below(
        "outlook_android_tr",
        "Android için Outlook’u edinin<https://aka.ms/x>",
        "________________________________",
        "Kimden: Marka Destek",
        "Gönderilme: Pazartesi",
        OURS,
    ),
    _below("outlook_ios_tr", "iOS için Outlook uygulamasını edinin"),
    _below("outlook_ios_en", "Get Outlook for iOS<https://aka.ms/o0ukef>"),
    _below("yandex_tr", '05.01.2026, 10:15, "Marka Destek" <destek@marka.example>:', "", QUOTED),
    _below("yandex_tr_hour", "5 Ocak 2026, saat 10:15, Marka Destek <destek@marka.example>:", "", QUOTED),
    _below(
        "yandex_tr_signature",
        "--",
        "Yandex.Mail'den mobil cihazımdan gönderildi",
        "",
        "10:15, 5 Ocak 2026, Marka Destek:",
    ),
    _below("yahoo_tr", "Yahoo Mail: Android'den gönderildi"),
    _below(
        "thunderbird_tr",
        "5.01.2026 10:15 tarihinde Marka Destek yazdı:".replace("yazdı", "şunu yazdı"),
        QUOTED,
    ),
    _below("thunderbird_en", "On 05/01/2026 10:15, Marka Destek wrote:", QUOTED),
    _below("samsung", "Samsung Galaxy akıllı telefonumdan gönderildi."),
    _below("huawei", "Huawei telefonumdan gönderildi"),
    _below("xiaomi", "Xiaomi cihazımdan gönderildi", QUOTED),
    _below("mobile_tr", "Mobil cihazımdan gönderildi"),
    _below(
        "windows_mail",
        "Windows için Posta ile gönderildi",
        "",
        "Kimden: Marka Destek",
        "Gönderilme: 5 Ocak 2026",
        OURS,
    ),
    _below("arrows_only", QUOTED),
    _below("signature_dashes", "--", "Ayşe Yılmaz", "0532 000 00 00"),
    _below(
        "forwarded_gmail_tr",
        "---------- Yönlendirilen ileti ---------",
        "Gönderen: Marka <destek@marka.example>",
        "Date: 5 Oca 2026",
        OURS,
    ),
    _below(
        "forwarded_gmail_en",
        "---------- Forwarded message ---------",
        "From: Marka <destek@marka.example>",
        OURS,
    ),
    _below("forwarded_apple", "İletilen ileti başlangıcı:", "", "Kimden: Marka", "Konu: Siparişim"),
    _below(
        "disclaimer_tr",
        "Bu e-posta ve ekleri gizli olup yalnızca muhatabı içindir. Yanlışlıkla aldıysanız siliniz.",
    ),
    _below("disclaimer_en", "This e-mail is confidential and intended only for the addressee."),
    _below("disclaimer_capitals", "YASAL UYARI: Bu mesaj kişiye özeldir."),
    _below(
        "card",
        "Ayşe Yılmaz",
        "Satın Alma Müdürü",
        "Örnek Tekstil A.Ş.",
        "Tel: 0212 000 00 00",
        "www.ornek.example",
        own=OWN + "\nSaygılarımla,",
    ),
    _html(
        "gmail_html",
        f'<div dir="ltr">{OWN}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Marka Destek &lt;<a href="mailto:destek@marka.example">destek@marka.example</a>&gt;, 5 Oca 2026 Pzt, 10:15 tarihinde şunu yazdı:<br></div><blockquote>Sayın Ayşe Hanım</blockquote></div>',
    ),
    _html(
        "outlook_html",
        f'<html><head><style>p{{margin:0}}</style></head><body><div class="WordSection1"><p class="MsoNormal">{OWN}<o:p></o:p></p><p>&nbsp;</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>Kimden:</b> Marka Destek &lt;destek@marka.example&gt;<br><b>Gönderilme:</b> 5 Ocak 2026 Pazartesi 10:15<br><b>Kime:</b> Ayşe<br><b>Konu:</b> Siparişim</p></div><p>Sayın Ayşe Hanım</p></div></body></html>',
    ),
    _html(
        "apple_html",
        f'<html><body>{OWN}<br><div dir="ltr">iPhone’umdan gönderildi</div><blockquote type="cite">Marka Destek şunları yazdı (5 Oca 2026 10:15):<br></blockquote></body></html>',
    ),
    _html(
        "hotmail_html",
        f'<div>{OWN}</div><hr><div id="divRplyFwdMsg"><b>Gönderen:</b> Marka Destek<br><b>Gönderilme:</b> 5 Ocak 2026<br><b>Kime:</b> Ayşe</div>',
    ),
    _kept(
        "answers_between_quotes",
        "> İadeniz ne zaman yapıldı?\nDün yapıldı ama eksik.\n> Başka sorunuz var mı?\nEvet, kargo ücreti nerede?",
    ),
    _kept("answer_below_a_quote", f"{QUOTED}\n\nTeşekkürler ama hâlâ gelmedi."),
    _kept("the_word_kimden", "Kimden: annemden aldım bu ürünü\nHediye gelmişti, değiştirmek istiyorum."),
    _kept("the_words_wrote", "Geçen hafta müdürünüz şunu yazdı: özür dileriz. Yeterli değil."),
    _kept("the_words_on_a_date", "5 Ocak tarihinde sipariş verdim.\nHâlâ gelmedi."),
    _kept("a_single_arrow", "Fiyatı > 500 TL olan ürün"),
    _kept("dashes_in_words", "Ürün bozuk -- hem de yeni.\nLütfen dönün."),
    _kept("thanks_and_name", "Ürün çok güzel.\nTeşekkürler\nAyşe"),
    _kept("phone_after_thanks", "Beni arayın lütfen.\nTeşekkürler,\nTel: 0532 000 00 00"),
    _kept("only_a_quote", QUOTED),
    _kept(
        "only_a_forward",
        "---------- Forwarded message ---------\nFrom: Ali <ali@baska.example>\nSubject: Fatura\n\nFatura ektedir.",
    ),
    _kept("a_list_of_prices", "1. Kargo: 45 TL\n2. Ürün: 300 TL\nToplam yanlış."),
    _kept("confidential_in_a_sentence", "Kişisel verilerim gizli kalsın istiyorum."),
]
