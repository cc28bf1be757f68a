"""Demander et essayer encore et encore : les limites, et le verrou de la connexion."""

from behave import given, then, when

from harness.checks import limits
from harness.journeys import attempts


@given("{name:Personne} a envoyé {times:d} demandes complètes")
@when("{name:Personne} envoie {times:d} demandes complètes")
def request_many_times(context, name, times):
    attempts.request_many_times(context.world.person(name), times)


@given(
    "{name:Personne} a envoyé {times:d} demandes complètes pour le dossier "
    "« {dossier:Saisie} »"
)
def request_many_times_for(context, name, times, dossier):
    attempts.request_many_times(context.world.person(name), times, dossier=dossier)


@when("{name:Personne} demande encore {detour:Detour}")
def request_by(context, name, detour):
    attempts.request_by(context.world.person(name), detour)


@given("{name:Personne} a essayé {times:d} numéros de dossier avec ce lien")
def guess_dossiers(context, name, times):
    attempts.guess_dossiers(context.world.person(name), times)


@when("{name:Personne} essaie enfin le dossier « {dossier:Saisie} »")
def guess_right(context, name, dossier):
    attempts.guess_right(context.world.person(name), dossier)


@given("{name:Personne} s'est trompée {times:d} fois de mot de passe")
def fail_to_log_in(context, name, times):
    attempts.fail_to_log_in(context.world.person(name), times)


@when("{name:Personne} essaie de se connecter avec son ancien mot de passe")
def try_to_log_in(context, name):
    somebody = context.world.person(name)
    attempts.try_to_log_in(somebody, somebody.person.password)


@then("{name:Personne} reçoit de 1 à {most:d} mails de réinitialisation")
def mails_are_limited(context, name, most):
    limits.mails_are_limited(
        context.world.mailbox, context.world.person(name).person.email, most
    )


@then("{name:Personne} ne reçoit pas de mail de plus")
def no_more_mails(context, name):
    somebody = context.world.person(name)
    limits.no_more_mails(
        context.world.mailbox, somebody.person.email, somebody.mail_mark
    )


@then("{name:Personne} et {other:Personne} ont été freinés de la même façon")
def held_up_alike(context, name, other):
    limits.held_up_alike(
        context.world.person(name).answers, context.world.person(other).answers
    )


@then("le lien ne change plus rien pour {name:Personne}")
def guess_is_refused(context, name):
    limits.guess_is_refused(context.world.person(name).page)


@then("{name:Personne} est freinée")
def is_held_up(context, name):
    limits.is_held_up(context.world.person(name).page)


@then("la connexion de {name:Personne} reste comme elle était")
def lock_is_unchanged(context, name):
    somebody = context.world.person(name)
    context.world.note(limits.lock_is_unchanged(somebody.answers[-1], somebody.page))
