"""Wishes for a change told without a promise of gain: 'karanlık tema eklense', 'rafa etiket koyun', 'bank olsa'.

Apart from what a customer is owed: 'cevap verin', 'iademi yapın' ask for one's own case.
"""

from memnun.understanding.patterns import Pattern
from memnun.understanding.suggestions import BETTER, GOOD, NO_CONCESSION, NOT_ASKED, WITHIN

_MADE = (
    r"(?:ekle|koy|yap|cikar|getir|hazirla|tasarla|uret|dagit|dik|uygula|sun|ac|kur|sat|ver|gonder|at|kullan|"
    r"yaz|goster|duzenle|baslat|cogalt|artir|arttir|genislet|buyut|dusur|uzat|kisalt|dusun|bulundur|degistir|"
    r"paylas|olustur|planla|basl?at|indir|tanimla|ayir|yerlestir|belirt|listele|kos|bildir|hatirlat)"
)
_PUT = (
    r"(?:ekleyin|(?<!bir )koyun|dikin|yerlestirin|yapistirin|kurun|takin|bastirin|"
    r"konumlandirin)(?:iz)?"
)
_CREATE = (
    r"(?:cikarin|yapin|uretin|dusunun|tasarlayin|hazirlayin|getirin|baslatin|duzenleyin|acin|kullanin)(?:iz)?"
)
_WISHED = (
    r"(?!(?:sifir|sehir|huzur|kusur|ozur|katar|karar|zarar|tekrar|kadar|yeter|meger|eger|deger|sinir|haber)\b)"
    r"(?:\w{2,}[aeiu]r(?:d[iu])?(?:[iu]?[mk]|[iu]z|l[ae]r|siniz)?|\w+m[ae]z(?:d[iu])?(?:[iu]?[mk]|lar|ler)?|"
    r"\w+m[ae]yiz)"
)
_NOBODY = (
    r"(?<!insan )(?<!mumkun )(?<!elimde )(?<!bedava )(?<!para )(?<!nasil )(?<!olsa )(?<!ne )(?<!biri )(?<!gibi )"
    r"(?<! da )(?<! de )(?<! ta )(?<! te )(?<!bile )(?<!acak )(?<!ecek )(?<!im )(?<!miz )"
)
_NOUNS_IF = r"(?!(?:mumkun|degil|nasil|adil|yakin|uzun|ilgin|yalan|al|gor|bil|ver|de|soyle)s[ae])"

_NOT_OWED = (
    r"(?<!cevap )(?<!bilgi )(?<!donus )(?<!iade )(?<!siparis )(?<!rezervasyon )(?<!tercih )(?<!kayit )(?<!haber )"
    r"(?<!nasil )(?<!boyle )(?<!cozum )(?<!destek )(?<!odeme )(?<!geri )(?<!puan )(?<!yanit )(?<!yorum )(?<!son )"
)
_ADDED = (
    r"(?:eklen|kon|konul|kurul|getiril|artiril|arttiril|uzatil|uretil|dagitil|yazil|gosteril|duzenlen|cogaltil|"
    r"genisletil|yerlestiril|dusurul|buyutul|dusunul)"
)
_ADDED_TRIGGERS = (
    "eklen kon konul kurul getiri artiri arttir uzatil uretil dagiti yazil goster duzenl cogalt genisl yerles "
    "dusuru buyutu dusunu"
)
_DO = (
    r"(?:ekle|koy|kur|getir|artir|arttir|uzat|uret|dagit|yaz|goster|duzenle|cogalt|genislet|yerlestir|dusur|ac|ver|"
    r"gonder|yap|cikar|sat|sun|hazirla|tasarla)"
)
_DO_TRIGGERS = (
    "ekle koy kur getir artir arttir uzat uret dagit yaz goster duzen cogalt genis yerles dusur ac ver gonder yap "
    "cikar sat sun hazir tasar"
)
_PLACES_TO = (
    "=app =appe uygulamaya uygulamaniza siteye sitenize sayfaya menuye menunuze magazaya magazaniza subeye subelere "
    "programa panele filtreye listeye sepete sisteme otobuse otobuslere parka salona odalara"
)
_PLACE = r"(?:app(?:'?y?[ae])?|(?!uygulama(?:da)?\b)\w{4,}[ae])"
_COME = r"(?<!m )(?:gelsin|eklensin|konsun|konulsun|koyulsun|getirilsin|yapilsin|acilsin|kurulsun|ciksin)\b"
_COME_TRIGGERS = "=gelsin eklens konsun konuls koyuls getiri yapils acilsi kuruls ciksin"
_FOR_NO_AIM = r"(?! diye\b)(?! ?\?)"

