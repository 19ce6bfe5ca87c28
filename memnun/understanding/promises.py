"""Broken promises told of without a word of emotion: 'aranacağım denildi, aranmadım'."""

from memnun.understanding.patterns import Pattern

_SAID = (
    r"(?:den(?:il)?di(?:gi)?|soyle(?:n)?(?:di|mis|nmis|mislerdi|diler|nmesine|digi)\w*|dedi(?:ler|niz|k|kleri\w*)?|denmisti|denilmisti|belirt(?:il)?(?:di|mis|diler)\w*|bildir(?:il)?(?:di|diler|mis)\w*|"
    r"(?:soz|taahhut|garanti) (?:ver|ed)\w+|vaat ed\w+|vadett?\w+|iletildi|iletilmisti|diyor(?:lar|sunuz)?|denmesine|denilmesine|dediniz|yazdiniz|ilettiler)"
)
_NOT_DONE = r"(?:\w+(?:medi|madi|miyor|muyor|memis|mamis|mediler|madilar|mediniz|madiniz|medim|madim|mediklerini)\w*|\w*(?:arayan|donen|gelen|giden|yapan|ilgilenen) (?:soran )?(?:yok|olmadi)|yok|ses(?:i)? (?:cikm|yok)\w*|hala (?:yok|bekli)\w*|tik yok|tutmad\w*|tutulmad\w*)"

PATTERNS = (
    Pattern("promise", ("den", "soyle", "dedi", "belirt", "bildir", "soz", "taahh", "vaat", "vadet", "ilet", "garanti", "diyor", "yazdi"),
            r"\b\w*(?:acag|eceg|acak|ecek|ilecek|anacak)\w*(?: \w+){0,5}? " + _SAID + r"\b[^?]{0,90}?\b" + _NOT_DONE + r"\b", 1.0),
    Pattern("promise", ("den", "soyle", "dedi", "belirt", "bildir", "soz", "taahh", "vaat", "vadet", "ilet", "garanti", "yazdi"),
            r"\b(?:\d+|bir|iki|uc|bes|yarin|bugun|hafta\w*|gun\w*|saat\w*|en gec|en kisa)\b(?: \w+){0,7}? " + _SAID + r"\b[^?]{0,90}?\b" + _NOT_DONE + r"\b", 0.9),
    Pattern("promise", ("soz", "sozun", "sozunuz", "taahh", "vaat", "vaad"),
            r"\b(?:soz|taahhut|vaat|vaad)\w*(?: \w+){0,4}? (?:tutmad|tutmuyor|tutulmad|yerine getirm|yerine getiril?me|yalan|bos)\w*|\bsoz ver\w+(?: \w+){0,6}? " + _NOT_DONE + r"\b|\b(?:verilen|verdiginiz) (?:soz|tarih|sure)\w*(?: \w+){0,4}? (?:\w+(?:medi|madi|miyor|mediniz|madiniz)|asild\w*|gecti\w*)", 1.0),
    Pattern("promise", ("donus", "geri", "aran", "arayac", "aray", "haber"),
            r"\b(?:aranacag\w*|arayacag\w*|arayacak\w*|aranacak\w*|donus yap(?:ilacag|acag|ilacak|acak)\w*|haber veril?ecek\w*|haber verecek\w*)\b[^?]{0,90}?\b(?:aranmad\w*|aramad\w*|donus (?:yapilmad|olmad|alamad|yapmad)\w*|donen (?:yok|olmad\w*)|arayan (?:yok|olmad\w*)|haber (?:yok|gelmed|alamad|verilmed)\w*|" + _NOT_DONE + r")", 1.0),
    Pattern("promise", ("soz", "gun", "tarih", "bugun", "dun", "hafta", "saat", "pazartesi", "sali", "carsamba", "persembe", "cuma"),
            r"\b(?:bugun|dun|pazartesi|sali|carsamba|persembe|cuma|cumartesi|\d+ (?:gun|saat|is gunu) (?:icinde|icerisinde|sonra)|bir hafta icinde) (?:\w+ ){0,3}?(?:gelecek|gelicek|gelecegi|yapilacak|teslim edilecek|yatacak|cozulecek|baglanacak)\w*[^?]{0,50}?\b(?:gelmedi|yapilmadi|gelen yok|edilmedi|yatmadi|cozulmedi|baglanmadi|yok)\b", 0.9),
)  # fmt: skip
