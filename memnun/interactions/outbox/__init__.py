"""The one way out: every message to a customer waits here, passes the gate, leaves once and keeps its proof."""

from memnun.interactions.outbox.changing import cancel, resend, send_now, settle
from memnun.interactions.outbox.queueing import CannotSend, Outgoing, queue
from memnun.interactions.outbox.reporting import report

__all__ = ["CannotSend", "Outgoing", "cancel", "queue", "report", "resend", "send_now", "settle"]
