"""Writing down a contact by hand: a call taken, a talk in the shop. Turkish: temas ekleme."""
