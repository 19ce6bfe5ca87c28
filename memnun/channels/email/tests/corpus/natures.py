"""Mails of machines: absence notes, lists, bounces, our own coming back."""

from memnun.channels.email.tests.corpus.making import Case, head, leaf, plain, several, wire

DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.marka.example>"
OURS = head(
    "bizim",
    From="destek@marka.example",
    To="yok@musteri.example",
    Message_ID="<bizim-7@marka.example>",
    X_Memnun_Message="019b8e60-0000-7000-8000-00000000000a",
)


def _kind(name, kind, text="Merhaba", **given):
    return Case(f"nature_{name}", plain(f"nature_{name}", text, **given), {"kind": kind})


def _report(
    name,
    fields,
    failures,
    *,
    words="İletiniz teslim edilemedi.",
    returned=OURS,
    kind="message/rfc822",
    report="delivery-status",
    **given,
):
    given = {"From": DAEMON, "Subject": "Undelivered Mail Returned to Sender", "Return_Path": "<>", **given}
    parts = [
        leaf(words, "text/plain"),
        b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.marka.example\r\n\r\n"
        + wire(fields),
    ]
    if returned:
        parts.append(f"Content-Type: {kind}\r\n\r\n".encode() + returned + b"\r\nMetin\r\n")
    raw = head(name, **given) + several("report", *parts, more=f"; report-type={report}")
    return Case(
        f"bounce_{name}",
        raw,
        {
            "kind": "bounce",
            "failures": failures,
            **({"bounced": "bizim-7@marka.example"} if returned else {}),
        },
    )


def _spelled(name, text, failures, *, sender=DAEMON, subject="Undelivered Mail Returned to Sender", **given):
    return Case(
        f"bounce_{name}",
        plain(name, text, From=sender, Subject=subject, Return_Path="<>", **given),
        {"kind": "bounce", "failures": failures},
    )


def _fields(
    action="failed", status="5.1.1", address="yok@musteri.example", code="smtp; 550 5.1.1 User unknown"
):
    return (
        f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: {code}\n"
    )


