"""How allauth serves us: nobody signs up alone, people are invited."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is closed; accounts are made by owners and managers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
