"""Deferring the job that reckons a brand's open cases anew, without importing the jobs themselves."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app


def defer_retiming(brand_id: UUID) -> None:
    """Let a worker reckon the brand's open cases anew, in batches, once the running transaction has committed."""
    app.configure_task("cases.retime").defer(brand_id=str(brand_id), after="")
