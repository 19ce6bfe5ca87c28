"""Who works for the brand in these tests.

pytest reads this file before Django has its settings, so what needs them is imported by the fixtures.
"""

from __future__ import annotations
