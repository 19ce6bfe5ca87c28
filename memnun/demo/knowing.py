"""What the sample brand's people look up and answer with: articles and saved replies (`knowledge/*.txt`).

A piece begins with `@`; the rest of that line names it, behind its topic where it is an article.
"""

from collections.abc import Iterator
from pathlib import Path

from memnun.demo.founding import person_named
from memnun.knowledge.actions import save_article, save_reply
from memnun.knowledge.models import Article, SavedReply
from memnun.people.models import Brand

_FOLDER = Path(__file__).parent / "knowledge"


def write_down(brand: Brand) -> None:
    """Save the articles and replies, once."""
    manager = person_named(brand, "Murat")
    if not Article.objects.filter(brand=brand).exists():
        for head, text in pieces("articles"):
            topic, _, title = head.partition(" ")
            save_article(None, by=manager, title=title, text=text, topic=topic, finished=True)
    if not SavedReply.objects.filter(brand=brand).exists():
        for name, text in pieces("replies"):
            save_reply(None, by=manager, name=name, text=text, only_mine=False)


def pieces(name: str) -> Iterator[tuple[str, str]]:
    """(what stands behind the `@`, the text below it) of each piece of a file."""
    for piece in (_FOLDER / f"{name}.txt").read_text("utf-8").split("@")[1:]:
        head, _, text = piece.partition("\n")
        yield head.strip(), text.strip()
