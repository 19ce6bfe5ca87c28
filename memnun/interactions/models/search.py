"""What full-text search reads: one narrow row an interaction."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from memnun.interactions.models.interaction import Interaction
from memnun.people.models import Brand, BrandQuerySet


class SearchDocument(models.Model):
    """The folded words of an interaction (`simple` configuration), with what ranking needs."""

    interaction = models.OneToOneField(
        Interaction, on_delete=models.CASCADE, primary_key=True, related_name="search_document"
    )
    brand = models.ForeignKey(
        Brand, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    occurred_at = models.DateTimeField()
    words = SearchVectorField()

    objects = BrandQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="search_words"),
            models.Index(fields=["brand", "-occurred_at"], name="search_newest"),
        ]

    def __str__(self) -> str:
        return str(self.interaction_id)
