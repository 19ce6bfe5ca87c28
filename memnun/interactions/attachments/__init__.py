"""Files: taken out of what came in, uploaded for what goes out, kept by content, opened safely."""

from memnun.interactions.attachments.extracting import FoundFile, extractor
from memnun.interactions.attachments.keeping import RefusedFile, content_of, keep

__all__ = ["FoundFile", "RefusedFile", "content_of", "extractor", "keep"]
