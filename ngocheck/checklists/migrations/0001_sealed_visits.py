from typing import Any

from django.db import migrations, models


def forget_readable_visits(apps: Any, schema_editor: Any) -> None:
    """Answers stood readable in sessions until now. Staff sign in once more."""
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('sessions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealedVisit',
            fields=[
                ('finder', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField()),
                ('expires_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.RunPython(forget_readable_visits, migrations.RunPython.noop),
    ]
