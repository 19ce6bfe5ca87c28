"""Everything of a brand in one file of JSON lines, and back again."""
