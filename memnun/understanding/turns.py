"""Phrases that turn the sign of their words: denied faults are praise, 'it used to be good' is not.

'Kötü söz bulamadım', 'hiç sorun yaşamadım', 'memnun kalmamak elde değil' hold only negative words.
"""

from memnun.understanding.patterns import Pattern

_FAULT = (
    r"(?:kotu|olumsuz|kusur|sorun|sikinti|problem|hata|sikayet|aksilik|aksaklik|puruz|terslik|zorluk|"
    r"eksik|eksiklik|mahcup|leke|rahatsizlik|gecikme)\w*"
)
_DENIED = (
    r"(?:bulamadi[mk]|bulamazsiniz|bulamiyorum|bulama[mz]\w*|yasamadi[mk]|yasamiyoru[mz]|yasatmadi\w*|"
    r"gormedi[mk]|goremedi[mk]|cikmadi\b|cikarmadi\w*|duymadi[mk]|cekmedi[mk]|olmadi\b|yoktu\b|"
    r"yok\b(?! (?:diye|degil))|yasanmadi|soyleyemem|edemem|diyemem|soz konusu degil|birakmadi\w*)"
)
PATTERNS = (
    Pattern(
        "turn:denied",
        "kotu olumsuz kusur sorun sikinti problem hata sikayet aksilik aksaklik puruz terslik "
        "zorluk eksik rahatsiz gecikme",
        _FAULT
        + r"(?: (?!ama|fakat|ancak|cozum|kimse|ilgilen|telafi|cevap|donus|muhatap)\w+){0,4}? "
        + _DENIED,
    ),
    Pattern("turn:denied", "=memnun", r"memnun (?:kalmamak|olmamak|kalmama) (?:elde|mumkun|imkansiz)\w*"),
    Pattern(
        "turn:denied",
        "=diyecek =soyleyecek =laf =soz rahatsiz =kusur =begenmedigim =sikayetim",
        r"(?:diyecek|soyleyecek) (?:(?:hic)?bir )?(?:(?:sey|soz|laf|kelime)\w* )?(?:yok\w*|bulam\w+)|(?:laf|soz) yok\b|"
        r"rahatsiz ed(?:en|ici) (?:hic)?bir (?:sey|durum|nokta) (?:yok\w*|olmadi)|begenmedigim (?:hic)?bir \w+ (?:yok\w*|olmadi)",
        beside="=yok =yoktu =olmadi bulam",
    ),
    Pattern(
        "turn:denied",
        "pisman uzme yanilt aratma =hayal =hic =elde utandirma",
        r"pisman (?:olmadi[mk]|degili[mz]|olmazsiniz|etmedi\w*|olmam)|uzmedi\w*|yaniltmadi\w*|"
        r"aratmadi\w*|utandirmadi\w*|hayal kirikligi yasamadi\w*",
    ),
    Pattern(
        "turn:denied",
        "=boyle =bu =bundan =daha",
        r"(?:boyle|bu kadar) (?:\w+ ){0,3}?(?:iyi|hizli|guzel|kaliteli|ilgili|lezzetli)\w* (?:\w+ "
        r"){0,3}?(?:gormemisti\w*|beklemiyord\w*|bulamazsiniz|bulunmaz|bulamaz\w*|kalmadi artik)|"
        r"bundan iyisi \w+|daha iyisi can sagligi|daha ne olsun",
    ),
    Pattern(
        "turn:denied",
        "=bu =boyle",
        r"bu (?:fiyata|paraya) (?:\w+ ){0,4}?(?:bulamazsin\w*|bulunmaz|bulamaz\w*|yok)\b",
    ),
    Pattern(
        "turn:solved",
        "sorun ariza sikayet problem hata sikinti magduriyet",
        r"(?:sorun|ariza|sikayet|problem|hata|sikinti|magduriyet)\w*(?: (?!ama|fakat|ancak|"
        r"hala)\w+){0,6}? (?:cozuldu|cozdu(?:ler|nuz)?|hallet(?:ti|tiler|tiniz)|halloldu|giderildi|"
        r"giderdi(?:ler|niz)?|duzeldi|duzelttiler|cozulmustu)\b",
    ),
    Pattern(
        "turn:solved",
        "=hemen =aninda =ayni =dakikada =saatte =gun =ertesi",
        r"(?:hemen|aninda|(?:ayni|ertesi) gun|(?:dakikada|saatte|gunde)(?: icinde)?)(?: \w+){0,3}? "
        r"(?:cozuldu|cozdu(?:ler|niz)?|hallet(?:ti|tiler|tiniz)|halloldu|giderildi|duzeldi|"
        r"degistirdi(?:ler|niz)?|yolladi(?:lar)?|gonderdi(?:ler|niz)?|iade ett?i(?:ler)?|"
        r"ilgilendi(?:ler)?|yatt?i)\b",
    ),
    Pattern("turn:solved", "=helal parmak =tadi =nazar", r"helal olsun|parmaklarimizi yedik|tadi damag\w+"),
    Pattern(
        "turn:worse",
        "eskiden",
        r"eskiden\b[^.?]{0,50}?\b(?:iyi|guzel|kaliteli|super|harika|lezzetli|hizli)\w*[^.?]{0,15}? "
        r"(?:simdi|artik|su an|ama|fakat|son)",
    ),
    Pattern(
        "turn:worse",
        "=yok =problem =sorun =sikinti",
        r"(?:problem|sorun|sikinti) yok (?:diyemem|demek|degil)|yok diyemem",
    ),
    Pattern(
        "turn:worse",
        "dusman",
        r"dusman\w* bile (?:\w+ ){0,2}?(?:onerm|tavsiye et(?:me|mi)|dileme|istemem|vermem)\w*",
    ),
    Pattern("turn:worse", "=keske", r"keske\b[^.!?;]{0,60}?\b\w+m[ae]s[ae]ydi[mk]\b"),
    Pattern(
        "mild",
        "=fena =idare =is =eh =orta ortalama =kabul =ne =vasat =normal",
        r"fena (?:degil|sayilmaz|olmamis)|idare eder|is (?:gorur|goruyor|gorecek|gordu)|eh iste|"
        r"orta(?:lama(?:ydi|dir)?| halli| karar| seker)\b|kabul edilebilir|ne iyi ne (?:de )?kotu|vasat",
    ),
    Pattern("contrast", "=ama =fakat =ancak =lakin =yalniz =ragmen =maalesef =ise"),
)
