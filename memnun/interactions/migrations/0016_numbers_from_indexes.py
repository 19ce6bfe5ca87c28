"""The inbox's numbers are read from indexes alone, without the rows.

That works for rows a vacuum has seen since they changed. Conversations change all the time, so the
table is vacuumed after one in fifty instead of one in five.
"""

from django.db import migrations, models

VACUUM_OFTEN = """
ALTER TABLE interactions_conversation SET (
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02
);
"""
VACUUM_AS_USUAL = """
ALTER TABLE interactions_conversation RESET (
    autovacuum_vacuum_scale_factor, autovacuum_vacuum_insert_scale_factor
);
"""

INBOX = ["brand", "status", "-last_at", "-id"]
MINE = ["brand", "assignee", "status", "-last_at", "-id"]
TEAM = ["brand", "team", "status", "-last_at", "-id"]
UNANSWERED = ["brand", "waiting_since", "id"]


def _instead(index: models.Index) -> list[migrations.operations.base.Operation]:
    """The operations that put the index in the place of the one of its name."""
    return [
        migrations.RemoveIndex(model_name="conversation", name=index.name),
        migrations.AddIndex(model_name="conversation", index=index),
    ]


class Migration(migrations.Migration):
    dependencies = [("interactions", "0015_moves")]

    operations = [
        *_instead(models.Index(fields=INBOX, include=["team", "merged_into"], name="conversation_inbox")),
        *_instead(models.Index(fields=MINE, include=["team", "merged_into"], name="conversation_mine")),
        *_instead(
            models.Index(
                fields=TEAM,
                include=["merged_into"],
                name="conversation_team",
                condition=models.Q(team__isnull=False),
            )
        ),
        *_instead(
            models.Index(
                fields=UNANSWERED,
                include=["status", "team", "merged_into"],
                name="conversation_unanswered",
                condition=models.Q(waiting_since__isnull=False),
            )
        ),
        migrations.RunSQL(VACUUM_OFTEN, VACUUM_AS_USUAL),
    ]
