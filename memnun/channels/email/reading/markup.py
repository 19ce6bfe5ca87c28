"""The HTML of a mail made safe to show: no script, no form, no style sheet, nothing fetched from afar unasked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import nh3

_TAGS = frozenset(
    "a abbr acronym address b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em "
    "figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub "
    "sup table tbody td tfoot th thead time tr tt u ul var wbr".split()
)
_CONTENT_GONE = frozenset(
    {"script", "style", "title", "noscript", "template", "svg", "math", "object", "iframe"}
)
_SHAPE = frozenset({"align", "valign", "width", "height", "dir", "lang", "title"})
_ATTRIBUTES = {
    "*": set(_SHAPE),
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan", "bgcolor"},
    "th": {"colspan", "rowspan", "bgcolor"},
    "table": {"border", "cellpadding", "cellspacing", "bgcolor"},
    "font": {"color", "size"},
    "ol": {"start", "type"},
    "blockquote": {"type"},
}
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_SMALL_PICTURE = re.compile(
    r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]{1,700000}", re.IGNORECASE
)
_PIXELS = re.compile(r"\d{1,4}%?")


@dataclass(frozen=True, slots=True)
class ShownHtml:
    """Clean HTML. `held_back` counts the pictures of other servers that were left out."""

    markup: str
    held_back: int


def clean_html(markup: str, pictures: Mapping[str, str], *, load_remote: bool = False) -> ShownHtml:
    """HTML for a sandboxed frame. `pictures` maps content ids to the addresses where they can be seen.

    Pictures of other servers tell the sender that, when and where a mail was read: they stay away
    until `load_remote`. No inline style survives, so the page's strict content policy holds.
    """
    held_back = 0

    def attribute(tag: str, name: str, value: str) -> str | None:
        nonlocal held_back
        if tag == "img" and name == "src":
            source = _picture_source(value, pictures, load_remote=load_remote)
            held_back += source is None and _is_remote(value)
            return source
        if name == "href":
            return value.strip() if _SAFE_LINK.match(value.strip()) else None
        if name in ("width", "height"):
            return value if _PIXELS.fullmatch(value.strip()) else None
        return value

    cleaned = nh3.clean(
        markup,
        tags=set(_TAGS),
        clean_content_tags=set(_CONTENT_GONE),
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
    return ShownHtml(cleaned, held_back)


def _picture_source(value: str, pictures: Mapping[str, str], *, load_remote: bool) -> str | None:
    value = value.strip()
    if value.lower().startswith("cid:"):
        return pictures.get(value[4:].strip("<> "))
    if _SMALL_PICTURE.fullmatch(value):
        return value
    return value if load_remote and value.lower().startswith("https://") else None


def _is_remote(value: str) -> bool:
    value = value.strip().lower()
    return value.startswith(("http:", "https:", "//"))


def count_remote(markup: str) -> int:
    """How many pictures of other servers a mail would load."""
    return clean_html(markup, {}).held_back


def hosts_of(markup: str) -> set[str]:
    """The servers to which the links of a mail lead."""
    found: set[str] = set()

    def attribute(tag: str, name: str, value: str) -> str | None:
        if tag == "a" and name == "href":
            try:
                found.add(urlsplit(value.strip()).hostname or "")
            except ValueError:
                found.add("")
        return None

    nh3.clean(markup, tags={"a"}, attributes={"a": {"href"}}, attribute_filter=attribute, link_rel=None)
    return found - {""}
