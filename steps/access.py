"""Étapes 1 à 3, and moving from page to page."""

from behave import given, then, when

from harness.checks import pages, stages
from harness.journeys import access


@given("{name:Personne} a une fenêtre étroite, large de {width:d} pixels")
def resize_window(context, name, width):
    context.world.person(name).browser.resize(width)


@when("{name:Personne} ouvre l'adresse « {url} »")
def open_address(context, name, url):
    access.open_address(context.world.person(name), url)


@given("{name:Personne} est sur la page d'accueil")
@when("{name:Personne} ouvre la page d'accueil")
def open_home(context, name):
    access.open_home(context.world.person(name))


@given("{name:Personne} est sur la page de connexion")
@when("{name:Personne} va à son espace personnel")
def open_personal_space(context, name):
    access.open_personal_space(context.world.person(name))


@given("{name:Personne} est sur la page du mot de passe oublié")
@when("{name:Personne} va à la page du mot de passe oublié")
def open_forgotten_password(context, name):
    access.open_forgotten_password(context.world.person(name))


@when("{name:Personne} suit « {text} »")
def follow_named_link(context, name, text):
    access.follow_link(context.world.person(name), text)


@given("{name:Personne} a rechargé la page")
@when("{name:Personne} recharge la page")
def reload_page(context, name):
    context.world.person(name).reload()


@when("{name:Personne} revient à son espace personnel dans le premier navigateur")
def return_to_first_space(context, name):
    context.world.person(name).return_to_first_browser()
    access.return_to_personal_space(context.world.person(name))


@when("{name:Personne} ouvre l'adresse de son espace personnel")
def return_to_personal_space(context, name):
    access.return_to_personal_space(context.world.person(name))


@when("{name:Personne} ouvre la page de confirmation dans un autre navigateur")
def open_confirmation_elsewhere(context, name):
    access.open_same_page_elsewhere(context.world.person(name))


@then("{name:Personne} lit « {text} »")
def reads(context, name, text):
    pages.reads(context.world.person(name).page, text)


@then("{name:Personne} ne lit pas « {text} »")
def does_not_read(context, name, text):
    pages.does_not_read(context.world.person(name).page, text)


@then("{name:Personne} arrive à la page « {stage:Etape} »")
def is_at(context, name, stage):
    stages.is_at(context.world.person(name).page, stage)


@then("{name:Personne} arrive à la page de connexion")
def is_login(context, name):
    stages.is_login(context.world.person(name).page)


@then("{name:Personne} n'arrive pas à la page « {stage:Etape} »")
def is_not_at(context, name, stage):
    stages.is_not_at(context.world.person(name).page, stage)


@then("{name:Personne} arrive à l'adresse « {address} »")
def leads_to(context, name, address):
    pages.leads_to(context.world.person(name).page, address)


@then("« {text} » mène à un seul endroit pour {name:Personne}")
def one_place(context, text, name):
    pages.offers_one_link(context.world.person(name).page, text)


@then("{name:Personne} peut suivre ou presser « {text} »")
def offers_way(context, name, text):
    pages.offers_link_or_button(context.world.person(name).page, text)


@then("« {text} » est un lien qui n'envoie rien pour {name:Personne}")
def is_no_submit(context, text, name):
    pages.is_no_submit(context.world.person(name).page, text)


@then("{name:Personne} peut renseigner « {first} » et « {second} »")
def asks_for(context, name, first, second):
    pages.asks_for(context.world.person(name).page, first, second)


@then("{name:Personne} peut choisir entre « {first} » et « {second} »")
def offers_choices(context, name, first, second):
    pages.offers_choices(context.world.person(name).page, first, second)


@then("« {text} » se trouve en haut à droite pour {name:Personne}")
def stands_upper_right(context, text, name):
    pages.stands_upper_right(context.world.person(name).page.box(text))


@then("le pied de page de {name:Personne} est consigné")
def note_footer(context, name):
    context.world.note(pages.footer(context.world.person(name).page))


@then("ce qui est coché d'avance pour {name:Personne} est consigné")
def note_ticked(context, name):
    context.world.note(pages.ticked(context.world.person(name).page))


@then("la réponse du portail à {name:Personne} est consignée")
def note_answer(context, name):
    context.world.note(pages.seen(context.world.person(name).page))
