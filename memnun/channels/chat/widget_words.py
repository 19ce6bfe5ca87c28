"""The words of the widget itself, in both languages at once, so that one script serves every page."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop, override

WORDS = {
    "open": gettext_noop("Open the chat"),
    "open_unread": gettext_noop("Open the chat, {count} new"),
    "close": gettext_noop("Close the chat"),
    "messages": gettext_noop("Messages"),
    "options": gettext_noop("Options"),
    "here": gettext_noop("We are here"),
    "away": gettext_noop("Nobody is here right now"),
    "write": gettext_noop("Write a message"),
    "send": gettext_noop("Send"),
    "attach": gettext_noop("Attach a file"),
    "sending": gettext_noop("Sending…"),
    "seen": gettext_noop("Seen"),
    "types": gettext_noop("{name} is writing…"),
    "place": gettext_noop("You are number {place} in line."),
    "half_within": gettext_noop("Half of those who wrote this week had an answer within {minutes} min."),
    "person_answers": gettext_noop("A person answers here, not a machine."),
    "privacy_link": gettext_noop("Privacy notice"),
    "remember": gettext_noop("Keep my conversation on this device"),
    "this_visit": gettext_noop("For this visit only"),
    "days": gettext_noop("For {days} days"),
    "remember_why": gettext_noop(
        "You will find it again when you come back. Do not choose this on a shared device."
    ),
    "forget": gettext_noop("Forget me"),
    "forget_sure": gettext_noop("Sure? Press once more and this conversation disappears here."),
    "forgotten": gettext_noop("Done: this device no longer knows you."),
    "your_name": gettext_noop("Your name"),
    "your_email": gettext_noop("Your e-mail"),
    "leave_address": gettext_noop("Answer me by e-mail"),
    "address_kept": gettext_noop("If you are gone by then, our answer goes to {email}."),
    "hello": gettext_noop("Hello {name}"),
    "not_now": gettext_noop("Not now"),
    "offline": gettext_noop("No connection. Your message is kept and sent as soon as it is back."),
    "too_large": gettext_noop("A file may have {size}."),
    "broken": gettext_noop("That did not work. Please try again."),
}


def words_of(language: str) -> dict[str, str]:
    """The words in one language."""
    with override(language):
        return {name: gettext(words) for name, words in WORDS.items()}
