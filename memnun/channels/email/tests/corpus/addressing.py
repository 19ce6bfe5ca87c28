"""To whom a mail was sent, in whose name, and who the customer is."""

from memnun.channels.email.tests.corpus.making import Case, head, leaf, plain, several

AYSE = "ayse@musteri.example"
INNER = head("ilk", From=f"Ayşe Yılmaz <{AYSE}>", Subject="Kırık ürün") + leaf("Ürün kırık", "text/plain")


def _who(name, customer, *, ours=False, text="Merhaba", claimed=False, mailbox=None, **given):
    expected = {
        "customer": customer,
        "is_ours": ours,
        "claimed": claimed,
        **({"mailbox": mailbox} if mailbox is not None else {}),
    }
    return Case(f"who_{name}", plain(f"who_{name}", text, **given), expected)


CASES = [
    _who("to_us", AYSE, mailbox="destek@marka.example"),
    _who(
        "cc_only", AYSE, To="kargo@kargo.example", Cc="destek@marka.example", mailbox="destek@marka.example"
    ),
    _who(
        "bcc_only",
        AYSE,
        To="undisclosed-recipients:;",
        Delivered_To="destek@marka.example",
        mailbox="destek@marka.example",
    ),
    _who("no_receiver_at_all", AYSE, To=None, mailbox=""),
    _who(
        "many_receivers",
        AYSE,
        To=", ".join(f"kisi{n}@baska.example" for n in range(150)) + ", info@marka.example",
        mailbox="info@marka.example",
    ),
    _who("plus_address_of_ours", AYSE, To="destek+kampanya@marka.example"),
    _who(
        "web_form_in_our_name",
        AYSE,
        From="Web Sitesi <info@marka.example>",
        Reply_To=f"Ayşe <{AYSE}>",
        claimed=True,
    ),
    _who(
        "group_rewrites_the_sender",
        AYSE,
        From="'Ayşe' via Destek <destek@marka.example>",
        X_Original_From=f"Ayşe <{AYSE}>",
        claimed=True,
    ),
    _who("copy_of_what_we_sent", AYSE, ours=True, From="Marka <destek@marka.example>", To=AYSE),
    _who(
        "colleague_answers_with_us_in_cc",
        AYSE,
        ours=True,
        From="info@marka.example",
        To=AYSE,
        Cc="destek@marka.example",
    ),
    _who("colleague_writes_to_us", "", ours=True, From="info@marka.example"),
    _who(
        "colleague_forwards_inline_tr",
        AYSE,
        claimed=True,
        From="info@marka.example",
        Subject="İlt: Kırık ürün",
        text=f"Bakar mısınız?\n\nKimden: Ayşe Yılmaz <{AYSE}>\nGönderilme: 5 Ocak 2026\nKonu: Kırık ürün\n\nÜrün kırık",
    ),
    _who(
        "colleague_forwards_inline_en",
        AYSE,
        claimed=True,
        From="info@marka.example",
        Subject="Fwd: Kırık ürün",
        text=f"---------- Forwarded message ---------\nFrom: Ayşe <{AYSE}>\nDate: Mon\n\nÜrün kırık",
    ),
    _who(
        "colleague_forwards_outlook_mailto",
        AYSE,
        claimed=True,
        From="info@marka.example",
        Subject="FW: Kırık ürün",
        text=f"From: Ayşe Yılmaz [mailto:{AYSE}]\nSent: Monday\n\nÜrün kırık",
    ),
    Case(
        "who_colleague_forwards_as_attachment",
        head("fwd_att", From="info@marka.example", Subject="Fwd: Kırık ürün")
        + several(
            "mixed", leaf("Bakar mısınız?", "text/plain"), b"Content-Type: message/rfc822\r\n\r\n" + INNER
        ),
        {"customer": AYSE, "claimed": True, "is_ours": False},
    ),
    _who(
        "customer_forwards_a_mail",
        AYSE,
        Subject="Fwd: Kargo",
        text="Kargo bunu yazdı:\n\nFrom: kargo@kargo.example\nDate: Mon\n\nGetiremedik",
    ),
    _who("customer_with_other_reply_to", AYSE, Reply_To="ayse.ev@musteri.example"),
]
