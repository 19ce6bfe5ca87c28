"""The words of a mail: its plain text, or its HTML as text."""

from __future__ import annotations

import html
import re
from email.message import Message

import nh3

from memnun.channels.email.reading import headers
from memnun.channels.email.reading.charsets import decode
from memnun.channels.email.reading.opening import Part, content_of, enclosed, parts_of

LONGEST = 200_000
LONGEST_HTML = 2_000_000
MOST_DIGESTED = 50
_BLOCK = re.compile(
    r"<\s*(?:br|hr|/p|/div|/tr|/li|/h\d|/blockquote|/table|/ul|/ol|/pre)\b[^>]{0,2000}>", re.IGNORECASE
)
_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_ITEM = re.compile(r"<li\b[^>]{0,500}>", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_LEFT_OUT = re.compile(r"<(style|script|title|head)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
)
_STUB = re.compile(
    r"\b(?:HTML|html)\b.{0,80}\b(?:desteklem|görüntüle|viewer|view|support|client|okuyucu)", re.DOTALL
)


def text_of(mail: Part) -> str:
    """What the mail says as plain text, at most 200,000 characters; "" when it says nothing."""
    return tidy("\n\n".join(piece for piece in _pieces(mail, 0) if piece.strip()))[:LONGEST]


def html_of(mail: Part) -> str:
    """The HTML of the mail as it came, "" when it has none."""
    return "\n".join(_decoded(leaf) for leaf in _html_leaves(mail, 0))[:LONGEST_HTML]


def tidy(text: str) -> str:
    """Without invisible letters, with simple line ends, at most one empty line in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNSEEN.sub("", text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def html_to_text(markup: str) -> str:
    """HTML as text: blocks become lines, list items get a dash, everything unseen is left out."""
    markup = _COMMENT.sub("", _LEFT_OUT.sub("", markup[:LONGEST_HTML]))
    markup = _BREAK.sub(" ", markup)
    markup = _CELL.sub(" ", _ITEM.sub("\n- ", _BLOCK.sub("\n", markup)))
    plain = html.unescape(nh3.clean(markup, tags=set()))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in plain.split("\n"))


def is_attached(part: Part) -> bool:
    """Whether a part came as a file of its own rather than as words of the mail."""
    disposition = part.get_content_disposition()
    return disposition == "attachment" or bool(disposition != "inline" and file_label(part))


def file_label(part: Part) -> str:
    """The name a part gives itself as a file, as it stands in its headers."""
    holder = Message()
    for name in ("content-disposition", "content-type"):
        if values := headers.raw_values(part, name):
            holder[name] = values[0] if values[0].isascii() else headers.plain(values[0])
    try:
        return str(holder.get_filename() or "")
    except (ValueError, TypeError, LookupError, IndexError, AttributeError):
        return "-"


def _pieces(part: Part, depth: int) -> list[str]:
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        return _best_alternative(part, depth)
    if kind == "multipart/digest":
        return [_digested(inner) for inner in list(parts_of(part, depth))[:MOST_DIGESTED]]
    if kind == "multipart/report":
        return [piece for inner in list(parts_of(part, depth))[:1] for piece in _pieces(inner, depth + 1)]
    if part.get_content_maintype() == "multipart":
        inner = list(parts_of(part, depth))
        if not inner:
            return [decode(content_of(part))] if depth == 0 else []
        return [piece for one in inner for piece in _pieces(one, depth + 1)]
    return _leaf(part, depth)


def _leaf(part: Part, depth: int) -> list[str]:
    if depth and is_attached(part):
        return []
    kind = part.get_content_type()
    if kind == "text/html":
        return [html_to_text(_decoded(part))]
    if kind in ("text/plain", "text/enriched", "text/markdown", "text/x-amp-plain"):
        content = _decoded(part)
        return [html_to_text(content) if _is_unlabelled_html(content) else _flowed(part, content)]
    return []


def _best_alternative(part: Part, depth: int) -> list[str]:
    """The plain wording if it says something, else the richest that does."""
    ways = [(inner, _pieces(inner, depth + 1)) for inner in parts_of(part, depth)]
    said = [(inner, pieces) for inner, pieces in ways if any(piece.strip() for piece in pieces)]
    plain = next((pieces for inner, pieces in said if inner.get_content_type() == "text/plain"), None)
    rich = next(
        (pieces for inner, pieces in reversed(said) if inner.get_content_type() != "text/plain"), None
    )
    if plain and rich and _is_stub(" ".join(plain), " ".join(rich)):
        return rich
    return plain or rich or []


def _is_stub(plain: str, rich: str) -> bool:
    """Whether the plain wording only says that there is another."""
    return len(plain) < 300 and len(rich) > len(plain) and bool(_STUB.search(plain))


def _digested(part: Part) -> str:
    inner = enclosed(part) or part
    head = ", ".join(one for one in (headers.text(inner, "from"), headers.text(inner, "subject")) if one)
    return "\n".join([head, *_pieces(inner, 1)])


def _html_leaves(part: Part, depth: int) -> list[Part]:
    if part.get_content_maintype() == "multipart":
        return [leaf for inner in parts_of(part, depth) for leaf in _html_leaves(inner, depth + 1)]
    is_html = part.get_content_type() == "text/html" or (
        part.get_content_type() == "text/plain" and _is_unlabelled_html(_decoded(part)[:500])
    )
    return [part] if is_html and not (depth and is_attached(part)) else []


def _decoded(part: Part) -> str:
    return decode(content_of(part), _charset(part))


def _charset(part: Part) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, TypeError, LookupError, AttributeError):
        return None


def _is_unlabelled_html(content: str) -> bool:
    return bool(re.match(r"\s*(?:<!DOCTYPE html|<html[\s>])", content[:300], re.IGNORECASE))


def _flowed(part: Part, content: str) -> str:
    """Lines that a program broke for the wire (RFC 3676) put together again."""
    try:
        flowed = str(part.get_param("format") or "").lower() == "flowed"
        joined_by_space = str(part.get_param("delsp") or "").lower() != "yes"
    except (ValueError, TypeError, LookupError):
        return content
    if not flowed:
        return content
    lines: list[str] = []
    open_line = False
    for line in content.replace("\r\n", "\n").split("\n"):
        line = line[1:] if line.startswith(" ") else line
        soft = line.endswith(" ") and line != "-- " and not line.startswith(">")
        kept = line if not soft or joined_by_space else line[:-1]
        if open_line and lines and not line.startswith(">"):
            lines[-1] += kept
        else:
            lines.append(kept)
        open_line = soft
    return "\n".join(lines)
