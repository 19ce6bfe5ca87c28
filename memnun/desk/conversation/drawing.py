"""A contact of a conversation as markup. Thirty may stand on a page: a template took most of its time for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.template.defaultfilters import floatformat
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from memnun.channels.email.templatetags.mail import mail_sender
from memnun.channels.email.wording import SenderWords
from memnun.desk.conversation.drawing_readings import Corrector, draw_reading
from memnun.desk.conversation.pieces import Piece, Shown
from memnun.desk.conversation.timeline import Contact
from memnun.foundation.interface.icons import icon
from memnun.foundation.interface.signs import channel
from memnun.foundation.markup import fill
from memnun.foundation.templatetags.addresses import address_of
from memnun.interactions.models import Conversation, Direction, Interaction
from memnun.interactions.placing.evidence import BY_HAND, is_other_matter
from memnun.interactions.waiting import FRESH
from memnun.people.doors import StaffRequest
from memnun.people.models import Person

UNDER_WAY = timedelta(minutes=2)
"""Who reads a contact that was under way for longer must know that it was not there when others answered."""

BUBBLE = """\
{channel_change}<article class="bubble bubble-{direction}" id="{key}" data-at="{at}">
<div class="bubble-head"><input class="form-check-input split-tick" type="checkbox" name="contact" value="{id}" \
form="split" aria-label="{split_off}"><strong>{who}</strong>{channel}\
<time datetime="{at}" title="{exactly}">{clock_time}</time>{marks}{acts}</div>
{warning}{subject}{other_matter}<div class="bubble-text" id="text-{id}"{hidden}>{text}</div>
{enclosed}{sent}{reading}</article>
"""
CHANNEL_CHANGE = '<div class="line"><span>{channel}</span></div>\n'
WORD = "<span>{word}</span>"
RATING = '<span class="nowrap" title="{title}">{icon}{value}/{highest}</span>'
SENDER = '<span class="mark {css}" title="{hint}">{icon}{label}</span>'
SENDER_WARNING = '<p class="bubble-warning small">{hint}</p>\n'
ORIGINAL = '<a class="reveal" href="{address}">{icon}{words}</a>'
MOVE = """\
<a class="reveal" href="{address}?seen={seen}" hx-get="{address}" hx-include="#seen" hx-target="#dialog" \
aria-label="{words}" title="{words}">{icon}</a>"""
REVEAL = """\
<form method="post" action="{address}" hx-post="{address}" hx-target="#text-{id}">{token}\
<button class="reveal" type="submit">{icon}{words}</button></form>"""
SUBJECT = '<div class="bubble-subject">{subject}</div>\n'
OTHER_MATTER = """\
<form class="bubble-warning small" method="post" action="{address}" hx-post="{address}" hx-include="#seen" hx-swap="none">\
{token}<input type="hidden" name="into" value="new">{question} \
<button class="btn btn-sm" type="submit">{icon}{words}</button></form>
"""
FILES_TO_COME = """\
<div id="files-{id}" hx-get="{address}" hx-trigger="live" data-live="attachments.kept" data-live-about="{id}"></div>
"""
SENT = '<div class="bubble-foot"><span class="bubble-state tiny" id="state-{id}">{state}</span></div>\n'
READING = '<div class="bubble-foot" id="reading-{id}">{reading}</div>\n'
HIDDEN_DATA = '<span class="hidden-data" title="{title}">{icon}•••</span>'
EVIDENCE = '<mark class="evidence on-demand">{text}</mark>'
TAIL = '<details class="bubble-tail"><summary>{words}</summary>{pieces}</details>'
NO_TEXT = '<span class="faint">{words}</span>'
NOTHING = SafeString()


@dataclass(frozen=True, slots=True)
class Page:
    """What all bubbles of a page share; `token` is the hidden field that each form carries."""

    request: StaffRequest
    conversation: Conversation
    seen: int | str
    token: SafeString

    @property
    def person(self) -> Person:
        return self.request.person

    @property
    def corrector(self) -> Corrector:
        return Corrector(self.person.can_act, self.token)


def draw_contact(item: Contact, page: Page) -> SafeString:
    """The bubble of a contact with everything that can be done to it."""
    it = item.interaction
    sender = mail_sender(it)
    return fill(
        BUBBLE,
        channel_change=fill(CHANNEL_CHANGE, channel=channel(it.channel)) if item.channel_changed else NOTHING,
        direction=it.direction,
        key=item.key,
        at=it.occurred_at.isoformat(),
        id=it.id,
        split_off=_("Split this contact off"),
        who=_who(it, page),
        channel=channel(it.channel, sign_only=True),
        exactly=date_format(localtime(it.occurred_at), "DATETIME_FORMAT"),
        clock_time=f"{localtime(it.occurred_at):%H:%M}",
        marks=_marks(it, sender),
        acts=_acts(item, page),
        warning=fill(SENDER_WARNING, hint=sender.hint) if sender and sender.css == "mark-bad" else NOTHING,
        subject=_subject(it, page.conversation),
        other_matter=_other_matter(it, page),
        hidden=SafeString(" hidden") if it.subject and not it.text else NOTHING,
        text=draw_text(item.shown),
        enclosed=_enclosed(item, page),
        sent=_sent(item),
        reading=_reading(item, page),
    )


def draw_text(shown: Shown) -> SafeString:
    """The text of a contact: evidence marked, personal data hidden, what was quoted folded away."""
    if not shown.body and not shown.tail:
        return fill(NO_TEXT, words=_("No text"))
    body = _pieces(shown.body)
    if not shown.tail:
        return body
    return SafeString(body + fill(TAIL, words=_("Quoted text and signature"), pieces=_pieces(shown.tail)))


def _pieces(pieces: Iterable[Piece]) -> SafeString:
    return SafeString("".join(_piece(piece) for piece in pieces))


def _piece(piece: Piece) -> SafeString:
    if piece.hidden:
        sign = icon("eye-off", label=_("Personal data, hidden"))
        return fill(HIDDEN_DATA, title=_("Personal data"), icon=sign)
    return fill(EVIDENCE if piece.about else "{text}", text=piece.text)


def _who(it: Interaction, page: Page) -> str:
    if it.direction == Direction.IN:
        return str(page.conversation.customer)
    return it.staff.name if it.staff else page.person.brand.name


def _marks(it: Interaction, sender: SenderWords | None) -> SafeString:
    """How it came, through whom and where, when it arrived if late, its score, and how sure its sender is."""
    words = [it.get_contact_type_display()] if it.contact_type else []
    if it.direction == Direction.IN and it.staff:
        words.append(it.staff.name)
    if it.branch:
        words.append(it.branch.name)
    if it.direction == Direction.IN and UNDER_WAY <= it.recorded_at - it.occurred_at <= FRESH:
        words.append(_("arrived at {time}").format(time=f"{localtime(it.recorded_at):%H:%M}"))
    marks = [fill(WORD, word=word) for word in words]
    rating = it.meta.get("rating") or {}
    if rating.get("highest"):
        value, highest = (floatformat(rating.get(name), "-2") for name in ("value", "highest"))
        marks.append(fill(RATING, title=_("Score"), icon=icon("star"), value=value, highest=highest))
    if it.channel == "email" and it.direction == Direction.IN:
        marks.append(_original(it))
    if sender:
        sign = icon(sender.icon)
        marks.append(fill(SENDER, css=sender.css, hint=sender.hint, icon=sign, label=sender.label))
    return SafeString("".join(marks))


def _original(it: Interaction) -> SafeString:
    """The way to the mail as it came."""
    if it.meta.get("invitation"):
        sign, words = "calendar-event", _("Invitation")
    else:
        sign, words = "mail-opened", _("As it came")
    return fill(ORIGINAL, address=address_of("mail_original", [it.id]), icon=icon(sign), words=words)


def _acts(item: Contact, page: Page) -> SafeString:
    """Moving the contact, and showing what is hidden in it."""
    id_ = item.interaction.id
    acts = []
    if page.person.can_act:
        move, words = address_of("desk:contact_conversation", [id_]), _("Move to another conversation")
        acts.append(fill(MOVE, address=move, seen=page.seen, words=words, icon=icon("arrows-exchange")))
    if item.shown.hides:
        reveal, words = address_of("desk:personal_data", [id_]), _("Show what is hidden")
        acts.append(fill(REVEAL, address=reveal, id=id_, token=page.token, icon=icon("eye"), words=words))
    return SafeString("".join(acts))


def _subject(it: Interaction, conversation: Conversation) -> SafeString:
    """The subject where it tells something that the head of the conversation or the text does not."""
    if not it.subject or (it.subject == conversation.subject and it.text):
        return NOTHING
    return fill(SUBJECT, subject=it.subject)


def _other_matter(it: Interaction, page: Page) -> SafeString:
    """The question whether it belongs elsewhere, where it came with another subject and nobody put it here."""
    is_placed = it.direction == Direction.IN and it.thread_rule not in (BY_HAND, "new")
    if not (page.person.can_act and is_placed and is_other_matter(it.subject, page.conversation.subject)):
        return NOTHING
    return fill(
        OTHER_MATTER,
        address=address_of("desk:contact_conversation", [it.id]),
        token=page.token,
        question=_("The subject has changed: is this another matter?"),
        icon=icon("arrows-split"),
        words=_("Make it a conversation of its own"),
    )


def _enclosed(item: Contact, page: Page) -> SafeString:
    """The meeting it invites to, and its files or the place where they will appear."""
    id_, parts = item.interaction.id, []
    if item.invited:
        shown = {"invited": item.invited}
        parts.append(render_to_string("channels/email/_invited.html", shown, page.request))
    if item.files:
        parts.append(render_to_string("desk/reply/_files.html", {"files": item.files}))
    elif item.may_bring_files:
        parts.append(fill(FILES_TO_COME, id=id_, address=address_of("desk:contact_files", [id_])))
    return SafeString("".join(parts))


def _sent(item: Contact) -> SafeString:
    if not item.sent:
        return NOTHING
    state = render_to_string("desk/reply/_state.html", {"item": item.sent})
    return fill(SENT, id=item.interaction.id, state=state)


def _reading(item: Contact, page: Page) -> SafeString:
    if not item.reading:
        return NOTHING
    id_ = item.interaction.id
    return fill(READING, id=id_, reading=draw_reading(id_, item.reading, page.corrector))
