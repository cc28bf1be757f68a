"""Addresses of the accounts; those of Django keep their names."""

from django.contrib.auth import views as auth_views
from django.urls import path

from accounts import views

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("compte/", views.SpaceView.as_view(), name="space"),
    path("compte/connexion/", views.LoginView.as_view(), name="login"),
    path("compte/deconnexion/", auth_views.LogoutView.as_view(), name="logout"),
    path(
        "compte/mot-de-passe/",
        auth_views.PasswordChangeView.as_view(),
        name="password_change",
    ),
    path(
        "compte/mot-de-passe/fait/",
        auth_views.PasswordChangeDoneView.as_view(),
        name="password_change_done",
    ),
    path("oubli/", views.ForgottenView.as_view(), name="password_reset"),
    path("oubli/choix/", views.ChannelView.as_view(), name="reset_channel"),
    path("oubli/envoye/", views.TakenView.as_view(), name="reset_taken"),
    path("reset/done/", views.CompleteView.as_view(), name="password_reset_complete"),
    path(
        "reset/<uidb64>/<token>/",
        views.ConfirmView.as_view(),
        name="password_reset_confirm",
    ),
    path(".well-known/change-password", views.change_password),
]
