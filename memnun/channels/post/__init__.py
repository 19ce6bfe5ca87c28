"""Letters: out as PDF, printed and posted by people; in as scans, dated and attached. Turkish: posta.

A letter is written like any answer and waits in the outbox until somebody has printed it.
"""
