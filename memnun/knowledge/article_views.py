"""The pages of the knowledge base: agents read what is finished, managers write."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.knowledge.actions import remove_article, save_article
from memnun.knowledge.forms import ArticleForm
from memnun.knowledge.models import Article
from memnun.people.doors import StaffRequest, at_least, find_visible, may_act
from memnun.people.models import Person, Role

LISTED = 200
UNPROCESSABLE = 422


def readable_by(person: Person) -> QuerySet[Article]:
    """What is finished; drafts too for those who manage."""
    articles = Article.objects.visible_to(person)
    return articles if person.is_at_least(Role.MANAGER) else articles.filter(finished_at__isnull=False)


@require_GET
@may_act
def article_list(request: StaffRequest) -> HttpResponse:
    """The articles, newest first."""
    found = readable_by(request.person).order_by("-updated_at", "-id")[:LISTED]
    return render(request, "knowledge/articles.html", {"articles": found, "manages": _manages(request)})


@may_act
def article(request: StaffRequest, article_id: UUID) -> HttpResponse:
    """Read it; those who manage change it."""
    found: Article = find_visible(Article.objects, request.person, pk=article_id)
    if _manages(request):
        return _form(request, found)
    readable = readable_by(request.person).filter(id=found.id).exists()
    shown = {"article": found if readable else None}
    return render(request, "knowledge/read.html", shown, status=200 if readable else 404)


@at_least(Role.MANAGER)
def article_create(request: StaffRequest) -> HttpResponse:
    """Write one."""
    return _form(request, None)


@require_POST
@at_least(Role.MANAGER)
def article_remove(request: StaffRequest, article_id: UUID) -> HttpResponse:
    """Remove one."""
    remove_article(find_visible(Article.objects, request.person, pk=article_id), by=request.person)
    messages.success(request, _("The article was removed."))
    return redirect("knowledge")


def _manages(request: StaffRequest) -> bool:
    return request.person.is_at_least(Role.MANAGER)


def _form(request: StaffRequest, found: Article | None) -> HttpResponse:
    initial = (
        {
            "title": found.title,
            "text": found.text,
            "topic": found.topic,
            "finished": found.finished_at is not None,
        }
        if found
        else {}
    )
    form = ArticleForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = save_article(found, by=request.person, **form.cleaned_data)
        messages.success(request, _("The article was saved."))
        return redirect("article", article_id=saved.id)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "knowledge/article.html", {"form": form, "article": found}, status=status)
