"""Files of contacts, read in bounded memory: CSV, XLSX, JSONL, mbox and folders of .eml."""
