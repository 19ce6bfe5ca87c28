"""Plain questions against rhetorical ones: 'İade nasıl yapılır?' is asked, 'Böyle hizmet mi olur?' is a complaint."""

from memnun.understanding.patterns import Pattern

_PARTICLE = r"(?:mi|mu)(?:yim|yiz|siniz|sunuz|sin|sun|ydi|ydu|dir|dur|yum|yuz)?"
PATTERNS = (
    Pattern("kind:question", ("mi", "mu", "miyim", "miyiz", "misiniz", "musunuz", "muyum", "muyuz", "*miyim", "*misin", "*siniz", "*sunuz", "*miyiz", "*muyum"),
            r"(?<!\w)\w+ " + _PARTICLE + r"\b(?! ?(?:ne\b|acaba hic))|\b\w{3,}(?:r|ir|lir)(?:miyim|misiniz|miyiz|musunuz)\b", 1.0),
    Pattern("kind:question", ("nasil", "nerede", "nereden", "nereye", "neresi", "nerde", "nerden", "kac", "hangi", "kimin", "kime", "kim", "kimden", "neler", "neyle"),
            r"\b(?:nasil(?! (?:bir|bi|olsa|oluyor da))|nerede\w*|nereden|nereye|neresi|nerde|nerden|kac(?:a|ta|tan|i|inci)?|hangi\w*|kim(?:e|in|den|ler)?|neler|neyle)\b", 0.9),
    Pattern("kind:question", ("ne",),
            r"\bne (?:zaman|kadar(?! (?:da|guzel|iyi|kotu|cok|mukemmel))|yapmam\w*|yapmali\w*|yapabilir\w*|gerek\w*|demek|ise yarar|icin|sekilde|yapayim|yapacagim|yapilmali)\b|\b(?:saat|gunler|oran\w*|ucret\w*|fiyat\w*|sure\w*|sart\w*|fark\w*) ne\b|\bnedir\b|\bneye gore\b", 0.9),
    Pattern("kind:question", ("nedir", "nelerdir", "nedeni", "midir", "mudur", "varmi", "yokmu", "olurmu", "acaba"),
            r"\b(?:nedir|nelerdir|varmi|yokmu|olurmu|acaba)\b|\b\w+(?:midir|mudur)\b", 0.9),
    Pattern("kind:question", ("ogren", "bilgi", "merak", "soru", "sorum", "sormak", "danis"),
            r"\b(?:ogrenmek ist\w+|ogrenebilir\w*|bilgi (?:almak|verir|verebilir|alabilir|rica)\w*|merak ed\w+|(?:bir )?soru(?:m|muz)? (?:var|olacak|sor\w+)|sormak ist\w+|danismak ist\w+)", 0.9),
    Pattern("kind:question", ("?",), r"\?", 0.6),
    Pattern("kind:question", ("what", "how", "when", "where", "does", "can", "is"),
            r"\b(?:what|how|when|where|does|can i|is there|do you)\b[^.!]{0,80}\?", 0.9),
)  # fmt: skip

RHETORICAL = (
    Pattern("rhetorical", ("boyle", "bu", "nasil", "ne", "siz"),
            r"\bboyle (?:bir |bi )?\w+(?: \w+)? (?:mi|mu) (?:ol\w+|var)|\bboyle (?:mi|mu)\b|\bbu (?:ne|nasil|nasi) (?!(?:zaman|kadar surer|ise yar|icin kullan|calis|kullan|yapil|kurul|acil|ol[au]r\b))\w*|"
            r"\bnasil (?:bir|bi) (?:\w+ )?(?:firma|sirket|hizmet|is|anlayis|zihniyet|mantik|musteri|banka|kargo|ahlak|rezil\w*|sistem bu)\w*|\bne bicim|\bnasil is\b|\bsaka mi|\bdalga mi|"
            r"\bdalga geci\w+|\balay mi|\bkafa mi buluyo\w*|\bciddi misiniz|\bmi sandiniz|\bne hakla|\bhangi akla|\bhangi hakla|\bne cesaretle", 1.0),
    Pattern("rhetorical", ("hala", "haftadir", "gundur", "aydir", "saattir", "yildir", "bekli", "bekle", "dakikadir", "gecti"),
            r"\b(?:neden|niye|nicin|ne zaman|nerede|nasil|kac)\b[^.]{0,60}?\bhala\b|\bhala\b[^.]{0,60}?\b(?:neden|niye|nerede|yok mu|mi)\b|"
            r"\b(?:haftadir|gundur|aydir|saattir|yildir|dakikadir)\b|\bbekliyor(?:um|uz)\b|\bbekle(?:t|y)\w*\b[^.]{0,20}\b(?:daha|ne kadar)|\bdaha ne kadar\b", 1.0),
    Pattern("rhetorical", ("daha", "insaf", "ayip", "yazik", "utan", "rezalet", "rezil", "vicdan", "reva", "hakkiniz", "adalet", "mantik", "kandir", "soygun", "dolandir", "kim", "kimse", "bir"),
            r"\bdaha (?:kac|ne kadar|neyi)\b|\binsaf|\bayip degil|\byazik|\butanm\w+|\brezalet|\brezil|\bvicdan|\breva mi|\bhakkiniz|\badalet (?:mi|bu)|\bmantik (?:mi|bu|nerede)|\bkandir\w+|\bsoygun|"
            r"\bdolandir\w+|\bkimse (?:yok mu|bakm\w+|ilgilen\w+)|\bbir (?:yetkili|insan|muhatap) yok mu|\bkim (?:odeyecek|karsilayacak|verecek hesab)", 1.0),
    Pattern("rhetorical", ("kac", "kacinci", "hic", "neden", "niye", "nicin"),
            r"\b(?:kacinci|kac (?:kere|kez|defa|sefer)) (?!\w+ (?:edebil|kullan|yapabil|al[ai]bil))|\bhic mi\b|\b(?:neden|niye|nicin)\b[^.]{0,50}?\b\w*(?:mi[yo]\w*|medi\w*|madi\w*|muyor\w*|miyor\w*|yok|mez|maz|mediniz|madiniz)\b", 1.0),
    Pattern("rhetorical", ("mi", "mu"),
            r"\b(?:hizmet|is|firma|kalite|musteri memnuniyeti|ilgi|alaka|destek|guven) (?:bu )?(?:mi|mu) (?:bu|ol\w+|yani)?\b ?[!?]|\b(?:bu|boyle) (?:mi|mu)(?:ydi|dur)? ?(?:\w+ ){0,2}(?:hizmet|anlayis|kalite|deger|ilgi)\w*|\bmi olur\b|\bmi yani\b|\bolacak is mi|\bakil mi|\bbu mu\b", 1.0),
)  # fmt: skip
