"""Keep finer statistics of words and of what is placed, so that plans fit frequent and rare ones."""

from django.db import migrations

FORWARDS = """
ALTER TABLE interactions_searchdocument ALTER COLUMN words SET STATISTICS 1000;
ALTER TABLE interactions_rawinbound SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);
"""

BACKWARDS = """
ALTER TABLE interactions_rawinbound RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);
ALTER TABLE interactions_searchdocument ALTER COLUMN words SET STATISTICS -1;
"""


class Migration(migrations.Migration):
    dependencies = [("interactions", "0002_wake_placing")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
