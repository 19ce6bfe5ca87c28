"""How soon somebody must act: 0 can wait, 1 today, 2 within hours, 3 now (danger, health, money leaving)."""

from memnun.understanding.patterns import Pattern

PATTERNS = (
    Pattern(
        "urgency:3",
        "yangin tehlike patla =duman =gaz elektrik carpildi =gida zehirlen hastane ambulans "
        "intihar mahsur bogul hack yaraland asansorde dolandirildi",
        r"yangin\w*|tehlike\w*|patla(?:di|ma|yac|mak)\w*|duman (?:cik|geli)\w*|gaz (?:kac|koku|"
        r"siz)\w*|elektrik carp\w*|carpildi\w*|(?:gida )?zehirlen\w*|hastane(?:lik|ye kald|ye "
        r"git)\w*|ambulans\w*|intihar\w*|mahsur\w*|bogul\w*|hack(?!er)\w*|yaraland\w*|asansorde "
        r"kal\w*|dolandirildi\w*",
    ),
    Pattern(
        "urgency:3",
        "kartim telefonum cuzdan hesab sifrem yetkisiz izinsiz =bilgim =rizam =haberim kartimdan",
        r"(?:kart|telefon|cuzdan|hesab|sifre)\w*(?: \w+){0,2}? (?:calin|ele gec|kopyalan)\w*|"
        r"(?:yetkisiz|izinsiz|(?:bilgim|rizam|haberim) (?:disinda|olmadan))(?: \w+){0,4}? (?:cekil|"
        r"cektiniz|harca|islem|transfer|para|odeme|kesi)\w*",
    ),
    Pattern(
        "urgency:2",
        "acil ivedi =derhal bebek bebeg =ilac ilaci ilacim hasta cenaze ucus ucag =ucak =mama =urgent =asap",
        r"acil(?!is|di|ir|an|iyor|ma|m[ae]d|mas|ip|ac|amad|sin|in\b)\w*|ivedi\w*|derhal\b|"
        r"(?:bebe[gk]|ilac|hasta|cenaze|ucus|uca[gk]|mama)\w*(?: \w+){0,8}? (?:bekli|kald|lazim|"
        r"yok|kacir|kaciriy|yetis|gelmedi|ihtiyac|donuyor)\w*|urgent\b|asap\b",
    ),
    Pattern("urgency:2", "=bir", r"bir an (?:once|evvel)\b", beside="=once =evvel"),
    Pattern(
        "urgency:1",
        "=hemen =bugun =bugune =yarin =yarina =en magdur =gunlerdir =haftalardir =aylardir =saatlerdir",
        r"hemen (?:\w+ ){0,3}?(?:don|cozun|arayin|ilgilen|yap|gonder|iptal|iade)\w*|bugune? (?:\w+ "
        r"){0,3}?(?:lazim|gerek|son gun|cozul|yetis)\w*|yarina? (?:\w+ ){0,3}?(?:lazim|gerek|"
        r"yetis)\w*|en kisa (?:sure|zaman)\w*|magdur\w*|(?:gun|hafta|ay|saat)l[ae]rdir\b",
    ),
    Pattern(
        "urgency:1",
        "=bir =son =yarim =iki =uc =dort =bes =alti =yedi =on =kac 1 2 3 4 5 6 7 8 9",
        r"\w+(?: \w+)? ?(?:gundur|haftadir|aydir|saattir)\b|\w+ (?:kere|kez|defa) (?:ara|yaz|ilet|"
        r"basvur|kayit)\w*",
        beside="*undur *tadir *aydir *attir =kere =kez =defa",
    ),
)
