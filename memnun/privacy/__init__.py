"""Persons' rights under the data protection law (KVKK): erasure of all rooms' rows, and its log. Turkish: KVKK."""
