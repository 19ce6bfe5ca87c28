"""Sentences written by hand and multiplied: what the collected data lacks.

No public set labels plain questions, suggestions, double negation, irony or broken promises in Turkish, and
without them service words alone ('iade', 'fatura') read as complaints. Each template is filled with lists of
words; a fixed stride through all combinations keeps the number small and the result always the same.
"""

from collections.abc import Iterable, Iterator
from itertools import product

_THINGS = (
    "iade süresi|kargo ücreti|taksit seçeneği|öğrenci indirimi|garanti belgesi|üyelik ücreti|iptal "
    "işlemi|fatura tarihi|"
    "kampanya süresi|hediye paketi|kapıda ödeme|ücretsiz kargo|randevu saati|otopark ücreti|giriş "
    "saati|çıkış saati|"
    "numara taşıma|hat devri|ek paket|internet hızı|modem kurulumu|kredi başvurusu|kart limiti|vade "
    "farkı|bagaj hakkı|"
    "koltuk seçimi|bilet değişikliği|rezervasyon iptali|açık büfe|havuz saati|çocuk indirimi|evcil "
    "hayvan kabulü|"
    "yedek parça|servis ücreti|montaj hizmeti|beden tablosu|renk seçeneği|stok durumu|teslimat süresi|"
    "adres değişikliği|"
    "e-fatura|aidat iadesi|poliçe yenileme|hasar kaydı|para iadesi|ürün değişimi|arıza kaydı|abonelik "
    "iptali|cayma bedeli|"
    "puan kullanımı|sınav takvimi|kurs ücreti|aşı randevusu|tahlil sonucu|elektrik aboneliği|borç bilgisi"
).split("|")
_ASKS = (
    "ne kadar|kaç gün|nedir|var mı|nasıl yapılıyor|nasıl oluyor|ne zaman başlıyor|kaç lira|mümkün mü|"
    "ne kadar sürüyor|"
    "hakkında bilgi alabilir miyim|için ne yapmam gerekiyor|için hangi belgeler gerekli|nereden yapılıyor|"
    "için nereye başvurmalıyım|ücretli mi|ücretsiz mi|kaç günde tamamlanır|hâlâ geçerli mi|hafta sonu "
    "da oluyor mu"
).split("|")
_OPENINGS = ("", "Merhaba, ", "Selam ", "İyi günler, ", "Kolay gelsin, ", "Bir şey soracaktım, ")
_ENDS = ("?", "", "?", " acaba?", " teşekkürler")
_QUESTION_FRAMES = (
    "{thing}ni nereden görebilirim|{thing} için telefonla mı aramam lazım|{thing} şubeden yapılabilir mi|"
    "{thing} uygulamadan yapılıyor mu yoksa arayıp mı söylemek gerekiyor|{thing} faturaya yansır mı|"
    "{thing} kimler için geçerli|{thing} hangi günlerde var|{thing} ile ilgili kiminle görüşebilirim"
).split("|")
_PLAIN_QUESTIONS = (
    "Pazar günleri açık mısınız|Bu ürün orijinal mi|Kargom hangi firmayla gelecek|Siparişimi nasıl "
    "takip edebilirim|"
    "Şifremi nasıl değiştiririm|Faturamı nereden indirebilirim|Hesabıma nasıl giriş yapacağım|Otelde "
    "havuz var mı|"
    "Odada su ısıtıcı bulunuyor mu|Kaç kişilik oda kaldı|Kredi kartıma kaç taksit yapılıyor|Ürün ne "
    "zaman stoğa girer|"
    "Fiyata kdv dahil mi|Mağazada deneyebilir miyim|İade için kutusu lazım mı|Paketimi nasıl yükseltirim|"
    "Siparişi iptal edersem ücret ne zaman döner|Bozulursa nereye götürüyoruz|Garanti süresi ne zaman "
    "başlar|"
    "Kaç megabit hız alırım|Yurt dışında kullanabilir miyim|Bu telefonla uyumlu mu|Kaç beden almalıyım|"
    "Hangi şubede bulabilirim|Randevumu ileri tarihe alabilir miyim|Doktor hangi günler çalışıyor|"
    "Çocuk menünüz var mı|Vejetaryen seçenek bulunuyor mu|Servis kaçta kalkıyor|Bilet değişikliği "
    "yapabiliyor muyum|"
    "Mobil uygulama hangi telefonlarda çalışıyor|Kurulumu kendim yapabilir miyim|Filtresi kaç ayda bir "
    "değişir|"
    "Kaç watt güç çekiyor|Su geçiriyor mu|Makinede yıkanır mı|Pili ne kadar dayanıyor|Hattımı "
    "dondurabilir miyim|"
    "Sözleşmem ne zaman bitiyor|Borcum var mı|Başvurum ne durumda|Sonuçlar ne zaman açıklanır|İndirim "
    "kodunu nereye yazıyorum|"
    "Hediye çeki nasıl kullanılır|Kurye kaç gibi gelir|Eksik belge var mı|İade talebi nasıl oluşturulur|"
    "Arıza kaydı açtırmak için hangi numarayı arıyoruz|Şikayetimi nereye iletebilirim|Cayma bedeli "
    "nasıl hesaplanıyor|"
    "Kayıp eşya için nereye başvuruyoruz|Bozuk ürünü geri göndermek için kodu nereden alıyorum"
).split("|")
_FEATURES = (
    "karanlık mod|parmak iziyle giriş|toplu iade seçeneği|canlı destek|hediye notu alanı|temassız "
    "ödeme|kurye takip haritası|"
    "saat seçerek teslimat|glutensiz menü|bebek bakım odası|bisiklet parkı|sessiz kabin|yaz konserleri|"
    "geri arama düğmesi|"
    "beden önerisi|sesli okuma|türkçe altyazı|aile paketi|sadakat puanı|taksitli ödeme|elektrikli araç "
    "şarjı|çocuk oyun alanı|"
    "su sebili|rampa|fatura hatırlatması|favori listesi|hızlı filtre|e-imza|gece servisi|hafta sonu "
    "teslimatı|oturma alanı|"
    "daha fazla kasa|yedek kapak|kırmızı renk seçeneği|büyük beden seçeneği|daha uzun kablo|taşıma "
    "çantası|vegan seçenek"
).split("|")
_WISHES = (
    "{f} eklenmeli|{f} eklenirse çok iyi olur|Keşke {f} de olsa|{f} olsa daha rahat ederiz|Bence {f} "
    "olmalı|{f} getirilebilir|"
    "{f} eklerseniz seviniriz|{f} koysanız süper olurdu|{f} eklenmesi faydalı olur|{f} eklenmesini "
    "öneriyorum|"
    "{f} için bir çalışma yapılabilir|Bir de {f} olsa tadından yenmez|{f} konusunda iyileştirme yapılmalı|"
    "Sizden ricam {f} eklemeniz|{f} ile ilgili bir önerim var|{f} sayısı artırılmalı|{f} düşünülebilir|"
    "Yeni sürüme {f} gelirse harika olur|{f} eklemeyi düşünür müsünüz"
).split("|")
_LOOKED = (
    "personel|hizmet|sipariş süreci|oda|yemekler|kargo|uygulama|ürün|mağaza|müşteri hizmetleri|doktor|"
    "paketleme"
).split("|")
_DOUBLE_NO = (
    "{x} için söyleyecek kötü bir söz bulamıyorum|{x} konusunda hiçbir sorun yaşamadım|{x} ile ilgili "
    "en ufak bir şikayetim yok|"
    "{x} hiç üzmedi|{x} beni hiç yanıltmadı|{x} konusunda memnun kalmamak mümkün değil|{x} için pişman "
    "olmadım|"
    "{x} hakkında olumsuz tek bir şey diyemem|{x} kusursuzdu diyebilirim|{x} beklediğimin kat kat "
    "üstünde çıktı|"
    "{x} sayesinde hiç yorulmadık|{x} bir an bile aksamadı|{x} eksiksizdi|{x} gözümüzü arkada bırakmadı|"
    "{x} böyle iyisini görmemiştim|{x} için daha iyisi can sağlığı|{x} bu kadar iyi olacağını "
    "beklemiyordum|{x} hakkında diyecek söz yok"
).split("|")
_RELIEF = (
    "Sorunum vardı, hemen çözdüler|Arıza bildirdim, aynı gün düzeldi|Yanlış geldi ama özür dileyip "
    "hemen değiştirdiler|"
    "Kaybolan çantamı bulup getirdiler|Şikayetimi dinleyip bir saatte hallettiler|Param ertesi gün "
    "iade edildi|"
    "Endişeliydim ama her şey yolunda gitti|Kırılır sanmıştım, sapasağlam ulaştı|Gecikir diyordum, "
    "erken geldi|"
    "Çekinerek almıştım, iyi ki almışım|Korktuğum gibi olmadı, çok rahattı|Zor iş dediler, beş "
    "dakikada bitirdiler"
).split("|")
_GLAD = (
    "teşekkür ederim|emeği geçenlere teşekkürler|helal olsun|sağ olun|çok memnunum|tebrikler|herkese "
    "söylüyorum|"
).split("|")
_IDIOMS = (
    "Daha iyisi can sağlığı|Dört dörtlük|Tereyağından kıl çeker gibi|On numara beş yıldız|Gözünüz "
    "kapalı alın|Tadı damağımızda kaldı|"
    "Parmaklarımızı yedik|Paranın hakkını veriyor|Eksiği yok fazlası var|Memnun kalmamak elde değil|"
    "Yok böyle bir hizmet, bayıldım|"
    "Diyecek tek kelime yok, harika|Nazar değmesin|Başka yere gitmem artık|Bu fiyata bundan iyisi "
    "bulunmaz|Bir gün bile üzmedi|"
    "Kötü bir şey söylersem haksızlık olur|Şikayet edecek bir şey bulamadım|Yıllardır vazgeçemediğim "
    "marka|Elinizin altında olsun"
).split("|")
_SO_SO = (
    "Fena değil|İdare eder|Eh işte|Ne iyi ne kötü|Ortalama bir ürün|Fiyatına göre iş görür|Beklediğim "
    "kadar değil ama kullanılır|"
    "Çok da abartılacak bir şey değil|Vasat|Normal, ne eksik ne fazla|Olmasa da olurdu|Kararsız kaldım|"
    "Şimdilik sorun yok, zamanla göreceğiz|"
    "Henüz denemedim|Daha yeni aldım, kullanınca yorum yaparım|Ne çok iyi ne çok kötü|Orta halli|Fiyat "
    "performans ürünü, fazlasını beklemeyin|"
    "Artıları da var eksileri de|Bazı yönleri iyi bazı yönleri zayıf|Üç yıldız verdim"
).split("|")
_INFORMS = (
    "Siparişimi dün verdim|Ürünü mavi renk aldım|Adresim değişti|Kargo şubeden teslim alınacak|İki "
    "gece kaldık|Toplantı salıya alındı|"
    "Başvurumu şubeden yaptım|Faturayı e-posta ile istiyorum|Numaramı güncelledim|Randevum saat üçte|"
    "Ödemeyi havale ile yaptım|"
    "Paketimi bu ay yeniledim|Belgeleri ekte gönderiyorum|Dönüşünüzü bekliyorum|Bilginize sunarım|"
    "Kargo takip numaram ekte"
).split("|")
_PROMISES = (
    "bugün gelecek|yarın aranacaksınız|üç gün içinde yatacak|bir saate döneceğiz|hafta sonuna kadar "
    "çözülecek|en geç cuma teslim edilecek|"
    "geri dönüş yapılacak|ekip yönlendirilecek|ücret iade edilecek|yenisi gönderilecek|kayıt açılacak"
).split("|")
_SAID = "dendi|denildi|dediler|diye söz verildi|diye mesaj attılar|diye bilgi verildi".split("|")
_NOT_KEPT = (
    "gelmedi|arayan olmadı|yatmadı|dönen yok|hâlâ bekliyorum|yapılmadı|bir ay geçti ses yok|kimse "
    "gelmedi|değişen bir şey yok|gönderilmedi"
).split("|")
_MOCKS = (
    "Tebrikler|Bravo size|Harika|Süper|Ne güzel|Teşekkürler|Helal olsun|Mükemmel bir hizmet|Maşallah|"
    "Alkışlıyorum|Çok sağ olun|"
    "Gerçekten hayran kaldım|Sayenizde|Aferin"
).split("|")
_MISHAPS = (
    "üçüncü kez aynı arıza|yine yanlış ürün göndermişsiniz|iki haftadır kargo bekliyorum|bayramı "
    "elektriksiz geçirdik|"
    "yine eksik geldi|tatilimiz zehir oldu|dördüncü randevuyu da unuttunuz|bir saat telefonda "
    "beklettiniz|yine söz verip gelmediniz|"
    "param bir aydır havada|düğüne yetişmedi|uçağı kaçırdık|gecikme rekoru kırdınız|bir faturayı üç "
    "ayda düzeltemediniz|çocuk hediyesiz kaldı"
).split("|")
_COLD_COMPLAINTS = (
    "Kargom on gündür dağıtımda görünüyor|Param çekildi, sipariş oluşmadı|Üç kez aradım, kimse açmadı|"
    "Kapıda kalmış paket yağmurda ıslanmış|"
    "Klima çalışmıyordu, oda değişmedi|Odaya girdiğimizde yatak toplanmamıştı|Kutudan başka ürün çıktı|"
    "Formu dördüncü kez dolduruyorum|"
    "İnternet akşamları kopuyor|Fatura iki kat geldi, açıklama yok|Randevu saatinden bir saat sonra "
    "alındım|Uygulama her açılışta kapanıyor|"
    "İptal ettiğim paketten ücret alındı|Fermuarı ilk gün koptu|İade kargosunu benden aldılar|Yemek "
    "soğuk geldi|Koltuk ıslaktı|"
    "Bavulumun tekeri kırılmış|Sigorta haberim olmadan yapılmış|Kurye kapıya çıkmadı|Ürün bir haftada "
    "bozuldu|Başka beden gelmiş|"
    "Eskiden iyiydi, artık değil|Beklediğim gibi çıkmadı|Bir daha buradan almam|Tavsiye etmem|Parasına "
    "değmez|Hiçbir işe yaramadı|"
    "Böyle hizmet olmaz|Boşuna almışım|Beğenmedim|İçinden saç çıktı|Yüzümüze bakan olmadı|Kimse "
    "sorumluluk almıyor"
).split("|")
_RHETORICAL = (
    "Böyle hizmet mi olur|Bu nasıl iş|Siz dalga mı geçiyorsunuz|Daha ne kadar bekleyeceğim|Kaç kere "
    "daha arayacağım|Bu mudur müşteri memnuniyeti|"
    "Neden hâlâ çözülmedi|Param nerede kaldı, neden yatmadı|Bir yetkili yok mu|Kim verecek bunun "
    "hesabını|Ne zaman ilgileneceksiniz artık|"
    "Hiç mi utanmıyorsunuz|Bu kargo ne zaman gelecek, üç haftadır bekliyorum|Neden kimse cevap "
    "vermiyor|Bu kaçıncı yanlış|Ayıp değil mi bu yaptığınız"
).split("|")
_BUTS = "ama|fakat|ancak|lakin|yalnız|ne var ki".split("|")
_GOODS = (
    "Ürün güzel|Yemekler lezzetliydi|Konumu harika|Personel kibardı|Fiyatı uygun|Paketleme özenliydi|"
    "Oda ferahtı|Kumaşı kaliteli|Doktor ilgiliydi|Ses kalitesi iyi"
).split("|")
_BADS = (
    "kargo geç geldi|oda küçüktü|şarjı çabuk bitiyor|garson ilgisizdi|kutusu ezikti|wifi çekmiyordu|"
    "rengi farklıydı|bekleme uzundu|biraz pahalı|gürültü vardı"
).split("|")


