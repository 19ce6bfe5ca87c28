"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

OPENED = Kind("cases.opened", _("The case {label} was opened: {title}"), "clipboard-check")
JOINED = Kind("cases.joined", _("A contact joined the case {label}"), "arrow-merge")
ACKNOWLEDGED = Kind("cases.acknowledged", _("{label} was acknowledged to the customer"), "mail-forward")
ASSIGNED = Kind("cases.assigned", _("{actor} gave {label} to {to}: {why}"), "user-check")
UNASSIGNED = Kind("cases.unassigned", _("{actor} left {label} to nobody"), "user-off")
TEAM_SET = Kind("cases.team_set", _("{actor} gave {label} to the team {team}"), "users")
ANSWERED = Kind("cases.answered", _("{label} was answered"), "message-2")
AWAITED = Kind("cases.awaited", _("{actor} waits for the customer in {label}: {what}"), "hourglass")
WAIT_ENDED = Kind("cases.wait_ended", _("{label} waits for the customer no longer"), "hourglass-high")
STEP_SET = Kind("cases.step_set", _("{actor} set the next step of {label}: {what}"), "arrow-right")
TYPE_SET = Kind("cases.type_set", _("{actor} made {label} a case of the type {type}"), "tag")
URGENCY_SET = Kind(
    "cases.urgency_set", _("{actor} set the urgency of {label} to {urgency}"), "alert-triangle"
)
START_SET = Kind("cases.start_set", _("{actor} set what starts the term of the law in {label}"), "calendar")
RESOLVED = Kind("cases.resolved", _("{actor} solved {label}: {done}"), "check")
REFUSAL_TOLD = Kind(
    "cases.refusal_told",
    _("{actor} told the customer of {label} why it was refused, and their rights"),
    "mail-forward",
)
REOPENED = Kind("cases.reopened", _("{label} was opened again: {why}"), "refresh")
CLOSED = Kind("cases.closed", _("{label} was closed"), "circle-check")
LINKED = Kind("cases.linked", _("{label} belongs to {other}"), "link")
NEAR = Kind("cases.deadline_near", _("{label}: {what} is due soon"), "bell-ringing")
MISSED = Kind("cases.deadline_missed", _("{label}: {what} is overdue"), "clock-exclamation")
ESCALATED = Kind("cases.escalated", _("{label}: {what} is overdue, {act}"), "trending-up")

PROMISED = Kind("cases.promised", _("{actor} promised in {label}: {text}, by {until}"), "calendar-event")
PROMISE_KEPT = Kind("cases.promise_kept", _("The promise in {label} was kept: {text}"), "circle-check")
PROMISE_MOVED = Kind(
    "cases.promise_moved", _("{actor} moved the promise in {label} to {until}: {reason}"), "calendar-due"
)
PROMISE_BROKEN = Kind("cases.promise_broken", _("The promise in {label} was broken: {text}"), "heart-broken")
PROMISE_TAKEN_BACK = Kind(
    "cases.promise_taken_back", _("{actor} took the promise in {label} back: {reason}"), "arrow-back-up"
)

CONCESSION_ASKED = Kind(
    "cases.concession_asked", _("{actor} asks to give {what} ({amount}) in {label}: {reason}"), "help"
)
CONCESSION_GIVEN = Kind(
    "cases.concession_given", _("{actor} gave {what} ({amount}) in {label}: {reason}"), "gift"
)
CONCESSION_REFUSED = Kind(
    "cases.concession_refused", _("{actor} refused {what} ({amount}) in {label}: {reason}"), "ban"
)
CONCESSION_TAKEN_BACK = Kind(
    "cases.concession_taken_back", _("{actor} took {what} ({amount}) in {label} back"), "arrow-back-up"
)

FOLLOW_UP_ASKED = Kind("cases.follow_up_asked", _("The customer was asked whether {label} is solved"), "send")
FOLLOW_UP_LOST = Kind(
    "cases.follow_up_lost",
    _("The question whether {label} is solved did not reach the customer; ask them another way"),
    "alert-triangle",
)
FOLLOW_UP_ANSWERED = Kind("cases.follow_up_answered", _("The customer says of {label}: {word}"), "message-2")
FOLLOW_UP_WAIVED = Kind(
    "cases.follow_up_waived", _("{actor} did not ask again in {label}: {reason}"), "message-off"
)

ABSENT = Kind("cases.absent", _("{name} is away; {count} cases were given to others"), "sun", live=False)
SETTINGS_CHANGED = Kind(
    "cases.settings_changed", _("{actor} changed how cases work: {what}"), "settings", live=False
)
