"""A file of contacts brought in: what it was, how its columns were read, what became of its rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models.channel import Channel
from memnun.people.models import Brand, BrandQuerySet, Person


class ImportMapping(models.Model):
    """How the columns of a kind of file are read, as [column, field] in their order; found again by the header."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=120)
    header = models.CharField(max_length=64)
    columns = models.JSONField(default=list)
    updated_at = models.DateTimeField(auto_now=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "header"], name="one_mapping_a_header")]

    def __str__(self) -> str:
        return self.name


class FileIntake(models.Model):
    """A file brought in. Rows: read = added + known + wrong. `columns` are [column, field] in their order."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Stopped")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(_("File"), max_length=255)
    path = models.CharField(max_length=500, blank=True)
    columns = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    rows_read = models.BigIntegerField(default=0)
    rows_added = models.BigIntegerField(default=0)
    rows_known = models.BigIntegerField(default=0)
    rows_wrong = models.BigIntegerField(default=0)
    resume_from = models.BigIntegerField(default=0)
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = BrandQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name

    @property
    def mapping(self) -> dict[str, str]:
        """{column: field}, in the order of the columns."""
        return dict(self.columns)


class Import(FileIntake):
    """One file of contacts brought in."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="imports")
    sha256 = models.CharField(max_length=64, blank=True)
    form = models.CharField(_("Format"), max_length=10, blank=True)
    encoding = models.CharField(_("Encoding"), max_length=20, blank=True)
    delimiter = models.CharField(_("Delimiter"), max_length=3, blank=True)
    channel = models.CharField(_("Channel"), max_length=10, choices=Channel.choices, blank=True)
    rows_total = models.BigIntegerField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    actor_kind = "import"

    class Meta:
        indexes = [models.Index(fields=["brand", "-created_at"], name="import_newest")]


class WrongRow(models.Model):
    """A row of a file that could not be read, with the reason, kept to be mended and sent again."""

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="wrong_rows")
    row = models.BigIntegerField()
    content = models.JSONField()
    problems = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["batch", "row"], name="wrong_row")]

    def __str__(self) -> str:
        return f"{self.row}: {self.problems}"
