"""The one script that a web site embeds: parts, style and words in one file, packed once."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from memnun.channels.chat.configuring import LANGUAGES
from memnun.channels.chat.widget_words import words_of

FOLDER = Path(__file__).parent / "widget"
PARTS = ("base.js", "store.js", "wire.js", "talk.js", "panel.js", "inviting.js", "main.js")
LARGEST = 30 * 1024
"""Bytes the packed script may have."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The script, plain and packed."""

    content: bytes
    packed: bytes
    etag: bytes


@cache
def bundle() -> Bundle:
    """The script as it is served."""
    words = json.dumps({language: words_of(language) for language in LANGUAGES}, ensure_ascii=False)
    parts = "\n".join(_without_comments((FOLDER / name).read_text()) for name in PARTS)
    style = json.dumps(_narrow((FOLDER / "widget.css").read_text()), ensure_ascii=False)
    content = f'(()=>{{"use strict";\nconst ALL_WORDS={words};\nconst CSS={style};\n{parts}}})();\n'.encode()
    etag = hashlib.blake2b(content, digest_size=8).hexdigest()
    return Bundle(content, gzip.compress(content, 9, mtime=0), f'"{etag}"'.encode())


def _without_comments(text: str) -> str:
    """The script without lines that only comment, and without indentation."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _narrow(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
