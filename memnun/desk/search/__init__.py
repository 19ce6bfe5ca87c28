"""One search over everything: customers, conversations, contacts. Turkish: arama."""
