"""What people and clocks do with cases; every act is one transaction and stands in the log."""

from memnun.cases.actions.allocating import allocate_unowned, hand_over
from memnun.cases.actions.answer_promises import (
    hold_open_case,
    is_complaint,
    promise_with_answer,
    take_back_with_answer,
)
from memnun.cases.actions.answering import await_customer, note_answer, note_reply, stop_waiting
from memnun.cases.actions.conceding import approve, concede, limit_of, refuse, take_concession_back
from memnun.cases.actions.following_up import note_asked, note_silence, note_word, waive
from memnun.cases.actions.founding import settings_of
from memnun.cases.actions.from_conversation import opening_of
from memnun.cases.actions.holding import hold_cases_of
from memnun.cases.actions.opening import open_case, open_cases
from memnun.cases.actions.openings import Opening
from memnun.cases.actions.owning import assign, assign_team, start_work, take
from memnun.cases.actions.promising import keep, mark_broken_promises, move, promise, take_back
from memnun.cases.actions.resolving import close, reopen, resolve, undo_resolution
from memnun.cases.actions.steering import link, set_legal_start, set_step, set_type, set_urgency
from memnun.cases.actions.telling import CannotAct
from memnun.cases.actions.watching import retime_some, watch_deadlines

__all__ = [
    "CannotAct",
    "Opening",
    "allocate_unowned",
    "approve",
    "assign",
    "assign_team",
    "await_customer",
    "close",
    "concede",
    "hand_over",
    "hold_cases_of",
    "hold_open_case",
    "is_complaint",
    "keep",
    "limit_of",
    "link",
    "mark_broken_promises",
    "move",
    "note_answer",
    "note_asked",
    "note_reply",
    "note_silence",
    "note_word",
    "open_case",
    "open_cases",
    "opening_of",
    "promise",
    "promise_with_answer",
    "refuse",
    "reopen",
    "resolve",
    "retime_some",
    "set_legal_start",
    "set_step",
    "set_type",
    "set_urgency",
    "settings_of",
    "start_work",
    "stop_waiting",
    "take",
    "take_back",
    "take_back_with_answer",
    "take_concession_back",
    "undo_resolution",
    "waive",
    "watch_deadlines",
]
