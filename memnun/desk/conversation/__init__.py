"""One conversation: what was said, what was done, and the acts on it. Turkish: görüşme."""
