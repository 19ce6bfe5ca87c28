"""Names of what an account of Telegram keeps."""

KIND = "telegram"
TOKEN = "token"  # noqa: S105 - the name of a secret
HOOK_SECRET = "hook"  # noqa: S105 - the name of a secret
BY_WEBHOOK = "webhook"
BY_ASKING = "ask"
WANTED = ["message", "edited_message", "my_chat_member"]
"""The kinds of update that Telegram is asked for."""
