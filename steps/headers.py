"""Les en-têtes, les témoins et les redirections."""

from behave import given, then, when

from harness.checks import cookies, headers, redirections
from harness.journeys import tampering, tour


@when(
    "{name:Personne} fait toute sa demande avec l'en-tête « {header} : {value:Saisie} »"
)
def request_with_header(context, name, header, value):
    tampering.request_with_header(context.world.person(name), header, value)


@when("{name:Personne} parcourt toute la procédure, erreurs comprises")
def walk_through(context, name):
    tour.walk_through(context.world.person(name), "Soleil2026")


@when("{name:Personne} ouvre une adresse qui n'existe pas")
def open_no_such_resource(context, name):
    tour.open_no_such_resource(context.world.person(name))


@when("{name:Personne} ouvre l'adresse convenue des gestionnaires de mots de passe")
def open_change_password(context, name):
    tour.open_change_password(context.world.person(name))


@given("{name:Personne} a ouvert la page où est {other:Personne}")
@when("{name:Personne} ouvre la page où est {other:Personne}")
def open_page_of(context, name, other):
    tour.open_page_of(context.world.person(name), context.world.person(other))


@when(
    "{name:Personne} se connecte en demandant par « {key} » à aller à « {url:Saisie} »"
)
def log_in_towards(context, name, key, url):
    tampering.log_in_towards(context.world.person(name), key, url)


@when("{name:Personne} fait sa demande en voulant par « {key} » aller à « {url} »")
def request_towards(context, name, key, url):
    tampering.request_towards(context.world.person(name), key, url)


@when(
    "{name:Personne} choisit « {text:Saisie} » en voulant par « {key} » aller à "
    "« {url} »"
)
def reset_towards(context, name, text, key, url):
    tampering.reset_towards(context.world.person(name), text, key, url)


@then("rien ne mène {name:Personne} à « {url:Saisie} »")
def stays_on_site(context, name, url):
    somebody = context.world.person(name)
    shown = context.world.seen_in(somebody.browser)
    redirections.stay_on_site(shown, context.world.target.home, url)


@then("la page de {name:Personne} permet de changer de mot de passe")
def offers_to_change(context, name):
    redirections.offers_to_change(context.world.person(name).page)


@then("le portail dit à {name:Personne} que cette adresse n'existe pas")
def is_missing(context, name):
    redirections.is_missing(context.world.person(name).page)


@then("la page de {name:Personne} ne donne pas son adresse aux autres sites")
def keeps_its_address(context, name):
    headers.keeps_its_address(context.world.person(name).page)


@then("aucune page des étapes 5 à 9 ne peut être gardée")
def none_is_stored(context):
    headers.none_is_stored(context.world.seen_pages)


@then("la page de {name:Personne} ne peut pas être gardée")
def is_not_stored(context, name):
    headers.is_not_stored(context.world.person(name).page)


@then("toutes les pages imposent une connexion chiffrée")
def only_over_tls(context):
    headers.only_over_tls(context.world.seen_pages)


@then("toutes les pages limitent ce qu'elles chargent")
def have_content_policy(context):
    headers.have_content_policy(context.world.seen_pages)


@then("toutes les pages refusent d'être encadrées")
def are_not_framed(context):
    headers.are_not_framed(context.world.seen_pages)


@then("toutes les pages interdisent de deviner leur type")
def are_not_sniffed(context):
    headers.are_not_sniffed(context.world.seen_pages)


@then("chaque « cookie » porte ses protections")
def cookies_are_guarded(context):
    cookies.cookies_are_guarded(context.world.seen_pages)
