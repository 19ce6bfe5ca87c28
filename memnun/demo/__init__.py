"""A believable sample brand (örnek marka), made from a seed, to try Memnun on.

Everything is invented: people, telephone numbers, addresses, orders. The same seed and end date
give the same brand to the letter.
"""
