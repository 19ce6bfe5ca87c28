"""Meetings planned with a customer from a conversation. Turkish: toplantılar."""
