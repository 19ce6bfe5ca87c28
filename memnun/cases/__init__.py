"""Work that is owed to a customer: complaints and requests, their clocks, promises, concessions, follow-ups.

Turkish: vakalar.
"""
