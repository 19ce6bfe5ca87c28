"""Swearing and heavy insults. Matched on Turkish letters as written, because folding makes 'sıkıldım'
obscene;
a message typed without any Turkish letter is matched on its folded form, against narrower stems."""

import re
from functools import cache

TRIGGERS = (
    "amk amq amck amcuk amcik amcig amina amin =am =ami =amla =amli =amim amind aq =q =k =c anani "
    "ananin anasini avrad "
    "oro oru orr ors =oc oclar =ocu =ocun pic peze pezo pust ibne ipne kahpe kalta surtu fahise "
    "gavat kavat yavsa kanci "
    "kevas silli dalya yarr yarak yarag tassa tasak tasag dassa dasak dassak =got =gotu gotun gotum "
    "gotve gotle gotos "
    "gotte gote gotl gots gotc =sik siki sike siks sikt sikm sikl sikc sokay sokam sokar soktug "
    "sokuk sokuy sic bok =dol "
    "dolun doller geriz zekal seref haysi namus karakt =it veled domuzun zik =sg sktr sktir =mna mna "
    "=mk eben bacin "
    "salak aptal embes dangal herif kopek sirfin sakso otuzbir s1k mina minak b0k g0t hasik hassik "
    "haskt osur cuk irzin "
    "kodugum kodumun kodum koydug sulal cibil sopunu girsin koysun korum kicin kicim =kici surus kodug kici"
)

