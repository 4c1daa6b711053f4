import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "__first__"),
        ("rulebook", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="edition",
            options={
                "ordering": ["-number"],
                "permissions": [
                    ("publish_edition", "Can publish and roll back editions"),
                    ("approve_change", "Can approve changes of others"),
                    ("preview_draft", "Can see the site with the draft"),
                ],
            },
        ),
        migrations.AlterModelOptions(
            name="requirementversion",
            options={
                "ordering": ["requirement__area__position", "requirement__position", "effective_from"],
                "permissions": [("check_requirementversion", "Can confirm that a version was checked")],
            },
        ),
        migrations.RenameField(
            model_name="edition",
            old_name="note",
            new_name="note_en",
        ),
        migrations.AddField(
            model_name="edition",
            name="changes",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="What differs from the edition before, for the page “What changed”.",
            ),
        ),
        migrations.AlterField(
            model_name="edition",
            name="note_en",
            field=models.TextField(
                blank=True,
                default="",
                help_text="What changed and why, for visitors.",
                verbose_name="note (English)",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="note_kk",
            field=models.TextField(blank=True, default="", verbose_name="note (Қазақша)"),
        ),
        migrations.AddField(
            model_name="edition",
            name="note_ru",
            field=models.TextField(blank=True, default="", verbose_name="note (Русский)"),
        ),
        migrations.AddField(
            model_name="edition",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="rolled_back_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="rulebook.edition",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="rows",
            field=models.TextField(
                blank=True, help_text="The editors' rows it was made from, as the whole rulebook is exported."
            ),
        ),
        migrations.AddField(
            model_name="requirement",
            name="contradicts",
            field=models.ManyToManyField(
                blank=True,
                help_text="Requirements that can never concern one organisation on one day, for example a duty to register and a ban on it. Publishing is refused where some answers would make both apply.",
                to="rulebook.requirement",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="amended_on",
            field=models.DateField(
                blank=True,
                help_text="When the act itself last changed, for example 2026-07-01. What was checked before that is listed to check.",
                null=True,
                verbose_name="last changed on",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalGuide",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(help_text="Becomes part of the address, for example foreign-funds.")),
                (
                    "title_en",
                    models.CharField(
                        default="",
                        help_text="What the visitor wants to do, for example: Hold a peaceful assembly.",
                        max_length=300,
                        verbose_name="title (English)",
                    ),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Русский)"),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Қазақша)"),
                ),
                (
                    "summary_en",
                    models.TextField(
                        default="",
                        help_text="One sentence for the start page, for example: What to file before and after, and by when.",
                        verbose_name="summary (English)",
                    ),
                ),
                ("summary_ru", models.TextField(blank=True, default="", verbose_name="summary (Русский)")),
                ("summary_kk", models.TextField(blank=True, default="", verbose_name="summary (Қазақша)")),
                (
                    "at_hand_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One thing a line, for example: The charter.",
                        verbose_name="have at hand (English)",
                    ),
                ),
                ("at_hand_ru", models.TextField(blank=True, default="", verbose_name="have at hand (Русский)")),
                ("at_hand_kk", models.TextField(blank=True, default="", verbose_name="have at hand (Қазақша)")),
                (
                    "intro_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="A few short sentences, for example: Answer what you know. You can change answers later.",
                        verbose_name="good to know before (English)",
                    ),
                ),
                (
                    "intro_ru",
                    models.TextField(blank=True, default="", verbose_name="good to know before (Русский)"),
                ),
                (
                    "intro_kk",
                    models.TextField(blank=True, default="", verbose_name="good to know before (Қазақша)"),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Smaller numbers come first. Leave gaps, for example 10, 20, 30."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical guide",
                "verbose_name_plural": "historical guides",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGuide_areas",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.area",
                    ),
                ),
                (
                    "guide",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.guide",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="rulebook.historicalguide",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalGuide_areas",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGuide_requirements",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "guide",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.guide",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="rulebook.historicalguide",
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.requirement",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalGuide_requirements",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalParameter",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(help_text="For example mrp.")),
                (
                    "title_en",
                    models.CharField(
                        default="",
                        help_text="For example: Monthly calculation index (MRP).",
                        max_length=300,
                        verbose_name="title (English)",
                    ),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Русский)"),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Қазақша)"),
                ),
                (
                    "unit_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="For example: tenge.",
                        max_length=300,
                        verbose_name="unit (English)",
                    ),
                ),
                (
                    "unit_ru",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="unit (Русский)"),
                ),
                (
                    "unit_kk",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="unit (Қазақша)"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical parameter",
                "verbose_name_plural": "historical parameters",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRequirement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "code",
                    models.SlugField(help_text="Never changes: other programs use it. For example asm-notify."),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Smaller numbers come first. Leave gaps, for example 10, 20, 30."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The part of the law's demands it belongs to, for example Peaceful assemblies.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.area",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical requirement",
                "verbose_name_plural": "historical requirements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRequirement_contradicts",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "from_requirement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.requirement",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="rulebook.historicalrequirement",
                    ),
                ),
                (
                    "to_requirement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.requirement",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalRequirement_contradicts",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalWatchEntry",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "code",
                    models.SlugField(help_text="Never changes: it stands in addresses. For example ngo-law."),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Smaller numbers come first. Leave gaps, for example 10, 20, 30."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("idea", "an idea"),
                            ("draft", "a draft"),
                            ("parliament", "in parliament"),
                            ("signed", "signed, not yet in force"),
                            ("in_force", "in force"),
                            ("dropped", "dropped"),
                        ],
                        help_text="For example a draft, once its text was put out for discussion.",
                        max_length=12,
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        default="",
                        help_text="For example: A new law on non-governmental organisations.",
                        max_length=300,
                        verbose_name="title (English)",
                    ),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Русский)"),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Қазақша)"),
                ),
                (
                    "text_en",
                    models.TextField(
                        default="",
                        help_text="In plain words: what it says, and what is not known yet, for example: The day is still open.",
                        verbose_name="what would change (English)",
                    ),
                ),
                ("text_ru", models.TextField(blank=True, default="", verbose_name="what would change (Русский)")),
                ("text_kk", models.TextField(blank=True, default="", verbose_name="what would change (Қазақша)")),
                (
                    "who_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="For example: every registered NGO.",
                        verbose_name="who is concerned (English)",
                    ),
                ),
                ("who_ru", models.TextField(blank=True, default="", verbose_name="who is concerned (Русский)")),
                ("who_kk", models.TextField(blank=True, default="", verbose_name="who is concerned (Қазақша)")),
                (
                    "timing_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="For example: expected in parliament in 2027.",
                        verbose_name="when, in words (English)",
                    ),
                ),
                ("timing_ru", models.TextField(blank=True, default="", verbose_name="when, in words (Русский)")),
                ("timing_kk", models.TextField(blank=True, default="", verbose_name="when, in words (Қазақша)")),
                (
                    "updated_on",
                    models.DateField(
                        help_text="The day to which this is true, for example 2026-11-22.", verbose_name="as of"
                    ),
                ),
                (
                    "in_force_on",
                    models.DateField(
                        blank=True,
                        help_text="Only where the act names the day, or it has come, for example 2027-07-01.",
                        null=True,
                        verbose_name="in force on",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed: the text of the law was read, or two sources agree"),
                            ("monitor", "only the Civic Freedom Monitor says so"),
                            ("second_source", "only one other source says so"),
                            ("unverified", "not confirmed: from memory or inferred"),
                        ],
                        help_text="For example confirmed, where you read the text of the law itself.",
                        max_length=20,
                    ),
                ),
                (
                    "next_check_on",
                    models.DateField(
                        help_text="When to look again, for example 2027-02-22.", verbose_name="next check"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical watch entry",
                "verbose_name_plural": "historical watch entries",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="WatchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "code",
                    models.SlugField(
                        help_text="Never changes: it stands in addresses. For example ngo-law.", unique=True
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Smaller numbers come first. Leave gaps, for example 10, 20, 30."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("idea", "an idea"),
                            ("draft", "a draft"),
                            ("parliament", "in parliament"),
                            ("signed", "signed, not yet in force"),
                            ("in_force", "in force"),
                            ("dropped", "dropped"),
                        ],
                        help_text="For example a draft, once its text was put out for discussion.",
                        max_length=12,
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        default="",
                        help_text="For example: A new law on non-governmental organisations.",
                        max_length=300,
                        verbose_name="title (English)",
                    ),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Русский)"),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Қазақша)"),
                ),
                (
                    "text_en",
                    models.TextField(
                        default="",
                        help_text="In plain words: what it says, and what is not known yet, for example: The day is still open.",
                        verbose_name="what would change (English)",
                    ),
                ),
                ("text_ru", models.TextField(blank=True, default="", verbose_name="what would change (Русский)")),
                ("text_kk", models.TextField(blank=True, default="", verbose_name="what would change (Қазақша)")),
                (
                    "who_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="For example: every registered NGO.",
                        verbose_name="who is concerned (English)",
                    ),
                ),
                ("who_ru", models.TextField(blank=True, default="", verbose_name="who is concerned (Русский)")),
                ("who_kk", models.TextField(blank=True, default="", verbose_name="who is concerned (Қазақша)")),
                (
                    "timing_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="For example: expected in parliament in 2027.",
                        verbose_name="when, in words (English)",
                    ),
                ),
                ("timing_ru", models.TextField(blank=True, default="", verbose_name="when, in words (Русский)")),
                ("timing_kk", models.TextField(blank=True, default="", verbose_name="when, in words (Қазақша)")),
                (
                    "updated_on",
                    models.DateField(
                        help_text="The day to which this is true, for example 2026-11-22.", verbose_name="as of"
                    ),
                ),
                (
                    "in_force_on",
                    models.DateField(
                        blank=True,
                        help_text="Only where the act names the day, or it has come, for example 2027-07-01.",
                        null=True,
                        verbose_name="in force on",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed: the text of the law was read, or two sources agree"),
                            ("monitor", "only the Civic Freedom Monitor says so"),
                            ("second_source", "only one other source says so"),
                            ("unverified", "not confirmed: from memory or inferred"),
                        ],
                        help_text="For example confirmed, where you read the text of the law itself.",
                        max_length=20,
                    ),
                ),
                (
                    "next_check_on",
                    models.DateField(
                        help_text="When to look again, for example 2027-02-22.", verbose_name="next check"
                    ),
                ),
                (
                    "requirements",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Those that it would touch, for example rep-ngo-database.",
                        related_name="watch_entries",
                        to="rulebook.requirement",
                    ),
                ),
                (
                    "sources",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Where it was read, for example the draft's page.",
                        related_name="watch_entries",
                        to="rulebook.source",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "watch entries",
                "ordering": ["position", "code"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalWatchEntry_sources",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="rulebook.historicalwatchentry",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.source",
                    ),
                ),
                (
                    "watchentry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.watchentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalWatchEntry_sources",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalWatchEntry_requirements",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="rulebook.historicalwatchentry",
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.requirement",
                    ),
                ),
                (
                    "watchentry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.watchentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalWatchEntry_requirements",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("kind", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64, verbose_name="hash")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approvals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "key", "sha256", "by"),
                        name="approved_once",
                        violation_error_message="You have approved this already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalArea",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(help_text="Never changes: files are named after it. For example tax.")),
                (
                    "title_en",
                    models.CharField(
                        default="",
                        help_text="For example: Registration.",
                        max_length=300,
                        verbose_name="title (English)",
                    ),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Русский)"),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Қазақша)"),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Smaller numbers come first. Leave gaps, for example 10, 20, 30."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical area",
                "verbose_name_plural": "historical areas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCalendarDay",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "date",
                    models.DateField(db_index=True, help_text="The day that differs, for example 2024-05-04."),
                ),
                (
                    "is_working",
                    models.BooleanField(
                        help_text="Tick where people work, for example on a Saturday for a moved day of rest.",
                        verbose_name="is a working day",
                    ),
                ),
                (
                    "reason_en",
                    models.CharField(
                        default="",
                        help_text="For example: moved rest day, for Saturday 4 May 2024.",
                        max_length=300,
                        verbose_name="reason (English)",
                    ),
                ),
                (
                    "reason_ru",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="reason (Русский)"),
                ),
                (
                    "reason_kk",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="reason (Қазақша)"),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed: the text of the law was read, or two sources agree"),
                            ("monitor", "only the Civic Freedom Monitor says so"),
                            ("second_source", "only one other source says so"),
                            ("unverified", "not confirmed: from memory or inferred"),
                        ],
                        help_text="For example confirmed, where you read the text of the law itself.",
                        max_length=20,
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="For editors, for example: announced on the ministry's page.",
                        max_length=500,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The decree or order, for example a decree of the Government, where known.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical calendar day",
                "verbose_name_plural": "historical calendar days",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCalendarYear",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(db_index=True, help_text="For example 2027.")),
                (
                    "official",
                    models.BooleanField(
                        default=False,
                        help_text="Tick once the official calendar was published and compared, for example in December for the year after.",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="For editors: what was compared with what, for example: all twelve months, no difference.",
                        max_length=500,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where the year's days are published, for example the ministry's page.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical calendar year",
                "verbose_name_plural": "historical calendar years",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalChoice",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(help_text="Never changes: other programs use it. For example picket.")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Smaller numbers come first. Leave gaps, for example 10, 20, 30."
                    ),
                ),
                (
                    "label_en",
                    models.CharField(
                        default="",
                        help_text="As a person would say it, for example: A picket.",
                        max_length=300,
                        verbose_name="label (English)",
                    ),
                ),
                (
                    "label_ru",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="label (Русский)"),
                ),
                (
                    "label_kk",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="label (Қазақша)"),
                ),
                (
                    "hint_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One short sentence where the label is not enough, for example: One person, no loudspeaker.",
                        verbose_name="hint (English)",
                    ),
                ),
                ("hint_ru", models.TextField(blank=True, default="", verbose_name="hint (Русский)")),
                ("hint_kk", models.TextField(blank=True, default="", verbose_name="hint (Қазақша)")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.question",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical choice",
                "verbose_name_plural": "historical choices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCitation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="Its place among those of the same kind, for example 1 for the first."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where the law says so, for example Law on Public Associations, art. 10(1).",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.provision",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.requirementversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical citation",
                "verbose_name_plural": "historical citations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCondition",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="Its place among those of the same kind, for example 1 for the first."
                    ),
                ),
                (
                    "operator",
                    models.CharField(
                        choices=[
                            ("is", "is"),
                            ("in", "is one of"),
                            ("not_in", "is none of"),
                            ("any_of", "includes any of"),
                            ("none_of", "includes none of"),
                            ("lt", "is less than (earlier than)"),
                            ("lte", "is at most (not later than)"),
                            ("gt", "is more than (later than)"),
                            ("gte", "is at least (not earlier than)"),
                            ("eq", "equals"),
                            ("ne", "does not equal"),
                        ],
                        help_text="How it is compared, for example: is one of.",
                        max_length=10,
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        blank=True,
                        help_text="For example yes or no; choice codes with commas; a number; 2026-01-31; 09:00. Empty with a parameter.",
                        max_length=500,
                    ),
                ),
                (
                    "factor",
                    models.DecimalField(
                        decimal_places=4,
                        default=1,
                        help_text="Times this, for example 0.5 for half of the regions.",
                        max_digits=8,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.conditiongroup",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parameter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Compare a number with this dated amount instead of a fixed value, for example the number of regions.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.parameter",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Whose answer is looked at, for example legal_form.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.question",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical condition",
                "verbose_name_plural": "historical conditions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConditionGroup",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("applies", "the requirement applies when ..."),
                            ("met", "the requirement is met when ..."),
                            ("unclear", "the law does not say whether it is met when ..."),
                            ("deadline", "the deadline concerns only ..."),
                            ("passage", "the passage concerns only ..."),
                        ],
                        default="applies",
                        help_text="What it decides, for example: the requirement applies when ...",
                        max_length=10,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="Its place among those of the same kind, for example 1 for the first."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Only where the group limits a deadline, for example one for public associations alone.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.deadline",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Only where the group limits a passage, for example one for pickets alone.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.passage",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The version it belongs to, for example asm-notify from 2020-06-06.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.requirementversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical condition group",
                "verbose_name_plural": "historical condition groups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDeadline",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="Its place among those of the same kind, for example 1 for the first."
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("after", "so long after a date"),
                            ("before", "so long before a date"),
                            ("each_period", "after each year, half-year or quarter"),
                            ("no_day", "every year, no day in the law"),
                            ("at_once", "at once"),
                        ],
                        help_text="How the day is found, for example “so long after a date” for: ten days after the decision.",
                        max_length=12,
                    ),
                ),
                (
                    "amount",
                    models.PositiveSmallIntegerField(default=0, help_text="For example 10, for ten working days."),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("days", "days"), ("working_days", "working days"), ("months", "months")],
                        default="days",
                        help_text="What is counted, for example working days.",
                        max_length=12,
                    ),
                ),
                (
                    "eve",
                    models.BooleanField(
                        default=False,
                        help_text="Tick where the day itself is too late, for example for “before the end of ...”.",
                        verbose_name="the day before",
                    ),
                ),
                (
                    "every",
                    models.CharField(
                        choices=[("year", "year"), ("half_year", "half-year"), ("quarter", "quarter")],
                        default="year",
                        help_text="For example quarter for: after each quarter.",
                        max_length=10,
                    ),
                ),
                (
                    "month",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="The n-th month after the period, for example 3 for March after the year.",
                    ),
                ),
                (
                    "day",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="The day of that month, for example 15; 31 also for shorter months."
                    ),
                ),
                (
                    "safe",
                    models.CharField(
                        choices=[
                            ("on_or_before", "the last working day that is not after it"),
                            ("before", "the last working day before it"),
                        ],
                        default="on_or_before",
                        help_text="The day we advise, for example Friday where the last day is a Sunday.",
                        max_length=12,
                        verbose_name="careful day",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed: the text of the law was read, or two sources agree"),
                            ("monitor", "only the Civic Freedom Monitor says so"),
                            ("second_source", "only one other source says so"),
                            ("unverified", "not confirmed: from memory or inferred"),
                        ],
                        help_text="How well the day is supported, for example confirmed where you read it in the law. Unverified days are marked.",
                        max_length=20,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where the day comes from, for example Tax Code, art. 10(1).",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.provision",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The date it is counted from. After each period: the date before which no period counts, for example the day of registration.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.question",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.requirementversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical deadline",
                "verbose_name_plural": "historical deadlines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalParameterValue",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "effective_from",
                    models.DateField(
                        help_text="The first day, for example 2026-01-01.", verbose_name="in force from"
                    ),
                ),
                (
                    "effective_until",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it is no longer in force, for example 2028-01-01. Empty: no known end.",
                        null=True,
                        verbose_name="in force until",
                    ),
                ),
                ("value", models.DecimalField(decimal_places=4, help_text="For example 4325.", max_digits=18)),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed: the text of the law was read, or two sources agree"),
                            ("monitor", "only the Civic Freedom Monitor says so"),
                            ("second_source", "only one other source says so"),
                            ("unverified", "not confirmed: from memory or inferred"),
                        ],
                        help_text="For example confirmed, where you read the text of the law itself.",
                        max_length=20,
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="For editors: where the number comes from, for example: compared with the official list.",
                        max_length=500,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parameter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.parameter",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The act that says so, for example the law on the budget of the year.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical parameter value",
                "verbose_name_plural": "historical parameter values",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPassage",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="Its place among those of the same kind, for example 1 for the first."
                    ),
                ),
                (
                    "text_en",
                    models.TextField(
                        default="",
                        help_text="What only some need to read, for example: One person alone needs no notification.",
                        verbose_name="text (English)",
                    ),
                ),
                ("text_ru", models.TextField(blank=True, default="", verbose_name="text (Русский)")),
                ("text_kk", models.TextField(blank=True, default="", verbose_name="text (Қазақша)")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.requirementversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical passage",
                "verbose_name_plural": "historical passages",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPenalty",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="Its place among those of the same kind, for example 1 for the first."
                    ),
                ),
                (
                    "mrp",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        help_text="For example 50. Empty for a warning, a suspension or a ban alone.",
                        max_digits=8,
                        null=True,
                        verbose_name="fine in MRP",
                    ),
                ),
                (
                    "repeat",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for example where it is for the same act again within a year.",
                        verbose_name="for a repeat",
                    ),
                ),
                (
                    "text_en",
                    models.TextField(
                        default="",
                        help_text="What it is for and what comes with it, for example: with suspension.",
                        verbose_name="text (English)",
                    ),
                ),
                ("text_ru", models.TextField(blank=True, default="", verbose_name="text (Русский)")),
                ("text_kk", models.TextField(blank=True, default="", verbose_name="text (Қазақша)")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where the penalty stands, for example Code on Administrative Offences, art. 10(1).",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.provision",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.requirementversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical penalty",
                "verbose_name_plural": "historical penalties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProvision",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("article", models.CharField(help_text="For example: art. 10(1).", max_length=120)),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        help_text="Only if it has a page of its own, for example https://adilet.zan.kz/eng/docs/...#z10; else the source's is used.",
                        verbose_name="link",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The act it stands in, for example Law on Public Associations.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical provision",
                "verbose_name_plural": "historical provisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalQuestion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "code",
                    models.SlugField(help_text="Never changes: other programs use it. For example legal_form."),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Smaller numbers come first. Leave gaps, for example 10, 20, 30."
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("yes_no", "yes or no"),
                            ("one", "one choice"),
                            ("several", "several choices"),
                            ("number", "whole number"),
                            ("date", "date"),
                            ("time", "time of day"),
                        ],
                        help_text="How it is answered, for example whole number for: How many founders?",
                        max_length=10,
                    ),
                ),
                (
                    "text_en",
                    models.CharField(
                        default="",
                        help_text="As it is asked, for example: How many founders are there?",
                        max_length=300,
                        verbose_name="question (English)",
                    ),
                ),
                (
                    "text_ru",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="question (Русский)"),
                ),
                (
                    "text_kk",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="question (Қазақша)"),
                ),
                (
                    "hint_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One or two short sentences with an example.",
                        verbose_name="hint (English)",
                    ),
                ),
                ("hint_ru", models.TextField(blank=True, default="", verbose_name="hint (Русский)")),
                ("hint_kk", models.TextField(blank=True, default="", verbose_name="hint (Қазақша)")),
                (
                    "unit_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="For numbers, for example: persons.",
                        max_length=300,
                        verbose_name="unit (English)",
                    ),
                ),
                (
                    "unit_ru",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="unit (Русский)"),
                ),
                (
                    "unit_kk",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="unit (Қазақша)"),
                ),
                (
                    "minimum",
                    models.BigIntegerField(
                        blank=True, help_text="For example 1. Empty: 0.", null=True, verbose_name="smallest number"
                    ),
                ),
                (
                    "maximum",
                    models.BigIntegerField(
                        blank=True,
                        help_text="For example 1440, for minutes of a day. Empty: no limit.",
                        null=True,
                        verbose_name="largest number",
                    ),
                ),
                (
                    "presumed",
                    models.CharField(
                        blank=True,
                        help_text="Taken as given while the question is not answered, and named in every result. A choice's code, for example none; for a number the word over: above every threshold. Nearly always empty.",
                        max_length=60,
                        verbose_name="presumed answer",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The page it is asked on, for example Money from abroad.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical question",
                "verbose_name_plural": "historical questions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRequirementVersion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "effective_from",
                    models.DateField(
                        help_text="The first day, for example 2026-01-01.", verbose_name="in force from"
                    ),
                ),
                (
                    "effective_until",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it is no longer in force, for example 2028-01-01. Empty: no known end.",
                        null=True,
                        verbose_name="in force until",
                    ),
                ),
                (
                    "start_confirmed",
                    models.BooleanField(
                        default=True,
                        help_text="Untick where the first day is an estimate, for example before an act is signed.",
                        verbose_name="first day was read in the act",
                    ),
                ),
                (
                    "force",
                    models.CharField(
                        choices=[
                            ("must", "must"),
                            ("must_not", "must not"),
                            ("should", "should"),
                            ("may", "may"),
                            ("authority", "the authority owes it"),
                        ],
                        help_text="For example must for a duty, may for a right.",
                        max_length=10,
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        default="",
                        help_text="The action first, for example: Report to the NGO database by 31 March.",
                        max_length=300,
                        verbose_name="title (English)",
                    ),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Русский)"),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Қазақша)"),
                ),
                (
                    "text_en",
                    models.TextField(
                        default="",
                        help_text="What exactly to do, in plain words and short sentences, for example: Write to the akimat. Say when.",
                        verbose_name="text (English)",
                    ),
                ),
                ("text_ru", models.TextField(blank=True, default="", verbose_name="text (Русский)")),
                ("text_kk", models.TextField(blank=True, default="", verbose_name="text (Қазақша)")),
                (
                    "file_with_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="For example: the tax office of your district.",
                        verbose_name="whom to file with (English)",
                    ),
                ),
                (
                    "file_with_ru",
                    models.TextField(blank=True, default="", verbose_name="whom to file with (Русский)"),
                ),
                (
                    "file_with_kk",
                    models.TextField(blank=True, default="", verbose_name="whom to file with (Қазақша)"),
                ),
                (
                    "documents_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One a line, for example: The charter.",
                        verbose_name="documents (English)",
                    ),
                ),
                ("documents_ru", models.TextField(blank=True, default="", verbose_name="documents (Русский)")),
                ("documents_kk", models.TextField(blank=True, default="", verbose_name="documents (Қазақша)")),
                (
                    "timing_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="For example: five working days before the day.",
                        verbose_name="time in words (English)",
                    ),
                ),
                ("timing_ru", models.TextField(blank=True, default="", verbose_name="time in words (Русский)")),
                ("timing_kk", models.TextField(blank=True, default="", verbose_name="time in words (Қазақша)")),
                (
                    "fee_mrp",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        help_text="For example 6.5.",
                        max_digits=8,
                        null=True,
                        verbose_name="fee in MRP",
                    ),
                ),
                (
                    "fee_text_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Who pays it and when, for example: Paid before filing; keep the receipt.",
                        verbose_name="about the fee (English)",
                    ),
                ),
                ("fee_text_ru", models.TextField(blank=True, default="", verbose_name="about the fee (Русский)")),
                ("fee_text_kk", models.TextField(blank=True, default="", verbose_name="about the fee (Қазақша)")),
                (
                    "doubt_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Plainly, and what to do about it, for example: The law names no form. Ask the office for theirs.",
                        verbose_name="what is not certain (English)",
                    ),
                ),
                (
                    "doubt_ru",
                    models.TextField(blank=True, default="", verbose_name="what is not certain (Русский)"),
                ),
                (
                    "doubt_kk",
                    models.TextField(blank=True, default="", verbose_name="what is not certain (Қазақша)"),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed: the text of the law was read, or two sources agree"),
                            ("monitor", "only the Civic Freedom Monitor says so"),
                            ("second_source", "only one other source says so"),
                            ("unverified", "not confirmed: from memory or inferred"),
                        ],
                        help_text="For example confirmed, where you read the text of the law itself.",
                        max_length=20,
                    ),
                ),
                (
                    "verified_on",
                    models.DateField(
                        blank=True,
                        help_text="When a person last compared this with the text of the law, for example 2026-11-22.",
                        null=True,
                        verbose_name="checked on",
                    ),
                ),
                (
                    "verified_by",
                    models.CharField(
                        blank=True,
                        help_text="Who compared it, for example A. Serikova.",
                        max_length=100,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "next_check_on",
                    models.DateField(
                        blank=True,
                        help_text="After this day visitors are told to ask the office, for example 2027-05-22.",
                        null=True,
                        verbose_name="next check",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The one whose text this is for a time, for example asm-notify.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.requirement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical requirement version",
                "verbose_name_plural": "historical requirement versions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalScenario",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        db_index=True,
                        help_text="Who, and what is expected, for example: a picket of 10 people needs a notification.",
                        max_length=300,
                    ),
                ),
                ("on", models.DateField(help_text="For example 2026-11-22.", verbose_name="day looked at")),
                (
                    "answers",
                    models.JSONField(blank=True, default=dict, help_text='For example {"status": "registered"}.'),
                ),
                (
                    "expect",
                    models.JSONField(
                        default=dict,
                        help_text='For example {"rep-ngo-database": {"applicability": "applies"}}.',
                        verbose_name="expected findings",
                    ),
                ),
                (
                    "law",
                    models.TextField(
                        blank=True,
                        help_text="Where the expectation was read, for example: NCO Law art. 41(5).",
                        verbose_name="read in",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="What it is mainly about, for example Registration.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rulebook.area",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical scenario",
                "verbose_name_plural": "historical scenarios",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSection",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(help_text="Becomes part of the address, for example foreign-money.")),
                (
                    "title_en",
                    models.CharField(
                        default="",
                        help_text="For example: Money from abroad.",
                        max_length=300,
                        verbose_name="title (English)",
                    ),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Русский)"),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="title (Қазақша)"),
                ),
                (
                    "intro_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One sentence above the questions, for example: Only money from outside Kazakhstan counts here.",
                        verbose_name="introduction (English)",
                    ),
                ),
                ("intro_ru", models.TextField(blank=True, default="", verbose_name="introduction (Русский)")),
                ("intro_kk", models.TextField(blank=True, default="", verbose_name="introduction (Қазақша)")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Smaller numbers come first. Leave gaps, for example 10, 20, 30. A question that decides on others stands in an earlier section.",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical section",
                "verbose_name_plural": "historical sections",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSource",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(help_text="Short and lasting, for example pa-law.")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("constitution", "constitution"),
                            ("code", "code"),
                            ("law", "law"),
                            ("order", "order of a ministry"),
                            ("court", "decision of a court"),
                            ("report", "report about the law"),
                            ("page", "page of an office, or news"),
                        ],
                        help_text="For example law; report for a book or article about the law.",
                        max_length=20,
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        default="",
                        help_text="For example: Law on Public Associations of 31 May 1996 No. 3-I.",
                        max_length=300,
                        verbose_name="official name (English)",
                    ),
                ),
                (
                    "title_ru",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="official name (Русский)"
                    ),
                ),
                (
                    "title_kk",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="official name (Қазақша)"
                    ),
                ),
                (
                    "short_en",
                    models.CharField(
                        default="",
                        help_text="As a visitor reads it, for example: Law on Public Associations.",
                        max_length=300,
                        verbose_name="short name (English)",
                    ),
                ),
                (
                    "short_ru",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="short name (Русский)"),
                ),
                (
                    "short_kk",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="short name (Қазақша)"),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        help_text="Its page on the official site where there is one, for example https://adilet.zan.kz/eng/docs/... Empty if none is known.",
                        verbose_name="link",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        blank=True,
                        help_text="The date of the version that was read, for example 2026-01-31.",
                        null=True,
                        verbose_name="text as of",
                    ),
                ),
                (
                    "amended_on",
                    models.DateField(
                        blank=True,
                        help_text="When the act itself last changed, for example 2026-07-01. What was checked before that is listed to check.",
                        null=True,
                        verbose_name="last changed on",
                    ),
                ),
                (
                    "note_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="For example: unofficial public copy of the text.",
                        verbose_name="what was read (English)",
                    ),
                ),
                ("note_ru", models.TextField(blank=True, default="", verbose_name="what was read (Русский)")),
                ("note_kk", models.TextField(blank=True, default="", verbose_name="what was read (Қазақша)")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical source",
                "verbose_name_plural": "historical sources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Scenario",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Who, and what is expected, for example: a picket of 10 people needs a notification.",
                        max_length=300,
                        unique=True,
                    ),
                ),
                ("on", models.DateField(help_text="For example 2026-11-22.", verbose_name="day looked at")),
                (
                    "answers",
                    models.JSONField(blank=True, default=dict, help_text='For example {"status": "registered"}.'),
                ),
                (
                    "expect",
                    models.JSONField(
                        default=dict,
                        help_text='For example {"rep-ngo-database": {"applicability": "applies"}}.',
                        verbose_name="expected findings",
                    ),
                ),
                (
                    "law",
                    models.TextField(
                        blank=True,
                        help_text="Where the expectation was read, for example: NCO Law art. 41(5).",
                        verbose_name="read in",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        help_text="What it is mainly about, for example Registration.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scenarios",
                        to="rulebook.area",
                    ),
                ),
            ],
            options={
                "ordering": ["area__position", "on", "name"],
            },
        ),
    ]
