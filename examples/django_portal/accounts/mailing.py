"""The mail with the link."""

from __future__ import annotations

from email.utils import format_datetime
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts import clock
from accounts.tokens import reset_token

SUBJECT = "Demande de réinitialisation du mot de passe"


class MailNotSent(Exception):
    """The mail server did not take the mail."""


def link_for(user: User) -> str:
    """Return a link, good for 24 hours, at which *user* chooses a password."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse("password_reset_confirm", args=[uid, reset_token.make_token(user)])
    return settings.PUBLIC_URL + path


def send_link(user: User) -> None:
    """Hand the mail over to the mail server.

    Raises:
        MailNotSent: it refused, or did not answer.
    """
    context = {"link": link_for(user)}
    mail = EmailMultiAlternatives(
        SUBJECT,
        render_to_string("accounts/reset_mail.txt", context),
        to=[user.email],
        headers={"Date": format_datetime(clock.now())},
    )
    mail.attach_alternative(
        render_to_string("accounts/reset_mail.html", context), "text/html"
    )
    try:
        mail.send()
    except (SMTPException, OSError) as problem:
        raise MailNotSent from problem
