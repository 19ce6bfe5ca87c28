"""Asking the firm to do something: about one's own case ('iademi talep ediyorum') or politely in general."""

from memnun.understanding.patterns import Pattern

PATTERNS = (
    Pattern("kind:request", ("talep", "rica", "arz", "istirham"),
            r"\b(?:talep|rica|arz|istirham) (?:ed\w+|etm\w+|olun\w+)|\btalebim\b|\btalebimi\b|\bricam\b", 1.0),
    Pattern("kind:request", ("istiyor", "istiyom", "isterim", "isteriz", "isticem", "istemek"),
            r"\b(?!bilgi|ogren)\w+ (?:istiyor(?:um|uz)|istiyom|isteri[mz])\b", 0.8),
    Pattern("kind:request", ("lutfen", "lutfn", "please"), r"\b(?:lutfen|please)\b", 0.7),
    Pattern("kind:request", ("yardim", "destek", "geri", "donus", "cozum"),
            r"\byardim(?:ci olur|ci ol\w+|inizi| ed\w+| isti\w+|a ihtiyac\w*)|\bdestek (?:olun|olur|istiyor|bekliyor|rica)\w*|\b(?:geri )?donus (?:yap\w+|bekliyor\w*|rica)|\bcozum (?:bekliyor\w*|istiyor\w*|bulun\w*)", 0.9),
    Pattern("kind:request", ("*misin", "*siniz", "*sunuz", "*nuz"),
            r"\b\w+(?:ir|er|ar|ur|r)(?:siniz)? (?:misiniz|musunuz|misin)\b", 0.7),
    Pattern("kind:request", ("iptal", "iade", "degisim", "gonder", "iletin", "cozun", "duzelt", "geri", "arayin", "yapin", "kapat"),
            r"\b(?:iptal edin|iade edin|gonderin|iletin|cozun|duzeltin|geri (?:verin|odeyin|yatirin|gonderin|arayin)|arayin|degistirin|kapatin)(?:iz)?\b", 0.9),
)  # fmt: skip
