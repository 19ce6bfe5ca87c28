"""What people do with customers; every act is one transaction and stands in the log."""

from memnun.customers.actions.duplicates import dismiss_duplicate, propose_duplicates
from memnun.customers.actions.merging import CannotMerge, merge, unmerge

__all__ = ["CannotMerge", "dismiss_duplicate", "merge", "propose_duplicates", "unmerge"]
