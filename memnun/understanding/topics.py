"""What a message is about: a small taxonomy for any sector, by the words customers use for it."""

from typing import NamedTuple

from memnun.understanding.patterns import Pattern


class Topic(NamedTuple):
    """A stable English slug with the labels shown to people."""

    slug: str
    turkish: str
    english: str


TOPICS = (
    Topic("delivery", "Teslimat ve kargo", "Delivery and cargo"),
    Topic("refund", "İade ve para iadesi", "Return and refund"),
    Topic("product_quality", "Ürün kalitesi", "Product quality"),
    Topic("price", "Fiyat ve kampanya", "Price and campaign"),
    Topic("billing", "Fatura ve ödeme", "Billing and payment"),
    Topic("staff", "Personel ve hizmet", "Staff and service"),
    Topic("call_center", "Müşteri hizmetleri", "Customer service line"),
    Topic("app_web", "Uygulama ve site", "App and website"),
    Topic("network", "Bağlantı ve şebeke", "Network and connection"),
    Topic("technical", "Arıza ve teknik servis", "Fault and technical service"),
    Topic("branch", "Mağaza ve şube", "Store and branch"),
    Topic("reservation", "Rezervasyon ve konaklama", "Reservation and stay"),
    Topic("account_security", "Hesap ve güvenlik", "Account and security"),
    Topic("contract", "Abonelik ve sözleşme", "Subscription and contract"),
    Topic("advertising", "Reklam ve bildirimler", "Advertising and notifications"),
    Topic("packaging", "Paketleme", "Packaging"),
    Topic("stock_order", "Sipariş ve stok", "Order and stock"),
    Topic("food_drink", "Yiyecek ve içecek", "Food and drink"),
    Topic("cleanliness", "Temizlik", "Cleanliness"),
    Topic("facilities", "Olanaklar ve konum", "Facilities and location"),
    Topic("warranty", "Garanti ve değişim", "Warranty and exchange"),
)
SLUGS = tuple(topic.slug for topic in TOPICS)
OWN = "own:"
"""Begins the slugs of topics a brand named itself; its own word follows."""
_BY_SLUG = {topic.slug: topic for topic in TOPICS}


def topic_label(slug: str, language: str) -> str:
    """A topic in Turkish or, for any other language, in English; a brand's own one in its own word."""
    topic = _BY_SLUG.get(slug)
    if topic is None:
        return slug.removeprefix(OWN)
    return topic.turkish if language.startswith("tr") else topic.english


def _words(slug: str, triggers: str, expression: str) -> Pattern:
    return Pattern(f"topic:{slug}", triggers, rf"(?:{expression})")


