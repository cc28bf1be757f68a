"""Settings of the portal; what differs from host to host comes from the environment."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = False
BENCH = os.environ.get("PORTAL_BENCH") == "1"
SECRET_KEY = os.environ.get(
    "PORTAL_SECRET_KEY", "django-insecure-example-only-2f8e1c0b7a9d4e6f8a1b3c5d"
)
PUBLIC_URL = os.environ.get("PORTAL_PUBLIC_URL", "https://www2.carpimko.com")
ALLOWED_HOSTS = [
    "carpimko.com",
    "www.carpimko.com",
    "www2.carpimko.com",
    "127.0.0.1",
    "localhost",
]

CSRF_TRUSTED_ORIGINS = ["https://www.carpimko.com", "https://www2.carpimko.com"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "accounts",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ],
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("PORTAL_DATABASE", BASE_DIR / "portal.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "accounts.backends.FileNumberBackend",
    "accounts.backends.LetterBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "accounts.validators.CharacterClassesValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation"
        ".UserAttributeSimilarityValidator"
    },
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "space"
LOGOUT_REDIRECT_URL = "login"

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True

DEFAULT_FROM_EMAIL = "CARPIMKO <ne-pas-repondre@carpimko.com>"
EMAIL_HOST = os.environ.get("PORTAL_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("PORTAL_SMTP_PORT", "25"))
EMAIL_TIMEOUT = 5

RECAPTCHA_SITE_KEY = os.environ.get("PORTAL_RECAPTCHA_SITE_KEY", "portal-site-key")
RECAPTCHA_SECRET = os.environ.get("PORTAL_RECAPTCHA_SECRET", "portal-secret")
RECAPTCHA_URL = os.environ.get(
    "PORTAL_RECAPTCHA_URL", "https://www.google.com/recaptcha/api/siteverify"
)
RECAPTCHA_TIMEOUT = 5

# Behind the proxy that ends TLS, the portal is only reached encrypted.
if os.environ.get("PORTAL_BEHIND_TLS") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"accounts": {"handlers": ["stderr"], "level": "INFO"}},
}

if BENCH:
    # Hundreds of accounts are made a minute, and neighbours that never answer are
    # part of the tests: cheap hashes and little patience, on a bench only.
    INSTALLED_APPS += ["bench"]
    PASSWORD_HASHERS = ["bench.hashers.CheapPBKDF2PasswordHasher"]
    EMAIL_TIMEOUT = 1
    RECAPTCHA_TIMEOUT = 1
    LOGGING["handlers"]["memory"] = {
        "class": "bench.journal.MemoryHandler",
        "formatter": "line",
    }
    LOGGING["loggers"]["accounts"]["handlers"] = ["memory"]
    LOGGING["loggers"]["django"] = {"handlers": ["memory"], "level": "INFO"}
