"""The bench API, on a bench only."""

from django.urls import path

from bench import views

urlpatterns = [
    path("", views.describe),
    path("clock", views.set_clock),
    path("accounts", views.replace_accounts),
    path("accounts/<situation>/<file_number>", views.change_account),
    path("routes", views.set_routes),
    path("letters", views.letters),
    path("log", views.log),
    path("restart", views.restart),
]
