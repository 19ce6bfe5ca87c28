"""Telegram, fully: messages and files both ways, by webhook or by asking. The first of the social channels."""
