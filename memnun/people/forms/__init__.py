"""What may be typed into the pages of this room."""
