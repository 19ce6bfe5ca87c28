"""How Turkish customers suggest: keşke + -sa, -sa daha iyi olur, -malı, -ebilir, -mesi şart …

Kept apart from look-alikes: regret (keşke almasaydım), recommending (öneririm), advice to other buyers
(bir beden büyük alın), a request about one's own case (iademi talep ediyorum), inference (köylü olmalı).
"""

from memnun.understanding.patterns import Pattern

_GOOD = (
    r"(?:iyi|guzel|super|harika|mukemmel|sahane|muthis|rahat|pratik|faydali|yararli|hos|kolay|hizli|mutlu|memnun|"
    r"tam|efsane|mantikli|verimli|kullanisli|etkili|anlamli|zevkli|keyifli|kaliteli|isabetli|yerinde|tadindan|"
    r"makbule|sevin\w*|tercih|uygun|adil|guvenli|konforlu|lezzetli|sik|saglikli)"
)
_OUTCOME = (
    r"(?:olur(?:du|dum|duk|uz|um|mus)?|olabilir(?:di)?|olacak(?:ti|tir)?|gecer(?:di)?|olmaz mi|olmaz(?:di)?|"
    r"ilerle\w*|isle[rn]\w*|\w+la[sn]ir(?:di)?|\w+le[sn]ir(?:di)?|sevin\w*|veririm|verirdim|yenmez(?:di)?|"
    r"kullanirim|kullanirdim|kullaniriz|rahat ed\w*|edilirdi|edilebilir\w*|yasanmaz\w*|kalmaz\w*|bulunur\w*|"
    r"oluruz|memnun kal\w*|okunabilir\w*|artar(?:di)?|biter(?:di)?|hizlanir(?:di)?|cozulur(?:du)?|"
    r"kazanir\w*|azalir(?:di)?|onlenir(?:di)?|sever(?:dim|dik|im|iz)?)"
)
_IF = r"\b\w{2,}[st]?(?:sa|se)(?:ydi|niz|lar|ler|k|ydiniz|ydiler|lardi|lerdi|nizde|nize)?\b(?! (?:da|de|dahi|bile|gerek)\b)"
_BETTER = (
    r"(?:ekle|gelistir|iyilestir|guncelle|artir|arttir|dusur|buyut|genislet|yenile|duzelt|degistir|azalt|kaldir|koy|"
    r"kon|getir|cogalt|cesitlendir|uzat|kisalt|yayginlastir|zenginlestir|kolaylastir|hizlandir|belirt|sun|ac|"
    r"sagla|tanimla|duzenle|tasarla|konumlandir|uygula|yerlestir|gozden gecir|entegre ed|aktif ed|dahil ed|"
    r"guclendir|sadelestir|ayir|tut|birak|hazirla|ver|yap|yaz|uyar|bilgilendir|paylas|destekle)"
)
_PASSIVE = r"(?:il|in|ul|un|n|dir|tir|dur|tur|ir)"
_MORE = r"(?:daha|biraz|bir tik|az daha|bence)"
_SOON_OWN = r"(?:sorun|problem|magduriyet|sikayet|iade|iptal|ucret|para|hata|yanlislig|ariza)\w*"

