"""Files that people hand over to be read later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from memnun.foundation.ids import uuid7

PIECE = 1024 * 1024
LONGEST_ENDING = 6


def store_upload(file: UploadedFile[Any], folder: Path) -> Path:
    """Write an upload into a folder under a name of our own, piece by piece; only its plain ending is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    ending = Path(file.name or "").suffix.lower()
    plain = ending[1:].isalnum() and ending.isascii() and len(ending) <= LONGEST_ENDING
    path = folder / f"{uuid7()}{ending if plain else ''}"
    with path.open("wb") as written:
        for piece in file.chunks(PIECE):
            written.write(piece)
    return path
