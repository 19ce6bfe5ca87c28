"""How a customer is addressed: "Ayşe Hanım", "Mehmet Bey", "Sayın Ayşe Yılmaz"; never a guess."""

from memnun.foundation.turkish.case import lower, title, upper
from memnun.foundation.turkish.folding import fold

_HONORIFICS = {"bey": ("Bey", "Mr"), "hanim": ("Hanım", "Ms")}
# Second given names so common that with a surname after them they are part of the given name.
_SECOND_NAMES = frozenset(
    "ali can cem efe emin emre eren fatih han hakki kemal mert murat nazim onur riza sait tarik "
    "ece gul naz nur su sultan hanim fatma zehra asli".split()
)


def address(name: str, hitap: str = "", language: str = "tr") -> str:
    """The form of address for a full name and the customer's stored `hitap`.

    `hitap` is "bey", "hanım", "sayın" or empty (unknown), with or without Turkish letters; any
    other text is a title of the customer's own choice ("Dr.") and stands before the whole name.
    """
    words = _tidy(name).split()
    if not words:
        return "Değerli Müşterimiz" if language == "tr" else "Customer"
    whole = " ".join(words)
    if honorific := _HONORIFICS.get(fold(hitap)):
        return f"{_given(words)} {honorific[0]}" if language == "tr" else f"{honorific[1]} {whole}"
    if fold(hitap) in ("", "sayin"):
        return f"Sayın {whole}" if language == "tr" else whole
    return f"{hitap.strip()} {whole}"


def _given(words: list[str]) -> str:
    if len(words) > 2 and fold(words[1]) in _SECOND_NAMES:
        return " ".join(words[:2])
    return words[0]


def _tidy(name: str) -> str:
    """Names typed wholly in capitals or small letters get capitals where they belong."""
    return title(name) if name in (upper(name), lower(name)) else name
