"""The pages of this room: for customers without sign-in, for staff, and for those who set the rules."""
