"""Les sessions ouvertes dans plusieurs navigateurs."""

from behave import given, then, when

from harness.checks import sessions as session_checks
from harness.journeys import sessions


@given("{name:Personne} a ouvert une session dans {count:d} navigateurs")
def open_sessions(context, name, count):
    sessions.open_sessions(context.world.person(name), count)


@given("{name:Personne} a repris le navigateur d'avant")
def take_previous_browser(context, name):
    context.world.person(name).return_to_first_browser()


@when("{name:Personne} revient à son espace personnel dans chacun d'eux")
def revisit_sessions(context, name):
    sessions.revisit_sessions(context.world.person(name))


@then("le compte de {name:Personne} ne s'ouvre pas")
def is_kept_out(context, name):
    somebody = context.world.person(name)
    session_checks.is_kept_out(somebody.page, somebody.as_stranger)


@then("toutes les sessions de {name:Personne} sont fermées")
def all_closed(context, name):
    somebody = context.world.person(name)
    session_checks.all_closed(somebody.answers, somebody.as_stranger)


@then("toutes les sessions de {name:Personne} sont encore ouvertes")
def all_open(context, name):
    somebody = context.world.person(name)
    session_checks.all_open(somebody.answers, somebody.as_stranger)
