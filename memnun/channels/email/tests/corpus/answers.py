"""What tells to which conversation a mail belongs. {TOKEN} stands for the token of CONVERSATION."""

from uuid import UUID

from memnun.channels.email.tests.corpus.making import Case, head, leaf, plain

CONVERSATION = UUID("019b8e60-0000-7000-8000-000000000001")
TOKEN = "{TOKEN}"
NAMED = ("token", str(CONVERSATION))
MARKED = ("marker", str(CONVERSATION))


def _answer(name, answers, text="Teşekkürler", **given):
    return Case(f"answer_{name}", plain(f"answer_{name}", text, **given), {"answers": answers})


CASES = [
    _answer("token_in_to", [NAMED], To="destek+{TOKEN}@marka.example"),
    _answer("token_in_to_with_name", [NAMED], To='"Marka Destek" <destek+{TOKEN}@marka.example>'),
    _answer("token_in_capitals", [NAMED], To="DESTEK+{TOKEN_CAPITALS}@MARKA.EXAMPLE"),
    _answer("token_in_cc", [NAMED], Cc="destek+{TOKEN}@marka.example"),
    _answer("token_in_delivered_to", [NAMED], Delivered_To="destek+{TOKEN}@marka.example"),
    _answer("token_in_x_original_to", [NAMED], X_Original_To="destek+{TOKEN}@marka.example"),
    _answer("token_forged", [], To="destek+{FORGED}@marka.example"),
    _answer("token_cut", [], To="destek+{CUT}@marka.example"),
    _answer("token_of_nobody", [], To="destek+kampanya@marka.example"),
    _answer("in_reply_to", [("in_reply_to", "bizim-1@marka.example")], In_Reply_To="<bizim-1@marka.example>"),
    _answer(
        "in_reply_to_with_words",
        [("in_reply_to", "bizim-1@marka.example")],
        In_Reply_To='Message of "Mon, 5 Jan 2026" <bizim-1@marka.example>',
    ),
    _answer("in_reply_to_without_brackets", [], In_Reply_To="bizim-1"),
    _answer(
        "references_newest_first",
        [("references", "iki@marka.example"), ("references", "bir@marka.example")],
        References="<bir@marka.example> <iki@marka.example>",
    ),
    _answer(
        "references_and_in_reply_to",
        [("in_reply_to", "iki@marka.example"), ("references", "bir@marka.example")],
        In_Reply_To="<iki@marka.example>",
        References="<bir@marka.example>\r\n <iki@marka.example>",
    ),
    _answer(
        "references_glued",
        [("references", "iki@marka.example"), ("references", "bir@marka.example")],
        References="<bir@marka.example><iki@marka.example>",
    ),
    _answer(
        "references_folded_in_an_id",
        [("references", "bir@marka.example")],
        References="<bir@marka.example>\r\n <kirik\r\n id@marka.example",
    ),
    Case(
        "answer_three_hundred_references",
        plain("answer_300", "Evet", References=" ".join(f"<n{n}@marka.example>" for n in range(300))),
        {"answers_count": 30},
    ),
    _answer("marker_in_a_quote", [MARKED], text="Teşekkürler\n\n> İadeniz yapıldı.\n> [ref:{TOKEN}]"),
    _answer("marker_in_the_subject", [MARKED], Subject="Yan: Siparişim [ref:{TOKEN}]"),
    _answer("marker_forged", [], text="[ref:{FORGED}]"),
    _answer(
        "outlook_thread",
        [("thread", "outlook:01dc7e50a1b2c3d4e5f60718293a4b5c6d7e8f901122")],
        Thread_Index="Adx+UKGyw9Tl9gcYKTpLXG1+j5ARIg==",
    ),
    _answer("outlook_thread_broken", [], Thread_Index="!!"),
    _answer(
        "everything",
        [NAMED, ("in_reply_to", "bizim-1@marka.example"), MARKED],
        To="destek+{TOKEN}@marka.example",
        In_Reply_To="<bizim-1@marka.example>",
        text="Evet\n> [ref:{TOKEN}]",
    ),
    _answer("nothing", []),
    Case(
        "message_id_missing",
        plain("id_missing", "Merhaba", Message_ID=None),
        {"message_id": "", "external_id_starts": "sha256-"},
    ),
    Case(
        "message_id_empty",
        plain("id_empty", "Merhabalar", Message_ID=""),
        {"message_id": "", "external_id_starts": "sha256-"},
    ),
    Case(
        "message_id_without_brackets",
        plain("id_bare", "Merhaba", Message_ID="ciplak@musteri.example"),
        {"message_id": "ciplak@musteri.example"},
    ),
    Case(
        "message_id_with_spaces",
        plain("id_spaces", "İyi günler", Message_ID="<bosluk lu@musteri.example>"),
        {"message_id": ""},
    ),
    Case(
        "message_id_too_long",
        plain("id_long", "Selam", Message_ID=f"<{'a' * 400}@musteri.example>"),
        {"message_id": "", "external_id_starts": "sha256-"},
    ),
    Case(
        "message_id_twice",
        head("id_twice") + b"Message-ID: <ikinci@musteri.example>\r\n" + leaf("Merhaba", "text/plain"),
        {"message_id": "id_twice@musteri.example"},
    ),
]
