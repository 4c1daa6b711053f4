import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "code",
                    models.SlugField(
                        help_text="Never changes: files are named after it. For example tax.", unique=True
                    ),
                ),
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
            ],
            options={
                "ordering": ["position", "code"],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sha256", models.CharField(max_length=64, verbose_name="hash")),
                ("content", models.TextField(help_text="JSON, read by the engine alone.")),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Parameter",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("code", models.SlugField(help_text="For example mrp.", unique=True)),
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
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Provision",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("article", models.CharField(help_text="For example: art. 10(1).", max_length=120)),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        help_text="Only if it has a page of its own, for example https://adilet.zan.kz/eng/docs/...#z10; else the source's is used.",
                        verbose_name="link",
                    ),
                ),
            ],
            options={
                "ordering": ["source__code", "article"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "code",
                    models.SlugField(
                        help_text="Never changes: other programs use it. For example legal_form.", unique=True
                    ),
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
            ],
            options={
                "ordering": ["section__position", "position", "code"],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "code",
                    models.SlugField(
                        help_text="Becomes part of the address, for example foreign-money.", unique=True
                    ),
                ),
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
            ],
            options={
                "ordering": ["position", "code"],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("code", models.SlugField(help_text="Short and lasting, for example pa-law.", unique=True)),
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
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "code",
                    models.SlugField(
                        help_text="Never changes: other programs use it. For example asm-notify.", unique=True
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Smaller numbers come first. Leave gaps, for example 10, 20, 30."
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        help_text="The part of the law's demands it belongs to, for example Peaceful assemblies.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="rulebook.area",
                    ),
                ),
            ],
            options={
                "ordering": ["area__position", "position", "code"],
            },
        ),
        migrations.CreateModel(
            name="Guide",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "code",
                    models.SlugField(
                        help_text="Becomes part of the address, for example foreign-funds.", unique=True
                    ),
                ),
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
                (
                    "areas",
                    models.ManyToManyField(
                        blank=True,
                        help_text="All requirements of these areas, for example Registration.",
                        to="rulebook.area",
                    ),
                ),
                (
                    "requirements",
                    models.ManyToManyField(
                        blank=True,
                        help_text="And these, from other areas, for example asm-notify.",
                        to="rulebook.requirement",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "code"],
            },
        ),
        migrations.CreateModel(
            name="RequirementVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
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
                (
                    "requirement",
                    models.ForeignKey(
                        help_text="The one whose text this is for a time, for example asm-notify.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="rulebook.requirement",
                    ),
                ),
            ],
            options={
                "ordering": ["requirement__area__position", "requirement__position", "effective_from"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Penalty",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
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
                (
                    "provision",
                    models.ForeignKey(
                        help_text="Where the penalty stands, for example Code on Administrative Offences, art. 10(1).",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penalties",
                        to="rulebook.provision",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="penalties",
                        to="rulebook.requirementversion",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "penalties",
                "ordering": ["version", "position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="rulebook.requirementversion",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
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
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the day comes from, for example Tax Code, art. 10(1).",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="rulebook.provision",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        help_text="The date it is counted from. After each period: the date before which no period counts, for example the day of registration.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="rulebook.question",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deadlines",
                        to="rulebook.requirementversion",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConditionGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
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
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only where the group limits a deadline, for example one for public associations alone.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="rulebook.deadline",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only where the group limits a passage, for example one for pickets alone.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="rulebook.passage",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        help_text="The version it belongs to, for example asm-notify from 2020-06-06.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="rulebook.requirementversion",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "purpose", "deadline__position", "passage__position", "position"],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="Its place among those of the same kind, for example 1 for the first."
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        help_text="Where the law says so, for example Law on Public Associations, art. 10(1).",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="rulebook.provision",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="rulebook.requirementversion",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "position"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="question",
            name="section",
            field=models.ForeignKey(
                help_text="The page it is asked on, for example Money from abroad.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="questions",
                to="rulebook.section",
            ),
        ),
        migrations.AddField(
            model_name="provision",
            name="source",
            field=models.ForeignKey(
                help_text="The act it stands in, for example Law on Public Associations.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="provisions",
                to="rulebook.source",
            ),
        ),
        migrations.CreateModel(
            name="ParameterValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
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
                (
                    "parameter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="values", to="rulebook.parameter"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        help_text="The act that says so, for example the law on the budget of the year.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="rulebook.source",
                    ),
                ),
            ],
            options={
                "ordering": ["parameter__code", "effective_from"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("year", models.PositiveSmallIntegerField(help_text="For example 2027.", unique=True)),
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
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the year's days are published, for example the ministry's page.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="rulebook.source",
                    ),
                ),
            ],
            options={
                "ordering": ["year"],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("date", models.DateField(help_text="The day that differs, for example 2024-05-04.", unique=True)),
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
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        help_text="The decree or order, for example a decree of the Government, where known.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="rulebook.source",
                    ),
                ),
            ],
            options={
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="Condition",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
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
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions",
                        to="rulebook.conditiongroup",
                    ),
                ),
                (
                    "parameter",
                    models.ForeignKey(
                        blank=True,
                        help_text="Compare a number with this dated amount instead of a fixed value, for example the number of regions.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="rulebook.parameter",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        help_text="Whose answer is looked at, for example legal_form.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="rulebook.question",
                    ),
                ),
            ],
            options={
                "ordering": ["group", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "position"),
                        name="condition_position_once",
                        violation_error_message="There is already a condition at this position.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("parameter__isnull", False), ("value", "")),
                            models.Q(models.Q(("value", ""), _negated=True), ("parameter", None)),
                            _connector="OR",
                        ),
                        name="condition_has_one_value",
                        violation_error_message="Give either a value or a parameter.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
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
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="choices", to="rulebook.question"
                    ),
                ),
            ],
            options={
                "ordering": ["question__code", "position", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "code"),
                        name="choice_once",
                        violation_error_message="This question already has a choice with this code.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="requirementversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("effective_until", None), ("effective_until__gt", models.F("effective_from")), _connector="OR"
                ),
                name="version_ends_after_start",
                violation_error_message="The end is not after the start. Check both dates.",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementversion",
            constraint=models.UniqueConstraint(
                fields=("requirement", "effective_from"),
                name="version_starts_once",
                violation_error_message="There is already one that starts on this day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("fee_mrp", None), ("fee_mrp__gt", 0), _connector="OR"),
                name="version_fee_is_positive",
                violation_error_message="A fee is more than 0 MRP. Leave it empty where nothing is paid.",
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=models.UniqueConstraint(
                fields=("version", "position"),
                name="penalty_position_once",
                violation_error_message="There is already one at this position.",
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=models.CheckConstraint(
                condition=models.Q(("mrp", None), ("mrp__gt", 0), _connector="OR"),
                name="penalty_is_positive",
                violation_error_message="A fine is more than 0 MRP. Leave it empty where there is none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                fields=("version", "position"),
                name="passage_position_once",
                violation_error_message="There is already one at this position.",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                fields=("version", "position"),
                name="deadline_position_once",
                violation_error_message="There is already one at this position.",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["after", "before"]), _negated=True),
                    models.Q(("amount__gt", 0), ("question__isnull", False)),
                    _connector="OR",
                ),
                name="deadline_counts_from_a_date",
                violation_error_message="Name the date question it is counted from, and how long.",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "each_period"), _negated=True),
                    models.Q(("day__range", (1, 31)), ("month__range", (1, 12))),
                    _connector="OR",
                ),
                name="deadline_names_its_day",
                violation_error_message="Name the month after the period (1 to 12) and the day (1 to 31).",
            ),
        ),
        migrations.AddConstraint(
            model_name="conditiongroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deadline__isnull", False), ("passage", None), ("purpose", "deadline")),
                    models.Q(("deadline", None), ("passage__isnull", False), ("purpose", "passage")),
                    models.Q(
                        models.Q(("purpose__in", ["deadline", "passage"]), _negated=True),
                        ("deadline", None),
                        ("passage", None),
                    ),
                    _connector="OR",
                ),
                name="group_names_what_it_limits",
                violation_error_message="Name the deadline or passage that the group limits, nothing else.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conditiongroup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("deadline", None), ("passage", None)),
                fields=("version", "purpose", "position"),
                name="purpose_group_once",
                violation_error_message="There is already a group at this position.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conditiongroup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("deadline__isnull", False)),
                fields=("deadline", "position"),
                name="deadline_group_once",
                violation_error_message="There is already a group at this position.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conditiongroup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("passage__isnull", False)),
                fields=("passage", "position"),
                name="passage_group_once",
                violation_error_message="There is already a group at this position.",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.UniqueConstraint(
                fields=("version", "position"),
                name="citation_position_once",
                violation_error_message="There is already one at this position.",
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.UniqueConstraint(
                fields=("source", "article"),
                name="provision_once",
                violation_error_message="This source already has this article. Use that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parametervalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("effective_until", None), ("effective_until__gt", models.F("effective_from")), _connector="OR"
                ),
                name="parameter_value_ends_after_start",
                violation_error_message="The end is not after the start. Check both dates.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parametervalue",
            constraint=models.UniqueConstraint(
                fields=("parameter", "effective_from"),
                name="parameter_value_starts_once",
                violation_error_message="There is already one that starts on this day.",
            ),
        ),
    ]
