"""Le journal du portail."""

from behave import given, then, when

from harness.checks import portal_log as log_checks
from harness.journeys import portal_log


@given("le journal est lu")
def read_log(context):
    context.log_read = portal_log.mark(context.world)


@when("{name:Personne} tape tous ses secrets, à leur place et ailleurs")
def tell_every_secret(context, name):
    context.secrets = portal_log.tell_every_secret(
        context.world.person(name), "Printemps-2026"
    )


@then("le journal a gardé ce qu'a fait {name:Personne}")
def log_keeps_trace(context, name):
    written = context.world.target.bench.log()[context.log_read :]
    log_checks.keeps_trace(written, context.world.person(name).person.dossier)


@then("le journal ne garde aucun secret de {_:Personne}")
def log_keeps_no_secret(context, _):
    log_checks.keeps_no_secret(context.world.target.bench.log(), context.secrets)
