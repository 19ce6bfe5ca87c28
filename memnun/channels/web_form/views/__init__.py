"""What staff sees of the forms, and what visitors see."""
