"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

RECEIVED = Kind("interactions.received", _("{count} contacts were received"), "inbox", live=False)
ACCOUNT_OPENED = Kind(
    "interactions.account_opened",
    _("The account {account} was opened on the channel {channel}"),
    "plug",
    live=False,
)
RECORDED = Kind("interactions.recorded", _("A contact was recorded"), "message")
HISTORY_RECORDED = Kind(
    "interactions.history_recorded", _("{count} earlier contacts were recorded"), "history"
)
QUARANTINED = Kind(
    "interactions.quarantined",
    _("{count} records could not be read and stand in quarantine"),
    "alert-triangle",
)
ASSIGNED = Kind("conversations.assigned", _("{actor} assigned the conversation to {to}"), "user-check")
UNASSIGNED = Kind(
    "conversations.unassigned", _("{actor} gave the conversation back to everybody"), "user-off"
)
TEAM_SET = Kind("conversations.team_set", _("{actor} gave the conversation to the team {team}"), "users")
RESOLVED = Kind("conversations.resolved", _("{actor} resolved the conversation"), "check")
REOPENED = Kind("conversations.reopened", _("{actor} reopened the conversation"), "refresh")
SNOOZED = Kind("conversations.snoozed", _("{actor} put the conversation off until {until}"), "clock-pause")
WOKEN = Kind("conversations.woken", _("The conversation came back"), "bell-ringing")
AWAITED = Kind("conversations.awaited", _("{actor} waits for the customer"), "hourglass")
TAGGED = Kind("conversations.tagged", _("{actor} added the tag {tag}"), "tag")
UNTAGGED = Kind("conversations.untagged", _("{actor} removed the tag {tag}"), "tag")
NOTED = Kind("conversations.noted", _("{actor} wrote a private note"), "note")
MERGED = Kind("conversations.merged", _("{actor} merged #{source} into #{target}"), "arrow-merge")
SPLIT = Kind("conversations.split", _("{actor} split {count} contacts off into #{target}"), "arrows-split")
MOVED = Kind(
    "conversations.moved", _("{actor} moved {count} contacts from #{source} to #{target}"), "arrow-right"
)
UNDONE = Kind(
    "conversations.rearrangement_undone",
    _("{actor} undid it: #{source} and #{target} are as they were"),
    "arrow-back-up",
)
QUARANTINE_RERUN = Kind(
    "interactions.quarantine_rerun", _("{actor} had {count} records read again"), "refresh", live=False
)
QUARANTINE_RELEASED = Kind(
    "interactions.quarantine_released", _("{actor} set the record {external_id} aside"), "archive", live=False
)
PUT_BACK = Kind("conversations.put_back", _("{actor} took the last change back"), "arrow-back-up")
CORRECTED = Kind("interactions.corrected", _("{actor} corrected what was understood"), "pencil")
ADAPTED = Kind(
    "interactions.adapted",
    _(
        "Reading learned from {corrections} corrections: {after} of {held_back} held-back contacts right, {before} before"
    ),
    "sparkles",
    live=False,
)
NOT_ADAPTED = Kind(
    "interactions.not_adapted",
    _(
        "Learning from {corrections} corrections was not adopted: {after} of {held_back} held-back contacts right, {before} before"
    ),
    "sparkles",
    live=False,
)
READ_AS_SHIPPED = Kind(
    "interactions.read_as_shipped", _("{actor} went back to the shipped reading"), "arrow-back-up", live=False
)
READ_AS_LEARNED = Kind(
    "interactions.read_as_learned",
    _("{actor} chose what was learned as number {number}"),
    "sparkles",
    live=False,
)
LEARNS_AGAIN = Kind(
    "interactions.learns_again", _("{actor} let reading learn by itself again"), "sparkles", live=False
)
TOPIC_ADDED = Kind("topics.added", _("{actor} named the topic {topic}"), "sparkles", live=False)
TOPIC_EXAMPLES_ADDED = Kind(
    "topics.examples_added", _("{actor} added {count} examples to the topic {topic}"), "sparkles", live=False
)
TOPIC_EXAMPLE_REMOVED = Kind(
    "topics.example_removed", _("{actor} removed an example of the topic {topic}"), "trash", live=False
)
TOPIC_RETIRED = Kind("topics.retired", _("{actor} put the topic {topic} away"), "archive", live=False)
TOPIC_TAKEN_BACK = Kind(
    "topics.taken_back", _("{actor} took the topic {topic} back into use"), "arrow-back-up", live=False
)
REREAD = Kind(
    "interactions.reread", _("{count} earlier contacts were read again as learned"), "refresh", live=False
)
READ_AGAIN = Kind("interactions.read_again", _("A message that was in doubt was read once more"), "sparkles")
PERSONAL_DATA_SHOWN = Kind(
    "interactions.personal_data_shown", _("{actor} looked at hidden personal data"), "eye"
)
RECORDED_BY_HAND = Kind(
    "interactions.recorded_by_hand", _("{actor} recorded a contact by hand"), "pencil", live=False
)
TAG_RENAMED = Kind(
    "interactions.tag_renamed",
    _("{actor} renamed the tag {before} to {after} ({count} conversations)"),
    "tag",
)
TAG_REMOVED = Kind(
    "interactions.tag_removed", _("{actor} removed the tag {tag} ({count} conversations)"), "tag"
)
QUEUED = Kind("outbox.queued", _("{actor} wrote to the customer"), "send", tells=("channel",))
SENT = Kind("outbox.sent", _("The message to the customer was sent"), "send", tells=("channel",))
SEND_FAILED = Kind("outbox.failed", _("A message to the customer could not be sent"), "alert-triangle")
RETURNED = Kind("outbox.returned", _("A message to the customer came back"), "alert-triangle")
BLOCKED = Kind("outbox.blocked", _("A message to the customer may not be sent"), "ban")
CANCELLED = Kind("outbox.cancelled", _("A message to the customer was taken back"), "arrow-back-up")
HURRIED = Kind("outbox.hurried", _("{actor} had a waiting message sent at once"), "send")
RESENT = Kind("outbox.resent", _("{actor} had a message sent again"), "refresh")
SETTLED = Kind("outbox.settled", _("{actor} dealt with a message that did not arrive"), "check")
REPLY_REFUSED = Kind(
    "outbox.reply_refused", _("{actor} was shown what came in before the answer left"), "eye", live=False
)
DRAFT_TAKEN = Kind("drafts.taken_over", _("{actor} took over the draft of {name}"), "pencil")
