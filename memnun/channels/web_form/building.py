"""The questions of a form: added, changed, moved, taken away."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.channels.web_form.actions import change_form
from memnun.channels.web_form.fields import FIRST_WORDS, MOST_FIELDS, ONCE, FieldKind, FormField, free_key
from memnun.channels.web_form.models import WebForm
from memnun.people.models import Person

SAMPLE_OPTIONS = {
    "tr": ["Teşekkür", "Öneri", "Şikâyet", "Soru"],
    "en": ["Thanks", "Idea", "Complaint", "Question"],
}


class CannotAsk(ValueError):
    """The question cannot be part of the form; the text says why."""


@transaction.atomic
def add_question(form: WebForm, kind: str, *, by: Person) -> FormField:
    """Put a question at the end, with words to begin from. Raises CannotAsk."""
    current = _locked(form)
    asked = current.questions
    if kind not in FieldKind.values:
        raise CannotAsk(_("There is no such kind of question."))
    if kind in ONCE and any(one.kind == kind for one in asked):
        raise CannotAsk(_("The form asks this already."))
    if len(asked) >= MOST_FIELDS:
        raise CannotAsk(_("A form can ask at most {count} questions.").format(count=MOST_FIELDS))
    words = FIRST_WORDS.get(current.language, FIRST_WORDS["tr"])
    options = SAMPLE_OPTIONS.get(current.language, SAMPLE_OPTIONS["tr"]) if kind == FieldKind.CHOICE else []
    added = FormField(
        free_key(asked), kind, words[FieldKind(kind)], kind == FieldKind.CONSENT, options=options
    )
    _write(current, [*asked, added], by)
    return added


@transaction.atomic
def change_question(form: WebForm, changed: FormField, *, by: Person) -> None:
    """Put this in the place of the question with its key."""
    current = _locked(form)
    _write(current, [changed if one.key == changed.key else one for one in current.questions], by)


@transaction.atomic
def move_question(form: WebForm, key: str, *, to: int, by: Person) -> None:
    """Put the question at this place, counted from 0; the others keep their order."""
    current = _locked(form)
    moved = [one for one in current.questions if one.key == key]
    others = [one for one in current.questions if one.key != key]
    place = max(0, min(to, len(others)))
    _write(current, [*others[:place], *moved, *others[place:]], by)


@transaction.atomic
def remove_question(form: WebForm, key: str, *, by: Person) -> None:
    """Take the question away; what was answered before keeps its words. Raises CannotAsk for the last one."""
    current = _locked(form)
    left = [one for one in current.questions if one.key != key]
    if not any(one.kind != FieldKind.CONSENT for one in left):
        raise CannotAsk(_("A form needs at least one question."))
    _write(current, left, by)


def _locked(form: WebForm) -> WebForm:
    return WebForm.objects.select_for_update(no_key=True).get(id=form.id)


def _write(form: WebForm, questions: Sequence[FormField], by: Person) -> None:
    change_form(form, by=by, values={"fields": [one.stored() for one in questions]})
