"""From raw record to interaction: parse, match the customer, thread, read, write, tell.

A raw record is placed after it was acknowledged, in batches of one brand, each batch in one
transaction. What cannot be parsed goes to quarantine and holds nobody up.
"""
