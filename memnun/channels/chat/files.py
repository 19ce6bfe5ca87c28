"""Which files go either way through the chat; their content is checked where they are kept."""

LARGEST_FILE = 10 * 1024 * 1024
MOST_FILES = 5
TYPES = (
    "image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf", "text/plain",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)  # fmt: skip
ACCEPTED = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".pdf", ".txt", ".docx", ".xlsx")
"""What the browser's file chooser offers; the server looks at the content."""
