from django.db import migrations


class Migration(migrations.Migration):
    """An index for the acts around staff and sign-ins, which are few among the events of contacts."""

    dependencies = [("people", "0002_sign_in_invitations_departures"), ("events", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX event_people ON events_event (brand_id, id) WHERE kind >= 'people.' AND kind < 'people/'",
            "DROP INDEX event_people",
        )
    ]
