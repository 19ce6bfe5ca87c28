"""The gate from the inside: what is looked at, in which order, and how each look ends."""
