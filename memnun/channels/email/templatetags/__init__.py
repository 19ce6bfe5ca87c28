"""Template tags of e-mail."""
