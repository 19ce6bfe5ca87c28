"""Every table of the product, and what becomes of a person's rows in it. A table without a line here fails the tests.

Rows that carry times, channels, groups and counts stay, with the words taken out: the figures of a brand do
not change when somebody is erased.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Q, Value
from django.db.models.functions import Cast, Now

from memnun.interactions.models.attachment import AttachmentState
from memnun.privacy.person import Trail
from memnun.privacy.treating import Emptied, Goes, Kept, Treatment, Where

REMOVED = "–"
"""Stands where a rule wants words."""
STAFF = Kept("about people who work for the brand")
SETTINGS = Kept("a setting of the brand")
MACHINE = Kept("about the installation")
COUNTED = Kept("counts only")
BY_CONSENT = Kept("treated by the consent room, which keeps the proof of consents for three years")
CODES = Kept("codes and times only")


def _in(field: str, part: str) -> Where:
    return lambda trail: Q(**{f"{field}__in": getattr(trail, part)})


def _words(*fields: str, **more: Any) -> dict[str, Any]:
    return {**dict.fromkeys(fields, ""), **more}


OF_CUSTOMER, OF_CONVERSATION, OF_CONTACT = (
    _in("customer", "customers"),
    _in("conversation", "conversations"),
    _in("interaction", "contacts"),
)
OF_CASE, OF_MESSAGE = _in("case", "cases"), _in("message", "outgoing")


def _rearranged(trail: Trail) -> Q:
    return Q(source__in=trail.conversations) | Q(target__in=trail.conversations)


def _merged(trail: Trail) -> Q:
    return Q(kept__in=trail.customers) | Q(absorbed__in=trail.customers)


def _proposed(trail: Trail) -> Q:
    return Q(first__in=trail.customers) | Q(second__in=trail.customers)


def _files(trail: Trail) -> Q:
    return Q(interaction__in=trail.contacts) | Q(outbox__in=trail.outgoing)


def _raw(trail: Trail) -> Q:
    return Q(id__in=(*trail.contacts, *trail.outgoing))


def _mail_of(trail: Trail) -> Q:
    return Q(sender__in=trail.emails) & ~Q(sender="")


def _lines(trail: Trail) -> Q:
    return Q(visitor__in=trail.visitors) | Q(id__in=(*trail.contacts, *trail.outgoing))


TABLES: dict[str, Treatment] = {
    "interactions.attachment": Emptied(_words("name", "path", "sha256", "content_id", "problem", state=AttachmentState.DESTROYED, size=0), _files),
    "interactions.searchdocument": Emptied({"words": Cast(Value(""), SearchVectorField())}, OF_CONTACT),
    "interactions.reading": Emptied({"details": {}}, OF_CONTACT),
    "interactions.threadevidence": Goes(OF_CONTACT),
    "interactions.interaction": Emptied(_words("subject", "text", meta={}), OF_CUSTOMER),
    "interactions.rawinbound": Emptied({"body": b"", "problem": ""}, _raw),
    "interactions.outboxattempt": Emptied(_words("problem"), OF_MESSAGE),
    "interactions.outboxmessage": Emptied(_words("to_value", "subject", "text", "problem", meta={}, proof={"erased": True}), OF_CUSTOMER),
    "interactions.draft": Goes(OF_CONVERSATION),
    "interactions.mention": Goes(OF_CONVERSATION),
    "interactions.note": Goes(OF_CONVERSATION),
    "interactions.thread": Goes(OF_CONVERSATION),
    "interactions.rearrangement": Emptied({"before": {}}, _rearranged),
    "interactions.conversation": Emptied(_words("subject", "last_text"), OF_CUSTOMER),
    "interactions.correction": CODES,
    "interactions.presence": STAFF,
    "interactions.wrongrow": Emptied({"content": {}, "problems": []}, mentioned_in="content"),
    "interactions.import": Kept("names of files and columns; its rows are contacts, and those that were wrong are treated apart"),
    "interactions.importmapping": SETTINGS,
    "interactions.adaptation": COUNTED,
    "interactions.readerchoice": SETTINGS,
    "interactions.channelaccount": SETTINGS,
    "interactions.conversationcounter": COUNTED,
    "interactions.savedview": SETTINGS,
    "channel_chat.upload": Goes(_in("visitor", "visitors")),
    "channel_chat.line": Emptied(_words("text", "who", files=[]), _lines),
    "channel_chat.visitorsession": Goes(_in("visitor", "visitors")),
    "channel_chat.visitor": Emptied(_words("name", "email", "page_url", "page_title"), _in("id", "visitors")),
    "channel_chat.attendance": STAFF,
    "channel_chat.invitationrule": SETTINGS,
    "channel_telegram.updatecursor": MACHINE,
    "channel_email.mailfolder": SETTINGS,
    "channel_email.fetchedmail": Emptied(_words("sender"), _mail_of),
    "channel_email.setasidemail": Emptied(_words("sender", "subject", "words", body=b"", reasons=[], state="read"), _mail_of, mentioned_in="body"),
    "channel_email.appointment": Emptied(_words("guest", "summary", "place", "note"), _in("id", "appointments")),
    "channel_phone.call": Emptied(_words("number", "recording", recording_until=None), _in("id", "calls")),
    "channel_phone.callevent": Emptied({"body": b"", "problem": ""}, mentioned_in="body"),
    "channel_phone.callimport": Emptied({"wrong": []}, mentioned_in="wrong"),
    "channel_phone.phoneline": SETTINGS,
    "channel_phone.extension": STAFF,
    "channel_phone.callmapping": SETTINGS,
    "channel_post.letter": Emptied(_words("tracking", "return_reason"), OF_MESSAGE),
    "channel_post.printbatch": STAFF,
    "channel_video.attendance": Emptied(_words("name"), _in("meeting", "meetings")),
    "channel_video.meeting": Emptied({"token": b""}, _in("id", "meetings")),
    "channel_video.meetingserver": SETTINGS,
    "channel_web_form.formsubmission": Emptied({"body": None, "sender": ""}, _in("raw_id", "contacts"), mentioned_in="body"),
    "channel_web_form.webform": SETTINGS,
    "channel_web_form.formplace": SETTINGS,
    "cases.case": Emptied({"title": REMOVED, "next_step_text": "", "erased_at": Now()}, OF_CUSTOMER),
    "cases.concession": Emptied(_words("reason", "decision_reason", details={}), OF_CUSTOMER),
    "cases.promise": Emptied({"text": REMOVED, "reason": ""}, OF_CUSTOMER),
    "cases.awaiting": Emptied({"what": REMOVED}, OF_CASE),
    "cases.resolution": Emptied({"done": REMOVED}, OF_CASE),
    "cases.followup": Emptied({"reason": REMOVED}, OF_CASE),
    "cases.deadline": CODES,
    "cases.escalation": CODES,
    "cases.casecontact": CODES,
    "cases.caselink": CODES,
    "segments.standing": Emptied({"evidence": [], "overruled_reason": ""}, OF_CUSTOMER),
    "segments.movement": Emptied({"evidence": [], "reason": ""}, OF_CUSTOMER),
    "customers.duplicateproposal": Goes(_proposed),
    "customers.customermerge": Emptied({"reason": "", "before": {}}, _merged),
    "customers.identity": Goes(OF_CUSTOMER),
    "customers.customer": Emptied(
        _words("name", "called", "name_folded", "name_sort", "hitap", "hitap_text", "district", facts={}, preferred_hours={}, preferred_channels=[]),
        _in("id", "customers"),
    ),
    "customers.groupcount": COUNTED,
    "knowledge.savedreply": SETTINGS,
    "purchases.purchase": Goes(OF_CUSTOMER),
    "preventing.recipient": Emptied(_words("reason"), OF_CUSTOMER),
    "preventing.proactivemessage": SETTINGS,
    "interactions.brandtopic": SETTINGS,
    "interactions.topicexample": Emptied({"text": REMOVED}, mentioned_in="text"),
    "knowledge.article": SETTINGS,
    "channel_post.logo": SETTINGS,
    "cases.daycolumn": COUNTED,
    "cases.markedday": COUNTED,
    "cases.tallykey": COUNTED,
    "insights.changedday": COUNTED,
    "insights.dayvolume": COUNTED,
    "insights.themeday": Kept("words that many customers used"),
    "insights.themecheck": COUNTED,
    "insights.theme": Kept("words that many customers used"),
    "reactions.switchedoff": SETTINGS,
    "privacy.retentionrule": SETTINGS,
    "privacy.destruction": Kept("the log of destructions, kept for three years by law"),
    "events.event": Kept("emptied apart: who did what when stays, what was said in it goes"),
    **dict.fromkeys(("events.cursor", "events.setback", "events.heartbeat", "events.invariantcheck"), MACHINE),
    **dict.fromkeys(
        (
            "people.account", "people.signinlink", "people.teammembership", "people.person", "people.apikey",
            "people.sharedvalue", "people.departure", "people.invitation",
        ),
        STAFF,
    ),
    **dict.fromkeys(("people.brand", "people.branch", "people.team"), SETTINGS),
    **dict.fromkeys(
        (
            "consent.consent", "consent.consentstate", "consent.confirmation", "consent.noticeshown", "consent.gatedecision",
            "consent.release", "consent.attention", "consent.iysreport", "consent.iysmismatch", "consent.preferencelink",
            "consent.preference", "consent.suppression", "consent.erasure",
        ),
        BY_CONSENT,
    ),
    **dict.fromkeys(("consent.notice", "consent.iysfile", "consent.iysaccount", "consent.contactpolicy"), SETTINGS),
    **dict.fromkeys(
        (
            "cases.workingcalendar", "cases.calendarday", "cases.casetype", "cases.casecounter", "cases.concessionrule",
            "cases.legalparameter", "cases.escalationstep", "cases.ownerrule", "cases.rootcause", "cases.casesettings",
        ),
        SETTINGS,
    ),
    **dict.fromkeys(("cases.capacity", "cases.absence"), STAFF),
}  # fmt: skip
"""By the label of the model, in the order in which they are treated."""
