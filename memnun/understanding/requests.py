"""Asking the firm to do something: about one's own case ('iademi talep ediyorum') or politely in general."""

from memnun.understanding.patterns import Pattern

PATTERNS = (
    Pattern(
        "kind:request",
        "=talep =rica =arz =istirham talebim",
        r"(?:talep|rica|arz|istirham) (?:ed\w+|etm\w+|olun\w+)|talebim\w*",
    ),
    Pattern("kind:request", "=istiyorum =istiyoruz =istiyom =isterim =isteriz =isterdim"),
    Pattern("kind:request", "=lutfen =please"),
    Pattern(
        "kind:request",
        "=yardim yardimci yardimin =destek =geri =donus =cozum",
        r"yardim(?:ci ol\w*|in\w*| ed\w+| isti\w+| rica)|destek (?:olun|olur|istiyor|bekliyor|"
        r"rica)\w*|(?:geri )?donus (?:yap\w+|bekliyor\w*|rica)|cozum (?:bekliyor\w*|istiyor\w*|"
        r"bulun\w*)",
    ),
    Pattern("kind:request", "=misiniz =musunuz"),
    Pattern(
        "kind:request",
        "=iptal =iade gonderin iletin cozun duzeltin =geri arayin degistirin kapatin",
        r"(?:iptal|iade) ed(?:in|iniz)\b|(?:gonderin|iletin|cozun|duzeltin|arayin|degistirin|"
        r"kapatin)(?:iz)?\b|geri (?:verin|odeyin|yatirin|gonderin|arayin)(?:iz)?\b",
    ),
)
