"""The pages, in the order of the procedure."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth import views as auth_views
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from accounts import clock
from accounts.forms import ChannelForm, ForgottenForm, LoginForm, NewPasswordForm
from accounts.mailing import MailNotSent, send_link
from accounts.masking import masked
from accounts.models import Profile, ResetRequest
from accounts.postal import post_letter
from accounts.tokens import reset_token

logger = logging.getLogger(__name__)


class LoginBlockMixin:
    """A page on which one can log in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(login_form=LoginForm(), **kwargs)


class HomeView(TemplateView):
    """Step 1."""

    template_name = "accounts/home.html"


class LoginView(auth_views.LoginView):
    """Step 3; the password of a letter only opens the page that asks for another."""

    form_class = LoginForm
    redirect_authenticated_user = False

    def form_valid(self, form: LoginForm) -> HttpResponse:
        user = form.get_user()
        if user.backend == "accounts.backends.LetterBackend":
            logger.info("mot de passe du courrier présenté : %s", user)
            uid = urlsafe_base64_encode(force_bytes(user.pk))
            return redirect("password_reset_confirm", uid, reset_token.make_token(user))
        logger.info("connexion : %s", user)
        return super().form_valid(form)

    def form_invalid(self, form: LoginForm) -> HttpResponse:
        logger.warning("connexion refusée : %s", form.cleaned_data.get("file_number", ""))
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "login_form": context["form"]}


@method_decorator(never_cache, name="dispatch")
class SpaceView(LoginRequiredMixin, TemplateView):
    """The personal space."""

    template_name = "accounts/space.html"


@method_decorator(never_cache, name="dispatch")
class ForgottenView(FormView):
    """Step 4."""

    form_class = ForgottenForm
    template_name = "accounts/forgotten.html"
    success_url = reverse_lazy("reset_channel")

    def form_valid(self, form: ForgottenForm) -> HttpResponse:
        user = form.profile.user
        demand = ResetRequest.objects.create(user=user, made_at=clock.now())
        self.request.session["reset_request"] = demand.pk
        logger.info("demande de réinitialisation : %s", user)
        return super().form_valid(form)


@method_decorator(never_cache, name="dispatch")
class ChannelView(FormView):
    """Step 5; what is chosen is done once."""

    form_class = ChannelForm
    template_name = "accounts/channel.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        demand = ResetRequest.objects.filter(
            pk=request.session.get("reset_request"), user__is_active=True
        ).first()
        if demand is None:
            return redirect("password_reset")
        if demand.answered:
            return redirect("reset_taken")
        self.demand = demand
        self.profile: Profile = demand.user.profile
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "profile": self.profile}

    def form_valid(self, form: ChannelForm) -> HttpResponse:
        mine = ResetRequest.objects.filter(pk=self.demand.pk)
        if not mine.filter(answered=False).update(answered=True):
            return redirect("reset_taken")
        user = self.profile.user
        if form.cleaned_data["channel"] == "mail":
            try:
                send_link(user)
            except MailNotSent as problem:
                mine.update(answered=False)
                logger.error("mail non remis : %s : %r", user, problem.__cause__)
                form.add_error(
                    None,
                    "L'e-mail n'a pas pu être envoyé. Recommencez dans quelques "
                    "minutes, ou choisissez le courrier.",
                )
                return self.form_invalid(form)
            logger.info("lien remis par mail : %s", user)
            self.request.session["reset_address"] = masked(user.email)
        else:
            post_letter(user)
            logger.info("courrier posté : %s", user)
            self.request.session["reset_address"] = ""
        return redirect("reset_taken")


@method_decorator(never_cache, name="dispatch")
class TakenView(LoginBlockMixin, TemplateView):
    """Step 6."""

    template_name = "accounts/taken.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "reset_address" not in request.session:
            return redirect("password_reset")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = self.request.session["reset_address"]
        return super().get_context_data(address=address, **kwargs)


class ConfirmView(auth_views.PasswordResetConfirmView):
    """Step 8, Django's own view, in which a link serves once."""

    form_class = NewPasswordForm
    token_generator = reset_token

    @method_decorator(transaction.atomic)
    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().dispatch(*args, **kwargs)

    def get_user(self, uidb64: str) -> User | None:
        """Return the user, locked: whoever validates at the same time comes after."""
        user = super().get_user(uidb64)
        return user and User.objects.select_for_update().get(pk=user.pk)

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        logger.info("mot de passe changé par le lien : %s", self.user)
        self.request.session["reset_done"] = True
        return super().form_valid(form)

    def form_invalid(self, form: NewPasswordForm) -> HttpResponse:
        logger.warning("mot de passe refusé : %s", self.user)
        return super().form_invalid(form)


@method_decorator(never_cache, name="dispatch")
class CompleteView(LoginBlockMixin, auth_views.PasswordResetCompleteView):
    """Step 9, Django's own view, shown to who did change her password."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "reset_done" not in request.session:
            return redirect("login")
        return super().dispatch(request, *args, **kwargs)


def change_password(request: HttpRequest) -> HttpResponse:
    """Lead password managers to the right page (/.well-known/change-password)."""
    return redirect(reverse("password_change"))
