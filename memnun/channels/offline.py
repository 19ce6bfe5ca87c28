"""Forms that open without a connection: the script that keeps them in the browser (a service worker).

A worker reaches no further than the folder of its address, so each form has one of its own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from django.http import HttpResponse
from django.templatetags.static import static

SCRIPT = (Path(__file__).parent / "static/channels/offline-worker.js").read_text()
"""SHOWN in it stands for what is to be kept."""


def worker(name: str, *, pages: Sequence[str], assets: Sequence[str], stand_in: str = "") -> HttpResponse:
    """The worker that keeps these pages and static files.

    With `stand_in` that page is shown in the place of any that cannot be reached, and none is kept as it was seen.
    """
    addresses = [static(asset) for asset in assets]
    shown = {
        "name": name, "version": addresses[0], "pages": list(pages), "stand_in": stand_in, "assets": addresses,
    }  # fmt: skip
    script = SCRIPT.replace("SHOWN", json.dumps(shown).replace("<", "\\u003c"), 1)
    answer = HttpResponse(script, content_type="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
