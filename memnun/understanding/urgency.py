"""How soon somebody must act: 0 can wait, 1 today, 2 within hours, 3 now (danger, health, money leaving)."""

from memnun.understanding.patterns import Pattern

PATTERNS = (
    Pattern("urgency:3", ("yang", "tehlike", "patla", "duman", "gaz", "carp", "zehir", "hastane", "ambulans", "intihar", "mahsur", "bogul", "calin", "dolandir", "yetkisiz", "izinsiz", "hack", "kan", "yaral", "kopya", "bilgim", "rizam", "asansor"),
            r"\byangin\w*|\btehlike\w*|\bpatla(?:di|ma|yac|mak)\w*|\bduman (?:cik|geli)\w*|\bgaz (?:kac|koku|siz)\w*|\belektrik carp\w*|\bcarpildi\w*|\b(?:gida )?zehirlen\w*|\bhastane\w*|\bambulans\w*|\bintihar\w*|\bmahsur\w*|\bbogul\w*|\b(?:kart|telefon|cuzdan|hesab|sifre)\w*(?: \w+){0,2}? (?:calin|ele gec)\w*|\bdolandirildi\w*|\b(?:yetkisiz|izinsiz|bilgim disinda|rizam disinda)(?: \w+){0,4}? (?:cekil|harca|islem|transfer|para|odeme)\w*|\bhack\w*|\byaraland\w*|\bkartim kopyala\w*|\basansorde kal\w*", 1.0),
    Pattern("urgency:2", ("acil", "acilen", "ivedi", "derhal", "hemen", "magdur", "bebe", "ilac", "hasta", "cenaze", "ucus", "ucag", "yolda", "mama", "bir", "asap", "urgent"),
            r"\bacil\w*|\bivedi\w*|\bderhal\b|\b(?:bebe[gk]|ilac|hasta|cenaze|ucus|ucag|mama)\w*(?: \w+){0,8}? (?:bekli|kal|lazim|yok|kac|yetis|gelmedi|ihtiyac)\w*|\bbir an (?:once|evvel)\b|\burgent\b|\basap\b", 1.0),
    Pattern("urgency:1", ("hemen", "bugun", "yarin", "en", "magdur", "gundur", "haftadir", "aydir", "saattir", "hala", "defa", "kere", "kez", "bekli"),
            r"\bhemen\b|\bbugun(?:e)? (?:\w+ ){0,3}?(?:lazim|gerek|son|cozul|gel|yetis)\w*|\byarin(?:a)? (?:\w+ ){0,3}?(?:lazim|gerek|yetis)\w*|\ben kisa (?:sure|zaman)\w*|\bmagdur\w*|\b(?:\d+|iki|uc|dort|bes|alti|yedi|on|gunler|haftalar|saatler|aylar)(?: \w+)? ?(?:gundur|haftadir|aydir|saattir)\b|\b(?:gunlerdir|haftalardir|aylardir|saatlerdir)\b|\b(?:\d+|iki|uc|dort|bes|kac)\w* (?:kere|kez|defa) (?:ara|yaz|ilet|basvur|kayit)\w*", 1.0),
)  # fmt: skip
