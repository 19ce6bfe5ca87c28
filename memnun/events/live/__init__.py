"""The event stream of open screens: what is new in the log, told within milliseconds and never missed.

One connection per process listens, one query per wake-up reads for all brands, and each event is written
out once, however many screens are told. docs/reference/event-stream.md describes the format.
"""
