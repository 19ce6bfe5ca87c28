"""Sentences that more than one address of the API says."""

from django.utils.translation import gettext_noop

NO_MORE_ACCOUNTS = gettext_noop(
    "The brand has too many accounts already. “account” names one of your mailboxes, lines, pages or forms; "
    "what changes with every contact belongs into “external_id” or “thread”."
)
NOT_STORED = gettext_noop(
    "The contact “{external_id}” could not be stored; its bytes do not fit into the database."
)
NOT_A_MOMENT = gettext_noop(
    "Write a moment like 2026-03-15T14:30:00+03:00; in an address the + is written %2B."
)
NOT_A_LIMIT = gettext_noop("Write a whole number from 1 to {most}.")
NOT_A_CURSOR = gettext_noop("Take this value from “next” of the page before.")
NOT_A_CHOICE = gettext_noop("Write one of: {choices}.")
NO_SUCH_PARAMETER = gettext_noop("There is no such parameter. Known ones: {choices}.")
