"""What follows in one room from what happened in another: one rule a file, its name a sentence.

Turkish: tepkiler.
"""
