"""What people do with conversations; every act is one transaction and stands in the log."""

from memnun.interactions.actions.assigning import assign, assign_team
from memnun.interactions.actions.beginning import begin_conversations
from memnun.interactions.actions.correcting import InvalidCorrection, correct
from memnun.interactions.actions.drafting import forget_draft, keep_draft, take_over_draft
from memnun.interactions.actions.guarding import ChangedMeanwhile, refuse_if_changed
from memnun.interactions.actions.noting import add_note, see_mentions
from memnun.interactions.actions.rearranged_rows import CannotRearrange
from memnun.interactions.actions.rearranging import merge, move_contacts, split
from memnun.interactions.actions.recording import record_by_hand
from memnun.interactions.actions.replying import Reply, Way, reply, ways
from memnun.interactions.actions.restoring import Change, State, put_back
from memnun.interactions.actions.showing import show_personal_data
from memnun.interactions.actions.status import await_customer, reopen, resolve, snooze, wake_snoozed
from memnun.interactions.actions.tagging import InvalidTag, tag, untag
from memnun.interactions.actions.undoing import undo

__all__ = [
    "CannotRearrange",
    "Change",
    "ChangedMeanwhile",
    "InvalidCorrection",
    "InvalidTag",
    "Reply",
    "State",
    "Way",
    "add_note",
    "assign",
    "assign_team",
    "await_customer",
    "begin_conversations",
    "correct",
    "forget_draft",
    "keep_draft",
    "merge",
    "move_contacts",
    "put_back",
    "record_by_hand",
    "refuse_if_changed",
    "reopen",
    "reply",
    "resolve",
    "see_mentions",
    "show_personal_data",
    "snooze",
    "split",
    "tag",
    "take_over_draft",
    "undo",
    "untag",
    "wake_snoozed",
    "ways",
]
