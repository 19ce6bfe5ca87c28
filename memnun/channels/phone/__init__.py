"""Calls: notes at the desk, events of the switchboard, lists of past calls, missed calls to call back. Turkish: telefon.

One call is one contact of the ledger, whatever the order and number of the events that told of it.
"""
