"""How Turkish customers suggest: keşke + -sa, -sa daha iyi olur, -malı, -ebilir, -mesi şart …

Kept apart from look-alikes: regret (keşke almasaydım), recommending (öneririm), advice to other buyers
(bir beden büyük alın), a request about one's own case (iademi talep ediyorum), inference (köylü olmalı).
"""

from memnun.understanding.patterns import Pattern

GOOD = (
    r"(?:iyi|guzel|super|harika|mukemmel|sahane|muthis|rahat|pratik|faydali|yararli|hos|kolay|hizli|"
    r"mutlu|memnun|"
    r"tam|efsane|mantikli|verimli|kullanisli|etkili|anlamli|zevkli|keyifli|kaliteli|isabetli|yerinde|ideal|"
    r"makbule|sevin\w*|tercih|uygun|adil|guvenli|konforlu|lezzetli|sik|saglikli|anlasilir|estetik|"
    r"ferah|dogru)"
)
_OUTCOME = (
    r"(?:olur(?:du|dum|duk|uz|um|mus)?|olabilir(?:di)?|olaca(?:k|kti|ktir|gini|gina)\w*|gecer(?:di)?|"
    r"olmaz(?:di|mi)?|"
    r"ilerle\w*|isle[rn]\w*|\w{2,}l[ae][sn]ir(?:di)?|sevin\w*|verir(?:im|dim)|yenmez(?:di)?|"
    r"kullanir(?:im|dim|iz)|"
    r"rahat ed\w*|edil(?:ir|ebilir)\w*|yasanma\w*|kalmaz\w*|bulunur\w*|okunabilir\w*|artar(?:di)?|"
    r"biter(?:di)?|"
    r"hizlanir(?:di)?|cozulur(?:du)?|kazanir\w*|azalir(?:di)?|onlenir(?:di)?|sever(?:dim|dik|im|iz)?|"
    r"ederi[mz]|ederdi[mk])"
)
WITHIN = r"(?:(?! ama | fakat | ancak )[^.!?;])"
NO_CONCESSION = r"(?! (?:da|de|dahi|bile|gerek)\b)"
BETTER = (
    r"(?:ekle|gelistir|iyilestir|guncelle|artir|arttir|dusur|buyut|genislet|yenile|duzelt|degistir|"
    r"azalt|kaldir|koy|"
    r"kon|getir|cogalt|cesitlendir|uzat|kisalt|yayginlastir|zenginlestir|kolaylastir|hizlandir|belirt|sun|"
    r"sagla|tanimla|duzenle|tasarla|konumlandir|uygula|yerlestir|guclendir|sadelestir|hazirla|"
    r"bilgilendir|paylas|"
    r"destekle|ayarla|olustur|planla|egit|denetle|bulundur|cikar|dagit|kur)"
)
_COMMON_VERB = (
    r"(?:yap|ver|tut|ac|yaz|bak|sec|sat|ayr|konus|calis|cek|ata|ogret|gonder|ilet|temizle|"
    r"goster|duyur|bildir|uyar|birak|at)"
)
_NOT_SEEN_NOR_TRIED = (
    r"(?!(?:gorul|izlen|okun|denen|alin|gidil|unutul|bilin|hissed|beklen|kullanil|sanil|"
    r"soylen)m)"
)
_FEATURE = (
    r"(?:secene[gk]i?|ozelli[gk]i?|modu?|deste[gk]i?|imkani?|buton\w*|dugmesi|menusu|bolumu|temasi?|"
    r"uygulamasi|bildirimi|"
    r"hatti|sistemi|paketi|hizmeti|sayisi|alani|kosesi|rengi|cesidi|versiyonu|widget|girisi|odasi|"
    r"rampasi|uyarisi)"
)
_OWN_CASE = r"(?!bekle|\w*(?:cozul|gider|gonderil|iade|iptal|oden|yatir))"
_PLAIN_ABILITY = (
    r"(?!(?:ayarlan|degistiril|uygulan|acil|paylasil|tanimlan|destekl|saglan|kurul|cikaril|"
    r"bekl|gorul|yenile)\w*[ea]bilir\b)"
)
_CLAUSE_ENDS = r"(?= ?(?:[.!,;)]|$| (?:bence|ama|fakat|ancak|diye|tabi|tesekkur|aslinda|mesela|belki)))"
_ASKED = (
    r"(?:oner(?:i[mr]\w*|iyor\w*)?|tavsiye ed\w+|rica ed\w*|isteri[mz]|isterdi[mk]|istiyor\w+|"
    r"dileri[mz]|diliyor\w+|dilerdi[mk]|"
    r"bekliyor\w+|beklerdi[mk]|bekleri[mz]|talep ed\w+|temenni\w*)"
)
NOT_ASKED = r"(?! ?(?:\?|ki\b|imis|miyim|miyiz|mi\b))"
_IF_TRIGGERS = (
    "*sa *se *saydi *seydi *saniz *seniz *salar *seler *sak *sek *samis *semis *ydiniz *larsa "
    "*lerse *ssaydi *mseydi"
)

