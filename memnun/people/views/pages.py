"""The page most settings have: a form, its problems, a button."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from memnun.people.doors import StaffRequest

UNPROCESSABLE = 422


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the body of a POST, even an empty one."""
    return request.POST if request.method == "POST" else None


def present_values(form: type[Form], row: Model) -> dict[str, Any]:
    """The row's values for the form's fields."""
    return {name: getattr(row, name) for name in form.base_fields if hasattr(row, name)}


def form_page(
    request: StaffRequest, form: Form, *, title: str, back: str = "", button: str = "", words: str = ""
) -> HttpResponse:
    """The page of a form; 422 when what was typed cannot be taken. `back` names the page to return to."""
    context = {
        "form": form,
        "title": title,
        "button": button,
        "words": words,
        "back": reverse(back) if back else "",
    }
    return render(request, "people/form.html", context, status=UNPROCESSABLE if form.errors else 200)


def tell(form: Form, refusal: ValidationError) -> None:
    """Show a rule's refusal on the form that asked for it."""
    form.add_error(None, refusal)
