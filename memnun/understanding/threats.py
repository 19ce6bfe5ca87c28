"""What a customer says they will do: leave, go to an authority, to a lawyer, to the press."""

from memnun.understanding.patterns import Pattern

KINDS = ("leave", "authority", "legal", "press")
_WONT = r"\w*(?:m[ae]m|m[ae]yiz|m[ae]yaca[gk]\w*|m[ae]yece[gk]\w*|mi[cy][ae]m|mayacam|meyecem)\b"
_CANNOT = r"\w*(?:al|gel|gid|yap|ed|ver|bul|kal|ayir|ver)[ae]m[ae](?:m|y)\w*"

PATTERNS = (
    Pattern(
        "threat:leave",
        "=iptal uyelig aboneli =hattimi =hatti hattin hesabim hesap sozlesme =kartimi polic rezervasyon",
        r"(?<!siparisimi )(?<!siparisi )(?<!siparis )(?<!urunu )(?<!randevumu )iptal (?:istiyor|ettir|edece[gk]i|edice|talep|etmek isti|ediyorum)\w*|(?:uyelig|"
        r"aboneli[gk]|hatt|hesa[bp]|sozlesme|kartimi|polic|rezervasyon)\w*(?: \w+){0,4}? "
        r"(?:iptal|kapat|sonlandir|feshe|fesih|dondur)\w*(?! (?:edildi|edilmis|oldu|olmus|ett?iler|"
        r"etmisler|edersem|edebil|islem|kosul|nasil|ucret))(?: (?:ed\w+|et\w+|isti\w+|talep\w*))?",
    ),
    Pattern(
        "threat:leave",
        "ayrilaca =terk =sizi =sizden *nizdan *nizden *nuzden *nuzdan markayi markaniz firmayi firmaniz bankayi "
        "bankaniz *mayi *meyi",
        r"(?:ayrilacagi[mz]|(?:sizden|\w+n[iu]zd[ae]n) (?:(?!memnun|mutlu|keyif|huzur)\w+ )?ayril(?:iyor|aca)|"
        r"terk ed(?:iyor|ece)|(?:sizi|(?:marka|firma|banka)(?:yi|nizi)|(?:kullan|al)mayi|tercih etmeyi) "
        r"(?:\w+ )?(?:birak(?:iyor|aca|ti)|terk))\w*",
    ),
    Pattern(
        "threat:leave",
        "=baska =farkli =rakip =diger rakib",
        r"(?:baska|farkli|rakip|diger|rakib\w*) (?:bir |bi )?(?:firma|operator|banka|sirket|marka|"
        r"yer|site|servis|kargo|otel|market|magaza|uygulama|saglayici|kurum|platform)?\w*(?: "
        r"\w+){0,3}? ?(?:gec(?:ece|iyor|ice|mey|ecem|erim|mek|is)|gidece|tasi(?:yac|yor|ma)|"
        r"yonelec|tercih edece|calisaca|alaca)\w*",
    ),
    Pattern(
        "threat:leave",
        "numara =hattimi operator gecice gecece geciyo gecmey gecmek =gecis",
        r"numara(?:mi|yi)? ?(?:baska \w+ )?(?:tasi(?:yac|yor|mak ist)\w*|goturu\w*)|hattimi (?:\w+ "
        r"){0,3}?(?:tasi|gotur)\w*|operator\w* (?:degistir|gec)\w*|(?<=[ae] )"
        r"(?<!eve )(?<!dalga )(?<!yola )(?<!oraya )(?<!magazaya )(?<!subeye )gec(?:icem|ecegim|ecegiz|"
        r"iyorum|meyi dusunuyor\w*|mek zorunda\w*|is yapaca\w*)\b",
    ),
    Pattern(
        "threat:leave",
        "=bir =bi =bidaha",
        r"(?:bir|bi) ?daha (?!(?:\w+ ){0,5}?"
        + _CANNOT
        + r")(?:\w+ ){0,5}?(?:"
        + _WONT
        + r"|tovbe|almak yok|gelmek yok)",
        beside="=daha =bidaha",
    ),
    Pattern(
        "threat:leave",
        "=son =bu",
        r"bu (?:\w+ )?son (?:alisveris|siparis|gelis|tercih)\w*(?:im|imiz)\b(?! (?:gel|ulas|tesl|nere|hala|icin|kargo))|"
        r"son (?:alisveris|siparis|gelis|tercih)\w*(?:im|imiz)(?:di\b| (?:bu|olur|oldu|olacak|olsun)\b)",
    ),
    Pattern(
        "threat:leave",
        "=asla =artik",
        r"asla (?:\w+ ){0,4}?(?:vermem|almam|gelmem|kullanmam|calismam|tercih etmem|gitmem|ugramam|"
        r"alisveris yapmam)\b|artik (?:\w+ ){0,4}?(?:almayacag|kullanmayacag|gelmeyeceg|yapmayacag|"
        r"etmeyeceg|calismayacag)\w+",
    ),
    Pattern(
        "threat:leave",
        "musteri =beni kaybett =gidiyoruz",
        r"musteri\w* (?:olarak )?kaybett\w+|beni (?:\w+ ){0,2}?kaybett\w+",
    ),
    Pattern(
        "threat:authority",
        "=tuketici hakem =btk =btkya btk bddk sikayetvar =sikayet cimer kvkk epdk =spk rekabet "
        "ticaret bakanlig =alo ombudsman sigorta =gerekli yetkili =ilgili tuketic",
        r"tuketici\w* (?:hakem|mahkeme|haklari|derne)\w*|hakem heyet\w*|btk\w*|bddk\w*|sikayet "
        r"?var\w*|cimer\w*|kvkk\w*|epdk\w*|spk\w*|rekabet kurum\w*|ticaret (?:bakanlig|il mud)\w*|"
        r"bakanlig\w* (?:sikayet|bildir|basvur)\w*|alo 175|ombudsman\w*|sigorta tahkim\w*|sikayet "
        r"ed(?:ecegi[mz]|icem|ecem)|(?:gerekli|yetkili|ilgili) (?:yer|merci|kurum|makam)\w*",
    ),
    Pattern(
        "threat:legal",
        "avukat mahkeme =dava davaci hukuk =yasal savci yargi noter ihtar =suc karakol polise",
        r"avukat\w*|mahkeme\w*|dava (?:ac|ed)\w*|davaci\w*|hukuk(?:i|sal)\w*(?: (?:yol|surec|islem|"
        r"hak|mucadele)\w*)?|hukuk\w* (?:yol|surec|hak)\w*|yasal (?:yol|hak|surec|islem)\w*|"
        r"savcili\w*|yargi(?:tay\w*|ya (?:tasi|basvur|gid)\w*| yol\w*)|noter\w*|ihtarname\w*|suc duyurusu\w*|karakol\w*|polise (?:git|"
        r"sikayet|basvur)\w*",
    ),
    Pattern(
        "threat:press",
        "=basina =basinla =basin gazete haberlere haberci televizyon =medyaya =medyada =sosyal "
        "ifsa twitter instagram youtube tiktok =bunu =bunlari rezal rezil yaptik =cumle =eksi",
        r"(?<!tek )(?<!kendi )basin(?:a|la) (?:\w+ )?(?:verece|tasiya|duyura|bildirece|yansita|gidece|ilete|paylasa)\w*|gazete(?:ye|lere|ci)\w*|haber(?:lere|ci)\w*|televizyon(?:a|lara)|"
        r"(?:sosyal medya|medya|twitter|instagram|youtube|tiktok|eksi ?sozluk)\w*(?: \w+){0,4}? "
        r"(?:tasi|paylas|duyur|yay[ai]|ifsa|yansit|yaz(?:ac|iyor|arim|icam)|rezil|anlat)\w*|"
        r"ifsa\w*|(?:bun(?:u|lari)|rez\w+|yaptik\w+) (?:\w+ ){0,2}?herkese (?:\w+ )?(?:duyur|anlat|yay)\w*|cumle aleme",
    ),
)
