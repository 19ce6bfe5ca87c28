"""`bin/up --demo` on an empty folder: real processes fill a sample brand, and its inbox is served."""

import re
from pathlib import Path

from tests.running.installation import PATIENCE, SIGN_IN, Installation, sign_in

CONTACTS = 300
FILLING_TAKES = 4 * PATIENCE


def test_an_empty_folder_becomes_a_sample_brand_with_a_full_inbox(shelf: Path) -> None:
    memnun = Installation(shelf / "sample", MEMNUN_LOG_LEVEL="WARNING")
    memnun.start("--demo", str(CONTACTS))
    link = memnun.wait_for(SIGN_IN, FILLING_TAKES)
    browser = sign_in(link)
    with browser.open(link.partition("/sign-in/")[0] + "/?status=all") as answer:
        inbox = answer.read().decode()
    assert answer.status == 200
    assert len(re.findall(r'href="/conversations/[0-9a-f-]{36}', inbox)) >= 20
    assert "Traceback" not in memnun.said()
    assert memnun.stop() == 0
