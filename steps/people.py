"""Étant donné : who the people of the scenario are, and what time it is."""

from behave import given

from harness.journeys import faults


@given("{name:Personne}, {situation:Situation} au dossier {dossier:Dossier}")
def introduce(context, name, situation, dossier):
    context.world.introduce(name, situation=situation, dossier=dossier)


@given("{name:Personne} n'a pas d'adresse mail")
def without_mail(context, name):
    context.world.describe(name, email=None)


@given("{name:Personne} a pour adresse mail « {email:Saisie} »")
def with_mail(context, name, email):
    context.world.describe(name, email=email)


@given("{name:Personne} n'a pas d'adresse postale")
def without_address(context, name):
    context.world.describe(name, address=None)


@given("{name:Personne} habite le département {department:Departement}")
def lives_in(context, name, department):
    context.world.describe(name, department=department)


@given("l'horloge indique le {instant:Instant}")
def set_clock(context, instant):
    context.world.set_time(instant)


@given("{duration:Duree} se sont écoulées")
@given("{duration:Duree} se sont écoulés")
def let_pass(context, duration):
    context.world.let_pass(duration)


@given("le serveur de mail {fault:PanneMail}")
def break_mail_server(context, fault):
    faults.break_mail_server(context.world, fault)


@given("le serveur de mail et le vérificateur du CAPTCHA répondent de nouveau")
def repair(context):
    faults.repair(context.world)


@given("le vérificateur du CAPTCHA {fault:PanneCaptcha}")
def break_verifier(context, fault):
    faults.break_verifier(context.world, fault)


@given("l'adresse mail de {name:Personne} est devenue « {email:Saisie} »")
def change_email(context, name, email):
    context.world.change_account(context.world.person(name), email=email)


@given("le portail a redémarré")
def restart(context):
    context.world.target.bench.restart()
