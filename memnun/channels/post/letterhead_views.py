"""The logo of a letterhead, and a letter to look at before the first real one is printed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.channels.post.drawing import Sheet, draw
from memnun.channels.post.enclosing import CannotPrint
from memnun.channels.post.forms import LogoForm
from memnun.channels.post.letterheads import letterhead_of, remove_logo, set_logo
from memnun.channels.post.models import Logo
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role


@require_POST
@at_least(Role.MANAGER)
def logo(request: StaffRequest, channel_account_id: UUID) -> HttpResponse:
    """Put a logo on the letters, or take it off (?remove)."""
    account = find_visible(ChannelAccount.objects, request.person, pk=channel_account_id)
    form = LogoForm(request.POST, request.FILES)
    if "remove" in request.POST:
        remove_logo(account, by=request.person)
    elif form.is_valid():
        try:
            set_logo(account, form.cleaned_data["logo"], by=request.person)
            messages.success(request, _("The logo stands on the letters from now on."))
        except CannotPrint as problem:
            messages.error(request, str(problem))
    else:
        messages.error(request, " ".join(str(problem) for problem in form.errors["logo"]))
    return redirect("channel_account", account.id)


@require_GET
@at_least(Role.MANAGER)
def logo_file(request: StaffRequest, channel_account_id: UUID) -> HttpResponse:
    """The logo as it is printed."""
    account = find_visible(ChannelAccount.objects, request.person, pk=channel_account_id)
    kept = Logo.objects.visible_to(request.person).filter(account=account).first()
    if kept is None:
        raise Http404
    answer = HttpResponse(bytes(kept.content), content_type="image/png")
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@require_GET
@at_least(Role.MANAGER)
def sample(request: StaffRequest, channel_account_id: UUID) -> HttpResponse:
    """A letter to nobody, to fold and to hold against the envelope."""
    found = ChannelAccount.objects.select_related("brand")
    account = find_visible(found, request.person, pk=channel_account_id)
    with translation.override(account.brand.language):
        sheet = Sheet(
            address=["Ayşe Yılmaz", "Çağlayan Mah. İnönü Cad.", "Gül Apt. No: 5 D: 3", "34403 Kâğıthane/İSTANBUL"],
            reference="DENEME22", conversation="#1", day=clock.now().date(), subject=_("A letter to look at"),
            text=_("Fold the sheet at the marks and hold it against the envelope: the whole address must show in the window, and nothing else."),
            signature=request.person.name, link=request.build_absolute_uri("/letters/"),
        )  # fmt: skip
        file = draw(letterhead_of(account), [sheet]).finished()
    answer = HttpResponse(file, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="deneme-mektubu.pdf"'
    return answer
