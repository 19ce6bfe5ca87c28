"""Only somebody signed in may send much, and only where files are taken."""

import pytest
from django.conf import settings

from memnun.config.uploads import largest_body
from memnun.people.testing import Cast, signed_in_client


def scope(path: str, cookie: str = "") -> dict:
    return {"path": path, "headers": [(b"cookie", cookie.encode())] if cookie else []}


@pytest.mark.django_db(transaction=True)
def test_files_are_taken_from_people_who_are_signed_in():
    client = signed_in_client(Cast().murat)
    name = settings.SESSION_COOKIE_NAME
    mine = f"other=1; {name}={client.cookies[name].value}"
    assert largest_body(scope("/imports/", mine)) == settings.LARGEST_UPLOAD
    assert largest_body(scope("/imports/")) == settings.LARGEST_FORM
    assert largest_body(scope("/imports/", f"{name}=unknown")) == settings.LARGEST_FORM
    assert largest_body(scope("/imports/", "\x00;;=")) == settings.LARGEST_FORM
    assert largest_body(scope("/customers/", mine)) == settings.LARGEST_FORM