PATTERNS = (
    Pattern(
        "kind:suggestion",
        "=keske",
        r"keske\b"
        + WITHIN
        + r"{0,90}?\b\w+s[ae](?:niz|lar|ler|k|ydi|ymis|lardi|lerdi|larmis|lermis|ydiniz)?\b"
        + NO_CONCESSION,
    ),
    Pattern(
        "kind:suggestion",
        _IF_TRIGGERS,
        r"\w*(?:ol|il|in|un|ul|et|yap|koy|ekle|ver|getir)s[ae](?:ydi|lardi|lerdi|niz|lar|ler|"
        r"ymis)?,? keske\b",
    ),
    Pattern(
        "kind:suggestion",
        _IF_TRIGGERS,
        r"\w{2,}s[ae](?:ydi|niz|lar|ler|k|ydiniz|ydiler|lardi|lerdi|ymis)?\b"
        + NO_CONCESSION
        + r",?"
        + WITHIN
        + r"{0,70}?\b(?:(?:cok|daha|gercekten|kesinlikle|da|de) )*"
        + GOOD
        + r"\b[^.!?;,]{0,40}?\b"
        + _OUTCOME
        + r"\b|\w{2,}s[ae](?:niz|lar|ler|k)\b"
        + WITHIN
        + r"{0,50}?\b(?:sevini\w+|makbule gec\w*|memnun (?:olu|kali)\w+)",
    ),
    Pattern(
        "kind:suggestion",
        _IF_TRIGGERS,
        r"(?:olsa|\w+(?:[iu]l|[iu]n|[dt][iu]r|lan|len)s[ae]|(?:yap|koy|ekle|getir|ver)s[ae](?:lar|"
        r"ler|niz)|\w+[ea]bils[ea](?:k|m|niz)?)(?:ydi)?\b"
        + NO_CONCESSION
        + WITHIN
        + r"{0,50}?\b(?:verir(?:im|dim)|alir(?:im|dim|iz)|tadindan yenmez|on numara|(?:sikinti|"
        r"sorun)(?:si|u)? (?:yok|kalmaz|olmaz|yasanmaz)|"
        r"kusursuz|gelirim|gelirdik|fena olma\w+|\w{3,}ir(?:di|dim|siniz)|cok sey degisir|\w+ "
        r"(?:yormaz|yorulmaz)|tasiri[mz]|\w+maz(?:di)?)\b",
    ),
    Pattern(
        "kind:suggestion",
        "*bilse *ilsek *ilsem *lseyd *ilsey *seydi *eniz *seniz",
        r"\w+[ea]bilse(?:k|m|niz|ydik|ydim|ler|ydi)?\b[^.!?;]{0,50}?\b(?:" + GOOD + r"|keske)\b",
    ),
    Pattern(
        "kind:suggestion",
        _IF_TRIGGERS,
        r"\w{2,}s[ae](?:niz|ydi|lar|ler|k)?\b" + NO_CONCESSION + r"[^.!?;]{0,40}?\bfena olma(?:z|zdi)\b",
    ),
    Pattern(
        "kind:suggestion",
        "*mali *meli *liydi *lidir *liler *lilar *mazdi *iydil",
        _NOT_SEEN_NOR_TRIED
        + r"(?:\w*"
        + BETTER
        + r"\w{0,8}(?:il|in|ul|un|n|dir|tir)|\w{2,}(?:lan|len|las|les|tiril|diril|turul|durul)|"
        + _COMMON_VERB
        + r"\w{0,3}(?:il|in|ul|un|n))m[ae]l[iı](?:ydi|ydilar|dir|lar|ler)?\b"
        + NOT_ASKED,
    ),
    Pattern(
        "kind:suggestion",
        "=daha =biraz =bence =bir =az",
        r"(?:daha|biraz|bir tik|az daha|bence)\b"
        + r"[^.!?;,]{0,45}?\b(?:olmali|gelmeli|gitmeli|cikmali|olmamali|acilmali|kapanmali)(?:ydi|"
        r"dir|lar|ydilar|siniz)?\b" + NOT_ASKED,
        beside="*mali *meli *liydi *lidir *lilar *liler *dilar *siniz",
    ),
    Pattern(
        "kind:suggestion",
        "secene ozelli =mod =modu deste imkan buton dugme menusu bolumu tema bildirim hatti "
        "sistemi paketi hizmeti sayisi alani kosesi rengi cesidi versiyon widget giris odasi rampa "
        "uyarisi",
        _FEATURE + r" (?:\w+ ){0,2}?(?:olmali|gelmeli|konmali|konulmali|eklenmeli|acilmali|lazim|sart|"
        r"gerek(?:li|iyor|ir)?)(?:ydi|dir)?\b" + NOT_ASKED,
        beside="olmali gelmeli konmali konulma eklenmel acilmali lazim sart gerek",
    ),
    Pattern(
        "kind:suggestion",
        "*siniz *liler *lilar *liyiz *misin",
        r"(?!almali|okumali|gitmeli|izlemeli|denemeli|gormeli)(?:\w*"
        + BETTER
        + r"\w{0,4}m[ae]li(?:siniz|sin|lar|ler)|\w+[ae]bilmeli(?:yiz|ler)?)\b",
    ),
    Pattern(
        "kind:suggestion",
        "*bilir *lirdi *irler *bilme *meli *liyiz",
        _PLAIN_ABILITY
        + r"(?:\w*"
        + BETTER
        + r"\w{0,6}?(?:il|in|ul|un|n)|\w{2,}(?:landir|lendir|lastir|lestir)il|(?:yap|ver|tut|"
        r"ac)(?:il|in|ul)\w{0,2})[ea]bilir(?:di|lerdi)?\b" + _CLAUSE_ENDS,
    ),
    Pattern(
        "kind:suggestion",
        "=daha =biraz =bir =az",
        r"(?:daha|biraz|bir tik|az daha)\b(?:(?! kotu| beter| fazla "
        r"ne)[^.!?;,]){0,50}?\b\w+[ea]bilir(?:di|lerdi|diniz|ler)?\b(?! (?:mi|miyim|misiniz|mu|"
        r"miyiz)\b)(?! ?\?)",
        beside="*bilir *lirdi *lerdi *diniz *irler",
    ),
    Pattern(
        "kind:suggestion",
        "*mesi *masi *meniz *maniz *leri *lari *nmesi *ilmesi",
        _OWN_CASE
        + r"\w*(?:"
        + BETTER
        + r"\w{0,6}|yapil|konul|acil|verin?)m[ae](?:si|leri|lari|niz) (?:de )?(?:sart|lazim|"
        r"gerek(?:iyor|ir|li|mekte|mektedir|tir)?)\b",
        beside="=sart =lazim gerek",
    ),
    Pattern(
        "kind:suggestion", "gelistir iyilestir", r"(?:gelistiril|iyilestiril)\w* (?:sart|lazim|gerek)\w*"
    ),
    Pattern(
        "kind:suggestion",
        "*meniz *maniz *sini *rini *larin *lerin *nizi *mesi *masi *menin",
        _OWN_CASE + r"\w*(?:ekle|gelistir|iyilestir|guncelle|getir|yayginlastir|zenginlestir|cesitlendir|"
        r"genislet|buyut|artir|belirt|cogalt|dusun|uzat|yenile|koy|sun|konul|kisalt)\w{0,8}?m[ae]"
        r"(?:sini|nizi|lerini|larini|niz|si|nizin)?(?: \w+){0,7}? " + _ASKED,
        beside="oner tavsiye =rica ister istiyo diler diliyo bekliy bekler talep temenni",
    ),
    Pattern(
        "kind:suggestion",
        "*sini *masin *mesin",
        r"\w+(?:il|in|ul|un|ol|n)m[ae]sini (?:\w+ ){0,3}?(?:isterdi[mk]|beklerdi[mk]|tercih "
        r"ederdi[mk]|dilerdi[mk]|isteri[mz])\b",
    ),
    Pattern(
        "kind:suggestion",
        "=bir =tek =kucuk =size =sizlere naciz =ufak",
        r"(?:bir |tek |kucuk |size |sizlere |naciz[a-z]* |ufak |da )+(?:onerim|onerimiz|onerilerim|"
        r"fikrim|teklifim|tavsiyem|oneri)\b(?! ?(?:bu urunu|almayin|uzak))[^.!?]{0,80}?(?:var\b|"
        r"olacak|olsun|olur|:|\w+m[ae]li\b|\w+s[ae]\b|\w+niz\b|\w+[iu]n\b)",
        beside="oneri =fikrim =teklifim =tavsiyem",
    ),
    Pattern(
        "kind:suggestion",
        "onerim onerimiz onerimi",
        r"onerim(?:iz)? ?(?::|su\b|var\b|olacak|olur\b|sudur)|onerimi\w* (?:ilet|paylas|dikkate|"
        r"sun|degerlendir)",
    ),
    Pattern(
        "kind:suggestion",
        "*meyi *mayi",
        r"\w*(?:ekle|gelistir|getir|guncelle|artir|dusur|ac|koy|genislet|uzat|cikar|yap)m[ae]yi "
        r"(?:dusunur mu|dusunun|dusunmeli|dusunebilir|planliyor mu|planlar mi)\w*",
    ),
    Pattern(
        "kind:suggestion",
        "ekler gelistirir getirir artirir arttirir koyar eklemez ekleye getireb koyabil yapabil olusturabil",
        r"(?:(?:ekler|gelistirir|getirir|artirir|arttirir|koyar|eklemez|ekleyemez|koyamaz)|"
        r"(?:ekleye|getire|koya)bilir) (?:misiniz|musunuz|mi siniz)\b",
    ),
    Pattern(
        "kind:suggestion",
        "*mez *maz *nir *ilir *amaz *emez *bilir",
        r"\w*(?:eklen|getiril|gelistiril|konul|artiril|dusurul|acil)(?:ir|ur|emez|amaz|mez|maz|"
        r"ebilir|abilir) m[iu]\b",
    ),
    Pattern(
        "kind:suggestion",
        "=lutfen =artik =bence =bir =uygulamaya =siteye",
        r"(?:lutfen|artik|bence|bir de|uygulamaya|siteye)\b[^.!?;]{0,60}?\b(?:ekleyin|gelistirin|"
        r"getirin|artirin|arttirin|dusurun|guncelleyin|iyilestirin|cogaltin|genisletin|yenileyin|"
        r"cesitlendirin|cikarin)(?:iz)?\b",
        beside="ekleyin gelist getirin artirin arttirin dusurun guncel iyiles cogalt genisl yenileyi cesitl "
        "cikarin",
    ),
    Pattern(
        "kind:suggestion",
        "*rsen *rsan *niz *irse *irsa *urse *ursa *rsek *rsak *lerse *larsa *nurse",
        r"(?:\w*"
        + BETTER
        + r"\w{0,6}?[iuea]?r|(?:ol|yap|ver|ac|tut)(?:ur|il?ir|ar|er)?)s[ae](?:niz|lar|ler|k)?\b"
        + NO_CONCESSION
        + r"[^.!?;]{0,70}?\b(?:(?:cok|daha|bence|gercekten|muhtesem) )*"
        r"(?:"
        + GOOD
        + r"\b|"
        + _OUTCOME
        + r"\b|sevin\w+|kolaylas\w+|hizlan\w+|\w+ebiliri[mz]\b|daha (?:cok|fazla) \w+)",
    ),
    Pattern(
        "kind:suggestion",
        "*mesi *masi *meniz *maniz *meler *malar",
        r"(?!olma|gelme|alma|cozul)\w{2,}m[ae](?:si|niz|leri|lari) [^.!?;,]{0,30}?\b(?:iyi|guzel|"
        r"faydali|yararli|harika|super|hos|yerinde|sahane|mukemmel|dogru|mantikli) (?:olur(?:du)?|"
        r"olabilir(?:di)?|olacak\w*)\b",
    ),
)

