"""What stands in a mail, read without ever failing: people write through broken programs too."""
