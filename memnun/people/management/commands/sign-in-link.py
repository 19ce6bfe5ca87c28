# ruff: noqa: N999
"""bin/memnun sign-in-link EMAIL: print a link that signs in once, for whoever lost every other way."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from memnun.people import events as acts
from memnun.people.actions import issue_sign_in_link
from memnun.people.models import Account
from memnun.people.sign_in import record_for_brands


class Command(BaseCommand):
    """Print a one-time sign-in link."""

    help = "Print a link that signs the account in once within fifteen minutes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--site", default="", help="public address when MEMNUN_URL is not set")
        parser.add_argument(
            "--forget-second-factor",
            action="store_true",
            help="remove the account's second factors, all of them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        account = Account.objects.filter(email=options["email"].strip().lower(), is_active=True).first()
        if account is None:
            raise CommandError(f"Nobody signs in with {options['email']}.")
        if options["forget_second_factor"]:
            Authenticator.objects.filter(user=account).delete()
            record_for_brands(acts.SECOND_FACTOR_REMOVED, account, factor="all")
        here = f"http://localhost:{settings.ENVIRONMENT.port or 8000}"
        site = options["site"].rstrip("/") or settings.ENVIRONMENT.url or here
        self.stdout.write(site + reverse("sign_in_link", args=[issue_sign_in_link(account)]))
