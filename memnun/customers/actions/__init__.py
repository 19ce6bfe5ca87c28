"""What people do with customers; every act is one transaction and stands in the log."""

from memnun.customers.actions.counting import sum_up_groups
from memnun.customers.actions.duplicates import dismiss_duplicate, propose_duplicates
from memnun.customers.actions.editing import (
    CannotEdit,
    ChangedMeanwhile,
    add_customer,
    add_identity,
    edit,
    remove_identity,
    version_of,
)
from memnun.customers.actions.merging import CannotMerge, merge, unmerge

__all__ = [
    "CannotEdit",
    "CannotMerge",
    "ChangedMeanwhile",
    "add_customer",
    "add_identity",
    "dismiss_duplicate",
    "edit",
    "merge",
    "propose_duplicates",
    "remove_identity",
    "sum_up_groups",
    "unmerge",
    "version_of",
]
