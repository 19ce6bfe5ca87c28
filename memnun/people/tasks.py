"""Mail about signing in. No link or token stands in the queue: it is made when the mail is."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils import translation
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from memnun.foundation import clock
from memnun.people import mail
from memnun.people.models import Account
from memnun.people.throttle import forget_expired

RETRY = RetryStrategy(max_attempts=6, exponential_wait=4)


@app.task(name="people.send_password_reset", retry=RETRY)
def send_password_reset(*, email: str, site: str, language: str) -> None:
    """Send a link with which to choose a new password; nothing when nobody signs in with this address."""
    account = Account.objects.filter(email=email.strip().lower(), is_active=True).first()
    if account is None:
        return
    key = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    with translation.override(language):
        link = site + reverse("account_reset_password_from_key", kwargs=key)
        mail.send("password_reset", account.email, {"account": account, "link": link})


@app.task(name="people.send_notice", retry=RETRY)
def send_notice(*, account_id: str, change: str, ip: str) -> None:
    """Tell the owner of an account that its sign-in changed."""
    account = Account.objects.get(pk=account_id)
    with translation.override(account.language):
        mail.send(
            "notice", account.email, {"account": account, "change": change, "ip": ip, "at": clock.now()}
        )


@app.periodic(cron="17 * * * *")
@app.task(
    name="people.forget_expired_values", queueing_lock="people.forget_expired_values", pass_context=False
)
def forget_expired_values(timestamp: int) -> None:
    """Keep the table of shared values small."""
    forget_expired()
