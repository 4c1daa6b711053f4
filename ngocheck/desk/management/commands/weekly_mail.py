"""manage.py weekly_mail: one mail to each of the staff who asked for it. For a timer, once a week."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.core.management import CommandError
from django.utils.translation import override

from ngocheck.desk.models import WeeklyMail
from ngocheck.desk.weekly_mail.letter import Desk, letter
from ngocheck.rulebook.management.english import EnglishCommand
from ngocheck.rulebook.publishing.live import today

# Tells programs that answer mail by themselves to leave this one alone.
HEADERS = {"Auto-Submitted": "auto-generated"}


class Command(EnglishCommand):
    help = (
        "Sends everybody who ticked it on the desk what waits for them: checks, approvals, amounts that run out, "
        "changed articles, changes of law whose day has come. Where nothing waits, nothing is sent."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        desk, sent, failed = Desk(today()), 0, []
        wishes = WeeklyMail.objects.filter(user__is_active=True, user__is_staff=True).exclude(user__email="")
        for wish in wishes.select_related("user").order_by("user__username"):
            try:
                sent += self.send(wish, desk)
            except (SMTPException, OSError) as error:
                failed.append(f"{wish.user.get_username()} ({error})")
        self.stdout.write(f"{sent} mails sent.")
        if failed:
            raise CommandError(f"Not sent to {', '.join(failed)}.")

    def send(self, wish: WeeklyMail, desk: Desk) -> bool:
        """Whether there was anything to say. Raises SMTPException or OSError where it could not be sent."""
        with override(wish.language):
            matters = desk.matters(wish.user)
            if not matters:
                return False
            subject, text = letter(matters, desk.on)
        EmailMessage(subject, text, to=[wish.user.email], headers=HEADERS).send()
        return True
