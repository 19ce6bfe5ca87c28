"""Praise that means its opposite. Nothing reads irony reliably; these signs turn the reading and make it
unsure."""

from memnun.understanding.patterns import Pattern

_BAD = (
    r"(?:\w+[iu]nc[iu] (?:kez|kere|defa|\w+ da)|(?:yine|gene|tekrar) (?:\w+ )?(?:ayni|yanlis|bozuk|gelmed|"
    r"ariza|eksik|kirik|gec|unut)\w*|hala (?:\w+ )?(?:gelmed|bekli|yok|ayni|cozul)\w*|zehir (?:oldu|"
    r"ettiniz|et)\w*|berbat|rezil\w*|rezalet|bozuldu\w*|bozuk|kirik|mahvold\w*|mahvett\w*|"
    r"(?:haftadir|gundur|aydir|saattir)|ariza\w*|gec kaldi\w*|kacirdi\w*|gelmedi\w*|ulasmadi\w*|"
    r"calismiyor\w*|acilmiyor\w*|magdur\w*|sokakta kal\w*|ac kald\w*|yanlis (?:\w+ )?(?:gonder|yolla|"
    r"gel)\w*|cope (?:git|at)\w*|kesildi\w*|coktu\w*|iptal edil\w*|para(?:m|mi) (?:cekil|uctu|gitti|"
    r"yand)\w*|beklett\w*|duzeltemed\w*|unuttu\w*|\w+emedi(?:niz|ler)|\w+amadi(?:niz|lar)|suz gecir\w*|"
    r"\w+s[iu]z (?:gecirdi|kaldi)\w*|yetismedi\w*|gecikme\w*)"
)
_BAD_WORDS = (
    "*inci *incu =yine =gene =tekrar =hala =zehir berbat rezil rezale bozul bozuk kirik mahvold mahvett "
    "haftadir gundur aydir saattir ariza =gec kacirdi gelmedi ulasmadi calism acilmiyo magdur =sokakta =ac "
    "=yanlis =cope kesildi coktu =iptal =param =para =parami beklett duzeltem unuttu *diniz *diler *dilar "
    "=suz *siz *suz yetism gecikme"
)
_PRAISE_TRIGGERS = (
    "=harika =super =mukemmel =bravo =tebrikler =tebrik =tesekkurler =tesekkur =helal =aferin "
    "=sahane =muhtesem =sagolun =sagol =sag =hayran =ne =guzel =masallah =efsane alkisli "
    "=alkislar =muazzam =cok"
)

PATTERNS = (
    Pattern(
        "irony",
        _PRAISE_TRIGGERS,
        r"(?:harika|super|mukemmel|bravo|tebrik\w*|tesekk?ur\w*|helal olsun|aferin|sahane|muhtesem|"
        r"sag ?ol\w*|guzel|hayran kaldim|ne guzel|masallah|(?:cok|gayet) (?:iyi|guzel)|muazzam|"
        r"efsane|alkisl\w+)(?: \w+)?[,!.]? "
        r"(?:(?! ama | fakat | ancak | lakin |yalniz|tesekkur| degil|cozuldu|cozdu|duzel|hemen|"
        r"degistir)[^?.]){0,60}?\b" + _BAD + r"(?![^.]*(?:cozuldu|cozdu|duzel|degistirdi|tesekkur|hallet))",
        beside=_BAD_WORDS,
    ),
    Pattern(
        "irony",
        "sayeniz sayende sayesinde",
        r"saye(?:niz|n|sin)de\b[^.?]{0,60}?\b(?:"
        + _BAD
        + r"|kabus\w*|mahv\w*|perisan\w*|hastanelik|(?:isimden|kavga|batti|kaybett)\w*)",
    ),
    Pattern(
        "irony",
        "=bir =bi =bu",
        r"(?:bir|bi) bu eksik\w*|bu da eksik\w*|bu kadar(?:i)?(?: da)? ancak olur",
        beside="eksik =ancak",
    ),
    Pattern(
        "irony",
        "=hayran =bravo tebrik =alkis",
        r"hayran kaldim (?:gercekten|dogrusu|vallahi)|(?:bravo|tebrik\w*|"
        r"alkis\w*)\b[^.?]{0,40}?\b(?:bunu da|becer\w*|basardiniz)\b[^.?]{0,40}?\b(?:\w+(?:m[ae]di|"
        r"m[iu]yor)\w*|yalan|bekle|rezil|yok)\w*",
    ),
    Pattern("applause", "F", r"F+"),
)
