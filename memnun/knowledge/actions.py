"""Saving and removing replies and articles, and finding a reply while writing."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from memnun.events.actions import record
from memnun.events.kinds import Kind
from memnun.foundation import clock
from memnun.foundation.turkish.folding import fold
from memnun.knowledge import events as acts
from memnun.knowledge.models import Article, SavedReply
from memnun.people.models import Person

FOUND = 20


def usable_by(person: Person) -> QuerySet[SavedReply]:
    """The brand's replies and the person's own."""
    return SavedReply.objects.visible_to(person).filter(Q(owner=None) | Q(owner=person))


def find_replies(person: Person, words: str) -> list[SavedReply]:
    """Replies that hold all the words, most used first."""
    found = usable_by(person)
    for word in fold(words).split()[:8]:
        found = found.filter(fold__contains=word)
    return list(found.order_by("-used_count", "name")[:FOUND])


@transaction.atomic
def save_reply(reply: SavedReply | None, *, by: Person, name: str, text: str, only_mine: bool) -> SavedReply:
    """Make or change a reply. Raises ValidationError when the name is taken."""
    row = reply or SavedReply(brand_id=by.brand_id)
    row.name, row.text, row.owner = name.strip(), text.strip(), by if only_mine else None
    row.fold, row.updated_at = fold(f"{row.name} {row.text}"), clock.now()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise ValidationError({"name": _("There is already a reply with this name.")}) from None
    _tell(acts.SAVED, row, by, row.name)
    return row


@transaction.atomic
def remove_reply(reply: SavedReply, *, by: Person) -> None:
    """Remove a reply; what was written with it stays."""
    _tell(acts.REMOVED, reply, by, reply.name)
    reply.delete()


def count_use(reply: SavedReply) -> None:
    """One more use: the replies that help most stand first."""
    SavedReply.objects.filter(id=reply.id).update(used_count=F("used_count") + 1)


@transaction.atomic
def save_article(
    article: Article | None, *, by: Person, title: str, text: str, topic: str = "", finished: bool = False
) -> Article:
    """Make or change an article; one that is not finished is a draft that only those who manage see."""
    row = article or Article(brand_id=by.brand_id, by=by)
    now = clock.now()
    row.title, row.text, row.topic, row.updated_at = title.strip()[:200], text.strip(), topic, now
    row.finished_at = (row.finished_at or now) if finished else None
    row.save()
    _tell(acts.ARTICLE_SAVED, row, by, row.title)
    return row


@transaction.atomic
def remove_article(article: Article, *, by: Person) -> None:
    """Remove an article."""
    _tell(acts.ARTICLE_REMOVED, article, by, article.title)
    article.delete()


def _tell(kind: Kind, row: SavedReply | Article, by: Person, name: str) -> None:
    record(kind, brand_id=row.brand_id, by=by, subject_id=row.id, name=name)
