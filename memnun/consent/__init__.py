"""Permissions (izinler): what a brand may send to whom, when, and the proof of it.

The ledger of consents, what customers wish, İYS, the attention budget, and the gate that every outgoing
message passes: `memnun.consent.deciding.decide`.
"""
