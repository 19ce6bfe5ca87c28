"""Customers, the ways to recognise them, and how two of them became one."""

from memnun.customers.models.customer import Customer, CustomerQuerySet, Group, Hitap
from memnun.customers.models.duplicate import DuplicateProposal
from memnun.customers.models.group_count import GroupCount
from memnun.customers.models.identity import Identity, IdentityKind
from memnun.customers.models.merge import CustomerMerge

__all__ = [
    "Customer",
    "CustomerMerge",
    "CustomerQuerySet",
    "DuplicateProposal",
    "Group",
    "GroupCount",
    "Hitap",
    "Identity",
    "IdentityKind",
]
