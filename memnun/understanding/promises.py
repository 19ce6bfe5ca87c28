"""Broken promises told of without a word of emotion: 'aranacağım denildi, aranmadım'."""

from memnun.understanding.patterns import Pattern

_SAID = (
    r"(?:den(?:il)?(?:di\w*|misti|mesine|diginde|ip|erek|mis)|soyle(?:n)?(?:di\w*|mis\w*|nmis\w*|"
    r"mesine|yip)|dedi(?:ler|niz|k)?|dedikleri\w*|belirt(?:il)?(?:di|mis|diler)\w*|bildir(?:il)?(?:di|"
    r"diler|mis)\w*|"
    r"(?:soz|taahhut|garanti|bilgi) (?:ver|ed)\w+|diye (?:mesaj|soz|bilgi|yaz)\w*(?: \w+)?|vaat ed\w+|"
    r"vadet\w+|ilet(?:il)?(?:di\w*|misti)|diyor(?:lar|sunuz|du|du\w+)?|yazdi(?:niz|lar)?|gorunuyor\w*)"
)
_SAYING = (
    "den soyle dedi belirt bildir =soz taahhu =garanti =bilgi =diye =vaat vadet ilet diyor yazdi gorunuyo"
)
_NOT_DONE = (
    r"(?:\w+(?:m[ae]di|m[iu]yor|m[ae]mis|m[ae]dikleri)\w*|(?:arayan|donen|gelen|giden|yapan|ilgilenen|"
    r"cevap veren)(?: soran)? (?:yok|olma)\w*|yok\b|ses(?:i)? (?:cikm|yok)\w*|hala\b|tik yok|haber "
    r"cikm\w*|kimse(?:ler)? (?:yok|gelm)\w*)"
)
_WILL_TRIGGERS = (
    "*acak *ecek *cagi *cegi *cagim *cegim *cagiz *cegiz *aklar *ekler *agini *egini *giniz "
    "*inizi *akti *ekti *ecegi *acagi *acagi *siniz *caktir *ektir *rlar *riz *rini *eriz *ariz"
)
_DAYS = (
    "=bugun =dun =yarin =pazartesi =sali =carsamba =persembe =cuma =cumartesi =pazar =bir =iki =uc "
    "=dort =bes =haftaya =hafta =en 1 2 3 4 5 6 7 8 9"
)

PATTERNS = (
    Pattern(
        "promise",
        _WILL_TRIGGERS,
        r"\w*(?:[ae]cag|[ae]ceg|[ae]cak|[ae]cek)\w*,?(?: \w+){0,5}? "
        + _SAID
        + r"\b[^?]{0,90}?\b"
        + _NOT_DONE,
        beside=_SAYING,
    ),
    Pattern(
        "promise",
        _DAYS,
        r"\w+(?: \w+){0,7}? " + _SAID + r"\b[^?]{0,90}?\b" + _NOT_DONE,
        beside=_SAYING,
    ),
    Pattern(
        "promise",
        "soz taahh vaat vaad verilen verdig",
        r"(?:soz|taahhut|vaat|vaad)\w*(?: \w+){0,4}? (?:tutm|tutulm|yerine getirm|yerine "
        r"getirilm)\w*|soz ver\w+,?(?: \w+,?){0,6}? "
        + _NOT_DONE
        + r"|(?:verilen|verdiginiz) (?:soz|tarih|sure)\w*(?: \w+){0,4}? (?:\w+m[ae]di\w*|"
        r"\w+m[iu]yor\w*|asild\w*|gecti\w*)",
    ),
    Pattern(
        "promise",
        "aranacag arayacag arayacak aranacak =donus =geri =haber ilgilenecek",
        r"(?:aranaca[gk]\w*|arayaca[gk]\w*|(?:geri )?donus yap(?:il)?aca[gk]\w*|haber "
        r"ver(?:il)?ece[gk]\w*|ilgilenecek\w*)\b[^?]{0,90}?\b(?:aranmad\w*|aramad\w*|(?:geri "
        r")?donus (?:yapilmad|olmad|alamad|yapmad)\w*|donen (?:yok|olmad\w*)|arayan (?:yok|"
        r"olmad\w*)|haber (?:yok|gelmed|alamad|verilmed|cikmad)\w*|" + _NOT_DONE + r")",
    ),
    Pattern(
        "promise",
        _DAYS,
        r"(?:\w+ ){1,4}?(?:icinde |icerisinde |sonra |gune? )?(?:\w+ )?(?:gelecek|gelicek|gelecegi|"
        r"yapilacak|teslim edilecek|yatacak|cozulecek|baglanacak)\w*[^?]{0,50}?\b(?:gelmedi|"
        r"yapilmadi|gelen yok|edilmedi|yatmadi|cozulmedi|baglanmadi|ortada yok|ortada \w+ yok)\b",
        beside="=gelmedi yapilmad =gelen edilmedi =yatmadi cozulmed baglanma =ortada",
    ),
)
