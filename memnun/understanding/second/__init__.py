"""The second reader: a small sentence transformer that is asked where the first reading is unsure of the sentiment.

It is the lower layers of a multilingual encoder with its vocabulary cut to Turkish customer text, tuned on the same
texts as the first reading and kept in four bits a weight. It needs numpy only. It works at a hundredth of the first
reading's pace and errs elsewhere, so it is asked about few texts and both are heard.
"""
