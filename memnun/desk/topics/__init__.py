"""Topics a brand names itself, and how well each is read. Turkish: konular."""