DEAD = [("yok@musteri.example", "5.1.1", True, True)]
CASES = [
    _kind("person", "message"),
    _kind("auto_submitted", "auto_reply", Auto_Submitted="auto-replied"),
    _kind("auto_generated", "auto_reply", Auto_Submitted="auto-generated; owner-email=x@musteri.example"),
    _kind("auto_submitted_no", "message", Auto_Submitted="no"),
    _kind("precedence_bulk", "auto_reply", Precedence="bulk"),
    _kind("precedence_junk", "auto_reply", Precedence="Junk"),
    _kind("precedence_list", "list", Precedence="list"),
    _kind("precedence_first_class", "message", Precedence="first-class"),
    _kind("x_autoreply", "auto_reply", X_Autoreply="yes"),
    _kind("x_autoreply_no", "message", X_Autoreply="no"),
    _kind("x_autorespond", "auto_reply", X_Autorespond="tatil"),
    _kind("asks_us_for_no_answer", "message", X_Auto_Response_Suppress="All"),
    _kind("null_return_path", "auto_reply", Return_Path="<>"),
    _kind(
        "absence_tr",
        "auto_reply",
        Subject="Otomatik Yanıt: Siparişim",
        text="5-12 Ocak arasında ofiste olmayacağım.",
    ),
    _kind("absence_tr_outlook", "auto_reply", Subject="Otomatik yanıt: Siparişiniz", text="İzindeyim."),
    _kind("absence_tr_gmail", "auto_reply", Subject="Ofis dışında Re: Siparişiniz"),
    _kind("absence_en", "auto_reply", Subject="Out of Office: Order"),
    _kind("absence_en_automatic", "auto_reply", Subject="Automatic reply: Order"),
    _kind("absence_words_of_a_person", "message", Subject="Siparişim ofis dışında bir adrese gitmiş"),
    _kind("no_reply_sender", "auto_reply", From="no-reply@kargo.example"),
    _kind("no_reply_tr", "auto_reply", From="bildirim@banka.example"),
    _kind("newsletter", "list", List_Unsubscribe="<https://liste.example/cik>", From="bulten@magaza.example"),
    _kind("mailing_list", "list", List_Id="Kullanıcılar <kullanicilar.liste.example>"),
    _kind("own", "own", From="destek@marka.example", X_Memnun_Message="019b8e60-0000-7000-8000-00000000000a"),
    _kind(
        "own_bounced_by_a_rule",
        "own",
        X_Memnun_Message="019b8e60-0000-7000-8000-00000000000a",
        Auto_Submitted="auto-replied",
    ),
    Case(
        "nature_read_receipt",
        head("mdn", Subject="Okundu: Siparişim")
        + several(
            "report",
            leaf("İleti okundu", "text/plain"),
            b"Content-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; ayse@musteri.example\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n",
            more="; report-type=disposition-notification",
        ),
        {"kind": "auto_reply"},
    ),
    _report("postfix", _fields(), DEAD),
    _report("postfix_headers_only", _fields(), DEAD, kind="text/rfc822-headers"),
    _report("without_our_mail", _fields(), DEAD, returned=b""),
    _report(
        "exchange_tr",
        _fields(code="smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound", status="5.1.10"),
        [("yok@musteri.example", "5.1.10", True, True)],
        From="Microsoft Outlook <postmaster@outlook.example>",
        Subject="Teslim edilemedi: Siparişiniz",
        words="İletiniz yok@musteri.example adresine teslim edilemedi.",
    ),
    _report(
        "gmail",
        _fields(code="smtp; 550-5.1.1 The email account that you tried to reach does not exist."),
        DEAD,
        From="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        Subject="Delivery Status Notification (Failure)",
    ),
    _report(
        "yandex",
        _fields(status="5.7.1", code="smtp; 550 5.7.1 No such user!"),
        [("yok@musteri.example", "5.7.1", True, False)],
        From="mailer-daemon@yandex.ru",
    ),
    _report(
        "mailbox_full",
        _fields(status="5.2.2", code="smtp; 552 5.2.2 Mailbox full"),
        [("yok@musteri.example", "5.2.2", True, False)],
    ),
    _report(
        "too_large",
        _fields(status="5.3.4", code="smtp; 552 5.3.4 Message too large"),
        [("yok@musteri.example", "5.3.4", True, False)],
    ),
    _report(
        "refused_as_spam",
        _fields(status="5.7.1", code="smtp; 554 5.7.1 Spam message rejected"),
        [("yok@musteri.example", "5.7.1", True, False)],
    ),
    _report(
        "delayed",
        _fields(action="delayed", status="4.4.1", code="smtp; connection timed out"),
        [("yok@musteri.example", "4.4.1", False, False)],
        Subject="Delayed Mail (still being retried)",
    ),
    _report("delivered", _fields(action="delivered", status="2.0.0", code="smtp; 250 ok"), []),
    _report("general_status_with_closer_code", _fields(status="5.0.0", code="smtp; 550 5.1.1 unknown"), DEAD),
    _report(
        "two_recipients",
        _fields()
        + "\n"
        + _fields(
            address="dolu@musteri.example", status="4.2.2", action="delayed", code="smtp; 452 4.2.2 full"
        ),
        [*DEAD, ("dolu@musteri.example", "4.2.2", False, False)],
    ),
    _report(
        "without_status",
        "Final-Recipient: rfc822; yok@musteri.example\nAction: failed\n",
        [("yok@musteri.example", "5.0.0", True, True)],
    ),
    _report("rubbish_fields", "anlamsız\n", []),
    _spelled(
        "qmail",
        "Hi. This is the qmail-send program at mx.marka.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<yok@musteri.example>:\n198.51.100.1 does not like recipient.\nRemote host said: 550 5.1.1 User unknown\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <bizim-7@marka.example>\n",
        DEAD,
        subject="failure notice",
    ),
    _spelled(
        "exim",
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its recipients.\n\n  yok@musteri.example\n    550 5.1.1 User unknown\n",
        DEAD,
        X_Failed_Recipients="yok@musteri.example",
        subject="Mail delivery failed: returning message to sender",
    ),
    _spelled("words_nobody_knows", "Mesajınız iletilemedi. Nedeni bilinmiyor.", []),
]
