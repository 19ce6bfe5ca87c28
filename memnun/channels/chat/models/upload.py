"""Files that visitors sent."""

from django.db import models

from memnun.channels.chat.models.visitor import Visitor
from memnun.interactions.models import Attachment
from memnun.people.models import Brand, BrandQuerySet


class Upload(models.Model):
    """Whose a file is until the message that speaks of it is placed."""

    attachment = models.OneToOneField(
        Attachment, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="+")

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.attachment_id)
