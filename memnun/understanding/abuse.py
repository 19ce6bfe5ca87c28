"""Swearing and heavy insults. Matched on Turkish letters as written, because folding makes 'sıkıldım' obscene;
a message typed without any Turkish letter is matched on its folded form, against narrower stems."""

import re

_LOWER = str.maketrans({"İ": "i", "I": "ı", "̇": None})
_TURKISH = re.compile("[çğıöşüÇĞİÖŞÜ]")
_START = r"(?<![a-zçğıöşüâî])"
_END = r"(?![a-zçğıöşüâî])"
_SPELLED = (
    rf"{_START}(?:"
    r"am(?:k|q|ck|cık\w*|cuk\w*|k\w{0,2}|ına\s?(?:ko\w*|kod\w*|s[iı]k\w*|çak\w*)|ın[ae]\s?ko\w*|ınako\w*|ınıza\s?ko\w*|ını\s?\w*s[iı]k\w*|ına|ının? (?:oğlu|evladı|feryadı)|ınıza|ını|sız)"
    r"|a\.?q|a\.m\.k\.?|ananı\w*|ananın?\s?am\w*|anan[ıi]z[ıi]\s?\w*|ananı?\s?(?:avrad\w*|s[iı]k\w*)|avradını\w*"
    r"|or[ou]s[pb]u\w*|orosp\w*|oç(?:lar[ıi]?|u|sun)?|o\.ç\.?|piç\w*|pezevenk\w*|pezeveng\w*|puşt\w*|ibne\w*|ipne\w*|kahpe\w*|kaltak\w*|kaltağ\w*|sürtük\w*|sürtüğ\w*|fahişe\w*|gavat\w*|kavat\w*|yavşa[kğ]\w*|kancı[kğ]\w*|kevaşe\w*|şıllı[kğ]\w*"
    r"|dalyara[kğ]\w*|yarra[kğ]\w*|yara[kğ](?:ım|ımı|ın|ı|ımın|a|lı)?|yarram\w*|yarrağ\w*|taş?şa[kğ]\w*|taşa[kğ]\w*|daşşa[kğ]\w*|dassa[kğ]\w*|göt(?!ür|ir)\w*|götür(?=\s?s[iı]k)|amcığ\w*"
    r"|s[iı]k(?:e[ryt]\w*|eyim|em\w*|ec\w*|erim|er(?:ler|iz)?|iyim|iyor\w*|iş(?:tir|iyor|mek|ti|sin|en|me|i|ken)?\w*|tir\w*|ti(?:ğ\w*|m|n|ler|k|niz)?|tim\w*|mek|meye|me(?:m|z|yin|sin|li)?|ik(?:ler|im)?|ilmiş\w*|ilm\w*|il(?:en|ir|di)\w*|in[ei]\w*|imde\w*|imin\w*|imi|im|sin\w*|sem|se|en|sinler|ler|lerim|in|iyo\w*|mişim\w*|miş\w*)(?!\w*(?:ke|lon|let))"
    r"|sik|siki\w{0,3}|sokuk\w*|sokayım|sokarım|sokam|s[iı]ç(?:t[ıi]\w*|ay[ıi]m|ar(?:ım|lar)?|mık|ıp|ıyor\w*|mışsın\w*|mış|ılmış|mak|sın|acam|tın\w*)|bok(?:tan|u(?:nu|n|na|mu|m)?|um|unuz\w*|lu|luk|larını?|a|lar|ça)?|b[o0]k|döl(?:ü|ünden|lerini|ün)|gerizekal[ıi]\w*|geri zekal[ıi]\w*|şerefsiz\w*|serefsiz\w*|haysiyetsiz\w*|namussuz\w*|karaktersiz\w*|it o[ğg]lu it\w*|veled[- ]?i zina|"
    r"domuzun|zikeyim|ziktir\w*|sg|sktr\w*|skt[ri]\w*|sikt[ie]r\w*|s[1!]k\w+|m[ıi]na ko\w+|mna(?:\s?ko\w*)?|mk|ebeni\w*|eben[ie]\w*|bacını\s?\w*|gevşek\s?ibne|yalaka köpek\w*|ağzına sıç\w*|ağz[ıi]n[ıi]za? s[ıi]ç\w*|meme\s?sik\w*|g[o0]tver\w*|götoş\w*|götlek\w*|sürtü\w*|sakso\w*|otuzbir\w*|am(?:=?s[ıi]z)?salak|"
    r"salak(?:lar|sınız|sın)?|aptal(?:lar|sınız|sın|ca)?|embesil\w*|dangalak\w*|mal herif\w*|hayvan herif\w*|it herif\w*|pislik herif\w*|hırsız köpek\w*|köpekler|it sürü\w*|şırfıntı\w*|terbiyesiz herif\w*"
    rf"){_END}"
)
_FOLDED = (
    r"(?<![a-z])(?:am(?:k|q|ck|cik\w*|cig\w*|ina ?ko\w*|inako\w*|iniza ?ko\w*|ini ?\w*sik\w*|ina)|aq|ananiz? ?\w*(?:ami|sik)\w*|anani|avradini\w*|or[ou]s[pb]u\w*|orosp\w*|oc(?:lari?)|pic(?:ler\w*|lik\w*|in|sin\w*|i)?|pezeven[kg]\w*|pust(?:lar|luk|sun)?|ibne\w*|ipne\w*|kahpe\w*|kalta[kg]\w*|surtu[kg]\w*|"
    r"fahise\w*|gavat\w*|yavsa[kg]\w*|kanci[kg]\w*|dalyara[kg]\w*|yarra[kgm]\w*|tas?sa[kg]\w*|dassa[kg]\w*|got(?:un\w*|ver\w*|lek\w*|une|ten|um\w*|os)|sik(?:ey\w*|er(?:im|ler)|iyim|tir\w*|tig\w*|tim\w*|mek|erim\w*|ecem|ecegim|icem|ip|mis\w*|imde\w*|imin\w*|ik|ik(?:ler)|tiri\w*)|sokayim|sic(?:ayim|tiniz|tin\w*|arim)|bok(?:tan|unu\w*)?|gerizekali\w*|geri zekali\w*|serefsiz\w*|haysiyetsiz\w*|namussuz\w*|karaktersiz\w*|it oglu it\w*|sktr\w*|mk|agzi\w* sic\w*|embesil\w*|dangalak\w*|salak(?:lar|siniz|sin)|aptal(?:lar|siniz|sin))(?![a-z])"
)
SPELLED = re.compile(_SPELLED)
FOLDED = re.compile(_FOLDED)
TRIGGERS = (
    "am aq anan avrad or oc pic peze pust ibne ipne kahpe kalta surtu fahi gavat kavat yavsa kanci kevas silli dalya yarr yara tas das got sik sok sic bok dol geri seref haysi namus karakt =it veled domuzun zik sg sk mna mk eben bacin agzi salak aptal embes dangal hayvan pislik hirsiz kope sirfin terbi sakso otuz =o =a s1 mina yalaka =s mal b0k g0t"
)


def find_abuse(text: str) -> tuple[int, int] | None:
    """Offsets of the first swear word or heavy insult in a text, or nothing. Offsets count after lower-casing
    by code point, which keeps the length of the text."""
    lowered = text.translate(_LOWER).lower() if "̇" not in text else text.lower()
    if len(lowered) != len(text):
        lowered = "".join(character.lower()[:1] for character in text)
    found = SPELLED.search(lowered) if _TURKISH.search(text) else FOLDED.search(lowered.replace("ı", "i"))
    return found.span() if found else None
