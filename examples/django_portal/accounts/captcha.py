"""A small reCAPTCHA v2 field: Google's widget, and the check of what it says."""

from __future__ import annotations

import json
import logging
import urllib.error
import urllib.parse
import urllib.request
from typing import Any
from urllib.parse import urljoin

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html

logger = logging.getLogger(__name__)


class CaptchaWidget(forms.Widget):
    """Google's checkbox; its script adds the field ``g-recaptcha-response``."""

    def render(self, name: str, value: Any, attrs=None, renderer=None) -> str:
        return format_html(
            '<div class="g-recaptcha" data-sitekey="{}"></div>'
            '<script src="{}" async defer></script>',
            settings.RECAPTCHA_SITE_KEY,
            urljoin(settings.RECAPTCHA_URL, "/recaptcha/api.js?hl=fr"),
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        return data.get("g-recaptcha-response")

    def id_for_label(self, id_: str) -> str:
        return ""


class CaptchaField(forms.CharField):
    """Valid only if Google says so, for one of our own host names."""

    widget = CaptchaWidget
    default_error_messages = {
        "required": "Cochez « Je ne suis pas un robot ».",
        "invalid": "La vérification « Je ne suis pas un robot » a échoué. Recommencez.",
    }

    def validate(self, value: str) -> None:
        super().validate(value)
        if not _is_human(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


def _is_human(response: str) -> bool:
    body = urllib.parse.urlencode(
        {"secret": settings.RECAPTCHA_SECRET, "response": response}
    ).encode()
    try:
        with urllib.request.urlopen(
            settings.RECAPTCHA_URL, body, timeout=settings.RECAPTCHA_TIMEOUT
        ) as answer:
            verdict = json.load(answer)
    except (OSError, ValueError) as problem:
        logger.error("reCAPTCHA ne répond pas : %s", problem)
        return False
    return (
        isinstance(verdict, dict)
        and verdict.get("success") is True
        and verdict.get("hostname") in settings.ALLOWED_HOSTS
    )
