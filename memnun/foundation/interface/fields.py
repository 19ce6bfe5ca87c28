"""Fields of forms."""

from __future__ import annotations

from typing import Any

from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
    Select,
    SelectMultiple,
)


def field(
    bound: BoundField,
    *,
    label: str = "",
    hint: str | None = None,
    placeholder: str | None = None,
    rows: int = 0,
) -> dict[str, Any]:
    """A form field with its label, hint and problems tied to it for screen readers.

    An empty `hint` hides the field's own help text, an empty `placeholder` the widget's own.
    """
    if hint is None:
        hint = str(bound.help_text)
    widget = bound.field.widget
    many = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    attributes: dict[str, Any] = {"class": f"{_field_class(widget)} {widget.attrs.get('class', '')}".strip()}
    if placeholder is not None:
        attributes["placeholder"] = placeholder
    if rows:
        attributes["rows"] = rows
    described = [f"{bound.auto_id}_hint"] if hint else []
    if bound.errors:
        attributes["aria-invalid"] = "true"
        described.append(f"{bound.auto_id}_problem")
    if described and not many:
        attributes["aria-describedby"] = " ".join(described)
    for option in bound.subwidgets if many else []:
        option.data["attrs"]["class"] = attributes["class"]
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attributes),
        "label": label or bound.label,
        "hint": hint,
        "many": many,
        "check": isinstance(widget, CheckboxInput),
        "described": " ".join(described),
    }


def _field_class(widget: Any) -> str:
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple | CheckboxInput):
        return "form-check-input"
    return (
        "form-select"
        if isinstance(widget, Select) and not isinstance(widget, SelectMultiple)
        else "form-control"
    )
