"""Readings of sentences written for this test, in many trades."""

import csv
from pathlib import Path

import pytest

from memnun.understanding import MODEL_VERSION, read, read_many
from memnun.understanding.reading import Reading

FOLDER = Path(__file__).parent


def _cases(name: str) -> list[tuple[str, str, str]]:
    with (FOLDER / f"cases_{name}.tsv").open(encoding="utf-8", newline="") as file:
        return [(group, sentiment, text) for group, sentiment, text in csv.reader(file, delimiter="\t")]


@pytest.mark.parametrize(
    ("name", "group_share", "sentiment_share"), [("tuned", 0.95, 0.9), ("held", 0.92, 0.87)]
)
def test_group_and_sentiment_hold_on_written_cases(
    name: str, group_share: float, sentiment_share: float
) -> None:
    cases = _cases(name)
    readings = read_many([text for _group, _sentiment, text in cases])
    groups = [case[0] == reading.group for case, reading in zip(cases, readings, strict=True)]
    signs = [
        case[1] == reading.sentiment or (case[1] == "mixed" and reading.mixed)
        for case, reading in zip(cases, readings, strict=True)
    ]
    assert sum(groups) / len(cases) >= group_share
    assert sum(signs) / len(cases) >= sentiment_share


def test_every_plain_question_speaks_for_no_group() -> None:
    questions = [text for name in ("tuned", "held") for group, _sign, text in _cases(name) if group == "none"]
    assert [
        text for text, reading in zip(questions, read_many(questions), strict=True) if reading.group != "none"
    ] == []


def test_typing_without_turkish_letters_changes_nothing_of_the_sentiment() -> None:
    plain = str.maketrans("çğıöşüÇĞİÖŞÜâîû", "cgiosuCGIOSUaiu")
    texts = [text for _group, _sign, text in _cases("held")]
    spelled, typed = read_many(texts), read_many([text.translate(plain) for text in texts])
    assert [reading.sentiment for reading in typed] == [reading.sentiment for reading in spelled]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Paramı iade edin lütfen, ürün kırık geldi.", {"complaint", "request"}),
        ("Uygulamaya karanlık mod eklenmeli.", {"suggestion"}),
        ("Kargo ücreti ne kadar?", {"question"}),
        ("Çok teşekkür ederim, harika bir hizmet.", {"thanks", "praise"}),
        ("Siparişimi dün verdim.", {"other"}),
    ],
)
def test_several_kinds_may_hold(text: str, kinds: set[str]) -> None:
    assert kinds <= set(read(text).kinds)


@pytest.mark.parametrize(
    ("text", "threat"),
    [
        ("Bir daha sizden alışveriş yapmam.", "leave"),
        ("Hattımı başka operatöre taşıyacağım.", "leave"),
        ("Üyeliğimi iptal edin artık.", "leave"),
        ("Tüketici hakem heyetine başvuracağım.", "authority"),
        ("BTK'ya şikayet edeceğim sizi.", "authority"),
        ("Avukatım sizinle iletişime geçecek.", "legal"),
        ("Sosyal medyada herkesle paylaşacağım bu rezilliği.", "press"),
        ("Bunu basına taşıyacağım.", "press"),
        ("Turkcell'e geçiyorum.", "leave"),
        ("Bu son siparişimdi, sizi bırakıyorum.", "leave"),
        ("Bankanızdan ayrılıyorum, hesabımı kapatın.", "leave"),
    ],
)
def test_threats_are_named(text: str, threat: str) -> None:
    reading = read(text)
    assert threat in reading.threats
    assert reading.group == "at_risk"
    assert any(evidence.about == f"threat:{threat}" for evidence in reading.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "Notu aynen geçiyorum, müşteri çok memnundu.",
        "Çok güzel, ben de herkese anlatırım o zaman.",
        "Beş yıldızı bırakıyorum, yorumumu da yazdım.",
        "Tek başına taşıdım, çok hafif.",
        "Otelden çok memnun ayrılıyoruz.",
        "Son siparişim nerede?",
        "Ölçüsü uymadı, siparişimi iptal etmek istiyorum.",
        "Cumartesi uygun değil, bir daha izin alamam; hafta içi gelin.",
        "Yargı dizisindeki çantanın aynısı, bayıldım.",
    ],
)
def test_ordinary_words_are_no_threat(text: str) -> None:
    assert read(text).threats == []


@pytest.mark.parametrize(
    "text",
    [
        "Aranacağım denildi, aranmadım.",
        "Yarın gelecek dediler, üç gün oldu gelmedi.",
        "Ücret iadesi yapılacağı söylendi ama hâlâ yapılmadı.",
        "Söz verdiler, tutmadılar.",
        "48 saat içinde dönüş yapılacağı bildirildi, dönen yok.",
    ],
)
def test_a_broken_promise_is_heard_without_a_word_of_anger(text: str) -> None:
    reading = read(text)
    assert reading.broken_promise
    assert reading.group == "at_risk"


@pytest.mark.parametrize("text", ["Söz verdikleri gün geldiler.", "Yarın geleceğiz dediler ve geldiler."])
def test_a_kept_promise_is_no_broken_one(text: str) -> None:
    assert not read(text).broken_promise


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Kargom üç gündür dağıtıma çıkmadı", "delivery"),
        ("Ücret iademi alamadım", "refund"),
        ("Faturam yüksek geldi", "billing"),
        ("Garson çok ilgisizdi", "staff"),
        ("Müşteri hizmetlerine bağlanamıyorum", "call_center"),
        ("Uygulama açılmıyor", "app_web"),
        ("İnternet sürekli kopuyor", "network"),
        ("Rezervasyonum görünmüyor", "reservation"),
        ("Şifremi değiştiremiyorum", "account_security"),
        ("Mağazadaki kasa kuyruğu çok uzundu", "branch"),
        ("Fiyatlar çok pahalı", "price"),
        ("Odada hamam böceği vardı, çarşaflar kirliydi", "cleanliness"),
    ],
)
def test_topics_come_from_the_words_of_any_trade(text: str, topic: str) -> None:
    assert topic in read(text).topics


