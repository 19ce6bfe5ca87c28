"""Where the words of a mail end and quoted mail or a signature begins, as Turkish and English programs write them."""

from __future__ import annotations

import re

_DAY = r"(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}\s+\w{3,8},?\s+\d{4}|\w{3,8}\s+\d{1,2},?\s+\d{4})"

_TAIL = re.compile(
    rf"""
    # Gmail, Yandex, Thunderbird: "5 Oca 2026 Pzt, 14:02 tarihinde Ayşe <a@b> şunu yazdı:", also in two or three lines
    ^[^\n]{{0,200}}\btarihinde\b[^\n]{{0,200}}(?:\n[^\n]{{0,160}}){{0,2}}?\b(?:şunu|şunları|sunu|sunlari)\s+yazd[ıi]\s*:\s*$
    | ^[^\n]{{0,120}}\n<[^>\n]{{3,120}}>,?[^\n]{{0,80}}\n[^\n]{{0,60}}\btarihinde\s+(?:şunu|şunları)\s+yazdı\s*:\s*$
    | ^[^\n]{{0,200}}\b(?:şunu|şunları|sunu|sunlari)\s+yazd[ıi]\s*(?:\([^)\n]{{0,80}}\))?\s*:\s*$
    | ^[^\n]{{0,200}}\btarihinde\b[^\n]{{0,120}}<[^>\n]{{3,120}}>[^\n]{{0,20}}\byazd[ıi]\s*:\s*$
    # Yandex: "05.01.2026, 14:02, "Ayşe Yılmaz" <a@b>:"
    | ^>?\s?{_DAY},?\ (?:saat\ )?\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?,?\ [^\n]{{0,160}}<[^>\n]{{3,120}}>\s*:\s*$
    # Outlook: a block of headers, in either language, bold or starred in the text it makes of HTML
    | ^[*_\s]{{0,3}}(?:Kimden|Gönderen|From|Von)\s*:[*_]{{0,2}}[^\n]*\n+(?:[*_\s]{{0,3}}(?:Kime|Bilgi|To|Cc|Yanıt\ Adresi|Reply-To)\s*:[^\n]*\n+){{0,3}}
      [*_\s]{{0,3}}(?:Gönderilme(?:\ Tarihi|\ tarihi|\ Zamanı)?|Gönderildi|Gönderme\ Tarihi|Tarih|Sent|Date|Konu|Subject)\s*:
    | ^-{{2,}}\s*(?:Özgün|Orijinal|Asıl|İletilen|Yönlendirilen|Yönlendirilmiş|İletilmiş|Original|Forwarded)\s+(?:İleti|ileti|Mesaj|mesaj|E-posta|message|Message|Appointment)
    | ^_{{20,}}\s*\n+[*_\s]{{0,3}}(?:Kimden|Gönderen|From)\s*:
    | ^(?:Begin\ forwarded\ message|İletilen\ ileti\ başlangıcı|Aktarılan\ ileti\ başlangıcı|Yönlendirilen\ ileti\ başlangıcı)\s*:
    # English Gmail, Apple, Thunderbird: in one line or cut into two
    | ^(?:>\ )?On\ [^\n]{{0,200}}(?:\n[^\n]{{0,120}})?\ ?\bwrote:\s*$
    | ^[^\n]{{0,120}}<[^>\n]{{3,120}}>\ wrote:\s*$
    | ^[^\n]{{0,120}},\ {_DAY}\ tarihinde[^\n]{{0,120}}:\s*$
    # phones and web mails sign by themselves
    | ^(?:iPhone|iPad|iPod)(?:['’]?\s?(?:umdan|imden|dan|den))\ gönderildi\b
    | ^(?:Samsung|Huawei|Xiaomi|Redmi|Oppo|Vivo|Galaxy|Android|Realme)[^\n]{{0,60}}(?:gönderildi|gönderilmiştir)\b
    | ^(?:iOS|Android|Mac|Windows|iPhone)\ için\ (?:Outlook|Posta|Mail|Yandex)[^\n]{{0,60}}$
    | ^(?:Yandex[\ .]?(?:Mail|Posta)|Yahoo[^\n]{{0,20}}|Hotmail|Gmail|Mail\.ru)[^\n]{{0,50}}(?:gönderildi|gönderilmiştir)\.?\s*$
    | ^Mobil\ (?:cihazımdan|telefonumdan)\ gönderil(?:di|miştir)\b
    | ^Windows(?:\ 1[01])?\ için\ (?:Posta|Mail)[^\n]{{0,30}}(?:gönderildi)?
    | ^(?:Sent|Get|Envoyé)\ (?:from|via|Outlook)\ (?:my\ |for\ |Yahoo\ |Samsung|Mail|Outlook|Proton|Yandex)[^\n]{{0,60}}$
    # two quoted lines, whoever made them
    | ^>[^\n]*\n>
    | ^--\ ?$
    """,
    re.MULTILINE | re.VERBOSE,
)

