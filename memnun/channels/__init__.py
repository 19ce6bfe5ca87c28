"""The kinds of channel, each a folder with everything of it, and the accounts a brand has on them."""
