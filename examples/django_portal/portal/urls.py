"""Addresses of the portal."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [path("", include("accounts.urls"))]
if settings.BENCH:
    urlpatterns.append(path("_bench/", include("bench.urls")))
