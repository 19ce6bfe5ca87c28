"""How allauth serves us: nobody signs up alone, every change of a sign-in is recorded and told by mail."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from memnun.foundation.secrets import seal, unseal
from memnun.people import events as acts
from memnun.people.models import Account
from memnun.people.sign_in import record_for_brands
from memnun.people.tasks import send_notice

SECOND_FACTOR_PURPOSE = "second factor"
YEAR = 365 * 24 * 3600

# allauth names each change of a sign-in by the mail it would send about it
CHANGES = {
    "mfa/email/totp_activated": (acts.SECOND_FACTOR_ADDED, "totp"),
    "mfa/email/totp_deactivated": (acts.SECOND_FACTOR_REMOVED, "totp"),
    "mfa/email/webauthn_added": (acts.SECOND_FACTOR_ADDED, "webauthn"),
    "mfa/email/webauthn_removed": (acts.SECOND_FACTOR_REMOVED, "webauthn"),
    "mfa/email/recovery_codes_generated": (acts.SECOND_FACTOR_ADDED, "recovery_codes"),
}
PASSWORD_CHANGES = (
    "account/email/password_changed",
    "account/email/password_set",
    "account/email/password_reset",
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is closed; accounts are made by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        record_for_brands(acts.SIGNED_IN, user, by_account=True, ip=self.get_client_ip(request))

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        """Show pages in the account's language on a device that has chosen none."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                user.language,
                max_age=YEAR,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, Account):
            record_for_brands(acts.SIGNED_OUT, request.user, by_account=True)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        account = Account.objects.filter(email=str(credentials.get("email", "")).lower()).first()
        if account:
            record_for_brands(acts.SIGN_IN_FAILED, account, ip=self.get_client_ip(request), step="password")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Account,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Record a change of a sign-in and tell its owner by mail, through the queue."""
        ip = self.get_client_ip(self.request)
        if template_prefix in PASSWORD_CHANGES:
            record_for_brands(acts.PASSWORD_CHANGED, user, by_account=True, ip=ip)
            send_notice.defer(account_id=str(user.pk), change="password", ip=ip)
        elif template_prefix in CHANGES:
            kind, factor = CHANGES[template_prefix]
            record_for_brands(kind, user, by_account=True, ip=ip, factor=factor)
            send_notice.defer(
                account_id=str(user.pk), change=f"{kind.name.rpartition('.')[2]}:{factor}", ip=ip
            )

    def is_login_by_code_required(self, login: Any) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps what a second factor needs encrypted, under the installation's own key."""

    def encrypt(self, text: str) -> str:
        return b64encode(seal(text, keys=[settings.SECRET_KEY], purpose=SECOND_FACTOR_PURPOSE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
        return unseal(b64decode(encrypted_text), keys=keys, purpose=SECOND_FACTOR_PURPOSE)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": str(settings.MFA_TOTP_ISSUER)}