PATTERNS = (
    Pattern(
        "kind:suggestion",
        "*saniz *seniz",
        _NOT_OWED + r"(?!\w*rs[ae]|\w*[dm][iu]ys|gels|baks|soyles|ist)\w+s[ae]n[iu]z(?:[ae]\b| ya\b| hem\b)",
        beside="=ya =hem *niza *nize",
    ),
    Pattern(
        "kind:suggestion",
        "*lassa *lesse *lansa *lense *tirsa *tirse =gelse =ciksa =acilsa",
        r"\w+(?= ?(?:[.!;]|$)| (?:keske|artik|bence)\b)",
    ),
    Pattern(
        "kind:suggestion", "=yerine", r"yerine (?:\w+ ){1,3}?(?:kullanin|koyun|getirin|yapin|gonderin)\b"
    ),
    Pattern(
        "kind:suggestion",
        "secene ozelli =modu =destegi buton dugme",
        r"\w+ (?:ekleyin|koyun|getirin|acin)(?:iz)?\b",
    ),
    Pattern(
        "kind:suggestion",
        _ADDED_TRIGGERS,
        _NOT_OWED
        + _ADDED
        + r"(?:s[iu]n\b|s[ae](?= ?(?:[.!;,]|$)| (?:artik|keske|lutfen|bence)\b)|m[ae]li(?:ydi)?\b(?! ?(?:\?|m[iu]\b))|"
        r"[ae]bilir m[iu]\b)",
    ),
    Pattern(
        "kind:suggestion",
        _DO_TRIGGERS,
        _NOT_OWED
        + r"(?<!tatil )(?<!konaklama )(?<!sekilde )(?<!kahvalti )(?<!satin )(?:ekle|koy|artir|arttir|uzat|uret|dagit|duzenle|cogalt|genislet|cikar|tasarla|hazirla|ac|yap|sat)y?[ae]bilirsiniz\b"
        r"(?! ?\?)",
        beside="*siniz",
    ),
    Pattern(
        "kind:suggestion",
        _DO_TRIGGERS,
        _NOT_OWED
        + _DO
        + r"(?:r|[aeiu]r)s[ae]n[iu]z\b(?! (?:da|de|bile)\b)"
        + WITHIN
        + r"{0,30}?\b(?:"
        + _WISHED
        + r"|"
        + GOOD
        + r" ol\w+)\b(?! ?\?)",
        beside="*saniz *seniz",
    ),
    Pattern(
        "kind:suggestion",
        _DO_TRIGGERS,
        _NOT_OWED + _DO + r"m[ae](?:nizi|sini) (?:rica|oner|isteri|isterdi|beklir)\w*",
        beside="*nizi *sini",
    ),
    Pattern(
        "kind:suggestion",
        "=saatlerini =saatleri =sayisini =suresini =seceneklerini =hizini =kotasini =araligini =cesidini =oranini",
        r"\w+ (?:uzatin|artirin|arttirin|cogaltin|genisletin)(?:iz)?\b",
    ),
    Pattern("kind:suggestion", "=fena", r"fena olmaz(?:di)?(?= ?(?:[.!,)]|$))"),
    Pattern("kind:suggestion", "=olsa", _NOBODY + r"(?<!kim )(?<!kac )(?<!ben )olsa(?= ?(?:[.!;]|$))"),
    Pattern(
        "kind:suggestion",
        "iyi guzel super harika mukemmel sahane muthis rahat pratik faydal hos kolay hizli efsane sik",
        GOOD + r" (?:de |da )?olurdu\b(?! m[iu]\b)",
        beside="=olurdu",
    ),
    Pattern(
        "kind:suggestion",
        "=istiyoruz =isteriz =isterdik =isterdim =istiyorum",
        r"(?:(?<=secenegi )|(?<=ozelligi )|(?<=modu )|(?<=cesit )|(?<=secenek )|(?<=destegi ))ist\w+",
    ),
    Pattern(
        "kind:suggestion",
        "*mayi *meyi",
        r"\w+m[ae]yi (?:hic )?dusun(?:du|mez mi|uyor mu|meli)\w*",
        beside="dusun",
    ),
    Pattern(
        "kind:suggestion",
        "*saniz *seniz *nize *niza",
        r"(?!(?!\w*(?:goster|getir|cikar|artir|indir|bildir|degistir)s)\w*rs[ae]|"
        r"(?:ist|bul|gor|bil|ol|al|ye|git|bak|sor|dusun)s)\w*"
        + _MADE
        + r"(?:[iu]?[lnt][ae]?|dir|tir)?s[ae]n[iu]z(?:[ae]|di)?\b(?! (?:da|de|bile|keske sizden)\b)",
    ),
    Pattern(
        "kind:suggestion",
        "*ilse *ulsa *ilsa *ulse *unsa *inse *insa *unse *irsek *bilse *ilsek *ilsem *alsak *olsa *gelse *ciksa "
        "*konsa *lansa *lense *atsa *yapsa *satsa *verse *acsa *tirsa *tirse",
        _NOBODY + r"(?!\w*[ae]rs[ae]\b)" + _NOUNS_IF + r"(?:\w+(?:[iu]l|[iu]n|lan|len|dir|tir)s[ae]|"
        r"\w+[ae]bils[ae][km]?|(?:ol|gel|cik|kon)sa|olsa|gelse|(?:yap|sat|ver|ac)s[ae](?:lar|ler)?)\b"
        + NO_CONCESSION
        + r"(?! (?:gerek|olsa)\b)"
        + WITHIN
        + r"{0,45}?\b(?!(?:var|yok|degil|daha kotu|beter|vermez|gelmez|almaz|deg?mez|gitmez|utan)\w*)"
        + _WISHED
        + r"\b(?! m[iu]\b)",
    ),
    Pattern(
        "kind:suggestion",
        "*olsa *ilse *ulsa *ilsa *unsa *inse *lansa *lense *saniz *seniz",
        _NOBODY
        + r"(?<= )(?:olsa|\w*"
        + BETTER
        + r"\w{0,4}(?:il|in|ul|un|n)s[ae])(?: (?:keske|artik|bence|lutfen))?(?= ?(?:[.!;,]|$))",
        beside="secene ozelli =modu deste imkan buton dugme kosesi saati =gunu alani serisi programi uygulamasi "
        "temasi bildirim odasi rampa hizmeti hatti sistemi menusu rafi kutusu etiketi cesidi rengi beden "
        "keske =artik bence",
    ),
    Pattern(
        "kind:suggestion",
        "ekleyin koyun =dikin yerlesti yapistir =kurun =takin bastirin konumlan",
        _PUT + r"\b(?! (?:sunu|parami|beni|yerine)\b)",
        beside="*ina *ine *una *une *ya *ye *ana *lara *lere *za *ze *ra *re *ta *te *la *le *ka *ke",
    ),
    Pattern(
        "kind:suggestion",
        "=icin",
        r"icin (?:(?!iade|degisim|kargo|fatura|kayit|ariza)\w+,? ){1,5}?" + _CREATE + r"\b",
        beside="cikari yapin uretin dusunu tasarl hazirl getiri baslat duzenl =acin =aciniz kullan",
    ),
    Pattern(
        "kind:suggestion",
        "secene ozelli =modu =destegi =imkani buton menusu temasi bildirimi hatti hizmeti alani kosesi rengi "
        "cesidi serisi girisi rampasi uyarisi saati",
        r"\w+(?: \w+){0,2}? (?:gelsin|eklensin|konsun|konulsun|getirilsin|acilsin|ciksin)\b",
        beside=_COME_TRIGGERS,
    ),
    Pattern(
        "kind:suggestion",
        _PLACES_TO,
        _PLACE + r" (?:\w+ ){1,5}?" + _COME + _FOR_NO_AIM,
        beside=_COME_TRIGGERS,
    ),
    Pattern(
        "kind:suggestion",
        "=mod =mode =modu =tema widget menu =filtre secene ozelli =renk =renkler cesit cesid versiyon =surum tasarim "
        "kupon kampanya =destek =pay uygulama bildirim =dil",
        r"(?:tasarim|\w+(?<!m))(?: (?:geri|tekrar|artik|hemen|da|de))+ "
        + _COME
        + _FOR_NO_AIM
        + r"|\w+ "
        + _COME
        + _FOR_NO_AIM,
        beside=_COME_TRIGGERS,
    ),
    Pattern(
        "kind:suggestion",
        "=suresi =saatleri =kotasi =hizi =cesidi =limiti =sikligi =seferleri =seferler =boylari =bedenleri "
        "=renkleri =modelleri",
        r"\w+ (?:\w+ )?(?:artsin|uzasin|cogalsin|genislesin|artirilsin|uzatilsin|ciksin|gelsin)\b"
        + _FOR_NO_AIM,
        beside="=artsin =uzasin =cogals =genisl artiri uzatil =ciksin =gelsin",
    ),
    Pattern(
        "kind:suggestion",
        "=olsun",
        r"(?:(?<=odeme )|(?<=sonu acik )|(?<=da acik )|(?<=gece acik )|(?<=pazar acik )|(?<=haritasi )|(?<=ozelligi )|(?<=modu )|(?<=destegi )|"
        r"(?<=uygulamasi )|(?<=menusu )|(?<=hatti )|(?<=butonu )|(?<=imkani ))olsun\b(?! ki\b| mu\b| ?\?)"
        + _FOR_NO_AIM,
    ),
    Pattern(
        "kind:suggestion",
        "=artmali =olmali =gelmeli =cogalmali =genislemeli =eklenmeli =azalmali",
        r"(?:artmali|cogalmali|genislemeli|eklenmeli|azalmali)(?:ydi)?\b"
        + NOT_ASKED
        + r"|(?:olmali|gelmeli) bence\b",
    ),
    Pattern(
        "kind:suggestion",
        "*nizi *sini *rini",
        r"(?!(?:al|git|gel|izle|dene|oku|gor|kal|ye|ic|yuz|gez|et|yap|ol|dur|gec|bak|konakla|incele|sec|ugra|in|bin|"
        r"cik|arastir|kullan|dikkat|tercih|ziyaret|kacir|bekle|tat|ist|giy|dinle|basla|devam|at|ver|dusun|oyna)"
        r"(?:me)?m[ae](?:n|s))\w{3,}m[ae](?:nizi|sini|lerini|larini) (?:\w+ ){0,2}?(?:oner(?:i[mr]|iyor)\w*|tavsiye ed\w+)",
        beside="oneri oneriyor =tavsiye",
    ),
    Pattern(
        "kind:suggestion",
        "=oneri =fikir",
        r"(?:oneri|fikir) (?:olsun|olarak|niteliginde|sunmak|vermek)\b|oneri(?= ?[.!]?$)",
    ),
)
