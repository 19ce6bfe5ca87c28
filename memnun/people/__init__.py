"""Brands, branches, teams and the staff who work in them. Turkish: ekip."""
