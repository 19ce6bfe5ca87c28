"""The tags of a brand and how often each is used. Turkish: etiketler."""
