"""Le lien : servi ailleurs, remplacé, visité, croisé avec un autre dossier."""

from behave import given, then, when

from harness.checks import links
from harness.journeys import links as tasks
from harness.journeys import parallel


@given("{name:Personne} a choisi « {text:Saisie} » depuis un autre navigateur")
def change_elsewhere(context, name, text):
    tasks.change_elsewhere(context.world.person(name), text)


@given("{name:Personne} s'est trompée de confirmation depuis un autre navigateur")
def err_elsewhere(context, name):
    tasks.err_elsewhere(context.world.person(name), "Soleil2026", "Soleil2027")


@given("{name:Personne} a obtenu un second lien depuis un autre navigateur")
def obtain_second_link(context, name):
    tasks.obtain_second_link(context.world.person(name))


@given("{name:Personne} a demandé {times:d} fois un nouveau lien")
def ask_again(context, name, times):
    tasks.ask_again(context.world.person(name), times)


@when("{name:Personne} ouvre tous les liens reçus")
def open_every_link(context, name):
    tasks.open_every_link(context.world.person(name))


@given("l'antivirus de {name:Personne} a visité la page du lien et tout ce qui en part")
def scan_whole_page(context, name):
    tasks.scan_whole_page(context.world.person(name))


@given(
    "{name:Personne} a choisi « {text:Saisie} » en nommant {other:Personne} "
    "{extra:Ajout}"
)
def choose_naming_another(context, name, text, other, extra):
    tasks.choose_naming_another(
        context.world.person(name), context.world.person(other), extra, text
    )


@given(
    "{name:Personne}, dans son espace personnel, a choisi « {text:Saisie} » avec le "
    "lien de {owner:Personne}"
)
def choose_while_logged_in(context, name, text, owner):
    tasks.choose_while_logged_in(
        context.world.person(name), context.world.person(owner), text
    )


@given("le compte de {name:Personne} a été supprimé")
def lose_account(context, name):
    tasks.lose_account(context.world.person(name))


@given("{name:Personne} a choisi {count:d} mots de passe au même instant")
@when("{name:Personne} choisit {count:d} mots de passe au même instant")
def choose_different(context, name, count):
    parallel.choose_different_at_once(context.world.person(name), count)


@when("{name:Personne} essaie chacun d'eux, à commencer par celui qui est annoncé")
def log_in_with_each(context, name):
    parallel.log_in_with_each(context.world.person(name))


@then("seul celui-là ouvre l'espace personnel de {name:Personne}")
def only_first_opens(context, name):
    links.only_first_opens(context.world.person(name).answers)


@then("seul le dernier lien de {name:Personne} s'ouvre")
def only_last_opens(context, name):
    links.only_last_opens(context.world.person(name).answers)
