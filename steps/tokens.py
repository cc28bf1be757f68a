"""Le jeton du lien : forgé, abîmé, mal formé, pris pour un autre."""

from behave import given, then, when

from harness.checks import links, tokens
from harness.journeys import other_tokens
from harness.journeys import tokens as token_tasks


@when("{name:Personne} ouvre son lien avec un jeton {forgery:Forgerie}")
def open_forged_link(context, name, forgery):
    token_tasks.open_forged_link(context.world.person(name), forgery)


@given("{name:Personne} a choisi un mot de passe avec un jeton {forgery:Forgerie}")
@when("{name:Personne} choisit un mot de passe avec un jeton {forgery:Forgerie}")
def send_forged_form(context, name, forgery):
    token_tasks.send_forged_form(context.world.person(name), forgery)


@when("{name:Personne} ouvre son lien avec, pour jeton, un texte {shape:Forme}")
def open_malformed_link(context, name, shape):
    token_tasks.open_malformed_link(context.world.person(name), shape)


@when(
    "{name:Personne} choisit un mot de passe avec, pour jeton, un texte {shape:Forme}"
)
def send_malformed_form(context, name, shape):
    token_tasks.send_malformed_form(context.world.person(name), shape)


@when("{name:Personne} prend pour jeton chacun des secrets que le portail lui a donnés")
def present_other_tokens(context, name):
    other_tokens.present_other_tokens(context.world.person(name))


@when("{name:Personne} présente le jeton du mail {proof:Preuve}")
def present_reset_token(context, name, proof):
    other_tokens.present_reset_token(context.world.person(name), proof)


@then("le lien de {name:Personne} est refusé sans rien casser")
def refused_cleanly(context, name):
    links.is_refused_cleanly(context.world.person(name).page)


@then("{name:Personne} ne peut rien ouvrir, et rien ne casse")
def opens_nothing(context, name):
    links.opens_nothing(context.world.person(name).page)


@then("rien ne casse pour {name:Personne}")
def breaks_nothing(context, name):
    links.tells_nothing_of_its_inside(context.world.person(name).page)


@then("aucun changement n'est annoncé à {name:Personne}")
def changed_nothing(context, name):
    links.changed_nothing(context.world.person(name).page)


@then("aucun d'eux n'ouvre l'étape 8 à {name:Personne}")
def none_opens(context, name):
    links.all_refused(context.world.person(name).answers)


@then("{name:Personne} voit ce que voit n'importe qui")
def sees_what_anybody_sees(context, name):
    somebody = context.world.person(name)
    links.sees_what_anybody_sees(somebody.page, somebody.as_stranger)


@then("le jeton de {name:Personne} est signé")
def is_signed(context, name):
    context.world.note(tokens.is_signed(context.world.person(name).mail))


@then("aucune clé courante ne signe le jeton de {name:Personne}")
def key_is_not_guessed(context, name):
    context.world.note(tokens.key_is_not_guessed(context.world.person(name).mail))


@then("l'échéance du jeton de {name:Personne} est en secondes, dans 24 heures au plus")
def expiry_is_strict(context, name):
    context.world.note(tokens.expiry_is_strict(context.world.person(name).mail))


@then("ce que les jetons ont de commun est consigné")
def note_likeness(context):
    context.world.note(tokens.likeness(context.world.mailbox))


@then("chaque mail porte un jeton différent")
def all_differ(context):
    context.world.note(tokens.all_differ(context.world.mailbox))
