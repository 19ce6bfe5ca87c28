"""Pages of live chat: its settings, and what the desk shows of visitors."""