_CLOSING = re.compile(
    r"^[ \t]*(?:(?:en iyi dileklerimle|iyi (?:çalışmalar|günler|akşamlar)|saygılarım(?:ız)?la|sevgilerimle|selamlar"
    r"|kolay gelsin|teşekkürler|best regards|kind regards|regards|sincerely|thanks)[,.! \t]*\n)",
    re.MULTILINE | re.IGNORECASE,
)
_BELONGS_TO_A_CARD = re.compile(
    r"(?:\bT(?:el|elefon)?\b\s*[.:]|\bGSM\b|\bFaks\b|\bFax\b|\bMobile\b|\bCep\b|www\.|https?://|@\w|\+90|\bA\.Ş\.|\bLtd\.|\bŞti\.)",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"^[^\n]{0,40}(?:Bu (?:e-?posta|elektronik posta|mesaj|ileti)[^\n]{0,120}(?:gizli|yalnızca|sadece|kişiye özel|muhatab)"
    r"|This (?:e-?mail|message)[^\n]{0,120}(?:confidential|intended (?:only|solely)|privileged)"
    r"|YASAL UYARI|GİZLİLİK (?:NOTU|UYARISI)|Yasal Uyarı|DISCLAIMER)",
    re.MULTILINE,
)
_LONGEST_CARD = 12


def tail_start(text: str) -> int:
    """Where quoted mail or a signature begins; the length of the text when nothing would be left above it.

    Answers written between quoted lines stay: nothing is cut that has the writer's own words below
    a quotation made of `>` lines.
    """
    cut = len(text)
    place = 0
    while match := _TAIL.search(text, place):
        if not _is_answered_below(text, match):
            cut = match.start()
            break
        place = match.end()
    cut = min(cut, _disclaimer_start(text, cut))
    cut = min(cut, _card_start(text, cut))
    return cut if text[:cut].strip() else len(text)


def without_tail(text: str) -> str:
    """The writer's own words alone."""
    return text[: tail_start(text)].rstrip()


def _is_answered_below(text: str, match: re.Match[str]) -> bool:
    """Whether own words stand below a quotation of `>` lines that begins here."""
    if not _is_arrowed(text, match):
        return False
    lines = text[match.end() :].split("\n")
    below = [line for line in lines[1:] if line.strip()]
    plain = [number for number, line in enumerate(below) if not line.lstrip().startswith(">")]
    last_arrow = max(
        (number for number, line in enumerate(below) if line.lstrip().startswith(">")), default=-1
    )
    own = [number for number in plain if number < last_arrow]
    after = [below[number] for number in plain if number > last_arrow]
    return bool(own) or (len(" ".join(after)) > 0 and not _TAIL.match("\n".join(after)))


def _is_arrowed(text: str, match: re.Match[str]) -> bool:
    following = text[match.start() :].split("\n", 4)
    return any(line.startswith(">") for line in following[:4])


def _disclaimer_start(text: str, end: int) -> int:
    match = _DISCLAIMER.search(text, 0, end)
    return match.start() if match else end


def _card_start(text: str, end: int) -> int:
    """A closing line followed by few lines of which some belong on a visiting card."""
    for match in _CLOSING.finditer(text, 0, end):
        lines = [line for line in text[match.end() : end].split("\n") if line.strip()]
        if (
            1 <= len(lines) <= _LONGEST_CARD
            and sum(bool(_BELONGS_TO_A_CARD.search(line)) for line in lines) >= 2
        ):
            return match.end()
    return end
