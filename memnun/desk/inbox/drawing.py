"""A row of the inbox as markup. Thirty stand on every page: drawn by a template they took most of its time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from memnun.desk.inbox.listing import Row
from memnun.desk.masking import masked
from memnun.desk.urls_of import conversation_address
from memnun.foundation.interface.icons import icon
from memnun.foundation.interface.signs import avatar, channel, group
from memnun.foundation.interface.times import waiting, when
from memnun.foundation.markup import fill
from memnun.interactions.models import Conversation, Direction, Status

ROW = """\
<li id="row-{id}" data-id="{id}" data-last="{last}" data-waiting="{waiting}">
<input class="form-check-input thread-tick" type="checkbox" name="id" value="{id}" form="batch" aria-label="{choose}">
<a class="{css}" href="{address}" hx-get="{address}" hx-target="#conversation" hx-push-url="true"{chosen}>{inside}</a></li>
"""
INSIDE = """\
<span class="thread-face">{face}</span>
<span class="thread-who"><span class="one-line">{name}</span>{group}{unread}</span>
<span class="thread-when">{at}</span>
<span class="thread-what">{answered}{text}</span>
<span class="thread-tags">{channel}{marks}{waiting}{owner}</span>"""
MARK = '<span class="mark mark-{colour}">{icon}{words}</span>'
UNREAD = '<span class="visually-hidden">{words}</span>'
OWNER = '<span class="thread-owner" title="{name}">{face}</span>'
CHOSEN = SafeString(' aria-current="true"')
NOTHING = SafeString()
TAGS_SHOWN = 3


def draw_row(row: Row, query: str, chosen: UUID | None) -> SafeString:
    """A row that opens its conversation and can be ticked; `query` is that of the inbox it stands in."""
    talk = row.conversation
    return fill(
        ROW,
        id=talk.id,
        last=_exactly(talk.last_at),
        waiting=_exactly(talk.waiting_since),
        choose=_("Choose #%(number)s") % {"number": talk.number},
        css="thread unread" if row.unread else "thread",
        address=conversation_address(talk.id) + query,
        chosen=CHOSEN if talk.id == chosen else NOTHING,
        inside=draw_inside(row),
    )


def draw_inside(row: Row) -> SafeString:
    """What a row tells: who, when, the last words, and what to know about the work."""
    talk = row.conversation
    return fill(
        INSIDE,
        face=avatar(talk.customer.name),
        name=talk.customer,
        group=group(talk.group, sign_only=True),
        unread=fill(UNREAD, words=_("unread")) if row.unread else NOTHING,
        at=when(talk.last_at),
        answered=_answered(talk),
        text=masked(talk.last_text or talk.subject),
        channel=channel(talk.channel, sign_only=True),
        marks=_marks(row),
        waiting=waiting(talk.waiting_since) if talk.status != Status.RESOLVED else NOTHING,
        owner=_owner(talk),
    )


def _answered(talk: Conversation) -> SafeString:
    if talk.last_direction != Direction.OUT:
        return NOTHING
    return icon("arrow-forward-up", label=_("The brand wrote last"))


def _marks(row: Row) -> SafeString:
    talk = row.conversation
    marks = []
    if row.urgent:
        marks.append(fill(MARK, colour="bad", icon=icon("alert-circle"), words=_("Urgent")))
    if talk.status == Status.SNOOZED and talk.snoozed_until:
        until = date_format(localtime(talk.snoozed_until), "SHORT_DATETIME_FORMAT")
        marks.append(fill(MARK, colour="plain", icon=icon("clock-pause"), words=until))
    marks += [fill(MARK, colour="plain", icon=NOTHING, words=tag) for tag in row.tags[:TAGS_SHOWN]]
    return SafeString("".join(marks))


def _owner(talk: Conversation) -> SafeString:
    if not talk.assignee:
        return NOTHING
    name = talk.assignee.name
    return fill(OWNER, name=name, face=avatar(name, "small", labelled=True))


def _exactly(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
