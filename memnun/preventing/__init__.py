"""Troubles that return: what they cost, an article about them, a word in time to whom they have not met.

Turkish: önleme.
"""
