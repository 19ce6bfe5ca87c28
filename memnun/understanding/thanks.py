"""Thanks and praise said in so many words."""

from memnun.understanding.patterns import Pattern

PATTERNS = (
    Pattern("kind:thanks", ("tesekk", "tesekur", "tsk", "sagol", "sagolun", "eline", "ellerine", "emegi", "emeginiz", "minnet", "allah", "thank", "eyvallah", "sag", "Q"),
            r"\btes?sek+ur\w*|\btskl?r?l?e?r?\b|\bsag ?ol(?:un|sun|asin\w*)?\b|\bel(?:ine|inize|lerine|lerinize)(?: \w+)? saglik|\bemeg\w+ (?:gecen\w*|saglik)|\bemeginize\b|\bminnettar\w*|\ballah razi\w*|\bthank\w*|\beyvallah", 1.0),
    Pattern("kind:praise", ("harika", "mukemmel", "super", "sahane", "muhtesem", "muazzam", "kusursuz", "bayil", "efsane", "enfes", "fevkalade", "olaganustu", "nefis", "kusursuz", "helal", "tebrik", "bravo", "aferin", "gurur", "mukemmeldi"),
            r"\b(?:harika|mukemmel|super|sahane|muhtesem|muazzam|kusursuz|efsane|enfes|fevkalade|olaganustu|nefis)\w*|\bbayil\w+|\bhelal olsun|\btebrik\w*|\bbravo\b|\baferin\b", 0.7),
    Pattern("kind:praise", ("memnun", "tavsiye", "oner", "begen", "sevd", "iyi"),
            r"\b(?:cok |gayet |oldukca |son derece )?memnun(?:um|uz|u\w*)? ?(?:kal(?:dim|dik)|oldu(?:m|k)|ayril\w+)?\b(?! (?:degil|kalma|olma|etme))|\b(?:tavsiye ed(?:erim|eriz|iyorum|ilir)|oneri(?:rim|riz|yorum))\b|\b(?:begendi[mk]|sevdi[mk])\b|\biyi ki (?:almis|gelmis|gitmis|tercih|var|tanis)\w*", 0.7),
)  # fmt: skip
