"""Readers are woken by the application after the commit, and no longer by the commit itself."""

from importlib import import_module

from django.db import migrations

woken_by_commit = import_module("memnun.events.migrations.0002_wake_readers")


class Migration(migrations.Migration):
    dependencies = [("events", "0004_invariant_checks")]

    operations = [migrations.RunSQL(woken_by_commit.DROP, woken_by_commit.CREATE)]
