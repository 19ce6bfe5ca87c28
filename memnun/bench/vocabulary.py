"""Some twenty thousand Turkish words in the order of how often they are met, for texts made by the million."""

from __future__ import annotations

from functools import lru_cache

PARTICLES = (
    "bir ve bu çok için ama da de ne daha en gibi kadar sonra her şu o ben siz biz hiç yok var mı mi değil ile ya "
    "şimdi bugün dün yarın hâlâ artık sadece bile yine tekrar lütfen merhaba selam teşekkürler evet hayır nasıl neden "
    "niçin nerede kim hangi önce hemen hep bazen belki keşke sanki zaten üstelik fakat ancak çünkü eğer"
).split()
NOUNS = (
    "kargo sipariş ürün mağaza müşteri iade fatura para teslimat adres paket telefon mesaj sorun ücret indirim kampanya "
    "destek temsilci şikâyet öneri değişim garanti servis uygulama hesap kart ödeme kupon hediye puan üyelik şifre ekran "
    "beden renk kumaş kutu hasar kırık leke gecikme süre gün hafta saat ay şube kurye depo stok fiyat kalite memnuniyet "
    "teşekkür yardım bilgi cevap talep istek soru numara kod bağlantı sayfa site internet mail bildirim onay iptal sözleşme "
    "kanun hak tüketici kurul avukat dava banka havale taksit faiz limit borç alacak makbuz fiş kasa kuyruk personel müdür "
    "yönetici çalışan güvenlik otopark asansör kabin raf etiket reyon sepet alışveriş liste favori yorum puanlama yıldız "
    "fotoğraf video katalog model sezon koleksiyon elbise gömlek pantolon ceket kazak mont ayakkabı çanta bot terlik çorap "
    "şapka eldiven kemer saç krem parfüm makyaj diş ilaç bebek çocuk oyuncak bez mama araba koltuk masa sandalye dolap yatak "
    "yorgan yastık perde halı lamba avize tabak bardak tencere tava çatal kaşık bıçak fırın buzdolabı çamaşır bulaşık "
    "süpürge ütü klima kombi petek musluk boru elektrik su doğalgaz kablo priz pil şarj kulaklık bilgisayar tablet kamera "
    "televizyon kumanda yazıcı toner kâğıt kalem defter kitap dergi gazete bilet koltukaltı uçak otobüs tren gemi otel oda "
    "rezervasyon tatil bavul pasaport vize tur rehber restoran yemek çorba pilav köfte kebap salata tatlı kahve çay süt "
    "peynir ekmek yumurta et tavuk balık sebze meyve elma armut üzüm karpuz domates biber soğan patates un şeker tuz yağ "
    "ev iş okul sokak cadde mahalle ilçe şehir köy bina kat daire kapı pencere bahçe balkon anahtar komşu anne baba kardeş "
    "arkadaş eş dost insan kadın erkek hanım bey usta doktor öğretmen öğrenci memur işçi emekli genç yaşlı hasta sağlık "
    "hastane eczane muayene ameliyat rapor reçete sigorta poliçe kaza hırsız polis mahkeme belge imza evrak dilekçe nüfus "
    "kimlik vergi maaş prim ikramiye bayram düğün doğum ölüm yaz kış bahar güz yağmur kar rüzgâr güneş hava deniz göl dağ "
    "orman yol köprü tünel trafik park benzin lastik motor fren ışık ses koku tat renklendirme görüntü hız güç zaman fırsat "
    "çözüm karar plan proje fikir görüş düşünce duygu sevgi saygı güven umut korku öfke üzüntü mutluluk sabır emek çaba "
    "başarı hata kusur eksik fazla yarım bütün parça adet kilo metre litre boy en yükseklik genişlik derinlik ağırlık"
).split()
ENDINGS = (
    "", "(I)m", "y(I)", "lAr", "(I)", "DA", "y(A)", "DAn", "(n)(I)n", "(I)m(I)z", "lAr(I)", "(I)n(I)z", "yl(A)", "l(I)",
    "s(I)z", "(I)m(I)", "lAr(I)n(I)z", "lAr(I)m", "lAr(I)n", "DAk(i)", "lArDA", "lArDAn", "lArA", "(I)mDA", "(I)mDAn",
    "(I)m(A)", "(I)n(I)zDA", "(I)n(I)zDAn", "(I)n(I)z(I)", "(I)n(I)z(A)", "lAr(I)m(I)z", "lAr(I)m(I)z(I)", "(I)m(I)z(I)",
    "(I)m(I)zDA", "(I)m(I)zDAn", "(I)m(I)z(A)", "lAr(I)n(I)z(I)", "lAr(I)n(I)zDA", "lAr(I)n(I)zDAn", "(I)n(I)z(I)n",
    "lArl(A)", "l(I)k", "l(I)kl(A)", "c(I)", "c(I)lAr", "l(I)lAr", "s(I)zl(I)k", "(I)ms(I)", "m(I)ş", "DIr",
)  # fmt: skip
"""Endings in rough order of frequency: A is a or e, I one of ı i u ü, D d or t after the word's last letters."""
_VOWELS = "aeıioöuüâî"
_NARROW = {"a": "ı", "â": "ı", "ı": "ı", "e": "i", "i": "i", "î": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}


@lru_cache(maxsize=1)
def words() -> list[str]:
    """All words, the most frequent first; none twice."""
    ranked = [(rank * 1.5 + 1, word) for rank, word in enumerate(PARTICLES)]
    for place, noun in enumerate(NOUNS):
        ranked += [
            ((place + 4) * (rank + 1), noun + ended(noun, ending)) for rank, ending in enumerate(ENDINGS)
        ]
    return list(dict.fromkeys(word for _, word in sorted(ranked)))


def ended(noun: str, ending: str) -> str:
    """The ending with the vowels and consonants that fit the noun."""
    vowel = next(letter for letter in reversed(noun) if letter in _VOWELS)
    narrow, wide = _NARROW[vowel], "a" if vowel in "aâıou" else "e"
    after_vowel = noun[-1] in _VOWELS
    if ending.startswith("(I)") and after_vowel:
        ending = ending.removeprefix("(I)") or "s(I)"
    if ending.startswith("(n)") and not after_vowel:
        ending = ending.removeprefix("(n)")
    if ending.startswith("y") and not after_vowel:
        ending = ending[1:]
    soft = noun[-1] not in "fstkçşhp"
    for letter in "mrz":
        ending = ending.replace(f"{letter}D", f"{letter}d").replace(f"{letter})D", f"{letter})d")
    return (
        ending.replace("(I)", narrow).replace("DI", ("d" if soft else "t") + narrow).replace("(A)", wide)
        .replace("D", "d" if soft else "t").replace("A", wide).replace("(n)", "n").replace("(i)", "i")
    )  # fmt: skip
