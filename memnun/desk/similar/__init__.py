"""Others who tell of the same: similar contacts of one contact. Turkish: benzerleri."""
