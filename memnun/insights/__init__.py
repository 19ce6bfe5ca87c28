"""What the contacts of a brand say together: themes and whether they rise. Turkish: içgörüler."""
