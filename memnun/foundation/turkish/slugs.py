"""Parts of addresses of pages: only a-z, 0-9 and single hyphens."""

import re

from memnun.foundation.turkish.folding import fold

_APOSTROPHE = re.compile(r"'")
_OTHERS = re.compile(r"[^a-z0-9]+")


def slugify(text: str, longest: int = 80) -> str:
    """`text` for an address: "Iğdır'ın Çilek Reçeli" → "igdirin-cilek-receli"; may be empty.

    Cut at a whole word where that keeps at least half of `longest`.
    """
    slug = _OTHERS.sub("-", _APOSTROPHE.sub("", fold(text))).strip("-")
    if len(slug) <= longest:
        return slug
    cut = slug[: longest + 1].rfind("-")
    return slug[: cut if cut * 2 >= longest else longest].strip("-")
