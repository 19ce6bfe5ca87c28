"""The first account of an installation, and the link with which its owner enters."""

from django.db import transaction
from django.urls import reverse

from memnun.config.language import terminal_language
from memnun.config.language import terminal_text as _
from memnun.people.actions import add_person, found_brand, issue_sign_in_link
from memnun.people.models import Account, Brand, Person, Role

OWNER = "owner@localhost"


@transaction.atomic
def first_owner() -> Account:
    """The account that owns this installation, made together with a brand when there is none."""
    owner = _existing_owner() or Account.objects.create_user(
        OWNER, name=_("Installation owner"), language=terminal_language()
    )
    if not owner.people.exists():
        brand = Brand.objects.order_by("created_at").first()
        if brand:
            add_person(brand=brand, account=owner, name=owner.name, role=Role.OWNER)
        else:
            found_brand(name=_("My brand"), slug="brand", owner=owner, owner_name=owner.name)
    return owner


def sign_in_address(account: Account, url: str) -> str:
    """An address that signs the account in once within fifteen minutes."""
    return f"{url}{reverse('sign_in_link', args=[issue_sign_in_link(account)])}"


def words(url: str) -> str:
    """What is said when Memnun serves: where, and how to enter."""
    link = sign_in_address(first_owner(), url)
    return "\n".join(
        [
            "",
            "  " + _("Memnun runs at %(url)s") % {"url": url},
            "  " + _("Sign in (works once, within 15 minutes):"),
            f"  {link}",
            "  " + _("Ctrl-C stops it."),
            "",
        ]
    )


def _existing_owner() -> Account | None:
    """owner@localhost, or the first other owner of a brand once people have accounts of their own."""
    by_name = Account.objects.filter(email=OWNER, is_active=True).first()
    if by_name:
        return by_name
    person = Person.objects.filter(role=Role.OWNER, active=True, account__is_active=True)
    first = person.select_related("account").order_by("created_at").first()
    return first.account if first else None