def phrases() -> Iterator[tuple[str, str]]:
    """(text, sentiment) pairs, always the same in the same order."""
    yield from (_sample(product(_OPENINGS, _THINGS, _ASKS, _ENDS), "{0}{1} {2}{3}", 1400, "neutral"))
    yield from (_sample(product(_OPENINGS, _QUESTION_FRAMES, _THINGS, _ENDS), "", 400, "neutral"))
    yield from _sample(product(_OPENINGS, _PLAIN_QUESTIONS, _ENDS), "{0}{1}{2}", 600, "neutral")
    yield from _sample(product(_WISHES, _FEATURES, (".", "", " bence.", " teşekkürler")), "", 900, "neutral")
    yield from _sample(product(_DOUBLE_NO, _LOOKED, (".", "", " teşekkürler.")), "", 300, "positive")
    yield from _sample(product(_RELIEF, (", ", ". "), _GLAD), "{0}{1}{2}", 150, "positive")
    yield from _sample(product(_IDIOMS, (".", "", " 👍", "!")), "{0}{1}", 80, "positive")
    yield from _sample(product(_SO_SO, (".", "", "...", ", bilginize")), "{0}{1}", 84, "neutral")
    yield from _sample(product(_INFORMS, (".", "", ", bilginize.")), "{0}{1}", 48, "neutral")
    yield from _sample(
        product(_PROMISES, _SAID, (", ", "; ", " ama "), _NOT_KEPT), "{0} {1}{2}{3}.", 400, "negative"
    )
    yield from _sample(
        product(_MOCKS, (", ", " ", "! "), _MISHAPS, (".", "!", " 👏", "")), "{0}{1}{2}{3}", 400, "negative"
    )
    yield from _sample(
        product(_COLD_COMPLAINTS, (".", "", "!", " lütfen ilgilenin.")), "{0}{1}", 136, "negative"
    )
    yield from _sample(product(_RHETORICAL, ("?", "!", "", "?!")), "{0}{1}", 64, "negative")
    yield from _sample(product(_GOODS, (" ", ", "), _BUTS, _BADS), "{0}{1}{2} {3}.", 300, "mixed")


def _sample(
    rows: Iterable[tuple[str, ...]], shape: str, wanted: int, sentiment: str
) -> Iterator[tuple[str, str]]:
    """About `wanted` combinations at an even stride; without a shape the first part with a slot is filled."""
    every = list(rows)
    step = max(len(every) // wanted, 1)
    step += 1 - step % 2
    for place in range(0, len(every), step):
        row = every[place]
        yield (shape.format(*row) if shape else _filled(row)), sentiment


def _filled(row: tuple[str, ...]) -> str:
    for place, part in enumerate(row):
        if "{" in part:
            slot = part[part.index("{") : part.index("}") + 1]
            return "".join(row[:place]) + part.replace(slot, row[place + 1]) + "".join(row[place + 2 :])
    raise ValueError("A template row needs a slot.")
