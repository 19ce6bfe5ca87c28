"""Naming topics, giving examples, and looking at what reading made of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from memnun.desk.topics.standing import contacts_to_ask_about, standings
from memnun.foundation.ids import read_uuid
from memnun.interactions.actions import correct
from memnun.interactions.actions import topics as acts
from memnun.interactions.models import BrandTopic, Interaction, TopicExample
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role
from memnun.understanding.own_topics import LEAST_EXAMPLES

SHOWN_EXAMPLES = 200


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def topics(request: StaffRequest) -> HttpResponse:
    """The brand's own topics; POST names a new one."""
    name, examples = request.POST.get("name", ""), request.POST.get("examples", "")
    if request.method == "POST":
        try:
            made = acts.add_topic(name, examples=examples.splitlines(), by=request.person)
        except acts.InvalidTopic as problem:
            messages.error(request, str(problem))
        else:
            messages.success(
                request, _("The topic was named. It is learned tonight when it has enough examples.")
            )
            return redirect("desk:topic", made.id)
    shown = {
        "standings": standings(request.person),
        "least": LEAST_EXAMPLES,
        "name": name,
        "examples": examples,
    }
    return render(request, "desk/topics/topics.html", shown)


@require_GET
@at_least(Role.MANAGER)
def topic(request: StaffRequest, topic_id: UUID) -> HttpResponse:
    """One topic: its examples, its last trial, and contacts that look like it."""
    found = find_visible(BrandTopic.objects, request.person, id=topic_id)
    [standing] = [one for one in standings(request.person) if one.topic.id == found.id]
    shown = {
        "standing": standing,
        "topic": found,
        "examples": found.examples.order_by("-at", "-id")[:SHOWN_EXAMPLES],
        "asked": [] if found.retired_at else contacts_to_ask_about(request.person, found),
        "answers": (("1", _("Yes"), "check"), ("0", _("No"), "x")),
    }
    return render(request, "desk/topics/topic.html", shown)


@require_POST
@at_least(Role.MANAGER)
def add_examples(request: StaffRequest, topic_id: UUID) -> HttpResponse:
    """Keep lines as examples."""
    found = find_visible(BrandTopic.objects, request.person, id=topic_id)
    try:
        lines = request.POST.get("examples", "").splitlines()
        count = acts.add_examples(
            found, lines, holds=request.POST.get("holds", "1") == "1", by=request.person
        )
    except acts.InvalidTopic as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request,
            ngettext("{count} example was added.", "{count} examples were added.", count).format(count=count),
        )
    return redirect("desk:topic", found.id)


@require_POST
@at_least(Role.MANAGER)
def judge(request: StaffRequest, topic_id: UUID) -> HttpResponse:
    """Say of a contact whether it is about the topic: yes sets it on the contact, no becomes a counter-example."""
    found = find_visible(BrandTopic.objects.in_use(), request.person, id=topic_id)
    contact = find_visible(
        Interaction.objects.select_related("reading", "conversation"),
        request.person,
        id=read_uuid(request.POST.get("contact", "")),
    )
    if request.POST.get("holds") == "1":
        present = [slug for slug in contact.reading.topics if slug != found.slug]
        correct(contact, field="topics", after=[*present, found.slug], by=request.person)
    else:
        acts.add_examples(found, [contact.text], holds=False, by=request.person)
    return redirect("desk:topic", found.id)


@require_POST
@at_least(Role.MANAGER)
def remove_example(request: StaffRequest, example_id: UUID) -> HttpResponse:
    """Learn no more from an example."""
    example = find_visible(TopicExample.objects.select_related("topic"), request.person, id=example_id)
    acts.remove_example(example, by=request.person)
    messages.success(request, _("The example was removed."))
    return redirect("desk:topic", example.topic_id)


@require_POST
@at_least(Role.MANAGER)
def put_away(request: StaffRequest, topic_id: UUID) -> HttpResponse:
    """Read the topic no more; it can be taken back."""
    found = find_visible(BrandTopic.objects, request.person, id=topic_id)
    acts.retire_topic(found, by=request.person)
    messages.success(request, _("The topic was put away. Contacts that carry it keep it."))
    return redirect("desk:topics")


@require_POST
@at_least(Role.MANAGER)
def take_back(request: StaffRequest, topic_id: UUID) -> HttpResponse:
    """Use a topic again."""
    found = find_visible(BrandTopic.objects, request.person, id=topic_id)
    acts.take_back_topic(found, by=request.person)
    messages.success(request, _("The topic is used again. It is learned tonight."))
    return redirect("desk:topic", found.id)