PATTERNS = (
    Pattern("kind:suggestion", ("keske",),
            r"\bkeske\b(?:(?! keske )[^.!?;]){0,90}?\b\w+(?:sa|se)(?:niz|lar|ler|k|ydi|ymis|lardi|lerdi|larmis|ydiniz)?\b"
            r"(?! (?:da|de|dahi|bile)\b)", 1.0),
    Pattern("kind:suggestion", ("keske",),
            r"\b\w*(?:ol|il|in|un|ul|et|yap|koy|ekle|ver|getir)(?:sa|se)(?:ydi|lardi|lerdi|niz|lar|ler|ymis)?,? keske\b", 1.0),
    Pattern("kind:suggestion", ("*sa", "*se", "*saydi", "*seydi", "*niz", "*salar", "*seler", "*sak", "*sek", "*lardi",
                                "*lerdi", "*iniz", "*diler"),
            _IF + r"(?:(?! ama | fakat )[^.!?;]){0,70}?\b(?:(?:cok |daha |bir hayli |gercekten |kesinlikle |bile |da |de )*"
            + _GOOD + r")\b[^.!?;,]{0,40}?\b" + _OUTCOME + r"\b", 1.0),
    Pattern("kind:suggestion", ("*sa", "*se", "*saydi", "*seydi", "*sak", "*sek"),
            r"\b(?:olsa|\w+" + _PASSIVE + r"se|\w+" + _PASSIVE + r"sa|\w+lan?sa|\w+len?se|yapsa(?:lar|niz)|koysa(?:lar|niz)|eklese(?:ler|niz)|"
            r"getirse(?:ler|niz)|verse(?:ler|niz))(?:ydi)?\b(?! (?:da|de|dahi|bile)\b)[^.!?;]{0,50}?\b(?:veririm|verirdim|alirim|"
            r"alirdim|tadindan yenmez|on numara|sikinti(?:si)? (?:yok|kalmaz)|sorun(?:u)? (?:yok|kalmaz|olmaz|yasanmaz)|"
            r"kusursuz|gelirim|gelirdik|fena olmaz|\w+irsiniz|\w+ilir(?:di)?|\w+irdim|cok sey degisir)\b", 1.0),
    Pattern("kind:suggestion", ("*sa", "*se", "*saydi", "*seydi", "*ydi", "*sak", "*sek"),
            r"\b(?:\w+ebilse|\w+abilsa|\w+abilse)(?:k|m|niz|ydik|ler)?\b[^.!?;]{0,50}?\b(?:" + _GOOD + r"|keske)\b", 1.0),
    Pattern("kind:suggestion", ("*mali", "*meli", "*aliydi", "*eliydi", "*lidir", "*siniz", "*liler", "*lilar", "*mazdi", "*lidi"),
            r"(?<!gibi )\b(?!gorul|izlen|okun|den[ae]n|alin|gidil|unutul|bilin|tercih|kullanil|hissed|beklen)(?:\w*" + _BETTER
            + r"\w{0,8}" + _PASSIVE + r"|\w{2,}(?:lan|len|las|les|tiril|diril|turul|durul)|\w*(?:yap|ver|tut|ac|yaz|bak|sec|sat|sun|ayr|konus|calis|cek|ata|"
            r"ogret|egit|gonder|ilet|temizle|kontrol ed|dikkat ed|belirle|acikla|goster|duyur|bildir)\w{0,3}(?:il|in|ul|un|n))"
            r"(?:mali|meli)(?:ydi|ydilar|dir|lar|ler)?\b(?! ?(?:\?|ki\b|imis|miyim|miyiz|mi\b))", 0.9),
    Pattern("kind:suggestion", ("*mali", "*meli", "*aliydi", "*eliydi", "*lidir"),
            r"\b" + _MORE + r"\b[^.!?;,]{0,45}?\b(?:olmali|gelmeli|gitmeli|cikmali|olmamali)(?:ydi|dir|lar|ydilar|siniz)?\b(?! ?(?:\?|ki\b|imis))", 0.9),
    Pattern("kind:suggestion", ("*mali", "*meli", "*lidir", "*aliydi", "*eliydi"),
            r"\b\w+(?:ya|ye|a|e|da|de|nda|nde|in|nin|icin|secenegi|ozelligi|modu|destegi|imkani|butonu|sistemi|hizmeti) (?:\w+ ){0,4}?"
            r"(?:secenegi|ozelligi|modu|destegi|imkani|butonu|menusu|bolumu|tema\w*|uygulamasi|bildirimi|hatti|sistemi|paketi|hizmeti|sayisi|alani|kosesi)? ?"
            r"(?:olmali|gelmeli|konmali|konulmali|eklenmeli|acilmali)(?:ydi|dir)?\b(?! ?(?:\?|ki\b|imis|yim))", 0.9),
    Pattern("kind:suggestion", ("*siniz", "*liler", "*lilar", "*miniz"),
            r"\b(?!almali|okumali|gitmeli|izlemeli|denemeli|gormeli)(?:\w*" + _BETTER + r"\w{0,4})(?:mali|meli)(?:siniz|sin|lar|ler)\b", 0.9),
    Pattern("kind:suggestion", ("*bilir", "*lirdi", "*irler", "*rdi", "*niz"),
            r"\b(?:\w*" + _BETTER + r"\w{0,5}?" + _PASSIVE + r"|\w{2,}(?:lan|len|las|les)(?:tir)?(?:il)?)[ea]bilir(?:di|ler|lerdi)?\b"
            r"(?! (?:mi|miyim|misiniz|mu)\b)", 0.8),
    Pattern("kind:suggestion", ("*bilir", "*lirdi", "*ardi", "*erdi", "*diniz"),
            r"\b(?:daha|biraz|bir tik|az daha)\b(?:(?!kotu|kot )[^.!?;,]){0,50}?\b\w+[ea]bilir(?:di|lerdi|diniz|ler)?\b(?! (?:mi|miyim|misiniz|mu|siniz)\b)(?!siniz)", 0.8),
    Pattern("kind:suggestion", ("sart", "lazim", "gerek"),
            r"\b(?!\w*(?:cozul|gider|gonder|iade|iptal|odenm))\w*" + _BETTER + r"\w{0,6}(?:il|in|ul|un|n)?(?:me|ma)(?:si|leri|lari|niz|nizi)?(?:n?iz)? "
            r"(?:sart|lazim|gerek(?:iyor|ir|li|mekte|mektedir|tir)?)\b", 0.9),
    Pattern("kind:suggestion", ("oner", "tavsiye", "rica", "istiyor", "isteri", "isterd", "dileri", "dilerd", "bekli", "bekler", "talep", "temenni", "diliyor"),
            r"\b(?:\w*(?:ekle|gelistir|iyilestir|guncelle|getir|yayginlastir|zenginlestir|cesitlendir|genislet|buyut|artir|belirt|cogalt|dusunul|dusun)\w{0,8}?)"
            r"(?:me|ma)(?:sini|nizi|lerini|larini|niz|si)?(?: \w+){0,7}? (?:oner(?:i[mr]\w*|iyor\w*)?|tavsiye|rica ed\w*|isteri[mz]|isterdi[mk]|istiyor\w+|dileri[mz]|"
            r"diliyor\w+|dilerdi[mk]|bekliyor\w+|beklerdi[mk]|talep ed\w+|temenni\w*)", 0.9),
    Pattern("kind:suggestion", ("isterd", "beklerd", "tercih", "dilerd"),
            r"\b(?:\w+(?:il|in|ul|un|ol|n)(?:ma|me)(?:sini|masini)|olmasini|daha \w+ \w+) ?(?:\w+ ){0,3}?(?:isterdi[mk]|beklerdi[mk]|tercih ederdi[mk]|dilerdi[mk])\b", 0.8),
    Pattern("kind:suggestion", ("oneri", "tavsiye", "fikri", "teklif", "naciz", "bir"),
            r"\b(?:bir |tek |kucuk |size |sizlere |naciz[a-z]* |ufak )+(?:onerim|onerimiz|fikrim|teklifim|tavsiyem|oneri)\b(?! ?(?:bu urunu|almayin|uzak))"
            r"[^.!?]{0,80}?(?:var|olacak|olsun|olur|:|\w+(?:mali|meli|se|sa|niz)\b)", 0.9),
    Pattern("kind:suggestion", ("onerim", "onerimiz", "onerimi"),
            r"\bonerim(?:iz)? ?(?::|su\b|var\b|olacak|olur\b|sudur)|\bonerimi\w* (?:ilet|paylas|dikkate|sun|degerlendir)", 0.9),
    Pattern("kind:suggestion", ("dusun", "*misin", "*siniz", "*musun", "*nuz", "*unuz"),
            r"\b(?:\w*(?:ekle|gelistir|getir|guncelle|artir|dusur|ac|koy|genislet|uzat))(?:meyi|mayi) (?:dusun\w+|planl\w+)|"
            r"\b(?:ekler|gelistirir|getirir|artirir|arttirir|koyar|eklemez|eklese|koysa|getirse|ekleyebilir|getirebilir) ?(?:misiniz|musunuz|mi siniz|niz)\b", 0.8),
    Pattern("kind:suggestion", ("*mez", "*maz", "*nir", "*ilir", "*lamaz", "*lemez"),
            r"\b\w*(?:eklen|getiril|gelistiril|konul|artiril|dusurul|konu|acil)(?:ir|ur|emez|amaz|mez|maz|ebilir) (?:mi|mu)\b(?! acaba neden)", 0.7),
    Pattern("kind:suggestion", ("*yin", "*yiniz", "*rin", "*riniz", "*tin", "*tiniz", "*yun"),
            r"\b(?:lutfen|artik|bence|bir de)\b[^.!?;]{0,60}?\b(?:ekleyin|gelistirin|getirin|artirin|arttirin|dusurun|guncelleyin|koyun|iyilestirin|cogaltin|genisletin|"
            r"yenileyin|cesitlendirin)(?:iz)?\b(?! (?:paramin|ucret|iade))", 0.8),
    Pattern("kind:suggestion", ("fena", "olmaz", "*olmaz", "*mazdi"),
            r"\b\w+(?:sa|se)(?:niz|ydi|lar|ler)?\b[^.!?;]{0,40}?\bfena olma(?:z|zdi)\b", 0.9),
    Pattern("kind:suggestion", ("*rsen", "*rsan", "*niz", "*irse", "*irsa", "*urse", "*ursa", "*rsek", "*nirse"),
            r"\b\w*" + _BETTER + r"\w{0,6}?[iuea]?r(?:sa|se)(?:niz|lar|ler)?\b(?! (?:da|de|bile)\b)[^.!?;]{0,70}?\b(?:cok |daha |bence |gercekten |muhtesem )*"
            r"(?:" + _GOOD + r"|" + _OUTCOME + r"|sevin\w+|kolaylas\w+|hizlan\w+)\b", 0.9),
    Pattern("kind:suggestion", ("*mesi", "*masi", "*meniz", "*maniz", "*meleri"),
            r"\b(?!olma|gelme|alma|cozul)\w{2,}(?:me|ma)(?:si|niz|leri|lari) [^.!?;,]{0,30}?\b(?:iyi|guzel|faydali|yararli|harika|super|hos|yerinde|sahane|mukemmel|dogru|mantikli) "
            r"(?:olur(?:du)?|olabilir(?:di)?|olacak\w*)\b", 0.9),
)  # fmt: skip

