"""Praise that means its opposite. Nothing reads irony reliably; these signs lower confidence or turn the sign."""

from memnun.understanding.patterns import Pattern

_PRAISE = r"(?:harika|super|mukemmel|bravo|tebrik\w*|tesekk?ur\w*|helal|aferin|sahane|muhtesem|sag ?ol\w*|guzel|hayran kaldim|ne guzel|maşallah|masallah|cok iyi|muazzam|efsane|alkis\w*)"
_BAD = (
    r"(?:\w+inci (?:kez|kere|defa)|(?:yine|gene|tekrar) (?:ayni|yanlis|bozuk|gelmed|ariza|eksik|kirik|gec)\w*|hala (?:gelmed|bekli|yok|ayni|cozul)\w*|zehir oldu\w*|zehir ettiniz|berbat|rezil\w*|rezalet|bozuldu\w*|bozuk|kirik|mahvold\w*|mahvett\w*|"
    r"(?:haftadir|gundur|aydir|saattir)|ariza\w*|gec kaldi\w*|kacirdi\w*|gelmedi\w*|ulasmadi\w*|calismiyor\w*|acilmiyor\w*|magdur\w*|sokakta kal\w*|ac kal\w*|yanlis \w+ (?:gonder|yolla|gel)\w*|cope (?:git|at)\w*|kesildi\w*|dondu\b|coktu\w*|iptal edil\w*|para(?:m|mi)? (?:cekil|uctu|gitti|yand)\w*)"
)
PATTERNS = (
    Pattern("irony", ("harika", "super", "mukemmel", "bravo", "tebrik", "tesekk", "helal", "aferin", "sahane", "muhtesem", "sagol", "sag", "hayran", "ne", "guzel", "masallah", "efsane", "alkis"),
            r"\b" + _PRAISE + r"\b(?:(?! ama | fakat | ancak | lakin |yalniz)[^?]){0,70}?\b" + _BAD, 1.0),
    Pattern("irony", ("sayenizde", "sayende", "sayesinde"),
            r"\bsaye(?:niz|n|sin)de\b[^.?]{0,60}?\b(?:" + _BAD + r"|kabus\w*|mahv\w*|rezil\w*|perisan\w*|\w+(?:emedi|amadi)\w*|hastane\w*|kaldi(?:m|k)|ogrendi[mk] sabr\w*|isimden|kavga\w*|zehir\w*|yoksul\w*|batti\w*|kaybett\w*)", 1.0),
    Pattern("irony", ("bir", "eksik", "eksikti"), r"\b(?:bir|bi) bu eksik\w*|\bbu da eksik\w*", 1.0),
    Pattern("irony", ("hayran", "takdir", "alkis", "bravo", "tebrik", "odul", "rekor", "basari", "bu"),
            r"\bhayran kaldim (?:gercekten|dogrusu|vallahi)|\b(?:bravo|tebrik\w*|alkis\w*)\b[^.?]{0,40}?\b(?:bunu da|bu kadar(?:i)?(?: da)? (?:olur|beceri)|becer\w*|basardiniz|size|boyle)\b[^.?]{0,40}?\b(?:\w+(?:medi|madi|miyor|muyor|mediniz|madiniz)\w*|yalan|bekle|rezil|yok)\w*|\bbu kadar(?:i)?(?: da)? ancak olur", 1.0),
    Pattern("irony", ("F",), r"(?:" + _BAD + r")[^?]{0,60}F|\b\w+(?:medi|madi|miyor|muyor|mediniz|madiniz)\b[^?A-Z]{0,30}F+", 0.9),
)  # fmt: skip
