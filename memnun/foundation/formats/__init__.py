"""How Django writes and reads dates and numbers, by language (FORMAT_MODULE_PATH)."""
