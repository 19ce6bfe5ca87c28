"""What staff write down of a call or a visit: 'Stok soruldu, bilgi verildi'. It tells an event, not a feeling."""

from memnun.understanding.patterns import Pattern

_WRITTEN = (
    "=soruldu =sordu =danisildi =danisti =istendi =istedi =istiyor =bilgi =bilgisi =talebi =guncellendi "
    "=guncelledi =guncelletti =ertelendi =erteletti =kaydi =not =teklif =aranacak =donulecek =donecek =iletildi "
    "=yonlendirildi =anlatildi =onerildi =eklendi =ayrildi =ayirtildi =dogrulandi =aktarildi =arandi =katildi "
    "=konusuldu =dusunecek =ogrenmek =gorusme =gorusmesi =aramasi =formu =bulten =bultene"
)
PATTERNS = (
    Pattern(
        "note",
        _WRITTEN,
        r"(?:soruldu|sordu|danisildi|danisti|istendi|istedi|istiyor|guncellendi|guncelledi|guncelletti|ertelendi|"
        r"erteletti|aranacak|donulecek|donecek|iletildi|yonlendirildi|anlatildi|onerildi|eklendi|ayrildi|ayirtildi|"
        r"dogrulandi|aktarildi|arandi|katildi|konusuldu|dusunecek|(?:bilgi|bilgisi) (?:verildi|istendi|istedi|aldi|"
        r"guncellendi)|talebi (?:alindi|iletildi)|kaydi (?:yapildi|alindi|acildi)|not (?:edildi|alindi|dusuldu|"
        r"eklendi)|teklif (?:istedi|istendi|verildi|gonderil\w+)|(?:gorusme|gorusmesi|aramasi|formu)(?= ?[,.:(])|"
        r"bultene? \w+)\b(?= ?(?:[.,;:()]|$| ve | ile ))|ogrenmek (?:istedi|istiyor)\b",
    ),
    Pattern(
        "own_voice",
        "*orum *oruz *dim *dum *tim *tum *dik *tik *duk *tuk *siniz *iniz =benim =bana =bizim =bize =beni =bizi",
        beside=_WRITTEN,
    ),
    Pattern(
        "fault_told",
        "yakin sikaye kirik kirilm cizil cizik ezik =ezilmis bozuk bozul ariza kapaniyo kesint gecik gelmem ulasmam "
        "eksik yanlis kizgin sinirl ofkel tepkil uzgun kirgin magdur hasar cikmamis yirtik lekel kayip kaybol "
        "calismi donmemi tutulmad tehlike yaral =rahatsiz =memnuniyetsiz =pisman",
        r"(?!yakin(?:da|lar|dan|i|lig))\w+",
        beside=_WRITTEN,
    ),
)
