"""Ce qui change un compte hors de la procédure : sa page à soi, ou un agent."""

from behave import given, then, when

from harness.checks import likeness
from harness.journeys import account


@given("{name:Personne} a choisi « {text:Saisie} » depuis son espace personnel")
@when("{name:Personne} choisit « {text:Saisie} » depuis son espace personnel")
def change_in_space(context, name, text):
    account.change_in_space(context.world.person(name), text)


@given(
    "le mot de passe de {name:Personne} est devenu « {text:Saisie} », "
    "changé par un agent"
)
def change_by_agent(context, name, text):
    account.change_by_agent(context.world.person(name), text)


@given("le compte de {name:Personne} a été {status:EtatDuCompte}")
def set_status(context, name, status):
    account.set_status(context.world.person(name), status)


@given("l'adresse mail de {name:Personne} a été retirée de son dossier")
def remove_email(context, name):
    account.remove_email(context.world.person(name))


@then("{name:Personne} et {other:Personne} lisent la même réponse")
def read_alike(context, name, other):
    likeness.reads_alike(
        context.world.person(name).page, context.world.person(other).page
    )
