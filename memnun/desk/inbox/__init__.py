"""The list of conversations: filters, counts, saved views. Turkish: gelen."""
