"""La force des mots de passe que le portail accepte."""

from behave import given, then, when

from harness.checks import policy
from harness.journeys import login, password, probing
from harness.journeys.vocabulary import accented_password


@given("{name:Personne} a pu changer son mot de passe pour « {text:Saisie} »")
def reset_if_taken(context, name, text):
    probing.reset_if_taken(context.world.person(name), text)


@given("{name:Personne} a pu choisir « {text:Saisie} » depuis son espace personnel")
def change_in_space_if_taken(context, name, text):
    probing.change_in_space_if_taken(context.world.person(name), text)


@given("{name:Personne} a pu choisir « {text:Saisie} » à la place de celui du courrier")
def use_letter_if_taken(context, name, text):
    probing.use_letter_if_taken(context.world.person(name), text)


@given("{name:Personne} a choisi un mot de passe de {length:d} lettres accentuées")
@when("{name:Personne} choisit un mot de passe de {length:d} lettres accentuées")
def choose_accented(context, name, length):
    password.choose_password(context.world.person(name), accented_password(length))


@when("{name:Personne} choisit son ancien mot de passe")
def choose_old(context, name):
    somebody = context.world.person(name)
    password.choose_password(somebody, somebody.person.password)


@when("{name:Personne} essaie des mots de passe de plus en plus forts")
def try_stronger(context, name):
    probing.try_passwords(context.world.person(name), probing.BY_STRENGTH)


@when("{name:Personne} essaie des mots de passe de plus en plus longs")
def try_longer(context, name):
    probing.try_passwords(context.world.person(name), probing.BY_LENGTH)


@when("{name:Personne} se connecte en changeant le dernier caractère")
def log_in_with_other_end(context, name):
    somebody = context.world.person(name)
    login.log_in(somebody, f"{somebody.chosen_password[:-1]}z")


@then("le plus faible mot de passe accepté de {name:Personne} vaut la procédure")
def entropy_is_enough(context, name):
    her = context.world.person(name)
    context.world.note(policy.entropy_is_enough(her.page, her.chosen_password))


@then("le plus court mot de passe accepté de {name:Personne} est assez long")
def length_is_enough(context, name):
    her = context.world.person(name)
    context.world.note(policy.length_is_enough(her.page, her.chosen_password))