@pytest.mark.parametrize(
    ("text", "least"),
    [("Kombiden gaz kokusu geliyor!", 3), ("Acil dönüş yapın lütfen", 2), ("İki haftadır bekliyorum", 1)],
)
def test_urgency_rises_with_danger_and_delay(text: str, least: int) -> None:
    assert read(text).urgency >= least


def test_ironic_praise_is_never_sure_of_itself() -> None:
    reading = read("Harika, üçüncü kez aynı arıza.")
    assert reading.sentiment == "negative"
    assert reading.unsure


def test_clauses_that_disagree_are_told_apart() -> None:
    text = "Ürün şahane ama kurye çok kaba ve saygısızdı."
    reading = read(text)
    assert reading.mixed
    assert [clause.sentiment for clause in reading.clauses] == ["positive", "negative"]
    assert text[reading.clauses[1].start : reading.clauses[1].end].startswith("ama kurye")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("kargom hala gelmedi", "tr"),
        ("The delivery was late and nobody answered my emails.", "en"),
        ("Die Lieferung war zu spät und niemand hat geantwortet.", "de"),
        ("Доставка опоздала, никто не отвечает на письма", "ru"),
        ("Sifarişim hələ gəlməyib", "az"),
        ("Merci beaucoup, la livraison était très rapide", "fr"),
        ("El pedido no ha llegado y nadie me contesta", "es"),
        ("طلبيتي لم تصل حتى الآن", "ar"),
        ("سفارش من هنوز نرسیده و هیچ‌کس پاسخ نمی‌دهد", "fa"),
        ("注文がまだ届きません", "ja"),
        ("Замовлення ще не прийшло, що мені робити", "uk"),
        ("kargo nerde", "tr"),
        ("qwrt zxcv", "und"),
        ("support çok slow, refund hala yok", "tr"),
        ("😡😡", "und"),
    ],
)
def test_the_language_is_known(text: str, language: str) -> None:
    assert read(text).language == language


def test_a_reading_names_its_model() -> None:
    assert isinstance(read("Teşekkürler"), Reading)
    assert read("Teşekkürler").version == MODEL_VERSION


@pytest.mark.parametrize(
    "note",
    [
        "Stok soruldu, bilgi verildi.",
        "Müşteri adres değişikliği istedi.",
        "Arayan kişi fatura kopyası istedi, e-postayla gönderildi.",
        "Randevu saati soruldu, perşembeye yazıldı.",
        "Merhaba",
        "Siparişim ne durumda?",
        "Takip numaramı alabilir miyim",
    ],
)
def test_notes_greetings_and_plain_questions_speak_for_no_group(note: str) -> None:
    reading = read(note)
    assert (reading.group, "complaint" in reading.kinds) == ("none", False)


@pytest.mark.parametrize(
    "note",
    [
        "Müşteri ürünün kırık geldiğini söyledi, fotoğraf istendi.",
        "Üç gündür aranmadığını belirtti, çok kızgın, şikâyet kaydı açıldı.",
    ],
)
def test_a_note_of_a_complaint_stays_one(note: str) -> None:
    assert read(note).group == "at_risk"


@pytest.mark.parametrize("greeting", ["Sayın Hanay Ev çalışanları,\n\n", "Merhaba Hanay ekibi, "])
def test_who_is_greeted_is_no_topic(greeting: str) -> None:
    assert read(f"{greeting}yatakta deneme süresi kaç gün?").topics == []
    assert read(f"{greeting}mağaza çalışanları çok ilgisizdi.").topics == ["branch", "staff"]


@pytest.mark.parametrize(
    "wish",
    [
        "app'e dark mode gelsin",
        "Uygulamaya parmak iziyle giriş gelsin artık",
        "widget gelsin artık",
        "Apple Pay gelsin artık ya",
        "indirim kuponları geri gelsin",
        "glutensiz menü gelsin",
        "siteye canlı destek eklensin",
        "mağazaya tuvalet yapılsın",
        "kapıda kartla ödeme olsun",
        "hafta sonu da açık olsun",
        "daha büyük boyları da çıksın",
        "otobüs sıklığı artsın",
        "keşke mağazada otopark olsa",
        "tek tıkla iptal olsa keşke",
        "gece teslimatı olsa süper olur",
    ],
)
def test_a_wish_told_in_a_few_words_is_a_suggestion(wish: str) -> None:
    assert "suggestion" in read(wish).kinds
    assert read(wish).group == "suggesting"


@pytest.mark.parametrize(
    "wanted",
    [
        "Kargom gelsin artık",
        "siparişime not eklensin",
        "hesabıma param gelsin",
        "sisteme kaydım yapılsın",
        "usta gelsin evime",
        "Yarın menü gelsin diye bugün sipariş verdim",
        "kolay gelsin",
        "Ürünüm ne zaman gelsin?",
    ],
)
def test_what_one_is_owed_or_wishes_others_is_no_suggestion(wanted: str) -> None:
    assert "suggestion" not in read(wanted).kinds
