"""Étape 7 quand le serveur de mail tarde, se répète ou tombe en panne."""

from behave import given, then, when

from harness.checks import late_mails
from harness.journeys import faults
from harness.journeys import late_mails as late_mail_tasks


@given("le serveur de mail remet les mails {duration:Duree} plus tard")
def delay_mails(context, duration):
    faults.delay_mails(context.world, duration)


@when("{name:Personne} attend son mail, {duration:Duree} au plus")
def wait_for_mail(context, name, duration):
    late_mail_tasks.wait_for_mail(context.world.person(name), duration)


@given("{name:Personne} a ouvert chaque copie de son mail")
def open_every_copy(context, name):
    late_mail_tasks.open_every_copy(context.world.person(name))


@given("{name:Personne} a choisi « {text:Saisie} » avec la dernière copie de son mail")
def reset_with_last_copy(context, name, text):
    late_mail_tasks.reset_with_last_copy(context.world.person(name), text)


@then("le mail de {name:Personne} est arrivé une fois, ou n'a pas été annoncé")
def came_once_or_was_not_announced(context, name):
    somebody = context.world.person(name)
    late_mails.came_once_or_was_not_announced(
        somebody.page,
        context.world.mailbox,
        somebody.person.email,
        somebody.mail_mark,
    )
