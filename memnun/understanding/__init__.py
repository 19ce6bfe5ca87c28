"""Reads Turkish customer text offline: sentiment, kind, topics, urgency, threats, personal data, evidence.

Pure Python and numpy, no Django; the weights lie beside the code. Turkish: anlama.
"""

from memnun.understanding.evidence import Evidence
from memnun.understanding.model import shipped
from memnun.understanding.reading import Reading, read, read_many

MODEL_VERSION = shipped().version

__all__ = ["MODEL_VERSION", "Evidence", "Reading", "read", "read_many"]