NOT_SUGGESTIONS = (
    Pattern("not:suggestion", ("keske",),
            r"\bkeske\b(?:(?! keske )[^.!?;]){0,90}?\b\w+(?:saydim|seydim|saymisim|seymisim|sam|sem|saydik|seydik)\b|"
            r"\b(?:saydim|seydim),? keske\b|\bkeske\b[^.!?;]{0,60}?\b(?:olmasa|gelmesey|almasay)\w*", 1.0),
    Pattern("not:suggestion", ("alin", "aliniz", "almayin", "almayiniz", "uzak", "tercih", "bakin", "dusunen", "alacak", "alanlar", "okuyun", "gidin", "deneyin", "beden", "istiyorsaniz", "diyorsaniz"),
            r"\b(?:beden|numara|boy) (?:buyuk|kucuk) (?:al\w+|tercih\w*|soyle\w*)|\b(?:alacak(?:lar|lara|sa\w*)?|dusunenler|isteyenler|okuyacak|gidecek)\b[^.!?]{0,40}?\b(?:olmali|olur|etmeli|almali|dikkat)|"
            r"\b(?:diyorsaniz|istiyorsaniz|dusunuyorsaniz)\b[^.!?]{0,60}?\b(?:alin|alabilirsiniz|tercih|bakin|gidin|kullanin|ideal|guzel)\b", 1.0),
    Pattern("not:suggestion", ("daha",), r"\bdaha (?:iyi|guzel)si? ?(?:olamaz|olmazdi|bulunamaz|dusunulemez)|\bdaha iyi nasil", 1.0),
)  # fmt: skip
