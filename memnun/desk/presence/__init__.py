"""Who else looks at the conversation one has open."""
