"""Hears of failed second factors: allauth tells of them by signal alone."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room of brands and staff."""

    name = "memnun.people"

    def ready(self) -> None:
        from allauth.mfa.signals import authentication_failed  # models are not ready before this method

        authentication_failed.connect(record_failed_factor, dispatch_uid="people.record_failed_factor")


def record_failed_factor(*, user: Any, authenticator: Any, **_rest: Any) -> None:
    """Write a wrong code or passkey into the log of the account's brands."""
    from memnun.people import events as acts  # as above
    from memnun.people.sign_in import record_for_brands

    record_for_brands(acts.SIGN_IN_FAILED, user, step=authenticator.type)
