"""Ce que nulle page du portail n'enverrait : d'un autre site, ajouté, échangé."""

from behave import given, then, when

from harness.checks import mails, spaces
from harness.journeys import cross_site, login, swapping, tampering


@when("un autre site envoie la demande de {name:Personne}")
def forge_request(context, name):
    cross_site.forge_request(context.world.person(name))


@when("un autre site valide le choix de {name:Personne} par mail")
def forge_choice(context, name):
    cross_site.forge_choice(context.world.person(name))


@given("{name:Personne} a visité un site qui choisit « {text:Saisie} » à sa place")
def forge_password(context, name, text):
    cross_site.forge_password(context.world.person(name), text)


@given("{name:Personne} a visité un site qui modifie son mot de passe en « {text} »")
def forge_change(context, name, text):
    cross_site.forge_change(context.world.person(name), text)


@when("{name:Personne} ouvre l'adresse qui validerait son choix par mail")
def validate_by_address(context, name):
    tampering.validate_by_address(context.world.person(name))


@given("{name:Personne} a ouvert l'adresse qui choisirait « {text:Saisie} »")
def choose_by_address(context, name, text):
    tampering.choose_by_address(context.world.person(name), text)


@when("{name:Personne} ouvre l'adresse qui la connecterait")
def log_in_by_address(context, name):
    tampering.log_in_by_address(context.world.person(name))


@when("{name:Personne} fait sa demande en ajoutant « {key} » = « {value:Saisie} »")
def request_with(context, name, key, value):
    tampering.request_with(context.world.person(name), key, value)


@when("{name:Personne} donne son dossier puis celui de {other:Personne}")
def request_for_two(context, name, other):
    swapping.request_for_two(context.world.person(name), context.world.person(other))


@when("{name:Personne} valide son choix avec le dossier de {other:Personne}")
def choose_for_other(context, name, other):
    swapping.choose_for_other(context.world.person(name), context.world.person(other))


@when("{name:Personne} valide le choix de {other:Personne} par mail")
def replay_choice_of(context, name, other):
    swapping.replay_choice_of(context.world.person(name), context.world.person(other))


@given("{name:Personne} a choisi « {text:Saisie} » en ajoutant « {key} » = « {value} »")
def choose_with(context, name, text, key, value):
    tampering.choose_password_with(context.world.person(name), text, key, value)


@given(
    "{name:Personne} a choisi « {text:Saisie} » avec son lien et celui de "
    "{other:Personne}"
)
def choose_with_two_links(context, name, text, other):
    swapping.choose_password_with_two_links(
        context.world.person(name), context.world.person(other), text
    )


@given("{name:Personne} s'est connecté")
@given("{name:Personne} s'est connectée")
def logged_in(context, name):
    login.log_in(context.world.person(name), context.world.person(name).person.password)


@given("{name:Personne} est passé dans un autre navigateur")
def changed_browser(context, name):
    context.world.person(name).change_browser()


@then("aucun mail n'est envoyé à un autre que {name:Personne}")
def only_to(context, name):
    mails.only_to(context.world.mailbox, context.world.person(name).person.email)


@then("un mail au plus part, à {name:Personne} ou à {other:Personne}")
def one_at_most(context, name, other):
    mails.one_at_most(
        context.world.mailbox,
        context.world.person(name).person.email,
        context.world.person(other).person.email,
    )


@then("{name:Personne} n'est pas dans l'espace de {other:Personne}")
def is_not_in_space_of(context, name, other):
    somebody, owner = context.world.person(name), context.world.person(other)
    spaces.is_not_space_of(
        somebody.page,
        owner.page,
        owner.person.as_account(),
        somebody.person.as_account(),
    )