_LOWER = str.maketrans({"İ": "i", "I": "ı"})
_TURKISH = re.compile("[çğıöşüÇĞİÖŞÜ]")
_STEMS_ANY = (
    r"amk\w*|amq|amck\w*|amcuk\w*|a\.?q|a\.m\.k\.?|aminako\w*|aminoglu\w*|or+[ou]s+[pb]u\w*|orosp\w*|"
    r"o\.ç\.?|pezeven[kg]\w*|pezo|ibne\w*|ipne\w*|"
    r"gavat\w*|kavat(?:lar|lık|lik|sın)?|dalyarr?a[kğg]\w*|yarr+a[kğg]\w*|yarram\w*|kahpe\w*|"
    r"kalta[kğg]\w*|ziktir\w*|zikeyim|sktr\w*|skt[ri]r\w*|mna(?: ?ko\w*)?|"
    r"mk(?!\.)|sg|s1k\w*|veled[- ]?i ?zina\w*|embesil\w*|dangalak\w*|has+ik?tir\w*|sakso\w*|otuzbir\w*|"
    r"haysiyetsiz\w*|namussuz\w*|karaktersiz(?:ler|siniz|sin)?|"
    r"b0k\w*|g[o0]tver\w*|amc[ıi][kğg]\w*"
)
_SPELLED = (
    rf"(?<![\wçğıöşü])(?:{_STEMS_ANY}"
    r"|am(?:ın|ını|ının|ında|ından|ına|ı|ım|ımı|la|lı|lar|ınızı?|ınıza|ların\w*|ınak\w*|ınoğlu)(?! "
    r"(?:için|kadar|var mı))|amına\s?ko\w*"
    r"|am (?:biti|düdüğü|tekerleği|kafalı|suratlı|salak|parça\w*|budalası|sosu|balığı|paparası|"
    r"kokteyli|başa bela|kalkabilen|bulmuş|siki)"
    r"|ananı(?!z[a-z]* (?:sev|say))\w*|ananın\s\w*am\w*|anasını (?:satayım|sik\w*|avrad\w*)|"
    r"avradını\w*|oç(?:lar[ıi]?|u|sun)?|piç(?!et|in \d)\w*|puşt\w*|sürtük\w*|sürtüğ\w*|fahişe\w*|"
    r"yavşa[kğ]\w*"
    r"|kancı[kğ]\w*|kevaşe\w*|şıllı[kğ]\w*|yara[kğ](?:ım|ımı|ın|ı|ımın|a|lı|sız|tan)?|"
    r"taş?şa[kğ](?!ıl)\w*|taşa[kğ](?!ıl)\w*|daşşa[kğ]\w*|göt(?!ür|ir|ur)(?:ü|e|l|v|o|t|ün|s|ç|ç)?\w*"
    r"|sik(?![ıi]nt| (?:bir|aral[ıi]k|s[ıi]k|gid|gel|kullan|tercih|olarak|sorul)|ıl|ild[iı][mk]|ayet|atet|lığ|l[ıi]k|ke|lon|let|lam|lik|lus|lop|adel|ago|l[ou]|os|"
    r"a[yh])\w*|sokuk\w*|sokay[ıi]m|soka?r[ıi]m sen\w*|soktuğum\w*|sokuyum"
    r"|s[ıi]ç(?:t[ıi]\w*|s[ae]\w*|ay[ıi]m|ar(?:ım|lar|sın)?|ıp|ıyor\w*|mış\w*|ılma\w*|mak|maya|sın|"
    r"acam|ıyım|ar)|bok(?!s|ser)(?:tan|u|lu|um|a|lar|la|ç)?\w*|dölü?(?:nden|lerini|ün|ünü)|osur\w*"
    r"|gerizekal[ıi]\w*|geri zekal[ıi]\w*|şerefsiz\w*|it o[ğg]lu it\w*|domuzun (?:dölü|oğlu)|m[ıi]na "
    r"ko\w+|eben(?:i|in)\b\w*|bacını\s?s[iı]k\w*|bacını\b|ağ(?:zına|zınıza|zını) (?:\w+ )?s[ıi]ç\w*|"
    r"ırzına\w*"
    r"|(?:yalaka|hırsız) köpek\w*|(?:mal|hayvan|it|pislik|terbiyesiz|salak) herif\w*|it sürü\w*|"
    r"şırfıntı\w*|salak(?:lar|sınız|sın)|aptal(?:lar|sınız|sın)|çük(?:\w*)|kıçı(?:na|nı|nıza|ma|n)"
    r"|kod(?:u[ğg]?um\w*)un\w*|kodumun\w*|koydu[ğg]umun\w*|sülalen\w*|cibil+iyet\w*|soyunu sopunu|sana "
    r"(?:girsin|koysun|korum)"
    r")(?![\wçğıöşü])"
)
_FOLDED = (
    rf"(?<![a-z0-9])(?:{_STEMS_ANY}"
    r"|amina ?ko\w*|aminiza ?ko\w*|amina|aminda\w*|amini (?:sik\w*|\w+ sik\w*)|am (?:biti|kafali|"
    r"suratli|salak|dudugu)|ananizi?(?: \w+)? ?(?:ami|sik)\w*|anani|ananin ami\w*|avradini\w*|anasini "
    r"(?:satayim|sik\w*)"
    r"|oclari?|pic(?:ler\w*|lik\w*|in|sin\w*|i|kurusu)?|pust(?:lar|luk|sun)?|surtu[kg](?!l)\w*|"
    r"fahise\w*|yavsa[kg]\w*|kanci[kg]\w*|kevase\w*|tas+sa[kg]\w*|das+sa[kg]\w*"
    r"|got(?:u|un\w*|ver\w*|lek\w*|une|ten|um\w*|os|e)?|sik(?! (?:bir|aralik|sik|gid|gel|kullan|tercih|olarak|sorul))(?:ey\w*|er(?:im|ler|sin|ken|ek|ek)?|iyim|"
    r"tir\w*|tig\w*|ti|tim\w*|me[kz]\w*|ecem|ecegim|icem|ip|mis\w*|im(?:de|in|e|i|le|len)?\w{0,4}|"
    r"ik(?:ler)?|tiri\w*|sin(?:ler)?|ini|inden|ise|le|em|eyim|en|e|iyor\w*|ici\w*)?"
    r"|sokayim|sokam|soktugum\w*|sic(?:ayim|tiniz|tin\w*|arim|arlar|sam|ti\w*)|bok(?:tan|unu\w*|lu|u|"
    r"um\w*)?|osur\w*|gerizekali\w*|geri zekali\w*|serefsiz\w*|it oglu it\w*|agzi\w* sic\w*|"
    r"salak(?:lar|siniz|sin)|aptal(?:lar|siniz|sin)"
    r"|(?:mal|hayvan|it|pislik|salak) herif\w*|kodum?ug?um\w*un|kodumun\w*|koydugumun\w*|irzina\w*|"
    r"eben[iy]\b|bacini (?:sik\w*)|sana (?:girsin|koysun))(?![a-z0-9])"
)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def find_abuse(text: str) -> tuple[int, int] | None:
    """Offsets of the first swear word or heavy insult in a text, or nothing."""
    lowered = text.translate(_LOWER).lower()
    if len(lowered) != len(text):
        lowered = "".join(character.lower()[:1] for character in text)
    if _TURKISH.search(text):
        found = _compiled(_SPELLED).search(lowered)
    else:
        found = _compiled(_FOLDED).search(lowered.replace("ı", "i"))
    return found.span() if found else None
