"""The ledger: raw records, interactions, conversations, and what was read out of them."""

from memnun.interactions.models.adaptation import Adaptation, ReaderChoice
from memnun.interactions.models.attachment import Attachment
from memnun.interactions.models.channel import Channel, ChannelAccount, ContactType, Direction, Function
from memnun.interactions.models.conversation import Conversation, ConversationQuerySet, Status, Thread
from memnun.interactions.models.draft import Draft
from memnun.interactions.models.evidence import ThreadEvidence
from memnun.interactions.models.intake import Import, ImportMapping, WrongRow
from memnun.interactions.models.interaction import Interaction, InteractionQuerySet
from memnun.interactions.models.note import Mention, Note
from memnun.interactions.models.outbox import OutboxAttempt, OutboxMessage, OutboxState
from memnun.interactions.models.raw import RawInbound, RawInboundQuerySet
from memnun.interactions.models.reading import Correction, Reading
from memnun.interactions.models.rearrangement import Rearrangement
from memnun.interactions.models.search import SearchDocument
from memnun.interactions.models.topic import BrandTopic, TopicExample
from memnun.interactions.models.view import Presence, SavedView, Writing

__all__ = [
    "Adaptation",
    "Attachment",
    "BrandTopic",
    "Channel",
    "ChannelAccount",
    "ContactType",
    "Conversation",
    "ConversationQuerySet",
    "Correction",
    "Direction",
    "Draft",
    "Function",
    "Import",
    "ImportMapping",
    "Interaction",
    "InteractionQuerySet",
    "Mention",
    "Note",
    "OutboxAttempt",
    "OutboxMessage",
    "OutboxState",
    "Presence",
    "RawInbound",
    "RawInboundQuerySet",
    "ReaderChoice",
    "Reading",
    "Rearrangement",
    "SavedView",
    "SearchDocument",
    "Status",
    "Thread",
    "ThreadEvidence",
    "TopicExample",
    "Writing",
    "WrongRow",
]
