"""How long each kind of data is kept, and its destruction night by night. Turkish: saklama ve imha."""
