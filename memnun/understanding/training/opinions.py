"""Short opinions by trade, written by hand: what is praised, what is blamed, and what is met with a shrug.

They teach words of trades the collected data hardly holds: shops, phones, banks, food, apps, clothes, health.
"""

from collections.abc import Iterator
from itertools import product

_PRAISED = (
    "kumaşı yumuşacık|tam bedeninde|dikişleri sağlam|rengi fotoğraftakinin aynısı|çok şık "
    "duruyor|terletmiyor|yıkayınca çekmedi|"
    "kurulumu kolay|sessiz çalışıyor|şarjı uzun gidiyor|ekranı pırıl pırıl|ısınmıyor|çok "
    "hızlı|görüntüsü net|sesi dolgun|"
    "kokusu kalıcı|cildimi nemlendirdi|saçımı yumuşattı|sivilcelerime iyi "
    "geldi|akmıyor|tazeydi|sıcacık geldi|porsiyonlar doyurucu|"
    "lezzeti yerinde|eti lokum gibi|tatlısı hafif|baskısı kaliteli|sürükleyici|bir solukta "
    "bitirdim|kullanımı pratik|arayüzü sade|"
    "donmuyor|işimi gördü|işlemler iki dakikada bitiyor|temsilci sabırla anlattı|hemen geri "
    "döndüler|paketlemesi özenli|"
    "kargo ertesi gün geldi|zamanında geldi|sapasağlam ulaştı|fiyatı uygun|parasını hak "
    "ediyor|indirimde kaçırmayın|"
    "ikinci kez aldım|hediye ettim çok beğenildi|çocuğum bayıldı|annem çok sevdi|herkese tavsiye "
    "ederim|oda ferahtı|"
    "yataklar rahattı|denize sıfır|kahvaltı zengindi|personel güler yüzlü|doktorumuz ilgiliydi|sıra "
    "beklemedim|"
    "iki yıldır kullanıyorum hâlâ ilk günkü gibi|malzemesi kaliteli|işçiliği temiz|dayanıklı|hafif "
    "ve kullanışlı|cebe sığıyor|"
    "çekim gücü iyi|internet hızı söz verildiği gibi|numara taşıma bir günde bitti|faturam "
    "düştü|hediye internet yetiyor|"
    "aidat almıyorlar|kredi aynı gün çıktı|havale anında geçti|şubede sıra yoktu|hasarımı hemen "
    "ödediler|usta işinin ehli|"
    "randevu saatinde alındım|hemşireler çok nazikti|okul servisi tam vaktinde|öğretmen "
    "ilgiliydi|kızım çok şey öğrendi|"
    "sürücü güvenli kullandı|koltuklar genişti|uçak zamanında kalktı|film "
    "sürükleyiciydi|oyunculuklar muhteşemdi|"
    "müzikleri harika|güldürürken düşündürüyor|oyunun grafikleri şahane|reklamsız ve "
    "akıcı|güncellemeden sonra uçtu|"
    "çayı demli, sohbeti güzel|garson ikramda bulundu|hesap uygundu|ortamı sıcacık|manzarası nefes "
    "kesici|tertemizdi|"
    "eve gelip aldılar|aynı gün değiştirdiler|iade sorunsuz oldu|param ertesi gün yattı|her "
    "seferinde aynı özen|"
    "elinize sağlık|ellerinize emeğinize sağlık|var olun|Allah razı olsun|iyi ki varsınız|gönül "
    "rahatlığıyla alın|"
    "beğenerek kullanıyorum|çok sevdim|bayıldım|hayran "
    "kaldım|muhteşem|enfes|kusursuz|mükemmel|efsane|süper|şahane|"
    "beklentimi fazlasıyla karşıladı|kesinlikle alın|on numara|harika bir ürün|çok memnunum|teşekkürler"
).split("|")
_BLAMED = (
    "kumaşı ince|dar geldi|büyük geldi|dikişi söküldü|rengi farklı|ilk yıkamada soldu|tüylendi|kötü "
    "kokuyor|koku yapıyor|"
    "kurulamadım|çok ses yapıyor|şarjı yarım gün gitmiyor|ekranı çizik geldi|çok ısınıyor|sürekli "
    "donuyor|görüntü bulanık|"
    "sesi cızırtılı|kokusu hemen uçuyor|cildimi yaktı|saçımı döktü|kaşıntı yaptı|akıyor|bayattı|buz "
    "gibi geldi|porsiyon küçücük|"
    "tadı tuzu yok|eti çiğdi|midemi bozdu|sayfaları eksik|çok sıkıcı|yarıda "
    "bıraktım|kullanışsız|arayüzü karmaşık|"
    "açılmıyor|hiçbir işe yaramadı|para çekildi işlem olmadı|temsilci yüzüme kapattı|dönüş yapan "
    "yok|paketleme özensiz|"
    "kargo iki hafta sürdü|geç geldi|kırık geldi|fiyatına değmez|çöpe attım|iade ettim|bir daha "
    "almam|çocuk ağladı|pişman oldum|"
    "sakın almayın|oda küf kokuyordu|yataklar gıcırdıyordu|deniz kirliydi|kahvaltı zayıftı|personel "
    "ilgisiz|doktor yüzüme bakmadı|"
    "ikinci gün bozuldu|bir ay dayanmadı|malzemesi adi|işçilik kötü|elimde kaldı|plastiği "
    "kırılgan|paslandı|sızdırıyor|"
    "evde hiç çekmiyor|internet akşam yerlerde|numara taşıyamadım|faturam üçe katlandı|bilgim "
    "olmadan paket yüklemişler|"
    "aidat kesmişler|kredi günlerce sürdü|havale kayboldu|şubede iki saat bekledim|hasarımı "
    "ödemediler|usta gelmedi|"
    "randevum iptal edilmiş|hemşire azarladı|okul servisi hep geç|öğretmen ilgilenmiyor|para "
    "tuzağı|gizli ücret çıktı|"
    "sürücü deli gibi sürdü|koltuklar dar|uçak dört saat rötar yaptı|film zaman kaybı|oyunculuklar "
    "berbat|senaryo saçma|"
    "sıktı uyudum|oyun sürekli çöküyor|reklamdan kullanılmıyor|güncellemeden sonra bozuldu|giriş "
    "yapamıyorum|şifre gelmiyor|"
    "çay soğuktu|garson surat astı|hesaba fazla yazmışlar|ortam sigara dumanı|manzara falan yok|her "
    "yer pislik|"
    "almaya gelmediler|değiştirmiyorlar|iadeyi kabul etmediler|param yatmadı|kimse muhatap "
    "olmuyor|telefonlara çıkmıyorlar|"
    "oyalıyorlar|yalan söylediler|mağdur oldum|şikayetçiyim|yazıklar olsun|rezil "
    "oldum|bıktım|usandım|bezdirdiniz|"
    "verdiğim paraya yazık|emeğe saygısızlık|iğrenç|felaket|çok kötü|kalitesiz|vasatın altında|işe "
    "yaramaz|çöp|fiyasko|"
    "saatlerce bekledim|hayal kırıklığı|kandırıldım|berbat|tam bir rezalet|kullanılmış ürün "
    "göndermişler|eksik parça çıktı|"
    "sahte çıktı|garantiye almadılar|orijinal değil|resimdekiyle alakası yok"
).split("|")
_SHRUGGED = (
    "fena değil ama daha iyisi var|idare eder|fiyatına göre normal|ne çok iyi ne çok kötü|beklediğim "
    "gibi değil ama kullanılır|"
    "güzel ama biraz pahalı|kaliteli ama geç geldi|rengi güzel kumaşı ince|işimi görüyor, fazlasını "
    "beklemeyin|ortalama|"
    "bir eksiği var o da ses|kargosu hızlı ürün vasat|daha deneyemedim|henüz kullanmadım|alınabilir "
    "de alınmayabilir de|"
    "orta karar|eh işte|çok şey beklemeyin|fiyat performans|ucuz etin yahnisi ama yenir|izlenir ama "
    "unutulur|bir kere gidilir|"
    "film ortalamaydı|kimi gün iyi kimi gün kötü|çekim gücü yerine göre değişiyor|evde iyi dışarıda "
    "kötü|hızlı ama pahalı|"
    "temiz ama eski|konum iyi oda küçük|yemek güzel servis yavaş|uygulama güzel bazen "
    "donuyor|kullanışlı ama şarjı az|"
    "kalitesi iyi kargosu kötü|güzel fakat küçük|sevdim ama kokusu ağır|iyi ama bu fiyata "
    "değmez|daha iyisi olabilirdi|"
    "tam puan veremem|eksikleri var ama idare ediyor|ne övülecek ne yerilecek bir şey|"
    "ürün iyi kurye kötü|tadı güzel porsiyonu küçük|manzara güzel yemek zayıf|üç yıldız|kararsızım|"
    "küçük geldi ama iade etmeyeceğim|standart bir ürün|çok bir farkını görmedim|zamanla "
    "göreceğiz|şimdilik iyi"
).split("|")
_SUBJECTS = (
    "",
    "Ürün ",
    "Genel olarak ",
    "Valla ",
    "Açıkçası ",
    "Bence ",
    "Aldığım günden beri ",
    "İlk izlenimim: ",
)
_JOINS = (", ", " ", ". ")


def opinions() -> Iterator[tuple[str, str]]:
    """(text, sentiment) pairs, always the same in the same order."""
    for sentiment, said in (("positive", _PRAISED), ("negative", _BLAMED)):
        for place, (subject, first) in enumerate(product(_SUBJECTS, said)):
            second = said[(place * 7 + 3) % len(said)]
            yield f"{subject}{first}", sentiment
            yield f"{subject}{first}{_JOINS[place % 3]}{second}", sentiment
    for place, (subject, first) in enumerate(product(_SUBJECTS, _SHRUGGED)):
        yield f"{subject}{first}", "neutral"
        praised, blamed = _PRAISED[(place * 5 + 1) % len(_PRAISED)], _BLAMED[(place * 11 + 2) % len(_BLAMED)]
        yield f"{subject}{praised} ama {blamed}", "mixed"
        yield f"{blamed} fakat {praised}", "mixed"