NOT_SUGGESTIONS = (
    Pattern(
        "not:suggestion",
        "hesabim siparisim adresim sepetim faturam kartim kargom paketim paramiz param iadem kaydim uyeligim "
        "aboneligim hattim talebim basvurum randevum",
        r"\w+[iu]m(?:[ea]|iz[ea]?)?\b[^.!?;,]{0,40}?\b(?:eklensin|gelsin|konsun|yazilsin|yapilsin)\b",
        beside="eklens =gelsin konsun yazils yapils",
    ),
    Pattern(
        "not:suggestion",
        "=keske",
        r"keske\b(?:(?! keske )[^.!?;]){0,90}?\b\w+(?:s[ae]ydi[mk]|s[ae]ymisi[mk]|s[ae]m)\b|"
        r"keske\b[^.!?;]{0,60}?\b(?:almasa|olmasa)ydi[mk]?\b",
    ),
    Pattern("not:suggestion", "=keske", r"keske (?:herkes|her|butun|tum)\b"),
    Pattern(
        "not:suggestion",
        "ilgilenir yardimci olabilirse =donus =bilgi =cevap gonderirse iletirse cozerse =geri aydinlat",
        r"(?:ilgilenir|yardimci ol\w*|olabilir|(?:geri )?donus (?:yapar|saglar)|bilgi verir|"
        r"bilgilendirir|cevap verir|gonderir|iletir|cozer|aydinlatir|geri (?:doner|"
        r"arar))s[ae]niz[^.]{0,20} (?:sevin|memnun|mutlu)\w*",
    ),
    Pattern("not:suggestion", "*aydim *eydim *aydik *eydik", r"\w+s[ae]ydi[mk],? keske\b"),
    Pattern(
        "not:suggestion",
        "=beden =numara =boy",
        r"(?:beden|numara|boy) (?:buyuk|kucuk) (?:al\w+|tercih\w*|soyle\w*)",
    ),
    Pattern(
        "not:suggestion",
        "alacak dusunen isteyen okuyacak gidecek",
        r"(?:alacak(?:lar|lara|sa\w*)?|dusunenler|isteyenler|okuyacak|"
        r"gidecek)\w*\b[^.!?]{0,40}?\b(?:olmali|olur|etmeli|almali|dikkat)",
    ),
    Pattern(
        "not:suggestion",
        "*rsaniz",
        r"\w+orsaniz\b[^.!?]{0,60}?\b(?:alin|alabilirsiniz|tercih|bakin|gidin|kullanin|ideal|"
        r"guzel)\b",
    ),
    Pattern(
        "not:suggestion",
        "=daha",
        r"daha (?:iyi|guzel)(?:si|sini)? ?(?:olamaz|olmazdi|bulunamaz|dusunulemez|nasil)",
    ),
)
