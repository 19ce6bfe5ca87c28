"""What people and jobs do with articles and messages about troubles."""

from memnun.preventing.actions.drafting import (
    CannotAct,
    change,
    draft_article,
    draft_message,
    leave_out,
    list_some,
    put_back,
)
from memnun.preventing.actions.sending import approve, send_some, stop, stop_some

__all__ = [
    "CannotAct",
    "approve",
    "change",
    "draft_article",
    "draft_message",
    "leave_out",
    "list_some",
    "put_back",
    "send_some",
    "stop",
    "stop_some",
]