PATTERNS = (
    _words(
        "delivery",
        "elime siparis urun kargo kurye teslim paketim paketi paket dagit gonderi yurtici aras "
        "surat ulas takip nakliye sevkiyat delivery",
        r"kargo\w*|kurye\w*|teslim\w*|paketim\w*|dagitim\w*|gonderi\w*|yurtici|aras\b|surat kargo|"
        r"nakliye\w*|sevkiyat\w*|(?:urun|siparis|paket)\w* (?:hala )?(?:gelmedi|ulasmadi|gelmiyor|"
        r"elime)\w*|elime (?:\w+ )?(?:ulas|gec)\w*|delivery",
    ),
    _words(
        "refund",
        "iadesi iade refund geri para parami ucret",
        r"iade\w*|refund|para(?:mi|m|nin)? (?:\w+ ){0,2}?(?:geri|iade)\w*|geri (?:odeme|odenmedi|"
        r"yatir|alamad|verilmedi|verin|verm)\w*|ucret\w* (?:\w+ )?iade\w*|parami (?:\w+ "
        r")?(?:istiyor|ver|alamad)\w*",
    ),
    _words(
        "product_quality",
        "soldu kirilm kalib rengi kalite malzeme kirik defolu bozuk urun kumas dikis renk koku "
        "saglam dayanik yirtil cizik sahte orijinal beden kalip boyut plastik islevs kullanis "
        "tasarim dokun sararm soldu performan",
        r"kalite\w*|malzeme\w*|kirik\b|kirilmis|defolu\w*|bozuk\b|kumas\w*|dikis\w*|sahte\b|"
        r"orijinal\w*|saglam\w*|dayanik\w*|yirtil\w*|cizik\w*|beden\w*|kalib\w*|kalip\w*|rengi\w*|"
        r"kokusu\w*|plastik\w*|kullanisli\w*|tasarimi?\w*|soldu\b|urun(?:u|un|umuz|ler)? (?:\w+ "
        r"){0,2}?(?:kotu|berbat|harika|guzel|super|sahane|mukemmel|begen|kalite|ise yara)\w*|"
        r"performans\w*",
    ),
    _words(
        "price",
        "fiyat pahali ucuz kampanya indirim zam kupon promosyon hediye ucret puan firsat kazik "
        "ekonomik taksit",
        r"fiyat\w*|pahali\w*|ucuz\w*|kampanya\w*|indirim\w*|zam\b|zamm?[li]\w*|kupon\w*|"
        r"promosyon\w*|hediye ceki\w*|kazik\w*|ekonomik\b|ucret(?:i|ler|leri|siz|li)? (?:cok |fazla "
        r"|yuksek|art)\w*|taksit\w*|puanlar\w*",
    ),
    _words(
        "billing",
        "kartimdan hesabimdan bakiye para ucret fatura odeme tahsil kesinti borc ekstre aidat "
        "komisyon kart hesabimdan cekil taksit faiz icra kredi havale eft tutar",
        r"fatura\w*|odeme\w*|tahsil\w*|kesinti\w*|borc\w*|ekstre\w*|aidat\w*|komisyon\w*|faiz\w*|"
        r"icra\b|kredi\w*|havale\w*|eft\b|(?:kartimdan|hesabimdan|kartimdaki|bakiye\w*)|(?:para|"
        r"ucret|tutar)\w* (?:cekil|kesil|alin|yansi)\w*|tutar\w*",
    ),
    _words(
        "staff",
        "ekib tavri uslub personel calisan garson resepsiyon ilgi kaba saygisiz guler nazik kibar "
        "yardimsever gorevli eleman hizmet servis usta mudur yetkili doktor hemsire hostes sofor "
        "tavir uslup temsilci danisman kasiyer hanim bey ekip yonetici satici",
        r"personel\w*|calisan(?:lar\w*|i|in|a|larin)?\b(?! (?:sistem|urun|cihaz)|(?<=lari),)|garson\w*|"
        r"resepsiyon\w*|ilgisiz\w*|ilgili\b(?! (?:olarak|konu|birim))|ilgilend\w+|kaba\b|"
        r"saygisiz\w*|guler ?yuz\w*|nazik\w*|kibar\w*|yardimsever\w*|gorevli\w*|eleman\w*|usta\b|"
        r"mudur\w*|doktor\w*|hemsire\w*|sofor\w*|tavir\w*|tavri\w*|uslu[bp]\w*|hizmet(?:i|in|ler|"
        r"leri)? (?:\w+ )?(?:kotu|berbat|harika|super|mukemmel|guzel|iyi)\w*|temsilci\w*|"
        r"danisman\w*|kasiyer\w*|ekib\w*\b(?!(?<=ekibi),)|satici\w*",
    ),
    _words(
        "call_center",
        "hatta telefonla telefon ulasamiyor kimseye muhatap cozum musteri cagri telefona operator "
        "hat baglan temsilci 444 0850 canli destek telefonu telesekreter",
        r"musteri (?:hizmet|temsilci|iliski|destek)\w*|cagri merkez\w*|canli destek\w*|telefon\w* "
        r"(?:ac|cevap|bak|bagla|ula|kapat|yuz)\w*|temsilci\w*|(?:444|0850)\b|hatta bekle\w*|"
        r"ulasamiyor\w*|kimseye ulas\w*|muhatap\w*|cozum merkez\w*",
    ),
    _words(
        "app_web",
        "donuyor kasiyor karanlik uygulama app site website web giris guncelle mobil internet "
        "ekran arayuz tema sayfa hata android ios iphone dark login menu bildirim",
        r"uygulama\w*|app\w{0,3}\b|(?:web ?)?site(?:si|niz|de|den|ye|nin|nizde|sinden|sinde|ler|"
        r"sine|nize|nizden)\b|website\w*|web\b|giris yap\w*|guncelleme\w*|mobil\b|arayuz\w*|"
        r"karanlik (?:tema|mod)\w*|dark mode|sayfa\w* (?:acil|yuk|hata)\w*|hata (?:ver|al|kodu)\w*|"
        r"android\b|ios\b|login|internet sube\w*|donuyor\b|kasiyor\b|bildirimler\w*",
    ),
    _words(
        "network",
        "kopm internet sebeke cek baz fiber modem hiz kopuyor baglanti sinyal kapsama wifi wi 4 5 "
        "4g 5g hat ping kesinti superbox altyapi",
        r"internet\w*|sebeke\w*|cekm(?:iyor|ez|edi)\w*|cekim gucu\w*|baz istasyon\w*|fiber\w*|"
        r"modem\w*|kop(?:uyor|ma)\w*|baglanti\w*|sinyal\w*|kapsama\w*|wi ?fi\w*|[45]\.?5? ?g\b|"
        r"ping\w*|superbox\w*|altyapi\w*|hiz(?:i|im|imiz)? (?:\w+ )?(?:dus|yavas)\w*",
    ),
    _words(
        "technical",
        "ariza teknik servis tamir bozul calismiyor calisma montaj kurulum ekip onarim elektrik su "
        "dogalgaz kombi yedek",
        r"ariza\w*|teknik (?:servis|destek|ekip)\w*|servis(?:e|i|ten|iniz|in|ine)\b|tamir\w*|"
        r"bozul\w*|calism(?:iyor|adi|ayan|az)\w*|montaj\w*|kurulum\w*|onarim\w*|elektrik(?:ler|i)? "
        r"(?:kes|git|yok)\w*|kombi\w*|yedek parca\w*",
    ),
    _words(
        "branch",
        "magaza sube bayi bayii avm market kasa raf reyon dukkan atm sira gise kuyruk otopark",
        r"magaza\w*|sube\w*|bayi\w*|avm\w*|market\w*|kasa(?:da|daki|lar|si)\b|reyon\w*|dukkan\w*|"
        r"atm\w*|gise\w*|kuyruk\w*|sira (?:bekle|numara)\w*",
    ),
    _words(
        "reservation",
        "rezervasyon otel oda konakla tatil check giris konuk tesis ucus bilet ucak sefer koltuk "
        "booking valiz bagaj tur",
        r"rezervasyon\w*|otel\w*|oda(?:lar|da|mi|miz|si|ya|nin|lari|larin|yi)?\b|konakla\w*|"
        r"tatil\w*|check ?-?(?:in|out)\b|tesis\w*|ucus\w*|bilet\w*|ucak\w*|bagaj\w*|valiz\w*|"
        r"koltuk\w*|booking",
    ),
    _words(
        "account_security",
        "bilgilerim guvenli sifre hesab guvenlik dolandir calin hack onay sms dogrulama kimlik "
        "kvkk kisisel izinsiz uye uyelik kart kopya bloke sahte veri 3d",
        r"sifre\w*|hesab(?:im|imi|ima|imiz|iniz|a|i)?\b(?! (?:kes|ode))|guvenli[kg]\w*|dolandir\w*|"
        r"calin\w*|hack\w*|dogrulama\w*|onay kodu\w*|kimlik\w*|kvkk\w*|kisisel veri\w*|"
        r"bilgilerim\w*|izinsiz\w*|bloke\w*|kart\w* (?:kopyala|calin|kapat|bloke)\w*",
    ),
    _words(
        "contract",
        "abone uyeli sozlesme taahhut cayma tarife paket hat numara iptal yenile police sigorta gecis",
        r"abone\w*|uyeli[kg]\w*|sozlesme\w*|taahhut\w*|cayma\w*|tarife\w*|numara (?:tas|gec)\w*|"
        r"hat(?:ti|tim|timi|imi|lar) (?:\w+ )?(?:iptal|kapat|tas|devr)\w*|polic\w*|sigorta\w*|ek "
        r"paket\w*|paket(?:i|im|imi|ler)? (?:\w+ )?(?:yenile|bit|iptal|gec|al)\w*",
    ),
    _words(
        "advertising",
        "surekli gereksiz =her istenmeyen reklam sms mesaj bildirim spam tanitim sponsor arama ticari",
        r"reklam\w*|spam\w*|tanitim (?:mesaj|arama)\w*|ticari ileti\w*|(?:surekli|gereksiz|her gun) "
        r"(?:\w+ )?(?:mesaj|sms|arama|ariyor)\w*|sponsor\w*|istenmeyen (?:mesaj|arama|mail)\w*",
    ),
    _words(
        "packaging",
        "paketle ambalaj kutu balonlu poset sarilmis koli jelatin",
        r"paketle\w*|ambalaj\w*|kutu(?:su|sun|nun|da|yu|lar|sunda|suz)?\b|balonlu\w*|pat ?pat\w*|"
        r"poset\w*|koli\w*|jelatin\w*|ozenli (?:\w+ )?paket\w*",
    ),
    _words(
        "stock_order",
        "siparis stok tuken eksik yanlis sepet urun iptal",
        r"siparis\w*|stok\w*|tuken(?:di|mis)\w*|eksik (?:\w+ )?(?:urun|gel|gonder|cik|parca)\w*|"
        r"yanlis (?:\w+ )?(?:urun|gel|gonder|yolla|beden|renk)\w*|sepet\w*",
    ),
    _words(
        "food_drink",
        "mutfa yeme tavu ekme yemek kahvalti lezzet tat tadi bayat soguk corba doner pizza burger "
        "kahve cay icecek menu porsiyon acik bufe tatli restoran et tavuk ekmek lezzetli",
        r"yeme[kg]\w*|kahvalti\w*|lezzet\w*|tadi\b|tatlari\w*|bayat\w*|corba\w*|doner\w*|pizza\w*|"
        r"burger\w*|hamburger\w*|kahve(?:si|ler|niz|yi)?\b|icece[kg]\w*|porsiyon\w*|acik bufe\w*|"
        r"tatli(?:lar|si)?\b|restoran\w*|restaurant\w*|tavu[kg]\w*|ekme[kg]\w*|mutfa[kg]\w*",
    ),
    _words(
        "cleanliness",
        "temiz kirli pis hijyen toz leke koku bocek havlu carsaf lekeli kotu",
        r"temiz\w*|kirli\w*|pis\b|pislik\w*|pisti\w*|hijyen\w*|tozlu\w*|leke\w*|hamam ?bocegi\w*|"
        r"bocek\w*|(?:pis|kotu|agir) kok\w*|havlu\w*|carsaf\w*",
    ),
    _words(
        "facilities",
        "otopark havuz plaj deniz konum lokasyon manzara spa asansor klima ulasim gurultu ses wifi "
        "cocuk animasyon merkezi bahce",
        r"otopark\w*|havuz\w*|plaj\w*|deniz(?:e|i)? (?:\w+ )?(?:yakin|sifir|temiz|guzel|manzara)\w*|"
        r"konum\w*|lokasyon\w*|manzara\w*|spa\b|asansor\w*|klima\w*|gurultu\w*|ses yalitim\w*|"
        r"animasyon\w*|bahce\w*|merkezi\b",
    ),
    _words(
        "warranty",
        "garanti degisim degistir yenisi ayipli",
        r"garanti(?!le)\w*|degisim (?:hakk|talep|yap|icin|istiyor)\w*|degisimi\w*|yenisi\w*|"
        r"ayipli\w*|birebir degisim",
    ),
)
