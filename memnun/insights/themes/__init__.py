"""Themes in complaints and suggestions: topics, words and pairs of words, counted by day and watched for rises.

A change of a contact or its reading marks its day; marked days are counted anew, so the counts are right
whatever changed them. Once in a while the last seven days are compared with the eight weeks before.
"""
