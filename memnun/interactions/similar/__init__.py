"""Contacts that tell of the same thing, over a brand's history. Turkish: benzerleri.

Candidates come out of the word index, bounded; they are ordered by the cosine of their words, pieces of
words, topics and kinds, rare ones counting more. No model beyond the reading that stands already.
"""
