"""Raw inbound records, interactions, conversations and search: the one repository of every contact. Turkish: etkileşimler."""
