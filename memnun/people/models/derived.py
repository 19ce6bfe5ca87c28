"""Columns worked out of another column whenever a row is written, in bulk too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models

from memnun.foundation.turkish.folding import fold, sort_key


class DerivedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that follows the field `of`; when saving with `update_fields`, name both."""

    derive: Callable[[str], str]

    def __init__(self, *, of: str, **options: Any) -> None:
        self.of = of
        super().__init__(**{**options, "editable": False, "blank": True, "default": ""})

    def deconstruct(self) -> Any:
        name, path, arguments, options = super().deconstruct()
        return name, path, arguments, {**options, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = type(self).derive(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, value)
        return value


class SortKeyField(DerivedTextField):
    """The Turkish alphabetical order of another field, for ORDER BY."""

    derive = staticmethod(sort_key)


class FoldedField(DerivedTextField):
    """Another field as it is searched for: `kargö`, `KARGO` and `kargo` are one."""

    derive = staticmethod(fold)
